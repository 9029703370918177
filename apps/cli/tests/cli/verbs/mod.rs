//! What the verbs print, for better and for worse.

mod application;
mod config;
mod decide;
mod deploy;
mod doctor;
mod group;
mod help;
mod history;
mod init;
mod install;
mod list;
mod plan;
mod rollback;
mod settings;
mod simulate;
mod status;
mod stop;
mod trouble;
mod uninstall;
mod validate;
mod watch;
