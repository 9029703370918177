//! What the verbs print, for better and for worse.

mod application;
mod config;
mod deploy;
mod group;
mod help;
mod history;
mod list;
mod rollback;
mod settings;
mod simulate;
mod status;
mod stop;
mod trouble;
mod watch;
mod validate;
