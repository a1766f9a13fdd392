//! A request to record an act: read strictly, completed with the ids and dates it may leave out, never repaired.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::acts::{self, Act, Kind};
use crate::codes::{Confidentiality, EnteredFrom};
use crate::envelope::{OnBehalfOf, Origin};
use crate::fields::{Label, NOT_RECORDED, Private};
use crate::refs::Refs;
use crate::refusal::Refusal;
use crate::time::Occurred;
use crate::unquoted::told_name;

/// Which regime's codes an act uses, where its track does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegimeChoice {
    /// The regime, e.g. `cn-accountability`.
    pub regime: String,
    /// Its version; without one, the version in force on the day of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// The confirmation that an act is recorded although it is out of the usual order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Why it is recorded all the same.
    pub reason: Private<String>,
    /// Who approved that it is, where a rule of the organ asks for it: somebody other than the recorder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Uuid>,
}

/// One act as a request gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request<P> {
    /// Kind of act.
    pub kind: String,
    /// When it happened; `date: null` if the papers do not say.
    pub occurred: Occurred,
    /// What it is about. Ids of objects that the act brings into being may be left out.
    #[serde(default)]
    pub refs: Refs,
    /// What happened.
    pub payload: P,
    /// Whose act it is, when it is not the recorder's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Who may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidentiality: Option<Confidentiality>,
    /// Number of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_no: Option<Label>,
    /// Entered in the system, or from paper; `import` only by the importer.
    #[serde(default = "entered_in_the_system")]
    pub entered_from: EnteredFrom,
    /// Regime of the codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<RegimeChoice>,
    /// Confirms an act out of order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_out_of_order: Option<Confirmation>,
    /// When the office knew; only by the importer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_at: Option<DateTime<Utc>>,
    /// Where an import found it; only by the importer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The id the event has in the log it was exported from, which it keeps; only by the importer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_id: Option<Uuid>,
}

fn entered_in_the_system() -> EnteredFrom {
    EnteredFrom::System
}

/// An act read and completed, ready to be decided.
pub type Draft = Request<Act>;

impl Draft {
    /// A draft from an act built in code.
    pub fn of(act: impl Into<Act>, occurred: Occurred, refs: Refs) -> Self {
        let act = act.into();
        Self {
            kind: act.kind().as_str().to_owned(),
            occurred,
            refs,
            payload: act,
            on_behalf_of: None,
            confidentiality: None,
            document_no: None,
            entered_from: EnteredFrom::System,
            regime: None,
            confirm_out_of_order: None,
            known_at: None,
            origin: None,
            event_id: None,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.payload.kind()
    }

    /// Whether it was recorded in another log before. It stands in its own stream alone, and what it names outside of that
    /// stream may come later or not at all.
    pub fn is_restored(&self) -> bool {
        self.event_id.is_some()
    }

    /// Reads one act of a request. `fresh` gives ids for objects that the act creates and the request leaves unnamed.
    pub fn read(mut request: Value, fresh: &mut dyn FnMut() -> Uuid) -> Result<Self, Refusal> {
        refuse_reserved(&request, "")?;
        let name = request
            .get("kind")
            .and_then(Value::as_str)
            .ok_or_else(|| Refusal::malformed("/kind", "name the kind of act"))?;
        let kind = Kind::parse(name)
            .ok_or_else(|| Refusal::malformed("/kind", format!("there is no act '{name}'; GET …/acts lists them")))?;
        complete_ids(kind, &mut request, fresh);
        complete_own_date(kind, &mut request)?;
        let request: Request<Value> = read_value(&request, "")?;
        let payload = Act::parse(kind, &request.payload.to_string())
            .map_err(|e| Refusal::malformed(format!("/payload{}", e.pointer), e.message))?;
        let draft = request.with_payload(payload);
        if !draft.occurred.is_well_formed() {
            return Err(Refusal::malformed("/occurred/time", "a time of day needs a full date"));
        }
        if draft.known_at.is_some_and(|t| t.timestamp_subsec_nanos() % 1000 != 0) {
            return Err(Refusal::malformed("/known_at", "the log keeps microseconds: give at most six decimals"));
        }
        Ok(draft)
    }
}

impl<P> Request<P> {
    fn with_payload<Q>(self, payload: Q) -> Request<Q> {
        Request {
            kind: self.kind,
            occurred: self.occurred,
            refs: self.refs,
            payload,
            on_behalf_of: self.on_behalf_of,
            confidentiality: self.confidentiality,
            document_no: self.document_no,
            entered_from: self.entered_from,
            regime: self.regime,
            confirm_out_of_order: self.confirm_out_of_order,
            known_at: self.known_at,
            origin: self.origin,
            event_id: self.event_id,
        }
    }
}

fn read_value<T: serde::de::DeserializeOwned>(value: &Value, at: &str) -> Result<T, Refusal> {
    acts::read(&value.to_string()).map_err(|e| Refusal::malformed(format!("{at}{}", e.pointer), e.message))
}

/// Names with `$` are the stored form's own: a request that sends one would pass a sealed part off as its own.
fn refuse_reserved(value: &Value, at: &str) -> Result<(), Refusal> {
    match value {
        Value::Object(object) => object.iter().try_for_each(|(name, inner)| {
            let here = format!("{at}/{}", told_name(name));
            if name.starts_with('$') {
                return Err(Refusal::malformed(here, "names that begin with '$' are reserved for stored events"));
            }
            refuse_reserved(inner, &here)
        }),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(i, inner)| refuse_reserved(inner, &format!("{at}/{i}")))
        }
        _ => Ok(()),
    }
}

