//! The most that the rest of the engine lets through.

use super::fixtures::{alarm, biggest, done, entry, id, insert, lock, next};
use headgate_domain::{AliasName, Entry, FunctionArn, GroupId, Weight};
use headgate_engine::{Lock, Rev, Store, Write};

pub(super) async fn the_biggest_deployment_fits<S: Store>(store: &S) {
    let stored = biggest(1);
    insert(store, stored.clone()).await;
    assert_eq!(store.load(&id(1)).await, Ok(Some(stored.clone())));
    let long = |seq| Entry { message: "m".repeat(2000), from: vec![Weight::ZERO; 25], to: vec![Weight::FULL; 25], ..entry(seq) };
    let mut writes = vec![Write::Update(Box::new(next(&stored)), Rev(1))];
    writes.extend((0..26).map(|number| Write::Free(lock(number), id(1))));
    writes.extend((1..=60).map(|seq| Write::Append(id(1), long(seq), None)));
    done(store, writes).await;
    assert_eq!(store.history(&id(1), 0, 100).await, Ok((1..=60).map(long).collect()));
}

pub(super) async fn the_longest_names_fit<S: Store>(store: &S) {
    let snowmen = alarm(&"☃".repeat(85));
    let function = format!("arn:aws:lambda:eu-west-1:123456789012:function:{}", "f".repeat(64));
    let alias = Lock::Alias(FunctionArn::try_from(function).expect("an ARN"), AliasName::new("a".repeat(128)).expect("a name"));
    let group = Lock::Group(GroupId::new("n".repeat(64)).expect("an id"));
    let writes = vec![Write::Watch(snowmen.clone(), id(1)), Write::Take(alias.clone(), id(1)), Write::Take(group.clone(), id(2))];
    done(store, writes).await;
    assert_eq!(store.watchers(&snowmen).await, Ok(vec![id(1)]));
    assert_eq!(store.holder(&alias).await, Ok(Some(id(1))));
    assert_eq!(store.holder(&group).await, Ok(Some(id(2))));
}
