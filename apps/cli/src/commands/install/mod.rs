//! `headgate install`: makes Headgate's stack from a bundle, or brings it up to date.
//!
//! | module | what |
//! |---|---|
//! | `bundle` | the folder of a release, and that nothing of it is spoilt |
//! | `template`, `parameters` | what the template wants to know, and which packages it names |
//! | `upload` | what goes into the bucket |
//! | `review` | what would become of the stack |

mod bundle;
mod parameters;
mod review;
mod template;
mod upload;

use super::stack::{Ended, Following, Site, Standing, Sum, refused};
use crate::console::{self, Console, Table, confirmable, confirmed, tell};
use crate::context::{Context, Invocation};
use crate::refusal::{Reason, Refusal};
use crate::settings::Origin;
use bundle::Bundle;
use clap::Args;
use headgate_aws::{Change, ChangeSet, Given, Readiness, Stack};
use parameters::Parameters;
use review::{Proposed, Review};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Install Headgate into an AWS account, or bring it up to date
///
/// Every file of the bundle is held against the bundle's SHA256SUMS. Packages and template go into a bucket of the account,
/// `<stack>-artifacts-<account>-<region>`, which is made if it is not there; CloudFormation works out what would change; you
/// see that, and say yes. Then the stack is followed to its end, and its outputs are printed. Parameters that are not given stay as
/// they are in a stack that is there. Deployments that are on their way go on.
///
/// Wherever it is cut off, the same command goes on from there. Ctrl-C leaves; what has begun goes on (exit code 5).
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Install {
    /// The folder with SHA256SUMS, template and packages; unless given, that of this program, or the working directory
    #[arg(value_name = "BUNDLE")]
    bundle: Option<PathBuf>,
    /// A parameter of the template; may be given several times
    #[arg(long = "parameter", short, value_name = "KEY=VALUE", value_parser = parameters::parse)]
    parameters: Vec<(String, String)>,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Show what would change, and leave the stack as it is; the template is uploaded, the packages are not
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  headgate install target/package/arm64
  headgate install --dry-run
  headgate install --stack headgate-test --parameter 'ManagedFunctions=arn:aws:lambda:eu-west-1:123456789012:function:test-*'
  headgate install --yes --output json";

/// What is to be installed, and where.
struct Plan<'a> {
    site: &'a Site,
    bundle: &'a Bundle,
    parameters: &'a Parameters,
    /// The template, with every package where it will lie.
    template: String,
    /// What names of change sets begin with that would do just this.
    mark: String,
}

impl Install {
    /// Installs it.
    pub(crate) async fn run(self, invocation: &Invocation) -> Result<(), Refusal> {
        let context = invocation.context()?;
        let bundle = Bundle::open(self.bundle.as_deref(), invocation)?;
        let parameters = Parameters::new(self.parameters.clone(), &bundle.template)?;
        if !self.dry_run {
            confirmable("nobody could be asked whether what would change is wanted", self.yes)?;
        }
        let site = Site::of(&context).await?;
        let plan = Plan::new(&site, &bundle, &parameters);
        let found = site.find().await?;
        let found = found.as_ref();
        match Standing::of(found) {
            Standing::Absent | Standing::Settled => self.change(&plan, found, &context).await,
            Standing::Busy if !self.dry_run && plan.is_under_way(found) => {
                tell(&format!("It is under way already: {site}."));
                let Some(stack) = found else { return Err(Refusal::bug("a stack that is not there changes")) };
                finish(&site, &stack.id, None, 0, &context).await
            }
            Standing::Busy | Standing::Leaving | Standing::Wrecked | Standing::Stuck => Err(in_the_way(&site, found)),
        }
    }

    async fn change(&self, plan: &Plan<'_>, found: Option<&Stack>, context: &Context) -> Result<(), Refusal> {
        let creates = Standing::of(found) == Standing::Absent;
        let given = plan.parameters.given(&plan.bundle.template, found.filter(|_| !creates))?;
        let review = plan.propose(&given, creates, found.is_none()).await?;
        let ChangeSet { stack_id, readiness, changes } = review.worked_out().await?;
        match readiness {
            Readiness::Empty => {
                review.withdraw().await?;
                tell(&format!("Nothing changes: {} is as this bundle has it.", plan.site));
                if self.dry_run {
                    show_changes(plan.site, "NONE", &changes, &context.console);
                } else {
                    show(plan.site, found, "NONE", context);
                }
                Ok(())
            }
            Readiness::Failed(why) => {
                review.withdraw().await?;
                Err(Refusal::refused(format!("CloudFormation cannot work out what would change: {why}")).with_code("ChangeSetFailed"))
            }
            Readiness::Pending => Err(Refusal::bug("a change set is looked at before it is worked out")),
            Readiness::Ready if self.dry_run => {
                review.withdraw().await?;
                show_changes(plan.site, operation(review.creates), &changes, &context.console);
                Ok(())
            }
            Readiness::Ready => self.carry_out(plan, &review, &stack_id, &changes, context).await,
        }
    }

