//! Who watches an alarm.

use super::fixtures::{alarm, done, id};
use headgate_engine::{Store, Write};

pub(super) async fn watchers_come_and_go<S: Store>(store: &S) {
    assert_eq!(store.watchers(&alarm("a")).await, Ok(vec![]));
    done(store, vec![Write::Watch(alarm("a"), id(2)), Write::Watch(alarm("a"), id(1))]).await;
    done(store, vec![Write::Watch(alarm("a"), id(1))]).await;
    assert_eq!(store.watchers(&alarm("a")).await, Ok(vec![id(1), id(2)]));
    done(store, vec![Write::Unwatch(alarm("a"), id(1))]).await;
    done(store, vec![Write::Unwatch(alarm("a"), id(1))]).await;
    assert_eq!(store.watchers(&alarm("a")).await, Ok(vec![id(2)]));
}

pub(super) async fn alarms_have_watchers_of_their_own<S: Store>(store: &S) {
    let names = ["a", "a#1", "a b", "ä/☃", "a "];
    done(store, names.iter().enumerate().map(|(number, name)| Write::Watch(alarm(name), id(number))).collect()).await;
    for (number, name) in names.iter().enumerate() {
        assert_eq!(store.watchers(&alarm(name)).await, Ok(vec![id(number)]), "{name}");
    }
}

pub(super) async fn a_thousand_watchers_are_all_found<S: Store>(store: &S) {
    for hundred in 0..10 {
        done(store, (0..100).map(|number| Write::Watch(alarm("a"), id(hundred * 100 + number))).collect()).await;
    }
    assert_eq!(store.watchers(&alarm("a")).await, Ok((0..1000).map(id).collect()));
}
