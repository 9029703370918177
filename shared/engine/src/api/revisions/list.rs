//! `ListApplicationRevisions`.

use super::super::paging::{Listing, PAGE};
use super::super::{members, refuse, shown, sifting};
use super::targets;
use crate::application_revision::ApplicationRevision;
use crate::records::read;
use crate::{Actuator, Engine, EngineError, Exception, Fault, Page, Record, RecordKind, Refusal, Store};
use headgate_domain::ApplicationId;
use headgate_wire as wire;
use headgate_wire::{ApplicationRevisionSortBy as SortBy, ListStateFilterAction, SortOrder};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The most revisions that are put in order: about 4 MB.
const SORTED_MAX: usize = 10_000;
const BUCKET_CHARS: std::ops::RangeInclusive<usize> = 3..=255;
const KEY_BYTES_MAX: usize = 1024;

pub(in crate::api) async fn list<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    input: wire::ListApplicationRevisionsInput,
) -> Result<wire::ListApplicationRevisionsOutput, EngineError> {
    let application = members::application(input.application_name)?;
    let place = Place::read(input.s3_bucket, input.s3_key_prefix)?;
    let (sort_by, descending) = (input.sort_by, input.sort_order == Some(SortOrder::Descending));
    let deployed = input.deployed.unwrap_or(ListStateFilterAction::Ignore);
    let id = engine.application_id(&application).await?;
    let said = format!("{sort_by:?} {descending} {deployed} {place:?}");
    let listing = Listing::of("ListApplicationRevisions", &[id.as_str(), &said]);
    let after = listing.after(input.next_token.as_deref())?;
    let deployed = Deployed::read(engine, &id, deployed).await?;
    let keep = |record: &Record| {
        let revision: ApplicationRevision = read(record)?;
        Ok(Some(revision).filter(|revision| deployed.fits(record) && place.fits(revision)))
    };
    let page = match sort_by {
        Some(by) => sorted(engine, &id, &Order { by, descending }, after, keep).await?,
        None => sifting::page(engine, RecordKind::ApplicationRevision, id.as_str(), after, keep).await?,
    };
    Ok(wire::ListApplicationRevisionsOutput {
        revisions: Some(page.items.into_iter().map(|revision| revision.location).collect()),
        next_token: page.next.map(|next| listing.token(&next)),
    })
}

/// Which revisions are listed for where they are.
#[derive(Debug)]
struct Place {
    bucket: Option<String>,
    key_prefix: Option<String>,
}

impl Place {
    fn read(bucket: Option<String>, key_prefix: Option<String>) -> Result<Self, Refusal> {
        if bucket.is_none() && key_prefix.is_some() {
            return refuse(Exception::BucketNameFilterRequired, "`s3KeyPrefix` is given without `s3Bucket`: give the bucket as well");
        }
        let named =
            |name: &str| BUCKET_CHARS.contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if let Some(name) = bucket.as_ref().filter(|name| !named(name)) {
            let message = format!("`s3Bucket` is {}: give a bucket's name", shown(name));
            return refuse(Exception::InvalidBucketNameFilter, message);
        }
        if let Some(prefix) = key_prefix.as_ref().filter(|prefix| prefix.is_empty() || prefix.len() > KEY_BYTES_MAX) {
            let message = format!("`s3KeyPrefix` is {}: give what keys begin with, 1 to {KEY_BYTES_MAX} bytes", shown(prefix));
            return refuse(Exception::InvalidKeyPrefixFilter, message);
        }
        Ok(Self { bucket, key_prefix })
    }

    fn fits(&self, revision: &ApplicationRevision) -> bool {
        let Some(bucket) = &self.bucket else { return true };
        let Some(at) = &revision.location.s3_location else { return false };
        let key = at.key.as_deref().unwrap_or_default();
        at.bucket.as_ref() == Some(bucket) && self.key_prefix.as_ref().is_none_or(|prefix| key.starts_with(prefix))
    }
}

/// Which revisions are listed for being a group's target.
enum Deployed {
    Any,
    Only(BTreeSet<String>),
    Not(BTreeSet<String>),
}

impl Deployed {
    async fn read<S: Store, A: Actuator>(
        engine: &Engine<S, A>,
        application: &ApplicationId,
        given: ListStateFilterAction,
    ) -> Result<Self, EngineError> {
        match given {
            ListStateFilterAction::Ignore => Ok(Self::Any),
            ListStateFilterAction::Include => Ok(Self::Only(targets::all(engine, application).await?)),
            ListStateFilterAction::Exclude => Ok(Self::Not(targets::all(engine, application).await?)),
        }
    }

    fn fits(&self, record: &Record) -> bool {
        match self {
            Self::Any => true,
            Self::Only(targets) => targets.contains(&record.key.name),
            Self::Not(targets) => !targets.contains(&record.key.name),
        }
    }
}

struct Order {
    by: SortBy,
    descending: bool,
}

impl Order {
    /// Sorts as the time does, and by the record's name where that is equal. What was never used comes before
    /// everything that was.
    fn place(&self, record: &Record, revision: &ApplicationRevision) -> String {
        let time = match self.by {
            SortBy::RegisterTime => Some(revision.register_time),
            SortBy::FirstUsedTime => revision.first_used,
            SortBy::LastUsedTime => revision.last_used,
        };
        format!("{:020}#{}", time.map_or(0, Timestamp::as_nanosecond), record.key.name)
    }

    fn comes_after(&self, place: &str, after: &str) -> bool {
        if self.descending { place < after } else { place > after }
    }
}

/// A page of revisions in order. Its token is the place that it ended with, so that later pages stay as they are
/// while others are registered.
async fn sorted<S: Store, A: Actuator>(
    engine: &Engine<S, A>,
    application: &ApplicationId,
    order: &Order,
    after: Option<String>,
    keep: impl Fn(&Record) -> Result<Option<ApplicationRevision>, Fault>,
) -> Result<Page<ApplicationRevision>, EngineError> {
    let all = engine.store.records(RecordKind::ApplicationRevision, application.as_str(), None, SORTED_MAX).await?;
    if all.next.is_some() {
        let message = format!("`sortBy` is `{}`: the application has more than {SORTED_MAX} revisions: leave it out", order.by);
        refuse(Exception::InvalidSortBy, message)?;
    }
    let mut found = vec![];
    for record in &all.items {
        if let Some(revision) = keep(record)? {
            let place = order.place(record, &revision);
            if after.as_ref().is_none_or(|after| order.comes_after(&place, after)) {
                found.push((place, revision));
            }
        }
    }
    found.sort_by(|(one, _), (other, _)| if order.descending { other.cmp(one) } else { one.cmp(other) });
    let next = found.get(PAGE).and_then(|_| found.get(PAGE - 1)).map(|(place, _)| place.clone());
    found.truncate(PAGE);
    Ok(Page { items: found.into_iter().map(|(_, revision)| revision).collect(), next })
}
