//! `decide`: whether an act can be recorded, and as which events. It refuses only what the closed list names.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::available::{self, Availability};
use crate::case::{Case, Missing};
use crate::codes::EnteredFrom;
use crate::envelope::{Actor, Envelope, OutOfOrderNote, StreamId, StreamKind};
use crate::event::Event;
use crate::refs::{RefValue, Refs};
use crate::refusal::Refusal;
use crate::regimes::{Pin, Regimes};
use crate::request::Draft;
use crate::unquoted::without_values;

mod codes;
mod files;
mod objects;
pub use files::{NamedFile, named_files};
pub(crate) use objects::check_roles;

/// What `decide` may know besides the case; all of it is passed in.
pub struct Context<'a> {
    /// The clock.
    pub now: DateTime<Utc>,
    /// The loaded regimes.
    pub regimes: &'a Regimes,
    /// Whether another stream exists.
    pub known: &'a (dyn Fn(StreamKind, Uuid) -> bool + Sync),
    /// For a correction or voiding: the event it is about, as it stands.
    pub target: Option<&'a Event>,
}

/// An event decided on, before ids, sealing and hashing.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    /// The stream it goes to.
    pub stream: StreamId,
    /// What was asked to be recorded, completed.
    pub draft: Draft,
    /// The regime version whose codes it uses.
    pub regime: Option<Pin>,
    /// What the usual order would have had before it.
    pub missing: Vec<Missing>,
    /// Claim keys it takes.
    pub take: Vec<String>,
    /// Claim keys it gives up.
    pub release: Vec<String>,
}

/// The ids an event gets when it is written; made outside, for `domain` makes none.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    /// UUIDv7.
    pub event_id: Uuid,
    /// The command.
    pub command_id: Uuid,
    /// The chain.
    pub correlation_id: Uuid,
    /// What caused it.
    pub causation_id: Option<Uuid>,
}

impl NewEvent {
    /// The event's JSON with private values still plain under their marker.
    pub fn json(&self, ids: Ids, actor: Actor) -> Value {
        let draft = &self.draft;
        let note = draft.confirm_out_of_order.as_ref().filter(|_| !self.missing.is_empty());
        let envelope = Envelope {
            event_id: ids.event_id,
            stream: self.stream,
            kind: draft.kind.clone(),
            schema_version: draft.kind().spec().schema_version,
            occurred: draft.occurred.clone(),
            known_at: draft.known_at,
            entered_from: draft.entered_from,
            actor,
            on_behalf_of: draft.on_behalf_of.clone(),
            confidentiality: draft.confidentiality,
            document_no: draft.document_no.clone(),
            command_id: ids.command_id,
            correlation_id: ids.correlation_id,
            causation_id: ids.causation_id,
            origin: draft.origin.clone(),
            regime: self.regime.clone(),
            out_of_order: note.map(|c| OutOfOrderNote { reason: c.reason.clone(), approved_by: c.approved_by }),
            refs: draft.refs.clone(),
            take: self.take.clone(),
            release: self.release.clone(),
            payload: draft.payload.payload(),
        };
        serde_json::to_value(envelope).unwrap_or_default()
    }
}

/// Decides one act on one case.
pub fn decide(case: &Case, draft: &Draft, context: &Context<'_>) -> Result<Vec<NewEvent>, Refusal> {
    let stream = StreamId { kind: StreamKind::Case, id: case.id };
    if draft.kind().spec().phase.is_outside_cases() {
        return Err(Refusal::malformed("/kind", "this act belongs to a register and not to a case"));
    }
    let availability = available::available(case, draft.kind(), Some(&draft.payload), &draft.refs);
    if let Availability::Refused(refusal) = availability {
        return Err(refusal);
    }
    let known = |kind, id| draft.is_restored() || (context.known)(kind, id);
    let context = &Context { known: &known, ..*context };
    check_common(draft, context)?;
    objects::check(case, draft, context)?;
    let missing = match availability {
        Availability::OutOfOrder(missing) => missing,
        _ => Vec::new(),
    };
    if !missing.is_empty() && draft.confirm_out_of_order.is_none() && draft.entered_from != EnteredFrom::Import {
        return Err(Refusal::ConfirmNeeded { missing });
    }
    let mut draft = draft.clone();
    let check = |target: &Event, role: &str, refs: &Refs| objects::check_corrected(case, target, role, refs, context);
    resolve_record_act(&mut draft, context, &check)?;
    let regime = codes::pin(case, &draft, context.regimes)?;
    let take = claims(&draft);
    Ok(vec![NewEvent { stream, draft, regime, missing, take, release: Vec::new() }])
}

