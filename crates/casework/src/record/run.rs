//! The acts of one command, decided one after the other.

use std::collections::HashSet;

use chrono::Utc;
use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::case::Case;
use wenze_domain::codes::EnteredFrom;
use wenze_domain::decide::{self, Context, Ids, NewEvent};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::StreamKind;
use wenze_domain::event::Event;
use wenze_domain::evolve::evolve;
use wenze_domain::history::History;
use wenze_domain::request::Draft;

use super::Holds;
use crate::sealing::Prepared;
use crate::{Casework, Command, Error};

/// The acts of one command on one case, decided one after the other, each on the state the one before left.
pub(super) struct Run<'a> {
    pub(super) casework: &'a Casework,
    pub(super) command: &'a Command,
    pub(super) command_id: Uuid,
    pub(super) known: &'a HashSet<(StreamKind, Uuid)>,
    pub(super) case: Case,
    /// Read only when an act looks back at the record, as a correction or voiding does, or a rule may hold it up.
    pub(super) history: Option<History>,
    /// What may hold up what is done in the system.
    pub(super) holds: Holds<'a>,
    pub(super) prepared: Vec<Prepared>,
}

impl Run<'_> {
    /// Decides the next act and takes it into the case.
    pub(super) async fn act(&mut self, mut draft: Draft) -> Result<(), Error> {
        self.casework.check_named_files(self.case.id, &draft).await?;
        let looks_back = matches!(draft.payload, Act::RecordCorrected(_) | Act::RecordVoided(_));
        let target = if looks_back { self.target(&mut draft).await? } else { None };
        let known = self.known;
        let exists = |kind, id| known.contains(&(kind, id));
        let now = Utc::now();
        let context = Context { now, regimes: self.casework.inner.regimes, known: &exists, target: target.as_ref() };
        let mut events = decide::decide(&self.case, &draft, &context)
            .map_err(|r| Error::refused(0, self.casework.without_hidden(r)))?;
        self.spare(&mut events).await?;
        self.keep_apart(&draft).await?;
        self.guard(&draft, &mut events).await?;
        for event in events {
            let ids = self.ids(&event);
            let prepared = Prepared::new(event, ids, self.command.actor);
            let version = self.case.version + 1;
            let event = Event::decode(version, now, prepared.provisional().into())
                .map_err(|e| Error::Unwritable(e.to_string()))?;
            self.fold(event, looks_back);
            self.prepared.push(prepared);
        }
        Ok(())
    }

    /// Leaves a number with the case that has it, where the recorder may not know of that case: an answer that it is taken
    /// would tell. Two cases then bear one number, which those see who see both.
    async fn spare(&self, events: &mut [NewEvent]) -> Result<(), Error> {
        let hidden = self.casework.unseen();
        if hidden.is_empty() {
            return Ok(());
        }
        for event in events {
            let mut free = Vec::with_capacity(event.take.len());
            for key in event.take.drain(..) {
                let holder = self.casework.inner.ledger.claim_holder(&key).await?;
                if holder.is_none_or(|holder| !hidden.holds(holder)) {
                    free.push(key);
                }
            }
            event.take = free;
        }
        Ok(())
    }

    pub(super) fn ids(&self, event: &NewEvent) -> Ids {
        Ids {
            event_id: event.draft.event_id.unwrap_or_else(Uuid::now_v7),
            command_id: self.command_id,
            correlation_id: self.case.id,
            causation_id: None,
        }
    }

    fn fold(&mut self, event: Event, looks_back: bool) {
        let version = event.version;
        if let Some(history) = &mut self.history {
            history.version = version;
            history.events.push(event.clone());
        }
        match &self.history {
            Some(history) if looks_back => self.case = history.case(self.case.id, Cut::default()),
            _ => {
                let undated = event.envelope.occurred.date.is_none();
                let item = Effective {
                    event: std::borrow::Cow::Owned(event),
                    corrected_by: Vec::new(),
                    uncertain: false,
                    undated,
                };
                evolve(&mut self.case, &item);
            }
        }
    }

    /// The history with the acts of this command so far.
    pub(super) async fn so_far(&mut self) -> Result<&History, Error> {
        let history = if let Some(history) = self.history.take() {
            history
        } else {
            let mut history = self.casework.history(StreamKind::Case, self.case.id).await?;
            for one in &self.prepared {
                history.push(history.version + 1, Utc::now(), one.provisional().into());
            }
            history
        };
        Ok(self.history.insert(history))
    }

    async fn target(&mut self, draft: &mut Draft) -> Result<Option<Event>, Error> {
        let history = self.so_far().await?;
        if draft.entered_from == EnteredFrom::Import {
            history.resolve(draft);
        }
        Ok(draft.refs.id("event").and_then(|id| history.event_in_force(id)))
    }
}
