//! What happened, in order.

use super::fixtures::{done, entry, id};
use headgate_domain::Entry;
use headgate_engine::{Store, Write};

async fn append<S: Store>(store: &S, number: usize, seqs: impl IntoIterator<Item = u32>) {
    done(store, seqs.into_iter().map(|seq| Write::Append(id(number), entry(seq), None)).collect()).await;
}

fn entries(seqs: impl IntoIterator<Item = u32>) -> Vec<Entry> {
    seqs.into_iter().map(entry).collect()
}

pub(super) async fn history_is_in_order_and_paged<S: Store>(store: &S) {
    assert_eq!(store.history(&id(1), 0, 10).await, Ok(vec![]));
    append(store, 1, [10, 2, 9, 1]).await;
    append(store, 1, [11]).await;
    assert_eq!(store.history(&id(1), 0, 10).await, Ok(entries([1, 2, 9, 10, 11])));
    assert_eq!(store.history(&id(1), 0, 2).await, Ok(entries([1, 2])));
    assert_eq!(store.history(&id(1), 2, 2).await, Ok(entries([9, 10])));
    assert_eq!(store.history(&id(1), 10, 2).await, Ok(entries([11])));
    assert_eq!(store.history(&id(1), 11, 2).await, Ok(vec![]));
}

pub(super) async fn histories_are_apart<S: Store>(store: &S) {
    append(store, 1, [1, 2]).await;
    append(store, 2, [1]).await;
    assert_eq!(store.history(&id(2), 0, 10).await, Ok(entries([1])));
    assert_eq!(store.history(&id(3), 0, 10).await, Ok(vec![]));
}

/// More than a table gives in one answer.
pub(super) async fn a_long_history_is_read_whole<S: Store>(store: &S) {
    let long = |seq| Entry { message: "m".repeat(3000), ..entry(seq) };
    for hundred in 0..5 {
        let seqs = hundred * 100 + 1..=hundred * 100 + 100;
        done(store, seqs.map(|seq| Write::Append(id(1), long(seq), None)).collect()).await;
    }
    assert_eq!(store.history(&id(1), 0, 1000).await, Ok((1..=500).map(long).collect()));
    assert_eq!(store.history(&id(1), 99, 3).await, Ok((100..=102).map(long).collect()));
}
