//! One chain at a time.

use super::fixtures::{done, group_id, id, insert, lock, refused, stored};
use headgate_engine::{Lock, Rev, Store, Write};

pub(super) async fn a_lock_has_one_chain<S: Store>(store: &S) {
    assert_eq!(store.holder(&lock(1)).await, Ok(None));
    done(store, vec![Write::Take(lock(1), id(1))]).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(Some(id(1))));
    refused(store, vec![Write::Take(lock(1), id(2))], 0).await;
    refused(store, vec![Write::Take(lock(1), id(1))], 0).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(Some(id(1))));
}

pub(super) async fn a_lock_is_let_go_by_its_chain_alone<S: Store>(store: &S) {
    done(store, vec![Write::Take(lock(1), id(1))]).await;
    refused(store, vec![Write::Free(lock(1), id(2))], 0).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(Some(id(1))));
    done(store, vec![Write::Free(lock(1), id(1))]).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(None));
    done(store, vec![Write::Take(lock(1), id(2))]).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(Some(id(2))));
}

pub(super) async fn letting_go_of_what_nobody_has_is_done<S: Store>(store: &S) {
    done(store, vec![Write::Free(lock(1), id(1))]).await;
    done(store, vec![Write::Free(lock(1), id(2)), Write::Free(lock(2), id(2))]).await;
}

pub(super) async fn unlocked_is_refused_while_a_chain_has_the_lock<S: Store>(store: &S) {
    done(store, vec![Write::Unlocked(lock(1)), Write::Take(lock(2), id(1))]).await;
    refused(store, vec![Write::Unlocked(lock(1)), Write::Unlocked(lock(2))], 1).await;
    refused(store, vec![Write::Unlocked(lock(2))], 0).await;
    done(store, vec![Write::Free(lock(2), id(1))]).await;
    done(store, vec![Write::Unlocked(lock(2))]).await;
    assert_eq!(store.holder(&lock(2)).await, Ok(None));
}

pub(super) async fn locks_of_groups_and_aliases_are_apart<S: Store>(store: &S) {
    let groups = ["a", "a-b", "b"].map(|name| Lock::Group(group_id(name)));
    let locks: Vec<Lock> = groups.into_iter().chain((1..=3).map(lock)).collect();
    for (number, lock) in locks.iter().enumerate() {
        done(store, vec![Write::Take(lock.clone(), id(number))]).await;
    }
    for (number, lock) in locks.iter().enumerate() {
        assert_eq!(store.holder(lock).await, Ok(Some(id(number))));
    }
}

/// The failing deployment closes, its rollback is born and takes no lock: they have the same chain.
pub(super) async fn a_rollback_inherits_what_its_chain_holds<S: Store>(store: &S) {
    insert(store, stored(1)).await;
    done(store, vec![Write::Take(lock(1), id(1)), Write::Take(lock(2), id(1))]).await;
    let closing = super::fixtures::next(&stored(1));
    let writes = vec![Write::Update(Box::new(closing), Rev(1)), Write::Insert(Box::new(stored(2))), Write::Free(lock(2), id(1))];
    done(store, writes).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(Some(id(1))));
    assert_eq!(store.holder(&lock(2)).await, Ok(None));
    refused(store, vec![Write::Take(lock(1), id(3))], 0).await;
    done(store, vec![Write::Free(lock(1), id(1))]).await;
}
