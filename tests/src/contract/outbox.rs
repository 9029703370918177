//! What people are told, at least once.

use super::fixtures::{at, done, entry, id, notice};
use super::settles;
use headgate_engine::{Store, Write};

async fn post<S: Store>(store: &S, number: usize, seq: u32, second: i64) {
    done(store, vec![Write::Post(id(number), notice(seq, second), None), Write::Append(id(number), entry(seq), None)]).await;
}

pub(super) async fn notices_are_unsent_until_they_are_marked<S: Store>(store: &S) {
    assert_eq!(store.unsent(&id(1)).await, Ok(vec![]));
    post(store, 1, 2, 20).await;
    post(store, 1, 1, 10).await;
    post(store, 2, 1, 10).await;
    assert_eq!(store.unsent(&id(1)).await, Ok(vec![notice(1, 10), notice(2, 20)]));
    assert_eq!(store.mark_sent(&id(1), 1).await, Ok(()));
    assert_eq!(store.unsent(&id(1)).await, Ok(vec![notice(2, 20)]));
    assert_eq!(store.mark_sent(&id(1), 2).await, Ok(()));
    assert_eq!(store.unsent(&id(1)).await, Ok(vec![]));
    assert_eq!(store.unsent(&id(2)).await, Ok(vec![notice(1, 10)]));
}

pub(super) async fn marking_twice_is_once<S: Store>(store: &S) {
    post(store, 1, 1, 10).await;
    for _ in 0..2 {
        assert_eq!(store.mark_sent(&id(1), 1).await, Ok(()));
        assert_eq!(store.unsent(&id(1)).await, Ok(vec![]));
    }
    settles(Ok(vec![]), || store.outbox(at(1000), 10)).await;
}

pub(super) async fn marking_what_is_not_there_makes_nothing<S: Store>(store: &S) {
    assert_eq!(store.mark_sent(&id(1), 1).await, Ok(()));
    assert_eq!(store.unsent(&id(1)).await, Ok(vec![]));
}

pub(super) async fn the_outbox_has_the_oldest_first_each_deployment_once<S: Store>(store: &S) {
    for (number, seq, second) in [(1, 1, 30), (1, 2, 40), (2, 1, 10), (2, 2, 35), (2, 3, 36), (3, 1, 20)] {
        post(store, number, seq, second).await;
    }
    settles(Ok(vec![(id(2), at(10)), (id(3), at(20)), (id(1), at(30))]), || store.outbox(at(1000), 10)).await;
    settles(Ok(vec![(id(2), at(10)), (id(3), at(20))]), || store.outbox(at(1000), 2)).await;
    assert_eq!(store.mark_sent(&id(2), 1).await, Ok(()));
    settles(Ok(vec![(id(3), at(20)), (id(1), at(30)), (id(2), at(35))]), || store.outbox(at(1000), 3)).await;
}

pub(super) async fn the_outbox_leaves_out_what_is_younger<S: Store>(store: &S) {
    post(store, 1, 1, 10).await;
    post(store, 2, 1, 20).await;
    settles(Ok(vec![(id(1), at(10)), (id(2), at(20))]), || store.outbox(at(20), 10)).await;
    settles(Ok(vec![(id(1), at(10))]), || store.outbox(at(19), 10)).await;
    settles(Ok(vec![]), || store.outbox(at(9), 10)).await;
}