/// Decides an act that stands in several cases: one event in each stream, all or none.
pub fn decide_across(cases: &[Case], draft: &Draft, context: &Context<'_>) -> Result<Vec<NewEvent>, Refusal> {
    if draft.kind() != Kind::CasesLinked || draft.is_restored() {
        return match cases {
            [case] => decide(case, draft, context),
            _ => Err(Refusal::malformed("/kind", "this act stands in one case only")),
        };
    }
    let named: Vec<Uuid> = draft.refs.ids("case").collect();
    if let Some(absent) = named.iter().find(|id| cases.iter().all(|c| c.id != **id)) {
        return Err(Refusal::ObjectMissing { role: "case".to_owned(), id: absent.to_string() });
    }
    let mut draft = draft.clone();
    let roles = draft.refs.0.entry("case".to_owned()).or_default();
    for case in cases.iter().filter(|c| !named.contains(&c.id)) {
        roles.push(RefValue::Id(case.id));
    }
    if cases.len() < 2 {
        return Err(Refusal::Roles { role: "case".to_owned(), problem: "name at least one other case".to_owned() });
    }
    let known = |kind, id| (kind == StreamKind::Case && cases.iter().any(|c| c.id == id)) || (context.known)(kind, id);
    let context = Context { known: &known, ..*context };
    let mut events = Vec::new();
    for case in cases {
        events.extend(decide(case, &draft, &context)?);
    }
    Ok(events)
}

/// What every act must keep, whatever its stream: a date that is past.
pub(crate) fn check_common(draft: &Draft, context: &Context<'_>) -> Result<(), Refusal> {
    if draft.occurred.is_future(context.now) {
        let date = draft.occurred.date.map(|d| d.to_string()).unwrap_or_default();
        return Err(Refusal::Future { date });
    }
    if draft.entered_from != EnteredFrom::Import && (draft.known_at.is_some() || draft.origin.is_some()) {
        return Err(Refusal::malformed("/origin", "only an import sets origin and known_at"));
    }
    if draft.event_id.is_some_and(|id| id.is_nil() || draft.entered_from != EnteredFrom::Import) {
        return Err(Refusal::malformed("/event_id", "only an import of exported acts gives the id of an event"));
    }
    Ok(())
}

/// Whether an event may be about these refs after one role of them was corrected.
type CheckRefs<'a> = &'a dyn Fn(&Event, &str, &Refs) -> Result<(), Refusal>;

/// A correction takes the class of the field it points to, and may name only what is there.
pub(crate) fn resolve_record_act(
    draft: &mut Draft,
    context: &Context<'_>,
    check_refs: CheckRefs<'_>,
) -> Result<(), Refusal> {
    let Act::RecordCorrected(payload) = &mut draft.payload else { return Ok(()) };
    let missing = || Refusal::ObjectMissing { role: "event".to_owned(), id: String::new() };
    let target = context.target.ok_or_else(missing)?;
    if payload.changes.is_empty() {
        return Err(Refusal::malformed("/payload/changes", "name at least one field to correct"));
    }
    for (i, change) in payload.changes.iter_mut().enumerate() {
        let was = change.was.as_ref().map(|v| serde_json::to_value(v).unwrap_or_default());
        let is = serde_json::to_value(&change.is).unwrap_or_default();
        let corrected = crate::effective::correct(target, &change.pointer, was.as_ref(), &is).map_err(|e| {
            let message = without_values(&e.to_string());
            Refusal::Correction { pointer: format!("/payload/changes/{i}/pointer"), message }
        })?;
        if let Some(role) = change.pointer.strip_prefix("/refs/").and_then(|rest| rest.split('/').next()) {
            check_refs(target, role, &corrected.refs)?;
        }
        let read = |v: Value| {
            serde_json::from_value(v).map_err(|e| Refusal::malformed(format!("/payload/changes/{i}"), e.to_string()))
        };
        change.is = read(corrected.is)?;
        change.was = corrected.was.map(read).transpose()?;
    }
    Ok(())
}

/// A filing takes its number: no organ gives one number twice in a year.
fn claims(draft: &Draft) -> Vec<String> {
    let Act::CaseFiled(p) = &draft.payload else { return Vec::new() };
    let (Some(no), Some(organ)) = (p.case_no.known(), p.organ.known()) else { return Vec::new() };
    let year = draft.occurred.date.map_or_else(|| "undated".to_owned(), |d| year(d.first_day()));
    vec![format!("case_no:{}:{year}:{no}", organ.organ_id)]
}

fn year(day: NaiveDate) -> String {
    use chrono::Datelike;
    day.year().to_string()
}