/// Fills ids that may be left out: of entries in the payload, of the roles they imply, of single objects created.
fn complete_ids(kind: Kind, request: &mut Value, fresh: &mut dyn FnMut() -> Uuid) {
    for (list, name) in [("respondents", "respondent"), ("allegations", "allegation"), ("arguments", "argument")] {
        if let Some(items) = request.pointer_mut(&format!("/payload/{list}")).and_then(Value::as_array_mut) {
            for item in items {
                put_id(item, name, fresh);
            }
        }
    }
    if let Some(entry) = request.pointer_mut("/payload/entry") {
        put_id(entry, "respondent", fresh);
    }
    let implied = implied_refs(kind, request);
    let Some(object) = request.as_object_mut() else { return };
    let refs = object.entry("refs").or_insert_with(|| Value::Object(Map::new()));
    let Some(refs) = refs.as_object_mut() else { return };
    for (role, values) in implied {
        refs.entry(role).or_insert(values);
    }
    for role in kind.spec().roles().filter(|r| r.creates && !r.many && !r.optional) {
        refs.entry(role.name).or_insert_with(|| json!([fresh()]));
    }
}

fn put_id(item: &mut Value, name: &str, fresh: &mut dyn FnMut() -> Uuid) {
    if let Some(object) = item.as_object_mut() {
        object.entry(name).or_insert_with(|| json!(fresh()));
    }
}

/// The refs that the payload already tells: respondents entered, their tracks, arguments.
fn implied_refs(kind: Kind, request: &Value) -> Vec<(&'static str, Value)> {
    let entries: Vec<&Value> = match kind {
        Kind::CaseFilingProposed | Kind::CaseFiled | Kind::AccountabilityInquiryStarted => request
            .pointer("/payload/respondents")
            .and_then(Value::as_array)
            .map(|l| l.iter().collect())
            .unwrap_or_default(),
        Kind::RespondentAdded => request.pointer("/payload/entry").into_iter().collect(),
        Kind::AuthorityDelegated => {
            let named = [("official", "/payload/from/person_id"), ("organ", "/payload/office/organ_id")];
            return named.iter().filter_map(|(role, at)| Some((*role, json!([request.pointer(at)?])))).collect();
        }
        Kind::DefenceHeard => {
            let ids: Vec<&Value> = request
                .pointer("/payload/arguments")
                .and_then(Value::as_array)
                .map(|l| l.iter().filter_map(|a| a.get("argument")).collect())
                .unwrap_or_default();
            return if ids.is_empty() { Vec::new() } else { vec![("argument", json!(ids))] };
        }
        _ => return Vec::new(),
    };
    let respondents: Vec<&Value> = entries.iter().filter_map(|e| e.get("respondent")).collect();
    let tracks: Vec<String> = entries
        .iter()
        .flat_map(|e| {
            let id = e.get("respondent").and_then(Value::as_str).unwrap_or_default();
            e.get("tracks")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(move |t| Some(format!("{id}/{}", t.as_str()?)))
        })
        .collect();
    vec![("respondent", json!(respondents)), ("track", json!(tracks))]
}

/// The field that repeats the date of the act is asked for once; where it is given it must agree.
fn complete_own_date(kind: Kind, request: &mut Value) -> Result<(), Refusal> {
    let Some(own) = kind.spec().own_date else { return Ok(()) };
    let date = request.pointer("/occurred/date").filter(|d| !d.is_null()).cloned().unwrap_or(json!(NOT_RECORDED));
    let Some(payload) = request.get_mut("payload").and_then(Value::as_object_mut) else { return Ok(()) };
    match payload.get(own) {
        Some(given) if *given != date => Err(Refusal::malformed(
            format!("/payload/{own}"),
            "this is the date of the act and must equal occurred.date; leave it out to have it filled",
        )),
        _ => {
            payload.insert(own.to_owned(), date);
            Ok(())
        }
    }
}
