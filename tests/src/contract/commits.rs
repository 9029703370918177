//! All writes or none, and whose fault it was.

use super::fixtures::{alarm, at, done, entry, id, insert, key, lock, next, notice, place, record, refused, stored};
use headgate_domain::AlarmName;
use headgate_engine::{CommitError, Expect, Fault, Lock, Rev, Store, Write};

pub(super) async fn a_commit_of_nothing_is_done<S: Store>(store: &S) {
    done(store, vec![]).await;
}

/// One write of each kind, all of which would go through.
fn one_of_each() -> Vec<Write> {
    vec![
        Write::Insert(Box::new(stored(2))),
        Write::Append(id(1), entry(1), None),
        Write::Post(id(1), notice(1, 0), None),
        Write::Take(lock(1), id(1)),
        Write::Free(lock(2), id(1)),
        Write::Unlocked(lock(3)),
        Write::Watch(alarm("a"), id(1)),
        Write::Unwatch(alarm("b"), id(1)),
        Write::Enqueue(lock(4), place(1, 0)),
        Write::Dequeue(lock(5), place(1, 0)),
        Write::Put(record("new", 1), Expect::Absent),
        Write::Remove(key("old"), Expect::At(Rev(1))),
        Write::Exists(key("kept")),
    ]
}

async fn prepare<S: Store>(store: &S) {
    insert(store, stored(1)).await;
    let records = ["old", "kept"].map(|name| Write::Put(record(name, 1), Expect::Absent));
    done(store, records.to_vec()).await;
    done(store, vec![Write::Take(lock(2), id(1)), Write::Watch(alarm("b"), id(1)), Write::Enqueue(lock(5), place(1, 0))]).await;
}

/// Everything that `one_of_each` would change.
async fn seen<S: Store>(store: &S) -> String {
    let watchers = async |name: &str| store.watchers(&alarm(name) as &AlarmName).await;
    let waiting = async |number| store.waiting(&lock(number) as &Lock, 9).await;
    let deployments = (store.load(&id(1)).await, store.load(&id(2)).await);
    let beside = (store.history(&id(1), 0, 9).await, store.unsent(&id(1)).await);
    let locks = (store.holder(&lock(1)).await, store.holder(&lock(2)).await);
    let rows = (watchers("a").await, watchers("b").await, waiting(4).await, waiting(5).await);
    let records = (store.record(&key("new")).await, store.record(&key("old")).await);
    format!("{deployments:#?} {beside:#?} {locks:#?} {rows:#?} {records:#?}")
}

pub(super) async fn nothing_happens_when_one_write_is_refused<S: Store>(store: &S) {
    prepare(store).await;
    let before = seen(store).await;
    for place in [0, 6, 13] {
        let mut writes = one_of_each();
        writes.insert(place, Write::Update(Box::new(next(&stored(1))), Rev(9)));
        refused(store, writes, place).await;
        assert_eq!(seen(store).await, before);
    }
    done(store, one_of_each()).await;
    assert_ne!(seen(store).await, before, "all of them at once");
}

pub(super) async fn the_refusal_names_the_write_that_was_refused<S: Store>(store: &S) {
    prepare(store).await;
    let wrong = [
        Write::Insert(Box::new(stored(1))),
        Write::Update(Box::new(next(&stored(1))), Rev(9)),
        Write::Take(lock(2), id(2)),
        Write::Free(lock(2), id(2)),
        Write::Unlocked(lock(2)),
        Write::Put(record("kept", 1), Expect::Absent),
        Write::Put(record("kept", 3), Expect::At(Rev(2))),
        Write::Remove(key("kept"), Expect::Absent),
        Write::Remove(key("kept"), Expect::At(Rev(2))),
        Write::Remove(key("none"), Expect::At(Rev(1))),
        Write::Exists(key("none")),
    ];
    for (place, write) in wrong.into_iter().enumerate() {
        let mut writes: Vec<Write> = (0..12).map(|seq| Write::Append(id(3), entry(seq + 1), None)).collect();
        writes.insert(place, write.clone());
        refused(store, writes, place).await;
        // Alone, a write may take another way.
        refused(store, vec![write], 0).await;
    }
}

pub(super) async fn the_first_of_several_refused_writes_is_named<S: Store>(store: &S) {
    prepare(store).await;
    let writes =
        vec![Write::Append(id(1), entry(1), None), Write::Take(lock(2), id(2)), Write::Unlocked(lock(1)), Write::Exists(key("none"))];
    refused(store, writes, 1).await;
}

pub(super) async fn sixty_writes_are_one_transaction<S: Store>(store: &S) {
    let mut writes = vec![Write::Insert(Box::new(stored(1)))];
    writes.extend((0..26).map(|number| Write::Take(lock(number), id(1))));
    writes.extend((0..10).map(|number| Write::Watch(alarm(&number.to_string()), id(1))));
    writes.extend((1..=20).map(|seq| Write::Append(id(1), entry(seq), Some(at(200_000_000)))));
    writes.extend((1..=3).map(|seq| Write::Post(id(1), notice(seq, 0), Some(at(200_000_000)))));
    assert_eq!(writes.len(), 60);
    done(store, writes).await;
    assert_eq!(store.holder(&lock(25)).await, Ok(Some(id(1))));
    assert_eq!(store.history(&id(1), 0, 99).await.map(|entries| entries.len()), Ok(20));
}

pub(super) async fn a_hundred_writes_are_one_transaction<S: Store>(store: &S) {
    done(store, appends(100)).await;
    assert_eq!(store.history(&id(1), 0, 200).await.map(|entries| entries.len()), Ok(100));
}

pub(super) async fn more_than_a_hundred_writes_are_broken<S: Store>(store: &S) {
    let broken = store.commit(appends(101)).await;
    assert!(matches!(broken, Err(CommitError::Fault(Fault::Broken(_)))), "{broken:?}");
    assert_eq!(store.history(&id(1), 0, 200).await, Ok(vec![]));
}

fn appends(count: u32) -> Vec<Write> {
    (1..=count).map(|seq| Write::Append(id(1), entry(seq), None)).collect()
}

pub(super) async fn no_item_is_written_twice<S: Store>(store: &S) {
    for twice in [
        vec![Write::Take(lock(1), id(1)), Write::Free(lock(1), id(1))],
        vec![Write::Watch(alarm("a"), id(1)), Write::Watch(alarm("a"), id(1))],
        vec![Write::Put(record("x", 1), Expect::Absent), Write::Exists(key("x"))],
    ] {
        let broken = store.commit(twice).await;
        assert!(matches!(broken, Err(CommitError::Fault(Fault::Broken(_)))), "{broken:?}");
    }
    assert_eq!(store.holder(&lock(1)).await, Ok(None));
}
