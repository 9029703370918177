//! `headgate proxy`: carries requests of CodeDeploy's clients to the function `api`.
//!
//! Those clients sign for a service whose signatures only AWS can verify. So a request's signature is
//! dropped, and the request is carried by an invocation with the credentials of whoever runs the proxy: IAM
//! decides on them. That makes the address worth guarding, which is what `door` does.
//!
//! | module | what |
//! |---|---|
//! | `server` | connections: how many, for how long, and how they end |
//! | `desk` | one request, from its first byte to its answer and its line in the log |
//! | `door` | who is let in |
//! | `body` | reads a body within its bounds |
//! | `event` | a request as the function's event |
//! | `answer` | the function's answer as a response |
//! | `fault` | what the proxy itself answers, in the client's protocol |

mod answer;
mod body;
mod desk;
mod door;
mod event;
mod fault;
mod server;

use crate::account::Account;
use crate::console;
use crate::context::Invocation;
use crate::refusal::Refusal;
use crate::settings::{Origin, Setting, invocable};
use crate::signals::Signals;
use clap::Args;
use desk::Desk;
use door::Door;
use headgate_aws::ApiInvoker;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Let CodeDeploy's clients (AWS CLI, SDKs) speak to Headgate
///
/// It listens on an address of this machine, and carries each request to Headgate's function `api` by a Lambda
/// invocation that is signed with your credentials. Whoever reaches it acts with them.
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Proxy {
    /// The same as `--api-function`
    #[arg(long, value_name = "NAME|ARN")]
    function: Option<String>,
    /// Where to listen; port 0 picks a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8014", value_parser = address)]
    listen: SocketAddr,
    /// Let in other machines, and browsers: whoever reaches the proxy acts with your credentials
    #[arg(long)]
    allow_remote: bool,
    /// Write a line for every request
    #[arg(long, short)]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate proxy
  export AWS_ENDPOINT_URL_CODEDEPLOY=http://127.0.0.1:8014    # in another terminal
  aws deploy list-applications";

impl Proxy {
    /// Listens until it is told to end.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let Self { function, listen, allow_remote, verbose } = self;
        if !allow_remote && !door::is_loopback(listen.ip()) {
            return Err(remote(listen));
        }
        let context = invocation.context()?;
        let named = function.map(|value| invocable(Setting { value, origin: Origin::Option("--function") })).transpose()?;
        let function = named.unwrap_or_else(|| context.settings.api.clone()).value;
        let account = Account::sign_in(&context.settings, &context.environment).await?;
        let cannot = |error| Refusal::refused(format!("`--listen` is `{listen}`, where this machine does not let it listen: {error}"));
        let listener = TcpListener::bind(listen).await.map_err(cannot)?;
        let endpoint = format!("http://{}", listener.local_addr().map_err(cannot)?);
        let signals = Signals::new().map_err(|error| Refusal::refused(format!("cannot hear signals: {error}")))?;
        console::tell(&format!("headgate proxy: {endpoint} -> function {function} ({}), as {}", account.region, account.acting_as));
        console::tell(&format!("export AWS_ENDPOINT_URL_CODEDEPLOY={endpoint}"));
        console::print(&endpoint);
        let desk = Arc::new(Desk::new(ApiInvoker::new(&account.clients, function), Door::new(allow_remote), verbose));
        server::serve(listener, desk, signals).await
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "give an address and a port, such as `127.0.0.1:8014` or `[::1]:8014`".to_owned())
}

fn remote(listen: SocketAddr) -> Refusal {
    Refusal::usage(format!(
        "`--listen` is `{listen}`, which other machines may reach, and whoever reaches the proxy acts with your credentials: \
         give an address of this machine alone, such as `127.0.0.1:{}`, or add `--allow-remote` if that is what you want",
        listen.port()
    ))
}
