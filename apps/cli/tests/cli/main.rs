//! Drives the real `headgate`.
//!
//! | module | what |
//! |---|---|
//! | `endpoint` | an address at which requests are answered |
//! | `lambda` | a Lambda, as a test says it |
//! | `cloud` | a CloudFormation, and the S3 and STS beside it |
//! | `installation` | Headgate behind it: the real engine in a simulated world |
//! | `session` | commands typed one after the other, and what they print, as a person sees it |
//! | `terminal` | the same at a terminal, where there are colours and questions |
//! | `watching` | a terminal that somebody sits at while a command runs |
//! | `verbs`, `proxy` | what is tested |
//! | `captures` | what docs/cli.md shows of a terminal |

#![cfg(test)]

mod captures;
mod cloud;
mod endpoint;
mod installation;
mod lambda;
mod proxy;
mod session;
mod terminal;
mod verbs;
mod watching;
