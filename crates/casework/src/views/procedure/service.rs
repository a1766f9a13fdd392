//! The service from which the time of an appeal runs, as it is recorded, and as it would be on another day.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::case::{Appeal, Case};
use wenze_domain::codes::RecipientKind;
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::fields::NOT_RECORDED;
use wenze_domain::history::History;

/// The id of a service that nobody recorded and that is only supposed.
const SUPPOSED: Uuid = Uuid::from_u128(1);

/// What an appeal is against, and so which service its time runs from.
pub(super) struct Service<'a> {
    case: &'a Case,
    id: Uuid,
    appeal: &'a Appeal,
}

impl<'a> Service<'a> {
    /// Of an appeal of a case; none where there is no such appeal.
    pub(super) fn of(case: &'a Case, id: Uuid) -> Option<Self> {
        Some(Self { case, id, appeal: case.appeals.get(&id)? })
    }

    /// The service on the person, the last of several.
    pub(super) fn found<'h>(&self, history: &'h History) -> Option<&'h Event> {
        history.events.iter().rev().find(|event| self.is_it(event))
    }

    /// Its day, as the papers give it.
    pub(super) fn day(&self, history: &History) -> Option<String> {
        let events = history.effective(Cut::default());
        let served = events.iter().rev().find(|item| self.is_it(&item.event))?;
        let Act::DecisionServed(p) = served.event.act() else { return None };
        p.served_on.known().map(ToString::to_string)
    }

    fn is_it(&self, event: &Event) -> bool {
        let Act::DecisionServed(p) = event.act() else { return false };
        let refs = event.refs();
        let is_persons = p.recipient_kind.known() != Some(&RecipientKind::Unit);
        let documents = || refs.ids("document").filter_map(|id| self.case.documents.get(&id));
        let of_appeal = |id: Uuid| refs.ids("appeal").any(|own| own == id) || documents().any(|d| d.appeal == Some(id));
        let is_of_no_appeal = || refs.id("appeal").is_none() && documents().all(|d| d.appeal.is_none());
        let own = |id: &Uuid| {
            refs.ids("determination").any(|one| one == *id) || documents().any(|d| d.determinations.contains(id))
        };
        is_persons
            && match self.appeal.prior {
                Some(prior) => of_appeal(prior),
                None => is_of_no_appeal() && self.appeal.determinations.iter().any(own),
            }
    }

    /// The history had the person been served on this day: the service that is recorded on another, or one that nobody
    /// recorded, just before the appeal was filed.
    pub(super) fn supposed(&self, history: &History, day: NaiveDate) -> History {
        let mut supposed = History { events: Vec::new(), ..history.clone() };
        let recorded = self.found(history).map(Event::id);
        let filing = filed(history, self.id).map(Event::id);
        for event in &history.events {
            if recorded.is_none() && Some(event.id()) == filing {
                supposed.push(event.version, event.recorded_at, raw(&self.invented(event, day)));
            }
            if Some(event.id()) == recorded {
                supposed.push(event.version, event.recorded_at, raw(&moved(event, day)));
            } else {
                supposed.events.push(event.clone());
            }
        }
        supposed.version = history.version;
        supposed
    }

    /// A service that nobody recorded, by whoever recorded the filing.
    fn invented(&self, filing: &Event, day: NaiveDate) -> Value {
        let mut event = filing.json();
        event["event_id"] = json!(SUPPOSED);
        event["kind"] = json!(Kind::DecisionServed.as_str());
        event["schema_version"] = json!(Kind::DecisionServed.spec().schema_version);
        event["occurred"] = json!({ "date": day });
        let mut refs = json!({});
        match self.appeal.prior {
            Some(prior) => refs["appeal"] = json!([prior]),
            None => refs["determination"] = json!(self.appeal.determinations),
        }
        if let Some(respondent) = self.appeal.respondent {
            refs["respondent"] = json!([respondent]);
        }
        event["refs"] = refs;
        event["payload"] = json!({
            "recipient_kind": "person", "served_on": day, "to": NOT_RECORDED, "method": NOT_RECORDED,
            "dates": NOT_RECORDED, "receipt_ref": NOT_RECORDED, "refused_note": NOT_RECORDED,
        });
        event
    }
}

/// The same service on another day.
fn moved(event: &Event, day: NaiveDate) -> Value {
    let mut moved = event.json();
    moved["occurred"] = json!({ "date": day });
    moved["payload"]["served_on"] = json!(day);
    moved["payload"]["dates"] = json!(NOT_RECORDED);
    moved
}

fn raw(event: &Value) -> std::sync::Arc<[u8]> {
    event.to_string().into_bytes().into()
}

/// The act that filed an appeal.
pub(super) fn filed(history: &History, appeal: Uuid) -> Option<&Event> {
    let is_it = |event: &&Event| event.kind() == Kind::AppealFiled && event.refs().ids("appeal").any(|id| id == appeal);
    history.events.iter().find(is_it)
}

/// The acts in force as they stand, without those that corrected or voided others: a supposed day must not be corrected again.
pub(super) fn in_force(history: &History) -> History {
    let is_about_record = |event: &Event| matches!(event.kind(), Kind::RecordCorrected | Kind::RecordVoided);
    let events = history.effective(Cut::default()).into_iter().map(|item| item.event.into_owned());
    History { events: events.filter(|event| !is_about_record(event)).collect(), ..history.clone() }
}
