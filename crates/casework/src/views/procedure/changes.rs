//! The history of one obligation: when the office knew that it stood otherwise, and why it did.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::words::Words;
use wenze_projections::procedure_check::{self, ChangeRow};

use super::obligation_id;
use crate::{Casework, Error};

/// How an obligation stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stood {
    /// The verdict.
    pub verdict: String,
    /// More of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// A change of how an obligation stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ObligationChange {
    /// When it was known.
    pub known_at: DateTime<Utc>,
    /// Version of the case then.
    pub version: i32,
    /// How it stood; nothing for an obligation that began.
    pub from: Option<Stood>,
    /// How it stands; nothing for one that is no more.
    pub to: Option<Stood>,
    /// Why: `act`, `due`, `norm`, `notice`, `rulebook` or `calendar`.
    pub cause: String,
    /// The act that brought it, where one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause_event: Option<Uuid>,
    /// All of this in words.
    pub words: String,
}

impl Casework {
    /// The changes of one obligation, by its id or its key, that were known by a moment, or are by now.
    pub async fn obligation_history(
        &self,
        id: Uuid,
        which: &str,
        known: Option<DateTime<Utc>>,
        words: &'static Words,
    ) -> Result<Vec<ObligationChange>, Error> {
        self.seen(id)?;
        let named = Uuid::try_parse(which).unwrap_or_else(|_| obligation_id(which));
        let rows = procedure_check::changes(self.inner.views.pool(), id, known.unwrap_or_else(Utc::now), None).await?;
        let own: Vec<ChangeRow> = rows.into_iter().filter(|row| obligation_id(&row.obligation) == named).collect();
        if own.is_empty() {
            // The view may be a moment behind the log; a case without any event does not exist.
            self.case_history(id).await?;
            return Err(Error::NotFound { kind: "obligation", id: named });
        }
        Ok(own.into_iter().map(|row| change(row, words)).collect())
    }
}

fn change(row: ChangeRow, words: &Words) -> ObligationChange {
    let stood = |verdict: Option<String>, phase, due| verdict.map(|verdict| Stood { verdict, phase, due });
    let from = stood(row.from_verdict, row.from_phase, row.from_due_on);
    let to = stood(row.to_verdict, row.to_phase, row.to_due_on);
    let mut args = vec![("cause", row.cause.clone()), ("known", words.instant(row.known_at))];
    args.extend(from.as_ref().map(|stood| ("old", told(stood, words))));
    args.extend(to.as_ref().map(|stood| ("new", told(stood, words))));
    ObligationChange {
        known_at: row.known_at,
        version: row.version,
        words: words.message("obligation-changed", &args),
        from,
        to,
        cause: row.cause,
        cause_event: row.cause_event,
    }
}

pub(super) fn told(stood: &Stood, words: &Words) -> String {
    let mut args = vec![("verdict", words.code("Verdict", &stood.verdict))];
    args.extend(stood.due.map(|due| ("due", words.partial_date(wenze_domain::fields::PartialDate::day(due)))));
    words.message("obligation-stood", &args)
}
