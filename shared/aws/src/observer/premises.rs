//! What this installation is made of.

use super::{alarms, metrics};
use crate::faults::Asked;
use aws_sdk_cloudwatch::Client as CloudWatch;
use aws_sdk_sqs::Client as Sqs;
use aws_sdk_sqs::types::QueueAttributeName;
use futures::future::{join_all, join3};
use headgate_domain::{Account, AlarmName, Failure, HookFunction, glob};
use headgate_engine::{InstallationSeen, QueueDepth, QueueSeen};
use jiff::Timestamp;

/// The parts of an installation, as the template names them.
#[derive(Clone, Debug)]
pub struct Premises {
    /// Where it stands.
    pub account: Account,
    /// The stack's name.
    pub stack: String,
    /// The table that holds all state.
    pub table: String,
    /// Its queues, by their URLs.
    pub queues: Vec<String>,
    /// The queues of what could not be processed, by their URLs.
    pub dead_letters: Vec<String>,
    /// Its own alarms.
    pub alarms: Vec<AlarmName>,
    /// Patterns of the ARNs of functions that may be called as hooks.
    pub hook_functions: Vec<String>,
}

impl Premises {
    /// Whether the installation is set to call this function.
    pub(super) fn may_call(&self, function: &HookFunction) -> bool {
        let arn = function.unqualified(&self.account);
        self.hook_functions.iter().any(|pattern| glob(pattern, arn.as_str()))
    }
}

pub(super) async fn look(cloudwatch: &CloudWatch, sqs: &Sqs, premises: &Premises, now: Timestamp) -> InstallationSeen {
    let working = premises.queues.iter().map(|url| (url, false));
    let dead = premises.dead_letters.iter().map(|url| (url, true));
    let queues = join_all(working.chain(dead).map(|(url, dead_letters)| async move {
        let name = url.rsplit('/').next().unwrap_or_default().to_owned();
        QueueSeen { name, dead_letters, depth: depth(sqs, url).await }
    }));
    let swept = metrics::swept_at(cloudwatch, &premises.stack, now);
    let (queues, alarms, swept_at) = join3(queues, alarms::named(cloudwatch, &premises.alarms), swept).await;
    InstallationSeen {
        stack: premises.stack.clone(),
        table: premises.table.clone(),
        hook_functions: premises.hook_functions.clone(),
        queues,
        alarms,
        swept_at,
    }
}

async fn depth(sqs: &Sqs, url: &str) -> Result<QueueDepth, Failure> {
    let (visible, in_flight, delayed) = (
        QueueAttributeName::ApproximateNumberOfMessages,
        QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName::ApproximateNumberOfMessagesDelayed,
    );
    let wanted = vec![visible.clone(), in_flight.clone(), delayed.clone()];
    let asked = Asked { action: "sqs:GetQueueAttributes", resource: url };
    let answer = sqs.get_queue_attributes().queue_url(url).set_attribute_names(Some(wanted)).send().await;
    let answer = answer.map_err(|error| asked.failure(&error))?;
    let count = |name: QueueAttributeName| {
        let text = answer.attributes().and_then(|attributes| attributes.get(&name));
        text.and_then(|text| text.parse().ok()).unwrap_or_default()
    };
    Ok(QueueDepth { visible: count(visible), in_flight: count(in_flight), delayed: count(delayed) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn premises(patterns: &[&str]) -> Premises {
        Premises {
            account: Account { partition: "aws".to_owned(), region: "eu-west-1".to_owned(), id: "123456789012".to_owned() },
            stack: "headgate".to_owned(),
            table: "t".to_owned(),
            queues: vec![],
            dead_letters: vec![],
            alarms: vec![],
            hook_functions: patterns.iter().map(|pattern| (*pattern).to_owned()).collect(),
        }
    }

    #[test]
    fn a_hook_may_be_called_where_a_pattern_names_it_whatever_its_version() {
        let conventional = premises(&["arn:aws:lambda:eu-west-1:123456789012:function:CodeDeployHook_*"]);
        let may = |function: &str| conventional.may_call(&HookFunction::new(function).unwrap());
        for good in ["CodeDeployHook_a", "CodeDeployHook_a:live", "arn:aws:lambda:eu-west-1:123456789012:function:CodeDeployHook_a:7"] {
            assert!(may(good), "{good}");
        }
        for wrong in ["smoke", "CodeDeployHook", "arn:aws:lambda:eu-west-1:999999999999:function:CodeDeployHook_a"] {
            assert!(!may(wrong), "{wrong}");
        }
        assert!(!premises(&[]).may_call(&HookFunction::new("CodeDeployHook_a").unwrap()));
    }
}
