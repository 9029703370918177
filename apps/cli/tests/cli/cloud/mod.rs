//! What installing needs of AWS: a CloudFormation that makes, changes and removes a stack as the real one does, as far as
//! can be seen from outside; S3 with a bucket; and STS.
//!
//! | module | what |
//! |---|---|
//! | `formation` | stacks, change sets and events |
//! | `bucket` | the bucket |
//! | `wire` | requests and answers |

mod bucket;
mod formation;
mod wire;

use crate::endpoint::serve;
use bucket::Bucket;
use formation::Formation;
pub(crate) use formation::Outcome;
use hyper::body::Incoming;
use hyper::{Request, Response};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::runtime::{Builder, Runtime};
use wire::{Asked, Told};

pub(crate) const ACCOUNT: &str = "123456789012";

/// AWS, for as long as the test runs.
pub(crate) struct Cloud {
    pub(crate) endpoint: String,
    world: Arc<Mutex<World>>,
    _runtime: Runtime,
}

#[derive(Default)]
struct World {
    formation: Formation,
    bucket: Bucket,
    asked: Vec<String>,
    /// Actions that end so.
    errors: BTreeMap<&'static str, (u16, &'static str, &'static str)>,
}

impl Cloud {
    /// With nothing in it.
    pub(crate) fn start() -> Self {
        let world = Arc::new(Mutex::new(World::default()));
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let behind = Arc::clone(&world);
        let endpoint = runtime.block_on(serve(move |request| answer(request, Arc::clone(&behind))));
        Self { endpoint, world, _runtime: runtime }
    }

    /// What becomes of the next operation on the stack.
    pub(crate) fn outcome(&self, outcome: Outcome) {
        self.world().formation.outcome = outcome;
    }

    /// The stack stands so.
    pub(crate) fn status(&self, status: &str) {
        self.world().formation.stack.as_mut().unwrap().status = status.to_owned();
    }

    /// How the stack stands, if it is there.
    pub(crate) fn stands(&self) -> Option<String> {
        self.world().formation.stack.as_ref().map(|stack| stack.status.clone())
    }

    /// The values of the stack's parameters.
    pub(crate) fn parameters(&self) -> BTreeMap<String, String> {
        self.world().formation.stack.as_ref().unwrap().parameters.clone()
    }

    /// How many change sets there are.
    pub(crate) fn change_sets(&self) -> usize {
        self.world().formation.change_sets.len()
    }

    /// What was begun and held comes to its end.
    pub(crate) fn end(&self) {
        self.world().formation.end();
    }

    /// The bucket, and what is in it.
    pub(crate) fn bucket<T>(&self, look: impl FnOnce(&mut Bucket) -> T) -> T {
        look(&mut self.world().bucket)
    }

    /// An action ends with an error: its status, its code, and its message.
    pub(crate) fn error(&self, action: &'static str, error: (u16, &'static str, &'static str)) {
        self.world().errors.insert(action, error);
    }

    /// No action ends with an error any more.
    pub(crate) fn mend(&self) {
        self.world().errors.clear();
    }

    /// What was asked since the last time that this was asked.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.world().asked)
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }
}

async fn answer(request: Request<Incoming>, world: Arc<Mutex<World>>) -> crate::endpoint::Answered {
    let asked = Asked::read(request).await;
    let mut world = world.lock().unwrap();
    world.asked.push(asked.action.clone());
    let told = match world.errors.get(asked.action.as_str()) {
        Some((status, code, message)) => Told::error(*status, code, message),
        None if asked.service == "s3" => world.bucket.answer(&asked),
        None if asked.service == "sts" => Told::result("GetCallerIdentity", &identity()),
        None => {
            let World { formation, bucket, .. } = &mut *world;
            formation.answer(&asked, bucket)
        }
    };
    Response::from(told)
}

fn identity() -> String {
    format!("<Arn>arn:aws:iam::{ACCOUNT}:user/ada</Arn><UserId>AIDA</UserId><Account>{ACCOUNT}</Account>")
}
