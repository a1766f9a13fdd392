//! Reading what decides who reaches which case: first from the read models, then from the log beyond them.

use std::collections::HashSet;

use serde::Deserialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::StreamKind;
use wenze_domain::registers::Organ;
use wenze_ledger::Recorded;
use wenze_projections::scope::{self, Line};

use super::Known;
use crate::exclusions::{MODEL, PAGE_EVENTS, PAGES_MAX, REGISTER};
use crate::{Casework, Error};

/// What an event tells of who acted where, without its contents.
#[derive(Debug, Deserialize)]
struct Told {
    actor: Actor,
    #[serde(default)]
    on_behalf_of: Option<Acted>,
    #[serde(default)]
    refs: Refs,
}

#[derive(Debug, Deserialize)]
struct Actor {
    person_id: Uuid,
    office_id: Uuid,
}

#[derive(Debug, Deserialize)]
struct Acted {
    #[serde(default)]
    organ_id: Option<Uuid>,
    #[serde(default)]
    person: Option<Person>,
}

#[derive(Debug, Deserialize)]
struct Person {
    person_id: Uuid,
}

#[derive(Debug, Default, Deserialize)]
struct Refs {
    #[serde(default)]
    appeal: Vec<Uuid>,
    #[serde(default)]
    document: Vec<Uuid>,
}

impl Casework {
    /// Brings what decides up to the end of the log, and answers where that is.
    pub(crate) async fn scopes_caught_up(&self) -> Result<i64, Error> {
        let scopes = &self.inner.scopes;
        if let Some(position) = scopes.read(|known| known.position)
            && self.inner.ledger.read_log(position, 1).await?.is_empty()
        {
            return Ok(position);
        }
        // One reads for all; who waited finds most of it done.
        let _reading = scopes.reading.lock().await;
        let mut is_stored = false;
        for _ in 0..PAGES_MAX {
            let Some(position) = scopes.read(|known| known.position) else {
                self.load_scopes(0).await?;
                is_stored = true;
                continue;
            };
            let page = self.inner.ledger.read_log(position, PAGE_EVENTS).await?;
            let Some(last) = page.last().map(|last| last.position) else { return Ok(position) };
            let goes_on = i64::try_from(page.len()).is_ok_and(|read| read == PAGE_EVENTS);
            // Far behind, what is stored may be nearer than what is known.
            if goes_on && !is_stored {
                is_stored = true;
                self.load_scopes(position + PAGE_EVENTS).await?;
                continue;
            }
            self.take_scopes(&page, last).await?;
            if !goes_on {
                return Ok(last);
            }
        }
        Err(Error::ViewBehind)
    }

    /// Takes what is stored, where it is at least so far. The position is read before the tables, so that they hold at least what
    /// it says.
    async fn load_scopes(&self, least: i64) -> Result<(), Error> {
        let position = self.stands_at(MODEL).await?.min(self.stands_at(REGISTER).await?);
        if position < least {
            return Ok(());
        }
        let pool = self.inner.views.pool();
        // Tables that were not built yet hold nothing.
        let (cases, organs) = match position {
            0 => (Vec::new(), Vec::new()),
            _ => (scope::all(pool).await?, scope::organs(pool).await?),
        };
        self.inner.scopes.change(|known| {
            let mut read = Known { position: Some(position), changes: known.changes + 1, ..Known::default() };
            for organ in organs {
                read.set_organ(organ.organ_id, organ.parent);
            }
            for line in cases {
                read.set_case(line);
            }
            *known = read;
        });
        Ok(())
    }

    /// Folds the cases and organs that a page may have moved. Each is folded as it stands now, which may be beyond the page: what
    /// it says is then only said again.
    async fn take_scopes(&self, page: &[Recorded], last: i64) -> Result<(), Error> {
        let scopes = &self.inner.scopes;
        let (moved, organs) = scopes.read(|known| {
            let of = |kind: StreamKind| page.iter().filter(move |event| event.stream.kind == kind.as_str());
            let moved: HashSet<Uuid> =
                of(StreamKind::Case).filter(|event| known.may_move(event)).map(|event| event.stream.id).collect();
            let organs: HashSet<Uuid> = of(StreamKind::Organ).map(|event| event.stream.id).collect();
            (moved, organs)
        });
        let mut lines: Vec<Line> = Vec::with_capacity(moved.len());
        for case in moved {
            lines.push(scope::of_history(case, &self.history(StreamKind::Case, case).await?));
        }
        let mut placed = Vec::with_capacity(organs.len());
        for id in organs {
            let mut organ = Organ::default();
            let history = self.history(StreamKind::Organ, id).await?;
            history.effective(Cut::default()).iter().for_each(|item| organ.evolve(item));
            placed.push((id, organ.parent));
        }
        scopes.change(|known| {
            for (organ, above) in placed {
                known.set_organ(organ, above);
            }
            for line in lines {
                known.set_case(line);
            }
            known.position = Some(last);
        });
        Ok(())
    }
}

impl Known {
    /// Whether an event may change who reaches its case. Most do not: they are done where the case was handled before.
    fn may_move(&self, event: &Recorded) -> bool {
        let Some(placed) = self.cases.get(&event.stream.id) else { return true };
        let Some(class) = self.classes.get(placed.class) else { return true };
        let Ok(told) = serde_json::from_slice::<Told>(&event.content) else { return true };
        if scope::may_move(&event.kind) || !told.refs.appeal.is_empty() || !told.refs.document.is_empty() {
            return true;
        }
        let behalf = told.on_behalf_of;
        let organ = behalf.as_ref().and_then(|behalf| behalf.organ_id);
        let did = behalf.and_then(|behalf| behalf.person).map(|person| person.person_id);
        let is_new_organ = |organ: &Uuid| !class.organs.contains(organ);
        let is_new_worker = |person: &Uuid| class.is_above_ordinary() && !placed.workers.contains(person);
        [told.actor.office_id].iter().chain(&organ).any(is_new_organ)
            || [told.actor.person_id].iter().chain(&did).any(is_new_worker)
    }
}
