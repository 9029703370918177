//! Deployments, the newest first.

use super::fixtures::{at, done, group_id, id, in_group, insert, made_at, odd, of_group_once_called, queued, stopped, stored};
use super::settles;
use headgate_domain::{DeploymentId, Status};
use headgate_engine::{DeploymentQuery, Page, Store, Write};
use jiff::SignedDuration;

async fn page<S: Store>(store: &S, query: DeploymentQuery) -> Page<DeploymentId> {
    store.deployments(&query).await.expect("the store answers")
}

const PAGES_MAX: usize = 100;

/// Every page of a query, one after the other.
async fn all<S: Store>(store: &S, mut query: DeploymentQuery) -> Vec<DeploymentId> {
    let mut all = vec![];
    for _ in 0..PAGES_MAX {
        let page = page(store, query.clone()).await;
        assert!(page.items.len() <= query.limit);
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return all,
        }
    }
    panic!("a listing without an end")
}

fn newest_first(numbers: impl DoubleEndedIterator<Item = usize>) -> Vec<DeploymentId> {
    numbers.rev().map(id).collect()
}

fn of_two() -> DeploymentQuery {
    DeploymentQuery { limit: 2, ..DeploymentQuery::default() }
}

async fn insert_all<S: Store>(store: &S, numbers: impl Iterator<Item = usize>) {
    for number in numbers {
        insert(store, stored(number)).await;
    }
}

pub(super) async fn deployments_are_listed_newest_first_in_pages<S: Store>(store: &S) {
    assert_eq!(page(store, of_two()).await, Page { items: vec![], next: None });
    insert_all(store, [3, 1, 5, 2, 4].into_iter()).await;
    settles(newest_first(1..=5), || all(store, of_two())).await;
    let of_hundred = DeploymentQuery { limit: 100, ..DeploymentQuery::default() };
    settles(Page { items: newest_first(1..=5), next: None }, || page(store, of_hundred.clone())).await;
}

pub(super) async fn pages_stay_as_they_are_while_others_are_inserted<S: Store>(store: &S) {
    insert_all(store, (2..=12).step_by(2)).await;
    settles(newest_first([2, 4, 6, 8, 10, 12].into_iter()), || all(store, of_two())).await;
    let first = page(store, of_two()).await;
    assert_eq!(first.items, [id(12), id(10)]);
    // Newer, in between, and older than all that are left.
    insert_all(store, [13, 11, 1].into_iter()).await;
    settles(9, || async { all(store, of_two()).await.len() }).await;
    let rest = DeploymentQuery { after: first.next, ..of_two() };
    assert_eq!(all(store, rest).await, [id(8), id(6), id(4), id(2), id(1)]);
}

pub(super) async fn a_group_lists_its_own<S: Store>(store: &S) {
    for (number, name) in [(1, "a"), (2, "b"), (3, "a"), (4, "ab"), (5, "a")] {
        insert(store, in_group(number, name)).await;
    }
    let of_a = DeploymentQuery { group: Some(group_id("a")), ..of_two() };
    settles(vec![id(5), id(3), id(1)], || all(store, of_a.clone())).await;
    let of_none = DeploymentQuery { group: Some(group_id("c")), ..of_two() };
    settles(Page { items: vec![], next: None }, || page(store, of_none.clone())).await;
}

/// Its deployments carry the names of when they were made; they are the group's by its id.
pub(super) async fn a_group_lists_its_own_under_whatever_name<S: Store>(store: &S) {
    for (number, name) in [(1, "old"), (2, "new")] {
        insert(store, of_group_once_called(number, &group_id("a"), name)).await;
    }
    insert(store, of_group_once_called(3, &group_id("b"), "old")).await;
    let of = |name| DeploymentQuery { group: Some(group_id(name)), ..of_two() };
    settles(vec![id(2), id(1)], || all(store, of("a"))).await;
    settles(vec![id(3)], || all(store, of("b"))).await;
}

pub(super) async fn statuses_are_chosen_and_counted_after_choosing<S: Store>(store: &S) {
    for number in 1..=9 {
        let stored = match number % 3 {
            0 => stored(number),
            1 => queued(number),
            _ => stopped(number),
        };
        insert(store, stored).await;
    }
    let with = |statuses: &[Status]| DeploymentQuery { statuses: statuses.to_vec(), ..of_two() };
    settles(Page { items: vec![id(7), id(4)], next: None }, || async {
        let page = page(store, with(&[Status::Queued])).await;
        Page { next: None, ..page }
    })
    .await;
    settles(vec![id(7), id(4), id(1)], || all(store, with(&[Status::Queued]))).await;
    settles(vec![id(8), id(7), id(5), id(4), id(2), id(1)], || all(store, with(&[Status::Queued, Status::Stopped]))).await;
    settles(vec![], || all(store, with(&[Status::Baking]))).await;
}

/// A store may end a page early, with nothing on it even, as long as the next one goes on.
pub(super) async fn one_among_thousands_is_found<S: Store>(store: &S) {
    insert(store, queued(0)).await;
    for hundred in 0..21 {
        let numbers = hundred * 100 + 1..=hundred * 100 + 100;
        done(store, numbers.map(|number| Write::Insert(Box::new(stored(number)))).collect()).await;
    }
    let waiting = DeploymentQuery { statuses: vec![Status::Queued], ..of_two() };
    settles(vec![id(0)], || all(store, waiting.clone())).await;
}

pub(super) async fn the_range_of_creation_includes_both_ends<S: Store>(store: &S) {
    for number in 1..=5_i64 {
        insert(store, made_at(usize::try_from(number).expect("small"), odd(number))).await;
    }
    let between = |from, until| DeploymentQuery { created_from: Some(from), created_until: Some(until), ..of_two() };
    let nanosecond = SignedDuration::from_nanos(1);
    settles(newest_first(1..=5), || all(store, of_two())).await;
    settles(newest_first(2..=4), || all(store, between(odd(2), odd(4)))).await;
    settles(newest_first(3..=3), || all(store, between(odd(2) + nanosecond, odd(4) - nanosecond))).await;
    let until = DeploymentQuery { created_until: Some(odd(2)), ..of_two() };
    settles(newest_first(1..=2), || all(store, until.clone())).await;
    let from = DeploymentQuery { created_from: Some(odd(4)), ..of_two() };
    settles(newest_first(4..=5), || all(store, from.clone())).await;
}

pub(super) async fn a_range_without_room_is_empty<S: Store>(store: &S) {
    insert_all(store, 1..=2).await;
    settles(newest_first(1..=2), || all(store, of_two())).await;
    let empty = DeploymentQuery { created_from: Some(at(2)), created_until: Some(at(1)), ..of_two() };
    assert_eq!(page(store, empty).await, Page { items: vec![], next: None });
    let before_all = DeploymentQuery { created_until: Some(jiff::Timestamp::MIN), ..of_two() };
    assert_eq!(page(store, before_all).await, Page { items: vec![], next: None });
    let for_ever = DeploymentQuery { created_from: Some(jiff::Timestamp::MIN), created_until: Some(jiff::Timestamp::MAX), ..of_two() };
    assert_eq!(all(store, for_ever).await, newest_first(1..=2));
}

pub(super) async fn a_page_that_is_just_full_may_be_the_last<S: Store>(store: &S) {
    insert_all(store, 1..=4).await;
    settles(newest_first(1..=4), || all(store, of_two())).await;
    let first = page(store, of_two()).await;
    let last = page(store, DeploymentQuery { after: first.next, ..of_two() }).await;
    assert_eq!(last, Page { items: vec![id(2), id(1)], next: None });
}
