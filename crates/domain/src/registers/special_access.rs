//! Access to one case for a time: from the request with its ground through another person's decision to its end.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Done, part_at};
use crate::acts::Act;
use crate::acts::special_access::AccessRequested;
use crate::case::PartAt;
use crate::codes::{ApprovalResult, Role};
use crate::event::Event;
use crate::fields::{PartialDate, Recorded};
use crate::time::office_day;

/// How long a request waits for a decision, in days.
pub const ACCESS_DECIDED_WITHIN_DAYS: i64 = 30;
/// Most days that access is asked for or given at once.
pub const ACCESS_DAYS_MAX: i64 = 90;

/// Access to one case, on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpecialAccess {
    /// Its id.
    pub id: Uuid,
    /// Who asked, and when.
    pub asked: Done,
    /// The office at which he asked.
    pub office: Option<Uuid>,
    /// Where lies which case he means.
    pub matter: Option<PartAt>,
    /// Where lies why.
    pub reason: Option<PartAt>,
    /// The last day that was asked for.
    pub until: Option<PartialDate>,
    /// What another person decided.
    pub decided: Option<AccessDecision>,
    /// When it was taken back.
    pub revoked: Option<Done>,
}

/// What was decided on a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessDecision {
    /// Who, and when.
    pub done: Done,
    /// Whether access was given.
    pub approved: bool,
    /// To which case.
    pub case: Option<Uuid>,
    /// The last day.
    pub until: Option<PartialDate>,
}

/// How access stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessState {
    /// Another person has to decide.
    Waiting,
    /// The case may be read until the end of this day.
    InForce(NaiveDate),
    /// Another person said no.
    Refused,
    /// Nobody decided in time.
    Lapsed,
    /// This was its last day.
    Over(NaiveDate),
    /// It was taken back.
    Revoked,
}

impl AccessState {
    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::InForce(_) => "in_force",
            Self::Refused => "refused",
            Self::Lapsed => "lapsed",
            Self::Over(_) => "over",
            Self::Revoked => "revoked",
        }
    }
}

impl SpecialAccess {
    pub(super) fn asked(event: &Event, p: &AccessRequested) -> Option<Self> {
        Some(Self {
            id: event.refs().id("special_access")?,
            asked: done(event, p.by.person_id, p.by_role),
            office: event.refs().id("organ"),
            matter: part_at(event, &Recorded::Known(p.matter.clone())),
            reason: part_at(event, &Recorded::Known(p.reason.clone())),
            until: p.until.known().copied(),
            decided: None,
            revoked: None,
        })
    }

    /// Takes what was done about it; the first decision counts, and the first revocation.
    pub(super) fn take(&mut self, event: &Event) {
        match event.act() {
            Act::AccessDecided(p) if self.decided.is_none() => {
                self.decided = Some(AccessDecision {
                    done: done(event, p.by.person_id, p.by_role),
                    approved: p.result == ApprovalResult::Approved,
                    case: event.refs().id("case"),
                    until: p.until.as_ref().and_then(Recorded::known).copied(),
                });
            }
            Act::AccessRevoked(p) if self.revoked.is_none() => {
                self.revoked = Some(done(event, p.by.person_id, p.by_role));
            }
            _ => {}
        }
    }

    /// How it stands at a moment. An approval that nobody else gave is none.
    pub fn state(&self, now: DateTime<Utc>) -> AccessState {
        let Some(decided) = &self.decided else {
            let decide_until = self.asked.at + Duration::days(ACCESS_DECIDED_WITHIN_DAYS);
            return if decide_until < now { AccessState::Lapsed } else { AccessState::Waiting };
        };
        let last = decided.until.map(PartialDate::last_day);
        match last {
            Some(last) if decided.approved && decided.done.by != self.asked.by && decided.case.is_some() => {
                if self.revoked.is_some() {
                    AccessState::Revoked
                } else if last < office_day(now) {
                    AccessState::Over(last)
                } else {
                    AccessState::InForce(last)
                }
            }
            _ => AccessState::Refused,
        }
    }

    /// The case that may be read by it at a moment.
    pub fn case_at(&self, now: DateTime<Utc>) -> Option<Uuid> {
        match self.state(now) {
            AccessState::InForce(_) => self.decided.as_ref()?.case,
            _ => None,
        }
    }
}

fn done(event: &Event, by: Uuid, role: Role) -> Done {
    Done { by_event: event.id(), at: event.known_at(), by, role }
}
