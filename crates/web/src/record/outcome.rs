//! Acts of one form together: read, judged before they are stored, stored all or none.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wenze_casework::{Casework, Command, Place, Receipt, Simulated};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Verdict};
use wenze_domain::envelope::Actor;
use wenze_domain::fields::NOT_RECORDED;

use super::choices::Choices;
use super::given::Given;
use super::read::Reading;
use super::refused::Wrong;
use super::sheet::{Drawn, Sheet};
use super::stead;
use super::typed::Typed;
use crate::failure::Failure;
use crate::own_path::{NEXT, own};
use crate::reader::Reader;
use crate::seen::may_record;

/// What a case page reads; a page that follows an act waits for them, so that it shows it.
const MODELS: [&str; 3] = ["case_file", "audit_trail", "procedure_check"];
/// Most obligations told before an act is stored.
const EFFECTS_MAX: usize = 8;

/// The acts of one form.
pub(super) struct Sitting<'a> {
    pub(super) reader: &'a Reader,
    pub(super) casework: &'a Casework,
    pub(super) choices: &'a Choices,
    pub(super) kinds: Vec<Kind>,
    pub(super) place: Place,
    pub(super) actor: Actor,
    pub(super) route: &'static str,
    /// The report that all of them are about, where the first brings it into being.
    pub(super) report: Option<Uuid>,
}

impl Sitting<'_> {
    /// The acts as requests, or what is wrong with the fields.
    pub(super) fn read(&self, given: &Given) -> Result<Vec<Value>, Wrong> {
        let none = Typed::default();
        let (mut acts, mut errors) = (Vec::new(), BTreeMap::new());
        for (number, kind) in self.kinds.iter().enumerate() {
            let act = format!("a{number}");
            let typed = given.typed.at(&act).unwrap_or(&none);
            let mut reading = Reading {
                reader: self.reader,
                kind: *kind,
                choices: self.choices,
                blank_is_unrecorded: given.blank_is_unrecorded,
                is_about_given: self.report.is_some(),
                errors: BTreeMap::new(),
            };
            let mut request = reading.act(&act, typed);
            add_digest(&mut request);
            errors.append(&mut reading.errors);
            if let Some(report) = self.report {
                request["refs"] = json!({ "report": [report] });
            }
            acts.push(request);
        }
        if errors.is_empty() { Ok(acts) } else { Err(Wrong::of_fields(errors)) }
    }

    /// The form, with what is wrong. What is wrong with no field that is drawn is told above it.
    pub(super) fn sheets(&self, given: &Given, wrong: &mut Wrong) -> Vec<Sheet> {
        let draw = |(number, kind): (usize, &Kind)| {
            let act = format!("a{number}");
            let missing = if wrong.missing_of == number { wrong.missing.as_slice() } else { &[] };
            let mut sheet = Sheet::new(&Drawn {
                reader: self.reader,
                kind: *kind,
                act: &act,
                choices: self.choices,
                typed: given.typed.at(&act),
                errors: &wrong.fields,
                missing,
                more: given.more.as_deref(),
            });
            if self.report.is_some() {
                sheet.roles.clear();
            }
            sheet
        };
        let sheets: Vec<Sheet> = self.kinds.iter().enumerate().map(draw).collect();
        let is_drawn = |path: &String| sheets.iter().flat_map(Sheet::all).any(|field| field.has(path));
        let unplaced = wrong.fields.iter().find(|(path, _)| !is_drawn(path)).map(|(_, why)| why.clone());
        if wrong.general.is_none() {
            wrong.general = unplaced;
        }
        sheets
    }

    /// What storing the acts would begin, keep or break. What would be refused is refused here already.
    pub(super) async fn simulate(&self, acts: &[Value]) -> Result<Result<Vec<Told>, Wrong>, Failure> {
        if !matches!(self.place, Place::Case(_)) {
            return Ok(Ok(Vec::new()));
        }
        let command = self.command(acts, None);
        let Simulated { missing, effects, .. } = match self.casework.simulate(&command, self.reader.words).await {
            Ok(simulated) => simulated,
            Err(error) => return Wrong::of(self.reader, error).map(Err),
        };
        let is_confirmed = acts.iter().any(|act| act.get("confirm_out_of_order").is_some());
        if !missing.is_empty() && !is_confirmed {
            return Ok(Err(Wrong { missing, ..Wrong::default() }));
        }
        let word = |verdict: wenze_casework::Verdict| {
            let code = serde_json::to_value(verdict).unwrap_or_default();
            self.reader.words.code(Verdict::LIST, code.as_str().unwrap_or_default())
        };
        let told = effects.into_iter().take(EFFECTS_MAX).map(|effect| Told {
            is_broken: effect.obligation.finding.is_open_violation(),
            what: effect.obligation.lines.first().cloned().unwrap_or_default(),
            was: effect.was.map(word),
            becomes: word(effect.obligation.finding.verdict),
        });
        Ok(Ok(told.collect()))
    }

    /// Stores the acts, all or none. The same form sent again gets its first answer.
    pub(super) async fn save(&self, acts: &[Value], key: &str) -> Result<Result<Receipt, Wrong>, Failure> {
        may_record(self.actor.person_id, self.actor.role, acts)?;
        match self.casework.record_as(stead::acting(self.reader), &self.command(acts, Some(key))).await {
            Ok(receipt) => Ok(Ok(receipt)),
            Err(error) => Wrong::of(self.reader, error).map(Err),
        }
    }

    fn command(&self, acts: &[Value], key: Option<&str>) -> Command {
        Command {
            route: self.route,
            place: self.place,
            acts: acts.to_vec(),
            actor: self.actor,
            idempotency_key: key.map(str::to_owned),
            if_match: None,
        }
    }

    /// To where the form came from, or to the case, which tells what was recorded.
    pub(super) async fn recorded(&self, receipt: &Receipt) -> Response {
        for model in MODELS {
            // A view that is behind shows the act a moment later; it is stored all the same.
            _ = self.casework.wait_for_view(model, &receipt.position).await;
        }
        if let Some(next) = self.reader.parameter(NEXT) {
            return Redirect::to(own(Some(next))).into_response();
        }
        let versions = || receipt.events.iter().map(|event| event.version);
        let (first, last) = (versions().min().unwrap_or_default(), versions().max().unwrap_or_default());
        Redirect::to(&format!("/cases/{}?recorded={first}-{last}#recorded", receipt.id)).into_response()
    }
}

/// What would become of one obligation.
pub(super) struct Told {
    pub(super) is_broken: bool,
    pub(super) what: String,
    pub(super) was: Option<String>,
    pub(super) becomes: String,
}

/// The digest of an original whose text was typed in: nobody computes it by hand.
fn add_digest(request: &mut Value) {
    let Some(verbatim) = request.pointer("/payload/verbatim_ref") else { return };
    let digest = match verbatim.get("text").and_then(Value::as_str) {
        Some(text) => json!(hex(&Sha256::digest(text.as_bytes()))),
        None => json!(NOT_RECORDED),
    };
    request["payload"]["verbatim_sha256"] = digest;
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
