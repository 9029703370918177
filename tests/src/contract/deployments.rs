//! A deployment's own item.

use super::fixtures::{at, done, id, insert, made_at, next, odd, refused, stopped, stored};
use headgate_engine::{Generation, Rev, Store, Stored, Write};

pub(super) async fn a_deployment_comes_back_as_it_was_stored<S: Store>(store: &S) {
    let closed = Stored { expires_at: Some(at(200_000_000)), ..stopped(2) };
    for stored in [stored(1), closed] {
        insert(store, stored.clone()).await;
        assert_eq!(store.load(stored.deployment.id()).await, Ok(Some(stored)));
    }
}

pub(super) async fn what_was_never_stored_is_not_found<S: Store>(store: &S) {
    assert_eq!(store.load(&id(1)).await, Ok(None));
}

pub(super) async fn an_id_is_inserted_once<S: Store>(store: &S) {
    insert(store, stored(1)).await;
    let other = Stored { generation: Generation(7), ..stored(1) };
    refused(store, vec![Write::Insert(Box::new(other))], 0).await;
    refused(store, vec![Write::Insert(Box::new(stored(1)))], 0).await;
    assert_eq!(store.load(&id(1)).await, Ok(Some(stored(1))));
}

pub(super) async fn an_update_needs_the_revision_that_is_stored<S: Store>(store: &S) {
    insert(store, stored(1)).await;
    let second = Stored { generation: Generation(2), due_at: None, ..next(&stored(1)) };
    done(store, vec![Write::Update(Box::new(second.clone()), Rev(1))]).await;
    assert_eq!(store.load(&id(1)).await, Ok(Some(second.clone())));
    for wrong in [Rev(1), Rev(3)] {
        refused(store, vec![Write::Update(Box::new(next(&second)), wrong)], 0).await;
        assert_eq!(store.load(&id(1)).await, Ok(Some(second.clone())));
    }
}

pub(super) async fn an_update_of_nothing_is_refused<S: Store>(store: &S) {
    refused(store, vec![Write::Update(Box::new(stored(1)), Rev(1))], 0).await;
    assert_eq!(store.load(&id(1)).await, Ok(None));
}

/// The engine compares the instants it reads with those it wrote.
pub(super) async fn instants_keep_their_nanoseconds<S: Store>(store: &S) {
    let made = Stored { due_at: Some(odd(60)), ..made_at(1, odd(0)) };
    insert(store, made.clone()).await;
    let loaded = store.load(&id(1)).await;
    assert_eq!(loaded, Ok(Some(made)));
}
