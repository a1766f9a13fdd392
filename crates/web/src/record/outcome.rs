//! Acts of one form together: read, judged before they are stored, stored all or none.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use wenze_casework::{Casework, Command, Foreseen, Place, Receipt, Turn};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Verdict};
use wenze_domain::envelope::Actor;
use wenze_domain::fields::{NOT_RECORDED, PartialDate};
use wenze_domain::time::Occurred;

use super::choices::Choices;
use super::given::{Given, Step};
use super::read::Reading;
use super::refused::Wrong;
use super::sheet::{Drawn, Sheet};
use super::stead;
use super::typed::Typed;
use crate::case::recorded::MEANWHILE;
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
    /// The version of the case now.
    pub(super) version: Option<i32>,
}

/// What becomes of a form that was sent.
pub(super) enum Next {
    /// It is shown again, with what is wrong.
    Form(Wrong),
    /// Its answers are shown.
    Answers(Vec<Told>),
    /// Its acts are stored.
    Stored(Receipt),
}

impl Sitting<'_> {
    /// Does what the form asks for.
    pub(super) async fn next(&self, given: &Given) -> Result<Next, Failure> {
        if given.step == Step::Edit {
            return Ok(Next::Form(Wrong::of_files(self.reader, given)));
        }
        match self.read(given) {
            Ok(acts) => self.next_of(&acts, given).await,
            Err(wrong) => Ok(Next::Form(wrong)),
        }
    }

    /// The same for acts that were read.
    pub(super) async fn next_of(&self, acts: &[Value], given: &Given) -> Result<Next, Failure> {
        let next = if given.step == Step::Check {
            self.simulate(acts).await?.map(Next::Answers)
        } else {
            self.save(acts, given).await?.map(Next::Stored)
        };
        Ok(next.unwrap_or_else(Next::Form))
    }

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

    /// What an act of the form is drawn from.
    pub(super) fn drawn<'s>(&'s self, kind: Kind, act: &'s str, given: &'s Given, wrong: &'s Wrong) -> Drawn<'s> {
        let is_own = act.strip_prefix('a').and_then(|number| number.parse().ok()) == Some(wrong.missing_of);
        Drawn {
            reader: self.reader,
            kind,
            act,
            choices: self.choices,
            typed: given.typed.at(act),
            errors: &wrong.fields,
            missing: if is_own { wrong.missing.as_slice() } else { &[] },
            more: given.more.as_deref(),
        }
    }

    /// The form, with what is wrong. What is wrong with no field that is drawn is told above it.
    pub(super) fn sheets(&self, given: &Given, wrong: &mut Wrong) -> Vec<Sheet> {
        let draw = |(number, kind): (usize, &Kind)| {
            let mut sheet = Sheet::new(&self.drawn(*kind, &format!("a{number}"), given, wrong));
            if self.report.is_some() {
                sheet.roles.clear();
            }
            sheet
        };
        let sheets: Vec<Sheet> = self.kinds.iter().enumerate().map(draw).collect();
        *wrong = std::mem::take(wrong).with_unplaced(sheets.iter().flat_map(Sheet::all));
        sheets
    }

    /// What storing the acts would begin, keep or break. What would be refused is refused here already.
    pub(super) async fn simulate(&self, acts: &[Value]) -> Result<Result<Vec<Told>, Wrong>, Failure> {
        if !matches!(self.place, Place::Case(_)) {
            return Ok(Ok(Vec::new()));
        }
        let command = self.command(acts, None);
        let Foreseen { missing, turns } = match self.casework.foresee(&command, self.reader.words).await {
            Ok(foreseen) => foreseen,
            Err(error) => return Wrong::of(self.reader, error).map(Err),
        };
        let is_confirmed = acts.iter().any(|act| act.get("confirm_out_of_order").is_some());
        if !missing.is_empty() && !is_confirmed {
            return Ok(Err(Wrong { missing, ..Wrong::default() }));
        }
        Ok(Ok(turns.into_iter().take(EFFECTS_MAX).map(|turn| self.told(turn)).collect()))
    }

    fn told(&self, turn: Turn) -> Told {
        let words = |(verdict, due): (wenze_casework::Verdict, Option<NaiveDate>)| {
            let code = serde_json::to_value(verdict).unwrap_or_default();
            let word = self.reader.words.code(Verdict::LIST, code.as_str().unwrap_or_default());
            let due = due.map(|due| self.reader.words.date(&Occurred::on(PartialDate::day(due))));
            match due {
                Some(due) => self.reader.texts.tell("check-due", [("verdict", word.into()), ("due", due.into())]),
                None => word,
            }
        };
        let becomes = turn.is.map_or_else(|| self.reader.texts.say("check-gone"), words);
        Told { is_broken: turn.is_broken, what: turn.title, was: turn.was.map(words), becomes }
    }

    /// Stores the acts, all or none. The same form sent again gets its first answer. Where the case moved on, the acts are decided on
    /// it as it stands now; what would be told otherwise of them, or is about what others touched, is shown first.
    async fn save(&self, acts: &[Value], given: &Given) -> Result<Result<Receipt, Wrong>, Failure> {
        may_record(self.actor.person_id, self.actor.role, acts)?;
        let command = self.command(acts, Some(&given.key));
        if self.is_told_otherwise(acts, given, &command).await? {
            return Ok(Err(Wrong::moved_on(self.reader)));
        }
        match self.casework.record_seen(stead::acting(self.reader), &command, given.version).await {
            Ok(receipt) => Ok(Ok(receipt)),
            Err(error) => Wrong::of(self.reader, error).map(Err),
        }
    }

    /// Whether the case moved on and the page of answers would tell something else now.
    async fn is_told_otherwise(&self, acts: &[Value], given: &Given, command: &Command) -> Result<bool, Failure> {
        let has_moved = given.version.zip(self.version).is_some_and(|(made, now)| made < now);
        let Some(told) = given.told.as_ref().filter(|_| has_moved) else { return Ok(false) };
        // Sent twice, it is its own act that moved the case on.
        match self.casework.answered(command).await {
            Ok(Some(_)) => return Ok(false),
            Ok(None) => {}
            Err(error) => return Wrong::of(self.reader, error).map(|_| false),
        }
        Ok(match self.simulate(acts).await? {
            Ok(now) => digest_of(&now) != *told,
            Err(_) => true,
        })
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

    /// To where the form came from, or to the case, which tells what was recorded, and how much others recorded meanwhile.
    pub(super) async fn recorded(&self, receipt: &Receipt, given: &Given) -> Response {
        for model in MODELS {
            // A view that is behind shows the act a moment later; it is stored all the same.
            _ = self.casework.wait_for_view(model, &receipt.position).await;
        }
        if let Some(next) = self.reader.parameter(NEXT) {
            return Redirect::to(own(Some(next))).into_response();
        }
        let versions = || receipt.events.iter().map(|event| event.version);
        let (first, last) = (versions().min().unwrap_or_default(), versions().max().unwrap_or_default());
        let others = given.version.map_or(0, |made| first.saturating_sub(made).saturating_sub(1));
        let meanwhile = if others > 0 { format!("&{MEANWHILE}={others}") } else { String::new() };
        Redirect::to(&format!("/cases/{}?recorded={first}-{last}{meanwhile}#recorded", receipt.id)).into_response()
    }
}

/// What would become of one obligation.
pub(super) struct Told {
    pub(super) is_broken: bool,
    pub(super) what: String,
    pub(super) was: Option<String>,
    pub(super) becomes: String,
}

/// What was told of acts, in short: two pages that tell the same have the same.
pub(super) fn digest_of(told: &[Told]) -> String {
    let mut digest = Sha256::new();
    for one in told {
        digest.update(format!("{}\0{:?}\0{}\n", one.what, one.was, one.becomes));
    }
    hex(&digest.finalize()[..16])
}

/// The digest of an original whose text was typed in: nobody computes it by hand.
pub(super) fn add_digest(request: &mut Value) {
    let Some(verbatim) = request.pointer("/payload/verbatim_ref") else { return };
    let digest = match (verbatim.get("text").and_then(Value::as_str), verbatim.get("digest")) {
        (Some(text), _) => json!(hex(&Sha256::digest(text.as_bytes()))),
        (None, Some(digest)) => digest.clone(),
        (None, None) => json!(NOT_RECORDED),
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
