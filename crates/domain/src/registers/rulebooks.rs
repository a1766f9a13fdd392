//! Rulebooks and calendars: which releases and revisions were adopted, and which of them is in use on a day.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acts::Act;
use crate::acts::rulebooks::{CalendarPublished, RulebookVersionAdopted, RulebookWithdrawn};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{Label, PartialDate, Recorded};
use crate::time::office_day;

/// A rulebook. One that is shipped with the program and was never touched has no stream.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Rulebook {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// The id that the rulebook bears in its own text.
    pub rulebook: Option<String>,
    /// Releases adopted, in the order in which they were.
    pub releases: Vec<Release>,
    /// When it was taken out of use.
    pub withdrawals: Vec<Withdrawal>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// A release that was adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Release {
    /// Version of the stream at which it was adopted.
    pub at: i32,
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// The release.
    pub version: String,
    /// What the rulebook is called.
    pub title: Option<String>,
    /// Digest of its text.
    pub sha256: String,
    /// When it was adopted.
    pub adopted_on: Option<PartialDate>,
    /// From when on cases are judged by it, where that is not the day of its adoption.
    pub in_use_from: Option<PartialDate>,
    /// Whether these are rules the house made for itself.
    pub house: Option<bool>,
}

/// A rulebook taken out of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// Version of the stream at which it was taken out of use.
    pub at: i32,
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// When that was decided.
    pub withdrawn_on: Option<PartialDate>,
    /// From when on cases are no longer judged by it, where that is not the day of the decision.
    pub out_of_use_from: Option<PartialDate>,
}

/// What a rulebook's stream says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InUse<'a> {
    /// Nothing was decided of it yet: it is as it was shipped.
    AsShipped,
    /// This release.
    Release(&'a Release),
    /// It is out of use.
    Withdrawn(&'a Withdrawal),
}

/// A calendar of working days.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Calendar {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// The id that the calendar bears in its own text.
    pub calendar: Option<String>,
    /// Revisions published, in the order in which they were.
    pub revisions: Vec<Revision>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// A revision of a calendar that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// Version of the stream at which it was published.
    pub at: i32,
    /// The event that says so.
    pub event_id: Uuid,
    /// When the office knew.
    pub known_at: DateTime<Utc>,
    /// The revision.
    pub revision: String,
    /// Digest of its file.
    pub sha256: String,
    /// Number of the notice it follows.
    pub notice_no: Option<String>,
    /// When it was published.
    pub published_on: Option<PartialDate>,
}

/// The stream of the rulebook that bears this id in its text.
pub fn rulebook_stream(rulebook: &str) -> StreamId {
    named(StreamKind::Rulebook, rulebook)
}

/// The stream of the calendar that bears this id in its text.
pub fn calendar_stream(calendar: &str) -> StreamId {
    named(StreamKind::Calendar, calendar)
}

fn named(kind: StreamKind, name: &str) -> StreamId {
    let id = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/{}/{name}", kind.as_str()).as_bytes());
    StreamId { kind, id }
}

impl Rulebook {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        match event.act() {
            Act::RulebookVersionAdopted(p) => {
                self.rulebook = Some(p.rulebook.as_str().to_owned());
                self.releases.push(release(event, p));
            }
            Act::RulebookWithdrawn(p) => {
                self.rulebook = Some(p.rulebook.as_str().to_owned());
                self.withdrawals.push(withdrawal(event, p));
            }
            _ => {}
        }
    }

    /// What is in use on a day. Of all that was decided for that day or an earlier one, the last decision counts: a
    /// release adopted supersedes those before it, and a withdrawal holds until a release is adopted again.
    pub fn on(&self, day: NaiveDate) -> InUse<'_> {
        self.last(|from| from <= day)
    }

    /// What was decided last, whether its day has come or not.
    pub fn latest(&self) -> InUse<'_> {
        self.last(|_| true)
    }

    fn last(&self, counts: impl Fn(NaiveDate) -> bool) -> InUse<'_> {
        let release = self.releases.iter().filter(|one| counts(one.from())).max_by_key(|one| one.at);
        let withdrawal = self.withdrawals.iter().filter(|one| counts(one.from())).max_by_key(|one| one.at);
        match (release, withdrawal) {
            (Some(release), Some(withdrawal)) if withdrawal.at < release.at => InUse::Release(release),
            (_, Some(withdrawal)) => InUse::Withdrawn(withdrawal),
            (Some(release), None) => InUse::Release(release),
            (None, None) => InUse::AsShipped,
        }
    }
}

impl Release {
    /// The day from which it is in use.
    pub fn from(&self) -> NaiveDate {
        from(self.in_use_from, self.adopted_on, self.known_at)
    }
}

impl Withdrawal {
    /// The day from which the rulebook is out of use.
    pub fn from(&self) -> NaiveDate {
        from(self.out_of_use_from, self.withdrawn_on, self.known_at)
    }
}

impl Calendar {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        if let Act::CalendarPublished(p) = event.act() {
            self.calendar = Some(p.calendar.as_str().to_owned());
            self.revisions.push(revision(event, p));
        }
    }

    /// The revision that counts: the one published last.
    pub fn latest(&self) -> Option<&Revision> {
        self.revisions.iter().max_by_key(|one| one.at)
    }
}

fn release(event: &Event, p: &RulebookVersionAdopted) -> Release {
    Release {
        at: event.version,
        event_id: event.id(),
        known_at: event.known_at(),
        version: p.version.as_str().to_owned(),
        title: text(&p.title),
        sha256: p.sha256.as_str().to_owned(),
        adopted_on: event.envelope.occurred.date,
        in_use_from: p.in_use_from.known().copied(),
        house: p.house.known().copied(),
    }
}

fn withdrawal(event: &Event, p: &RulebookWithdrawn) -> Withdrawal {
    Withdrawal {
        at: event.version,
        event_id: event.id(),
        known_at: event.known_at(),
        withdrawn_on: event.envelope.occurred.date,
        out_of_use_from: p.out_of_use_from.known().copied(),
    }
}

fn revision(event: &Event, p: &CalendarPublished) -> Revision {
    Revision {
        at: event.version,
        event_id: event.id(),
        known_at: event.known_at(),
        revision: p.revision.as_str().to_owned(),
        sha256: p.sha256.as_str().to_owned(),
        notice_no: p.notice_no.as_ref().and_then(text),
        published_on: event.envelope.occurred.date,
    }
}

fn text(field: &Recorded<Label>) -> Option<String> {
    field.known().map(|label| label.as_str().to_owned())
}

/// The day stated, else that of the act, else the day on which the office knew of it.
pub(super) fn from(stated: Option<PartialDate>, of_act: Option<PartialDate>, known_at: DateTime<Utc>) -> NaiveDate {
    stated.or(of_act).map_or_else(|| office_day(known_at), PartialDate::first_day)
}
