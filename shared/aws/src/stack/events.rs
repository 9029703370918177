//! What happens to a stack.

use super::stacks::named;
use super::undone::undone;
use super::{Stacks, Undone};
use jiff::Timestamp;

/// Something that has happened to a stack, or to one of its resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackEvent {
    /// No other event has it.
    pub id: String,
    /// When it happened.
    pub at: Option<Timestamp>,
    /// The resource's name in the template; the stack's own, where it is about the stack.
    pub resource: String,
    /// What the resource is called in AWS, once that is known.
    pub physical: Option<String>,
    /// The resource's type.
    pub kind: String,
    /// Such as `CREATE_COMPLETE`.
    pub status: String,
    /// Why, if CloudFormation says so.
    pub reason: Option<String>,
    /// Whether it is about the stack and no resource of it.
    pub is_of_stack: bool,
}

impl Stacks {
    /// What has happened since an event, in order; without one, since the latest operation on the stack began.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn events_since(&self, stack_id: &str, known: Option<&str>) -> Result<Vec<StackEvent>, Undone> {
        let mut events = Vec::new();
        let mut next = None;
        // The newest stand first.
        'pages: loop {
            let (page, following) = self.page(stack_id, next).await?;
            for event in page {
                if known == Some(event.id.as_str()) {
                    break 'pages;
                }
                let begins = event.begins();
                events.push(event);
                if known.is_none() && begins {
                    break 'pages;
                }
            }
            next = following;
            if next.is_none() {
                break;
            }
        }
        events.reverse();
        Ok(events)
    }

    /// The id of the newest event, if there is any.
    ///
    /// # Errors
    ///
    /// [`Undone`]
    pub async fn newest_event(&self, stack_id: &str) -> Result<Option<String>, Undone> {
        Ok(self.page(stack_id, None).await?.0.into_iter().next().map(|event| event.id))
    }

    async fn page(&self, stack_id: &str, next: Option<String>) -> Result<(Vec<StackEvent>, Option<String>), Undone> {
        let call = self.cloudformation.describe_stack_events().stack_name(stack_id).set_next_token(next);
        let page = call.send().await.map_err(|error| undone("cloudformation:DescribeStackEvents", &named(stack_id), &error))?;
        Ok((page.stack_events.unwrap_or_default().into_iter().map(read).collect(), page.next_token))
    }
}

impl StackEvent {
    /// Whether something has come to its end, well or badly.
    pub fn is_over(&self) -> bool {
        !self.status.ends_with("_IN_PROGRESS")
    }

    /// Whether an operation on the stack begins with it.
    fn begins(&self) -> bool {
        self.is_of_stack && ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS"].contains(&self.status.as_str())
    }
}

fn read(event: aws_sdk_cloudformation::types::StackEvent) -> StackEvent {
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    StackEvent {
        is_of_stack: event.physical_resource_id.is_some() && event.physical_resource_id == event.stack_id,
        id: event.event_id.unwrap_or_default(),
        at: event.timestamp.and_then(|at| Timestamp::from_nanosecond(at.as_nanos()).ok()),
        resource: event.logical_resource_id.unwrap_or_default(),
        physical: filled(event.physical_resource_id),
        kind: event.resource_type.unwrap_or_default(),
        status: event.resource_status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
        reason: filled(event.resource_status_reason),
    }
}
