//! What everybody holds and asked for, for whoever decides over many: folded once and kept. Each use asks the log which streams
//! have grown, so what is kept here is never out of date.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Mutex;
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;
use wenze_domain::registers::Grants;

use crate::{Casework, EVERYBODY_KEPT_MAX, Error};

/// Streams looked at, and read, at once.
const PAGE_STREAMS: i64 = 250;

/// The grants of everybody, by stream.
#[derive(Debug, Default)]
pub(crate) struct Everybody(Mutex<BTreeMap<Uuid, Arc<Grants>>>);

impl Casework {
    /// Every stream of grants as it stands. Of two who ask at once one reads for both.
    pub(crate) async fn all_grants(&self) -> Result<Vec<Arc<Grants>>, Error> {
        let mut kept = self.inner.everybody.0.lock().await;
        let mut after = Uuid::nil();
        loop {
            let page = self.inner.ledger.grant_streams(after, PAGE_STREAMS).await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            let stands = |id: &Uuid, version: i32| kept.get(id).is_some_and(|grants| grants.version == version);
            let grown: Vec<Uuid> =
                page.iter().filter(|(id, version)| !stands(id, *version)).map(|(id, _)| *id).collect();
            let is_full = i64::try_from(page.len()) == Ok(PAGE_STREAMS);
            kept.extend(self.folded(&grown).await?);
            if !is_full {
                break;
            }
        }
        let all = kept.values().cloned().collect();
        // An office that employs more is read anew each time, rather than held whole.
        if kept.len() > EVERYBODY_KEPT_MAX {
            kept.clear();
        }
        Ok(all)
    }

    async fn folded(&self, ids: &[Uuid]) -> Result<Vec<(Uuid, Arc<Grants>)>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let streams: Vec<_> = ids.iter().map(|id| crate::load::stream(StreamKind::Grants, *id)).collect();
        let read = self.inner.ledger.read_streams(&streams).await?;
        let fold = |events: &Vec<_>| Arc::new(crate::grants::fold(&wenze_projections::history(events), None));
        Ok(ids.iter().copied().zip(read.iter().map(fold)).collect())
    }
}
