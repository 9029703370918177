//! What `headgate` can be asked. A verb is a file, its `mod`, and its line in the list below; it says itself what it is
//! for, in the comment of its structure, which is its help.

mod application;
mod check;
mod completions;
mod config;
mod decide;
mod deploy;
mod doctor;
mod duration;
mod group;
mod history;
mod init;
mod input;
mod install;
mod list;
mod meeting;
mod plan;
mod proxy;
mod rollback;
mod simulate;
mod stack;
mod status;
mod stop;
mod tag;
mod targets;
mod uninstall;
mod validate;
mod watch;
mod which;

use crate::context::Invocation;
use crate::refusal::Refusal;
use clap::Subcommand;

macro_rules! verbs {
    ($($heading:literal: $($verb:ident($arguments:ty)),*;)*) => {
        /// The verbs.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $($($verb($arguments),)*)*
        }

        impl Command {
            /// Does it.
            pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
                match self {
                    $($(Self::$verb(verb) => Box::pin(verb.run(invocation)).await,)*)*
                }
            }
        }

        /// The verbs by what people do with them.
        pub(crate) const GROUPS: &[(&str, &[&str])] = &[$(($heading, &[$(stringify!($verb)),*])),*];
    };
}

verbs! {
    "Deploy and watch": Deploy(deploy::Deploy), Watch(watch::Watch), Status(status::Status), List(list::List), History(history::History);
    "Decide": Promote(decide::promote::Promote), Pause(decide::pause::Pause), Resume(decide::resume::Resume),
        Approve(decide::approve::Approve), Reject(decide::reject::Reject), Stop(stop::Stop), Rollback(rollback::Rollback);
    "Look": Plan(plan::Plan), Validate(validate::Validate), Simulate(simulate::Simulate);
    "Set up": Install(install::Install), Uninstall(uninstall::Uninstall), Application(application::Application), Group(group::Group), Config(config::Config),
        Init(init::Init), Doctor(doctor::Doctor), Proxy(proxy::Proxy), Completions(completions::Completions);
}
