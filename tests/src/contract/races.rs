//! Several at once: whoever loses is told so, and one wins.

use super::fixtures::{entry, id, insert, key, lock, next, record, stored};
use futures::future::join_all;
use headgate_engine::{CommitError, Expect, Generation, Rev, Store, Stored, Write};

const RIVALS: usize = 8;

/// Who won, when every rival commits what `writes` gives it.
async fn winner<S: Store>(store: &S, writes: impl Fn(usize) -> Vec<Write>) -> usize {
    let outcomes = join_all((0..RIVALS).map(|rival| store.commit(writes(rival)))).await;
    let lost = outcomes.iter().filter(|outcome| matches!(outcome, Err(CommitError::Refused(0))));
    assert_eq!(lost.count(), RIVALS - 1, "{outcomes:?}");
    outcomes.iter().position(Result::is_ok).expect("one wins")
}

pub(super) async fn of_eight_updates_at_one_revision_one_wins<S: Store>(store: &S) {
    insert(store, stored(1)).await;
    let theirs = |rival: usize| {
        let generation = Generation(u64::try_from(rival).expect("few rivals"));
        Stored { generation, ..next(&stored(1)) }
    };
    let alone = winner(store, |rival| vec![Write::Update(Box::new(theirs(rival)), Rev(1))]).await;
    assert_eq!(store.load(&id(1)).await, Ok(Some(theirs(alone))));

    let seq = |rival: usize| u32::try_from(rival).expect("few rivals") + 1;
    let theirs = |rival: usize| next(&theirs(rival));
    let writes = |rival| vec![Write::Update(Box::new(theirs(rival)), Rev(2)), Write::Append(id(1), entry(seq(rival)), None)];
    let together = winner(store, writes).await;
    assert_eq!(store.load(&id(1)).await, Ok(Some(theirs(together))));
    assert_eq!(store.history(&id(1), 0, 10).await, Ok(vec![entry(seq(together))]), "nothing of the others");
}

pub(super) async fn of_eight_takers_of_a_lock_one_wins<S: Store>(store: &S) {
    let writes = |rival| vec![Write::Take(lock(1), id(rival)), Write::Insert(Box::new(stored(rival)))];
    let winner = winner(store, writes).await;
    assert_eq!(store.holder(&lock(1)).await, Ok(Some(id(winner))));
    for rival in 0..RIVALS {
        let loaded = store.load(&id(rival)).await.expect("the store answers");
        assert_eq!(loaded.is_some(), rival == winner);
    }
}

/// Even where all of them write the very same.
pub(super) async fn of_eight_inserts_of_an_id_one_wins<S: Store>(store: &S) {
    winner(store, |_| vec![Write::Insert(Box::new(stored(1)))]).await;
    winner(store, |_| vec![Write::Update(Box::new(next(&stored(1))), Rev(1))]).await;
    assert_eq!(store.load(&id(1)).await, Ok(Some(next(&stored(1)))));
}

/// Two deployments of the same AppSpec store the same revision.
pub(super) async fn transactions_that_meet_on_a_shared_record_all_happen<S: Store>(store: &S) {
    let writes = |rival| vec![Write::Insert(Box::new(stored(rival))), Write::Put(record("shared", 1), Expect::Anything)];
    let outcomes = join_all((0..RIVALS).map(|rival| store.commit(writes(rival)))).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(store.record(&key("shared")).await, Ok(Some(record("shared", 1))));
}
