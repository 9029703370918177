//! What time alone moves on.

use super::fixtures::{at, done, id, insert, next, odd, stored};
use super::settles;
use headgate_domain::DeploymentId;
use headgate_engine::{Due, Generation, Rev, Store, Stored, Write};
use jiff::{SignedDuration, Timestamp};

async fn due_at<S: Store>(store: &S, number: usize, at: Option<Timestamp>) {
    insert(store, Stored { due_at: at, ..stored(number) }).await;
}

async fn due<S: Store>(store: &S, until: Timestamp, limit: usize) -> Vec<DeploymentId> {
    let due = store.due(until, limit).await.expect("the store answers");
    due.into_iter().map(|due| due.deployment).collect()
}

pub(super) async fn the_longest_due_comes_first<S: Store>(store: &S) {
    for (number, second) in [(1, 300), (2, 9), (3, 100)] {
        due_at(store, number, Some(at(second))).await;
    }
    settles(vec![id(2), id(3), id(1)], || due(store, at(1000), 10)).await;
    settles(vec![id(2), id(3)], || due(store, at(1000), 2)).await;
}

pub(super) async fn what_is_due_later_is_not_due<S: Store>(store: &S) {
    due_at(store, 1, Some(odd(10))).await;
    due_at(store, 2, Some(odd(20))).await;
    settles(vec![id(1), id(2)], || due(store, odd(20), 10)).await;
    settles(vec![id(1)], || due(store, odd(20) - SignedDuration::from_nanos(1), 10)).await;
    settles(vec![], || due(store, at(10), 10)).await;
}

pub(super) async fn what_is_at_rest_is_never_due<S: Store>(store: &S) {
    due_at(store, 1, Some(at(10))).await;
    due_at(store, 2, Some(at(20))).await;
    due_at(store, 3, None).await;
    settles(vec![id(1), id(2)], || due(store, at(1000), 10)).await;
    let resting = Stored { due_at: None, ..next(&stored(1)) };
    done(store, vec![Write::Update(Box::new(resting), Rev(1))]).await;
    let later = Stored { due_at: Some(at(2000)), ..next(&stored(2)) };
    done(store, vec![Write::Update(Box::new(later), Rev(1))]).await;
    settles(vec![], || due(store, at(1000), 10)).await;
    settles(vec![id(2)], || due(store, at(2000), 10)).await;
}

pub(super) async fn due_carries_the_generation<S: Store>(store: &S) {
    insert(store, Stored { due_at: Some(odd(5)), generation: Generation(7), ..stored(1) }).await;
    let expected = Due { deployment: id(1), generation: Generation(7), due_at: odd(5) };
    settles(Ok(vec![expected]), || store.due(at(1000), 10)).await;
}
