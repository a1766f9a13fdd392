//! Duties that are kept apart: what somebody who is signed in did on the case before keeps him from acts that are another's.
//!
//! Only what he does here as himself, or by a delegation, is held up: what happened on paper, and what he enters for whoever
//! did it, is recorded.

use uuid::Uuid;
use wenze_domain::acts::Act;
use wenze_domain::codes::EnteredFrom;
use wenze_domain::effective::Cut;
use wenze_domain::refusal::Refusal;
use wenze_domain::request::Draft;
use wenze_domain::separation::{Doing, judge, may_bar};

use super::run::Run;
use crate::{Acting, Error};

impl Run<'_> {
    /// Refuses an act that is kept apart from one that the same person did before.
    pub(super) async fn keep_apart(&mut self, draft: &Draft) -> Result<(), Error> {
        let Some(acting) = self.holds.acting.filter(|acting| self.is_own(*acting, draft)) else { return Ok(()) };
        let persons = acting.persons(self.command.actor);
        if approver(draft).is_some_and(|person| persons.contains(&person)) {
            let reason = "whoever corrects or voids a record does not approve it himself".to_owned();
            return Err(Error::refused(0, Refusal::NotAuthorised { reason }));
        }
        let doing = Doing {
            kind: draft.kind(),
            refs: &draft.refs,
            role: self.command.actor.role,
            persons: &persons,
            by_delegation: matches!(acting, Acting::InsteadOf(_)),
        };
        if !may_bar(doing) {
            return Ok(());
        }
        let case = self.case.clone();
        let events = self.so_far().await?.effective(Cut::default());
        match judge(&events, &case, doing) {
            None => Ok(()),
            Some(earlier) => {
                let (bar, kind) = (earlier.bar, earlier.kind.as_str().to_owned());
                Err(Error::refused(0, Refusal::Separation { bar, kind, day: Some(earlier.day) }))
            }
        }
    }

    /// Whether whoever is signed in does the act himself.
    fn is_own(&self, acting: Acting, draft: &Draft) -> bool {
        let person = draft.on_behalf_of.as_ref().and_then(|behalf| behalf.person.as_ref());
        let is_for_another = person.is_some_and(|person| person.person_id != self.command.actor.person_id);
        draft.entered_from == EnteredFrom::System && (!is_for_another || acting != Acting::Oneself)
    }
}

/// Who approved that the record is corrected or voided.
fn approver(draft: &Draft) -> Option<Uuid> {
    let approval = match &draft.payload {
        Act::RecordCorrected(payload) => payload.approval.known(),
        Act::RecordVoided(payload) => payload.approval.known(),
        _ => None,
    };
    Some(approval?.by.known()?.person_id)
}
