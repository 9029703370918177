//! Applications, groups, configurations, revisions and tokens.

use super::fixtures::{done, key, record, refused};
use headgate_engine::{Expect, Record, RecordKey, RecordKind, Rev, Store, Write};

pub(super) async fn records_are_made_once<S: Store>(store: &S) {
    assert_eq!(store.record(&key("a")).await, Ok(None));
    done(store, vec![Write::Put(record("a", 1), Expect::Absent)]).await;
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 1))));
    refused(store, vec![Write::Put(record("a", 1), Expect::Absent)], 0).await;
}

pub(super) async fn a_record_is_changed_at_its_revision<S: Store>(store: &S) {
    refused(store, vec![Write::Put(record("a", 2), Expect::At(Rev(1)))], 0).await;
    done(store, vec![Write::Put(record("a", 1), Expect::Absent)]).await;
    done(store, vec![Write::Put(record("a", 2), Expect::At(Rev(1)))]).await;
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 2))));
    refused(store, vec![Write::Put(record("a", 2), Expect::At(Rev(1)))], 0).await;
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 2))));
}

pub(super) async fn anything_goes_where_anything_is_expected<S: Store>(store: &S) {
    done(store, vec![Write::Put(record("a", 1), Expect::Anything)]).await;
    done(store, vec![Write::Put(record("a", 5), Expect::Anything)]).await;
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 5))));
    done(store, vec![Write::Remove(key("a"), Expect::Anything)]).await;
    done(store, vec![Write::Remove(key("a"), Expect::Anything)]).await;
    assert_eq!(store.record(&key("a")).await, Ok(None));
}

pub(super) async fn removing_needs_what_is_expected<S: Store>(store: &S) {
    done(store, vec![Write::Put(record("a", 1), Expect::Absent)]).await;
    refused(store, vec![Write::Remove(key("a"), Expect::At(Rev(2)))], 0).await;
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 1))));
    done(store, vec![Write::Remove(key("a"), Expect::At(Rev(1)))]).await;
    assert_eq!(store.record(&key("a")).await, Ok(None));
    refused(store, vec![Write::Remove(key("a"), Expect::At(Rev(1)))], 0).await;
    done(store, vec![Write::Remove(key("a"), Expect::Absent)]).await;
}

pub(super) async fn a_record_that_must_exist_does<S: Store>(store: &S) {
    refused(store, vec![Write::Exists(key("a"))], 0).await;
    refused(store, vec![Write::Put(record("b", 1), Expect::Absent), Write::Exists(key("a"))], 1).await;
    assert_eq!(store.record(&key("b")).await, Ok(None));
    done(store, vec![Write::Put(record("a", 1), Expect::Absent)]).await;
    done(store, vec![Write::Exists(key("a"))]).await;
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 1))));
}

pub(super) async fn records_are_listed_by_name_under_their_parent<S: Store>(store: &S) {
    let names = ["B", "a", "a.b", "b", "c"];
    done(store, names.iter().rev().map(|name| Write::Put(record(name, 1), Expect::Absent)).collect()).await;
    let elsewhere = RecordKey { parent: "shop2".to_owned(), ..key("aa") };
    done(store, vec![Write::Put(Record { key: elsewhere, ..record("aa", 1) }, Expect::Absent)]).await;
    let mut seen = vec![];
    let mut after = None;
    for expected in [2, 2, 1] {
        let page = store.records(RecordKind::GroupName, "shop", after, 2).await.expect("the store answers");
        assert_eq!(page.items.len(), expected);
        seen.extend(page.items.into_iter().map(|record| record.key.name));
        after = page.next;
    }
    assert_eq!(seen, names);
    assert_eq!(after, None);
    let whole = store.records(RecordKind::GroupName, "shop", None, 5).await.expect("the store answers");
    assert_eq!((whole.items.len(), whole.next), (5, None), "a page that is just full may be the last");
    let none = store.records(RecordKind::GroupName, "sho", None, 5).await.expect("the store answers");
    assert_eq!(none.items, vec![]);
}

pub(super) async fn records_of_each_kind_are_apart<S: Store>(store: &S) {
    let kinds = [
        RecordKind::Application,
        RecordKind::ApplicationName,
        RecordKind::Group,
        RecordKind::GroupName,
        RecordKind::EcsService,
        RecordKind::Config,
        RecordKind::Revision,
        RecordKind::ApplicationRevision,
        RecordKind::OnPremisesInstance,
        RecordKind::InstanceArn,
        RecordKind::Tags,
        RecordKind::Token,
    ];
    let keys = kinds.map(|kind| RecordKey { kind, parent: String::new(), name: "x".to_owned() });
    for (key, rev) in keys.iter().zip(1..) {
        done(store, vec![Write::Put(Record { key: key.clone(), body: "{}".to_owned(), rev: Rev(rev) }, Expect::Absent)]).await;
    }
    for (key, rev) in keys.iter().zip(1..) {
        let expected = Record { key: key.clone(), body: "{}".to_owned(), rev: Rev(rev) };
        assert_eq!(store.record(key).await, Ok(Some(expected.clone())));
        assert_eq!(store.records(key.kind, "", None, 9).await.map(|page| page.items), Ok(vec![expected]));
    }
}

/// A name passes to another record only as long as its owner is as it was read, and nobody else has the new one.
pub(super) async fn a_name_changes_with_its_owner_or_not_at_all<S: Store>(store: &S) {
    let owner = |rev| {
        let key = RecordKey { kind: RecordKind::Group, parent: String::new(), name: "owner".to_owned() };
        Record { key, body: format!("{{\"rev\":{rev}}}"), rev: Rev(rev) }
    };
    let rename = |at, from: &str, to: &str| {
        let (put, name) = (Write::Put(owner(at + 1), Expect::At(Rev(at))), Write::Put(record(to, 1), Expect::Absent));
        vec![put, Write::Remove(key(from), Expect::Anything), name]
    };
    done(store, vec![Write::Put(owner(1), Expect::Absent), Write::Put(record("a", 1), Expect::Absent)]).await;
    done(store, vec![Write::Put(record("taken", 1), Expect::Absent)]).await;
    refused(store, rename(1, "a", "taken"), 2).await;
    refused(store, rename(2, "a", "b"), 0).await;
    assert_eq!(store.record(&owner(1).key).await, Ok(Some(owner(1))));
    assert_eq!(store.record(&key("a")).await, Ok(Some(record("a", 1))));
    done(store, rename(1, "a", "b")).await;
    assert_eq!(store.record(&owner(1).key).await, Ok(Some(owner(2))));
    assert_eq!((store.record(&key("a")).await, store.record(&key("b")).await), (Ok(None), Ok(Some(record("b", 1)))));
    refused(store, rename(1, "a", "c"), 0).await;
    done(store, vec![Write::Put(record("a", 1), Expect::Absent)]).await;
}
