//! One case on a workbench: acts with the fields of the golden samples, recorded one by one.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::codes::Role;
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::envelope::Actor;
use wenze_domain::event::Event;
use wenze_domain::history::History;
use wenze_domain::refusal::Refusal;
use wenze_testkit::record::Recorder;
use wenze_testkit::sample;

/// The day on which all tests look at their cases.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 11).expect("a date")
}

/// Noon of that day.
pub(crate) fn now() -> DateTime<Utc> {
    today().and_time(NaiveTime::from_hms_opt(12, 0, 0).expect("a time")).and_utc()
}

/// A clerk who enters everything.
pub(crate) fn clerk() -> Actor {
    Actor { person_id: sample::object("recorder"), role: Role::Clerk, office_id: sample::object("organ") }
}

/// A case with nothing in it yet, in which other streams are taken for known.
pub(crate) struct Bench {
    pub(crate) recorder: Recorder,
    pub(crate) case: Uuid,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { recorder: Recorder::new(now()).with_every_stream_known(), case: sample::object("case") }
    }

    /// A case in which these acts have been recorded, a day after each other, from 2024-01-02 on.
    pub(crate) fn after(kinds: &[Kind]) -> Self {
        let mut bench = Self::new();
        let start = NaiveDate::from_ymd_opt(2024, 1, 2).expect("a date");
        for (kind, day) in kinds.iter().zip(start.iter_days()) {
            let request = request(*kind, &day.to_string());
            bench.record(&request).unwrap_or_else(|refusal| panic!("{kind:?}: {refusal:?}"));
        }
        bench
    }

    /// Records an act.
    pub(crate) fn record(&mut self, request: &Value) -> Result<Uuid, Refusal> {
        self.recorder.record(self.case, request, clerk())
    }

    /// Records an act that must be accepted.
    pub(crate) fn accept(&mut self, request: &Value) -> Uuid {
        self.record(request).unwrap_or_else(|refusal| panic!("{request:#}\n{refusal:?}"))
    }

    /// The refusal of an act that must be refused.
    pub(crate) fn refuse(&mut self, request: &Value) -> Refusal {
        match self.record(request) {
            Err(refusal) => refusal,
            Ok(_) => panic!("accepted: {request:#}"),
        }
    }

    pub(crate) fn case(&self) -> Case {
        self.recorder.case(self.case)
    }

    pub(crate) fn history(&self) -> History {
        self.recorder.history(self.case)
    }

    /// One event as it stands now, if it counts.
    pub(crate) fn standing(&self, event: Uuid) -> Option<Event> {
        let history = self.history();
        let found: Option<Effective<'_>> =
            history.effective(Cut::default()).into_iter().find(|item| item.event.id() == event);
        found.map(|item| item.event.into_owned())
    }
}

/// A request with the payload and refs of the golden sample, done in the system on this day.
pub(crate) fn request(kind: Kind, day: &str) -> Value {
    let sample = sample::request(kind);
    let mut payload = sample["payload"].clone();
    if let (Some(own), Some(fields)) = (kind.spec().own_date, payload.as_object_mut()) {
        fields.remove(own);
    }
    // The optional roles of a sample name objects that a small case does not have.
    let mut refs = sample["refs"].clone();
    if let Some(named) = refs.as_object_mut() {
        named.retain(|name, _| kind.spec().role(name).is_some_and(|role| !role.optional));
    }
    json!({ "kind": kind.as_str(), "occurred": { "date": day }, "refs": refs, "payload": payload })
}

/// The same with one place changed.
pub(crate) fn with(mut request: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    request.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}"))[name] = value;
    request
}

/// A correction of one field of an event.
pub(crate) fn correction(event: Uuid, pointer: &str, is: impl Into<Value>) -> Value {
    let is: Value = is.into();
    let request = with(request(Kind::RecordCorrected, "2025-01-05"), "/refs/event", json!([event]));
    with(request, "/payload/changes", json!([{ "pointer": pointer, "is": is }]))
}

/// The voiding of an event.
pub(crate) fn voiding(event: Uuid) -> Value {
    with(request(Kind::RecordVoided, "2025-01-06"), "/refs/event", json!([event]))
}

/// The same request, confirmed as out of order.
pub(crate) fn confirmed(request: Value) -> Value {
    with(request, "/confirm_out_of_order", json!({ "reason": "补录" }))
}
