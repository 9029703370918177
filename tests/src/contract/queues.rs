//! First come, first served.

use super::fixtures::{done, id, lock, odd, place};
use headgate_engine::{Place, Store, Write};
use jiff::SignedDuration;

async fn enqueue<S: Store>(store: &S, number: usize, places: &[Place]) {
    done(store, places.iter().map(|place| Write::Enqueue(lock(number), place.clone())).collect()).await;
}

pub(super) async fn a_queue_is_in_the_order_of_its_places<S: Store>(store: &S) {
    assert_eq!(store.waiting(&lock(1), 10).await, Ok(vec![]));
    enqueue(store, 1, &[place(1, 30), place(2, 10), place(3, 20)]).await;
    assert_eq!(store.waiting(&lock(1), 10).await, Ok(vec![place(2, 10), place(3, 20), place(1, 30)]));
    assert_eq!(store.waiting(&lock(1), 2).await, Ok(vec![place(2, 10), place(3, 20)]));
    assert_eq!(store.waiting(&lock(1), 1).await, Ok(vec![place(2, 10)]));
}

pub(super) async fn places_at_the_same_instant_are_in_the_order_of_ids<S: Store>(store: &S) {
    enqueue(store, 1, &[place(3, 10), place(1, 10), place(2, 10)]).await;
    assert_eq!(store.waiting(&lock(1), 10).await, Ok(vec![place(1, 10), place(2, 10), place(3, 10)]));
}

pub(super) async fn who_leaves_a_queue_is_gone_from_that_queue_alone<S: Store>(store: &S) {
    enqueue(store, 1, &[place(1, 10), place(2, 20)]).await;
    enqueue(store, 2, &[place(1, 10)]).await;
    done(store, vec![Write::Dequeue(lock(1), place(1, 10))]).await;
    assert_eq!(store.waiting(&lock(1), 10).await, Ok(vec![place(2, 20)]));
    assert_eq!(store.waiting(&lock(2), 10).await, Ok(vec![place(1, 10)]));
    done(store, vec![Write::Dequeue(lock(1), place(1, 10))]).await;
}

/// Otherwise a deployment would find itself standing before itself.
pub(super) async fn a_place_that_is_read_is_the_place_that_was_taken<S: Store>(store: &S) {
    let later = Place { since: odd(0) + SignedDuration::from_nanos(1), deployment: id(1) };
    let earlier = Place { since: odd(0), deployment: id(2) };
    enqueue(store, 1, &[later.clone(), earlier.clone()]).await;
    assert_eq!(store.waiting(&lock(1), 10).await, Ok(vec![earlier.clone(), later.clone()]));
    done(store, vec![Write::Dequeue(lock(1), earlier)]).await;
    assert_eq!(store.waiting(&lock(1), 10).await, Ok(vec![later]));
}