    async fn carry_out(
        &self,
        plan: &Plan<'_>,
        review: &Review<'_>,
        stack_id: &str,
        changes: &[Change],
        context: &Context,
    ) -> Result<(), Refusal> {
        tell(&review::table(changes));
        let question = format!("{}: {}. Go on?", plan.site, review::counts(changes));
        if let Err(refusal) = confirmed(&question, self.yes) {
            review.withdraw().await?;
            return Err(refusal);
        }
        upload::packages(plan.site, plan.bundle).await?;
        let known = plan.site.stacks.newest_event(stack_id).await.map_err(refused)?;
        review.execute().await?;
        finish(plan.site, stack_id, known, changes.len(), context).await
    }
}

impl<'a> Plan<'a> {
    fn new(site: &'a Site, bundle: &'a Bundle, parameters: &'a Parameters) -> Self {
        let template = bundle.template.with_packages_at(|name| upload::package_uri(site, bundle.package(name)));
        let sum = Sum::of(format!("{template}\0{}", parameters.written()).as_bytes()).to_string();
        Self { site, bundle, parameters, template, mark: format!("headgate-{}", &sum[..16]) }
    }

    /// Whether what is being done with the stack is just this.
    fn is_under_way(&self, found: Option<&Stack>) -> bool {
        found.and_then(|stack| stack.change_set.as_deref()).is_some_and(|change_set| change_set.starts_with(&self.mark))
    }

    async fn propose(&self, given: &BTreeMap<String, Given>, creates: bool, is_first: bool) -> Result<Review<'a>, Refusal> {
        let template_url = upload::template(self.site, &self.template, Sum::of(self.template.as_bytes())).await?;
        let names_iam = self.bundle.template.names_iam;
        let proposed = Proposed { mark: &self.mark, template_url: &template_url, parameters: given, names_iam, creates, is_first };
        Review::propose(self.site, proposed).await
    }
}

/// Follows what has begun, and prints what the stack says in the end.
async fn finish(site: &Site, stack_id: &str, known: Option<String>, parts: usize, context: &Context) -> Result<(), Refusal> {
    let ended = Following::new(site, stack_id, known, parts, &context.console).follow("install").await?;
    let creates = match ended.status.as_str() {
        "CREATE_COMPLETE" => true,
        "UPDATE_COMPLETE" => false,
        _ => return Err(failed(&ended, site)),
    };
    let stack = site.find().await?;
    let what = if creates { "Headgate is installed" } else { "Headgate is up to date" };
    tell(&format!("{what}: {site}."));
    show(site, stack.as_ref(), operation(creates), context);
    Ok(())
}

fn failed(ended: &Ended, site: &Site) -> Refusal {
    let next = match ended.status.as_str() {
        "UPDATE_ROLLBACK_COMPLETE" => "the stack is as it was before: mend the cause, and install again".to_owned(),
        "UPDATE_ROLLBACK_FAILED" => continued(site),
        _ => removed_first(site),
    };
    ended.failure(&format!("the change of stack `{}`", site.stack)).with_hint(next)
}

/// Why a stack cannot be changed as it stands, and what to do.
fn in_the_way(site: &Site, found: Option<&Stack>) -> Refusal {
    let status = found.map(|stack| stack.status.as_str()).unwrap_or_default();
    let refusal = match Standing::of(found) {
        Standing::Busy | Standing::Leaving => {
            Refusal::new(Reason::Conflict, format!("something else is being done with {site}")).with_hint("install again when that is over")
        }
        Standing::Stuck => Refusal::refused(format!("{site}: a change has failed, and so has its taking back")).with_hint(continued(site)),
        Standing::Wrecked | Standing::Absent | Standing::Settled => {
            Refusal::refused(format!("{site} never came to be, or is gone in part, and CloudFormation changes no such stack"))
                .with_hint(removed_first(site))
        }
    };
    refusal.with_code(status)
}

fn removed_first(site: &Site) -> String {
    format!("mend the cause, remove what is left with `headgate uninstall --stack {}`, and install again", site.stack)
}

fn continued(site: &Site) -> String {
    let (stack, region) = (&site.stack, &site.account.region);
    format!("mend the cause, then `aws cloudformation continue-update-rollback --stack-name {stack} --region {region}`")
}

fn operation(creates: bool) -> &'static str {
    if creates { "CREATE" } else { "UPDATE" }
}

fn show_changes(site: &Site, operation: &str, changes: &[Change], console: &Console) {
    let document = || joined(site, json!({ "operation": operation, "changes": review::document(changes) }));
    console.show(document, || if changes.is_empty() { String::new() } else { review::table(changes) });
}

/// Prints a stack's outputs, and says what comes next.
fn show(site: &Site, stack: Option<&Stack>, operation: &str, context: &Context) {
    let Some(stack) = stack else { return };
    let outputs = json!({ "operation": operation, "stackId": stack.id, "status": stack.status, "outputs": stack.outputs });
    context.console.show(|| joined(site, outputs), || outputs_table(stack));
    let named = matches!(context.settings.stack.origin, Origin::Option(_));
    let option = if named { format!(" --stack {}", site.stack) } else { String::new() };
    console::tell(&format!("Next: `headgate doctor{option}` looks whether all is well"));
}

fn outputs_table(stack: &Stack) -> String {
    let mut table = Table::new(&["OUTPUT", "VALUE"]);
    for (name, value) in &stack.outputs {
        table.row([name.clone(), value.clone()]);
    }
    table.to_string()
}

fn joined(site: &Site, document: Value) -> Value {
    let place = json!({ "stackName": site.stack, "accountId": site.account_id, "region": site.account.region });
    console::joined([place, document])
}
