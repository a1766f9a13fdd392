//! Loading: streams from the log, folded, and whether other streams exist.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::history::History;
use wenze_domain::request::Draft;
use wenze_ledger::Stream;

use crate::{CASE_EVENTS_MAX, Casework, Error};

pub(crate) fn stream(kind: StreamKind, id: Uuid) -> Stream {
    Stream { kind: kind.as_str().to_owned(), id }
}

impl Casework {
    /// The whole history of a stream; empty when there is none.
    pub(crate) async fn history(&self, kind: StreamKind, id: Uuid) -> Result<History, Error> {
        let stored = self.inner.ledger.read_stream(&stream(kind, id), 0, CASE_EVENTS_MAX + 1).await?;
        if i64::try_from(stored.len()).is_ok_and(|n| n > CASE_EVENTS_MAX) {
            return Err(Error::TooLong(CASE_EVENTS_MAX));
        }
        Ok(wenze_projections::history(&stored))
    }

    /// The history of a case that must exist.
    pub(crate) async fn case_history(&self, id: Uuid) -> Result<History, Error> {
        self.seen(id)?;
        let history = self.history(StreamKind::Case, id).await?;
        if history.version == 0 { Err(Error::NotFound { kind: "case", id }) } else { Ok(history) }
    }

    /// The histories of several cases that exist to whoever reads, with one question to the log.
    pub(crate) async fn case_histories(&self, ids: &BTreeSet<Uuid>) -> Result<HashMap<Uuid, History>, Error> {
        let ids: Vec<Uuid> = ids.iter().copied().filter(|id| self.seen(*id).is_ok()).collect();
        let streams: Vec<Stream> = ids.iter().map(|id| stream(StreamKind::Case, *id)).collect();
        let read = self.inner.ledger.read_streams(&streams).await?;
        Ok(ids.into_iter().zip(read.iter().map(|events| wenze_projections::history(events))).collect())
    }

    /// The case as it stands, from memory where its version is known.
    pub(crate) async fn current(&self, id: Uuid, fresh: bool) -> Result<Arc<Case>, Error> {
        self.seen(id)?;
        if !fresh && let Some(case) = self.inner.cache.get(id) {
            return Ok(case);
        }
        let case = Arc::new(self.case_history(id).await?.case(id, Cut::default()));
        self.inner.cache.put(Arc::clone(&case));
        Ok(case)
    }

    /// Which of the other streams that drafts name exist.
    pub(crate) async fn known_streams(&self, drafts: &[&Draft]) -> Result<HashSet<(StreamKind, Uuid)>, Error> {
        let mut wanted: HashSet<(StreamKind, Uuid)> = HashSet::new();
        for draft in drafts.iter().filter(|draft| !draft.is_restored()) {
            for role in draft.kind().spec().roles() {
                let kind = match role.name {
                    "official" | "person" | "merged_official" => StreamKind::Person,
                    "organ" | "managing_organ" | "parent" => StreamKind::Organ,
                    "case" | "lead_case" => StreamKind::Case,
                    _ => continue,
                };
                wanted.extend(draft.refs.ids(role.name).map(|id| (kind, id)));
            }
        }
        // A case that the recorder may not know of is as good as none.
        wanted.retain(|(kind, id)| *kind != StreamKind::Case || self.seen(*id).is_ok());
        let mut known = HashSet::new();
        for (kind, id) in wanted {
            if !self.inner.ledger.read_stream(&stream(kind, id), 0, 1).await?.is_empty() {
                known.insert((kind, id));
            }
        }
        Ok(known)
    }
}
