//! CloudFormation, with one stack.

use super::ACCOUNT;
use super::bucket::Bucket;
use super::wire::{Asked, Told, elements};
use std::collections::BTreeMap;

/// What every stack here is made of.
const RESOURCES: [(&str, &str); 3] =
    [("Table", "AWS::DynamoDB::Table"), ("StartFunction", "AWS::Lambda::Function"), ("StepFunction", "AWS::Lambda::Function")];
/// What is kept when a stack is removed.
const KEPT: &str = "Table";
/// The resource that breaks, where one does.
const BREAKS: &str = "StepFunction";

/// What becomes of an operation.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Outcome {
    #[default]
    Done,
    /// It begins, and ends when it is told to.
    Held,
    /// A resource breaks, for this reason.
    Broken(&'static str),
    /// No change set can be worked out, for this reason.
    Unworkable(&'static str),
}

#[derive(Default)]
pub(super) struct Formation {
    pub(super) stack: Option<Stack>,
    pub(super) change_sets: BTreeMap<String, ChangeSet>,
    pub(super) outcome: Outcome,
    /// The stack before its last change, if it was there.
    before: Option<Stack>,
    events: Vec<String>,
    held: Option<&'static str>,
    stacks: usize,
}

#[derive(Clone, Default)]
pub(super) struct Stack {
    name: String,
    id: String,
    pub(super) status: String,
    pub(super) parameters: BTreeMap<String, String>,
    template: String,
    change_set: String,
}

pub(super) struct ChangeSet {
    template: String,
    parameters: BTreeMap<String, String>,
    problem: Option<String>,
    is_first: bool,
}

impl Formation {
    pub(super) fn answer(&mut self, asked: &Asked, bucket: &Bucket) -> Told {
        let name = asked.text("StackName");
        let is_there = self.stack.as_ref().is_some_and(|stack| [stack.name.as_str(), &stack.id].contains(&name));
        match asked.action.as_str() {
            "DescribeStacks" => self.described(name, is_there),
            "CreateChangeSet" => self.propose(asked, bucket, is_there),
            "DescribeChangeSet" => self.proposed(asked.text("ChangeSetName")),
            "DeleteChangeSet" => {
                self.change_sets.remove(asked.text("ChangeSetName")).unwrap();
                Told::result("DeleteChangeSet", "")
            }
            "ExecuteChangeSet" => self.execute(asked.text("ChangeSetName"), bucket),
            "DescribeStackEvents" => {
                let events = self.events.iter().rev().map(String::as_str).collect::<String>();
                Told::result("DescribeStackEvents", &format!("<StackEvents>{events}</StackEvents>"))
            }
            "DeleteStack" => self.delete(),
            other => panic!("nobody asks CloudFormation for {other}"),
        }
    }

    /// What was held comes to its end.
    pub(super) fn end(&mut self) {
        let verb = self.held.take().expect("something is held");
        self.complete(verb);
    }

    fn described(&self, name: &str, is_there: bool) -> Told {
        let Some(stack) = self.stack.as_ref().filter(|_| is_there) else {
            return Told::error(400, "ValidationError", &format!("Stack with id {name} does not exist"));
        };
        let change_set = format!("arn:aws:cloudformation:eu-west-1:{ACCOUNT}:changeSet/{}/1", stack.change_set);
        let members =
            [("StackName", stack.name.as_str()), ("StackId", &stack.id), ("StackStatus", &stack.status), ("ChangeSetId", &change_set)];
        let parameter = |(key, value): (&String, &String)| {
            format!("<member>{}</member>", elements(&[("ParameterKey", key), ("ParameterValue", value)]))
        };
        let parameters: String = stack.parameters.iter().map(parameter).collect();
        let api = format!("{}-api", stack.name);
        let output = |(key, value): (&str, &str)| format!("<member>{}</member>", elements(&[("OutputKey", key), ("OutputValue", value)]));
        let has_outputs = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"].contains(&stack.status.as_str());
        let outputs: String = [("ApiFunction", api.as_str()), ("TableName", "headgate-Table-1")].map(output).concat();
        let outputs = if has_outputs { outputs.as_str() } else { "" };
        let stack = format!("{}<Parameters>{parameters}</Parameters><Outputs>{outputs}</Outputs>", elements(&members));
        Told::result("DescribeStacks", &format!("<Stacks><member>{stack}</member></Stacks>"))
    }

    fn propose(&mut self, asked: &Asked, bucket: &Bucket, is_there: bool) -> Told {
        let creates = asked.text("ChangeSetType") == "CREATE";
        let settled = self.stack.as_ref().is_some_and(|stack| stack.status != "REVIEW_IN_PROGRESS");
        assert_eq!(creates, !settled, "a stack is made once, and changed after that");
        let capabilities: Vec<&str> = (1..=3).map(|number| asked.text(&format!("Capabilities.member.{number}"))).collect();
        assert_eq!(capabilities, ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND", ""]);
        let Some(template) = bucket.objects.get(asked.text("TemplateURL").rsplit('/').next().unwrap()) else {
            return Told::error(400, "ValidationError", "S3 error: The specified key does not exist.");
        };
        if !is_there {
            self.stacks += 1;
            let name = asked.text("StackName").to_owned();
            let id = format!("arn:aws:cloudformation:eu-west-1:{ACCOUNT}:stack/{name}/{}", self.stacks);
            self.stack = Some(Stack { name, id, status: "REVIEW_IN_PROGRESS".to_owned(), ..Stack::default() });
            self.of_stack("REVIEW_IN_PROGRESS");
        }
        let template = String::from_utf8(template.clone()).unwrap();
        let stack = self.stack.as_ref().unwrap();
        let parameters = parameters(asked, &stack.parameters);
        let empty = settled && stack.template == template && stack.parameters == parameters;
        let problem = match self.outcome {
            Outcome::Unworkable(why) => Some(why.to_owned()),
            Outcome::Done | Outcome::Held | Outcome::Broken(_) => {
                empty.then(|| "The submitted information didn't contain changes.".to_owned())
            }
        };
        self.change_sets.insert(asked.text("ChangeSetName").to_owned(), ChangeSet { template, parameters, problem, is_first: creates });
        Told::result("CreateChangeSet", "")
    }

    fn proposed(&self, name: &str) -> Told {
        let Some(proposed) = self.change_sets.get(name) else { return Told::error(404, "ChangeSetNotFound", "It does not exist.") };
        let stack = self.stack.as_ref().unwrap();
        let status = if proposed.problem.is_some() { "FAILED" } else { "CREATE_COMPLETE" };
        let members =
            [("StackId", stack.id.as_str()), ("Status", status), ("StatusReason", proposed.problem.as_deref().unwrap_or_default())];
        let change = |(resource, kind): (&str, &str)| {
            let (action, replacement) = match (proposed.is_first, resource == KEPT) {
                (true, _) => ("Add", ""),
                (false, true) => ("Modify", "Conditional"),
                (false, false) => ("Modify", "False"),
            };
            let members = [("Action", action), ("LogicalResourceId", resource), ("ResourceType", kind), ("Replacement", replacement)];
            format!("<member><Type>Resource</Type><ResourceChange>{}</ResourceChange></member>", elements(&members))
        };
        let changes = if proposed.problem.is_some() { String::new() } else { RESOURCES.map(change).concat() };
        Told::result("DescribeChangeSet", &format!("{}<Changes>{changes}</Changes>", elements(&members)))
    }

    fn execute(&mut self, name: &str, bucket: &Bucket) -> Told {
        let proposed = self.change_sets.remove(name).unwrap();
        assert_eq!(bucket.lacks(&proposed.template), [].into(), "packages are there before they are needed");
        // As CloudFormation does: what else was proposed is over.
        self.change_sets.clear();
        self.before.clone_from(&self.stack);
        let stack = self.stack.as_mut().unwrap();
        (stack.template, stack.parameters, stack.change_set) = (proposed.template, proposed.parameters, name.to_owned());
        self.begin(if proposed.is_first { "CREATE" } else { "UPDATE" });
        Told::result("ExecuteChangeSet", "")
    }

    fn delete(&mut self) -> Told {
        let in_review = self.stack.as_ref().is_some_and(|stack| stack.status == "REVIEW_IN_PROGRESS");
        if in_review {
            self.change_sets.clear();
        }
        self.begin("DELETE");
        Told::empty(200)
    }

    fn begin(&mut self, verb: &'static str) {
        self.of_stack(&format!("{verb}_IN_PROGRESS"));
        match self.outcome {
            Outcome::Done | Outcome::Unworkable(_) => self.complete(verb),
            Outcome::Held => self.held = Some(verb),
            Outcome::Broken(why) => self.fail(verb, why),
        }
    }

    fn complete(&mut self, verb: &str) {
        for (resource, kind) in RESOURCES {
            let status = if verb == "DELETE" && resource == KEPT { "DELETE_SKIPPED".to_owned() } else { format!("{verb}_COMPLETE") };
            self.of_resource(resource, kind, &status, "");
        }
        self.of_stack(&format!("{verb}_COMPLETE"));
        if verb == "DELETE" {
            self.stack = None;
        }
    }

    /// What fails because something else did is said first here, and something else fails after it.
    fn fail(&mut self, verb: &str, why: &str) {
        let failed = format!("{verb}_FAILED");
        self.of_resource("Table", "AWS::DynamoDB::Table", &format!("{verb}_IN_PROGRESS"), "");
        if verb != "DELETE" {
            self.of_resource("StartFunction", "AWS::Lambda::Function", &failed, "Resource creation cancelled");
        }
        self.of_resource(BREAKS, "AWS::Lambda::Function", &failed, why);
        self.of_resource("Table", "AWS::DynamoDB::Table", &failed, "it failed later");
        let end = match verb {
            "CREATE" => "ROLLBACK_COMPLETE",
            "UPDATE" => "UPDATE_ROLLBACK_COMPLETE",
            _ => "DELETE_FAILED",
        };
        if verb != "DELETE" {
            self.of_stack(&end.replace("COMPLETE", "IN_PROGRESS"));
        }
        if verb == "UPDATE" {
            self.stack = self.before.take();
        }
        self.of_stack(end);
    }

    fn of_stack(&mut self, status: &str) {
        let stack = self.stack.as_mut().unwrap();
        stack.status = status.to_owned();
        let (name, id) = (stack.name.clone(), stack.id.clone());
        self.event(&name, "AWS::CloudFormation::Stack", &id, status, "");
    }

    fn of_resource(&mut self, resource: &str, kind: &str, status: &str, why: &str) {
        let physical = format!("headgate-{resource}-1");
        self.event(resource, kind, &physical, status, why);
    }

    fn event(&mut self, resource: &str, kind: &str, physical: &str, status: &str, why: &str) {
        let (number, stack) = (self.events.len() + 1, self.stack.as_ref().unwrap());
        let (id, at) = (format!("e{number}"), format!("2026-11-21T12:00:{number:02}.000Z"));
        let members = [
            ("EventId", id.as_str()),
            ("StackId", &stack.id),
            ("StackName", &stack.name),
            ("LogicalResourceId", resource),
            ("PhysicalResourceId", physical),
            ("ResourceType", kind),
            ("ResourceStatus", status),
            ("ResourceStatusReason", why),
            ("Timestamp", &at),
        ];
        self.events.push(format!("<member>{}</member>", elements(&members)));
    }
}

/// What is given, and what stays as it was; the rest is left to the template.
fn parameters(asked: &Asked, before: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let member = |number: usize, what: &str| asked.text(&format!("Parameters.member.{number}.{what}"));
    let all = (1..).map_while(|number| Some((number, member(number, "ParameterKey"))).filter(|(_, key)| !key.is_empty()));
    let value = |number: usize, key: &str| match member(number, "UsePreviousValue") {
        "true" => before[key].clone(),
        _ => member(number, "ParameterValue").to_owned(),
    };
    let defaults = [("Architecture", "arm64"), ("ManagedFunctions", "")].map(|(key, value)| (key.to_owned(), value.to_owned()));
    let given = all.map(|(number, key)| (key.to_owned(), value(number, key)));
    defaults.into_iter().chain(given).collect()
}
