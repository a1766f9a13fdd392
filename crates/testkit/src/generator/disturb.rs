//! What happens to records of real procedure: acts entered late, skipped, dated by the month only, with a field the
//! papers do not hold, entered twice, with a slip of the pen, and put right afterwards.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::Role;
use wenze_domain::request::Draft;

use super::chapters::record;
use super::dice::Dice;
use super::script::{EVENT_MARK, Note, Script};
use super::settle::settle;
use super::texts::Texts;

type Disturbance = fn(&mut Script<'_>, &mut Dice);

/// Late and missing acts stand twice: they are the most common.
const DISTURBANCES: [Disturbance; 12] = [
    late,
    late,
    skipped,
    skipped,
    dated_by_month,
    undated,
    field_not_recorded,
    date_corrected,
    name_corrected,
    entered_twice,
    something_noted,
    voiding_voided,
];

/// Disturbs a record in one to four ways, each only if every act can be recorded all the same.
pub(super) fn disturb(s: &mut Script<'_>, dice: &mut Dice) {
    if dice.chance(25) {
        s.notes.iter_mut().for_each(|note| note.request["entered_from"] = json!("paper"));
    }
    for _ in 0..dice.between(1, 4) {
        let before = s.notes.clone();
        DISTURBANCES[dice.below(DISTURBANCES.len())](s, dice);
        s.notes = settle(s.case, std::mem::take(&mut s.notes), s.today, dice).unwrap_or(before);
    }
}

/// An act is found among the papers after others and entered then.
fn late(s: &mut Script<'_>, dice: &mut Dice) {
    if s.notes.len() < 4 {
        return;
    }
    let from = dice.below(s.notes.len() - 2);
    let mut note = s.notes.remove(from);
    note.request["entered_from"] = json!("paper");
    let ahead = 1 + dice.below(6);
    s.notes.insert((from + ahead).min(s.notes.len()), note);
}

/// An act never got into the record.
fn skipped(s: &mut Script<'_>, dice: &mut Dice) {
    if s.notes.len() > 2 {
        let at = 1 + dice.below(s.notes.len() - 1);
        s.notes.remove(at);
    }
}

fn dated_by_month(s: &mut Script<'_>, dice: &mut Dice) {
    if let Some(note) = any(&mut s.notes, dice) {
        let length = if dice.chance(80) { "2024-01".len() } else { "2024".len() };
        let coarse = note.day.to_string().chars().take(length).collect::<String>();
        note.request["occurred"] = json!({ "date": coarse });
    }
}

fn undated(s: &mut Script<'_>, dice: &mut Dice) {
    if let Some(note) = any(&mut s.notes, dice) {
        note.request["occurred"] = json!({ "date": null });
    }
}

/// A field of which the papers say nothing, if it is one that may say so.
fn field_not_recorded(s: &mut Script<'_>, dice: &mut Dice) {
    let Some(note) = any(&mut s.notes, dice) else { return };
    let names: Vec<String> =
        note.request["payload"].as_object().map(|payload| payload.keys().cloned().collect()).unwrap_or_default();
    if names.is_empty() {
        return;
    }
    let mut request = note.request.clone();
    request["payload"][dice.pick(&names)] = json!("not_recorded");
    if Draft::read(request.clone(), &mut Uuid::nil).is_ok() {
        note.request = request;
    }
}

/// The date was entered wrongly and is corrected later.
fn date_corrected(s: &mut Script<'_>, dice: &mut Dice) {
    let Some(at) = place(&s.notes, dice) else { return };
    let (key, day) = (s.notes[at].key, s.notes[at].day);
    if s.notes[at].request["occurred"]["date"] != json!(day.to_string()) {
        return;
    }
    let right = day.checked_sub_days(Days::new(dice.between(1, 4).unsigned_abs())).unwrap_or(day);
    let change = json!({ "pointer": "/occurred/date", "was": day.to_string(), "is": right.to_string() });
    corrected(s, dice, at, key, &change);
}

/// A name was written with a wrong character and is corrected later.
fn name_corrected(s: &mut Script<'_>, dice: &mut Dice) {
    let with_name: Vec<(usize, String, String)> = s
        .notes
        .iter()
        .enumerate()
        .filter_map(|(at, note)| {
            let (pointer, name) = name_in(&note.request["payload"], "/payload")?;
            Some((at, pointer, name))
        })
        .collect();
    if with_name.is_empty() {
        return;
    }
    let (at, pointer, name) = dice.pick(&with_name).clone();
    let slip = dice.text(&Texts::shipped().names.given);
    let wrong: String = name.chars().take(1).chain(slip.chars()).collect();
    if let Some(written) = s.notes[at].request.pointer_mut(&pointer) {
        *written = json!(wrong);
    }
    let key = s.notes[at].key;
    corrected(s, dice, at, key, &json!({ "pointer": pointer, "is": name }));
}

/// The first name of a person in a payload, with the pointer to it.
fn name_in(value: &Value, at: &str) -> Option<(String, String)> {
    match value {
        Value::Object(object) => object.iter().find_map(|(field, inner)| {
            let here = format!("{at}/{field}");
            match inner.as_str() {
                Some(name) if matches!(field.as_str(), "name" | "as_named") => Some((here, name.to_owned())),
                _ => name_in(inner, &here),
            }
        }),
        Value::Array(items) => items.iter().enumerate().find_map(|(i, inner)| name_in(inner, &format!("{at}/{i}"))),
        _ => None,
    }
}

/// An act without objects of its own is entered twice; the second entry is voided.
fn entered_twice(s: &mut Script<'_>, dice: &mut Dice) {
    duplicated(s, dice);
}

/// The same, but the wrong one was voided, so that the voiding is voided and the other voided in its place.
fn voiding_voided(s: &mut Script<'_>, dice: &mut Dice) {
    let Some((first, second, voiding)) = duplicated(s, dice) else { return };
    // The voiding named the second entry; it should have named the first.
    let last = s.notes.len();
    voided(s, last, voiding, "other");
    voided(s, last + 1, first, "duplicate");
    debug_assert_ne!(first, second);
}

/// The keys of the entry, of its double and of the voiding of the double.
fn duplicated(s: &mut Script<'_>, dice: &mut Dice) -> Option<(usize, usize, usize)> {
    let plain: Vec<usize> = (0..s.notes.len())
        .filter(|at| {
            let kind = s.notes[*at].kind;
            kind.spec().roles().all(|role| !role.creates) && !matches!(kind, Kind::CasesLinked | Kind::CaseReopened)
        })
        .collect();
    if plain.is_empty() {
        return None;
    }
    let at = *dice.pick(&plain);
    let first = s.notes[at].key;
    let mut double = s.notes[at].clone();
    double.key = s.next_key();
    let second = double.key;
    s.notes.insert(at + 1, double);
    let later = after(&s.notes, at + 1, dice);
    Some((first, second, voided(s, later, second, "duplicate")))
}

fn voided(s: &mut Script<'_>, at: usize, key: usize, ground: &str) -> usize {
    s.day = day_at(s, at);
    let payload = json!({ "ground": ground, "approval": s.approval(Role::OrganHead) });
    let refs = json!({ "event": [format!("{EVENT_MARK}{key}")] });
    let own = s.act_in_role(Kind::RecordVoided, Role::Clerk, &refs, &payload);
    settle_in(s, at);
    own
}

fn corrected(s: &mut Script<'_>, dice: &mut Dice, at: usize, key: usize, change: &Value) {
    let at = after(&s.notes, at, dice);
    s.day = day_at(s, at);
    let mut payload = json!({
        "changes": [change], "reason": s.say("correction_reason"), "approval": s.approval(Role::OrganHead),
    });
    if s.chance(50) {
        payload["basis_document"] = json!(s.paper("更"));
    }
    let refs = json!({ "event": [format!("{EVENT_MARK}{key}")] });
    s.act_in_role(Kind::RecordCorrected, Role::Clerk, &refs, &payload);
    settle_in(s, at);
}

fn something_noted(s: &mut Script<'_>, dice: &mut Dice) {
    let at = after(&s.notes, 0, dice);
    s.day = day_at(s, at);
    record::noted(s);
    settle_in(s, at);
}

/// Moves the act written last to its place.
fn settle_in(s: &mut Script<'_>, at: usize) {
    if let Some(note) = s.notes.pop() {
        s.notes.insert(at.min(s.notes.len()), note);
    }
}

/// A place after this one.
fn after(notes: &[Note], at: usize, dice: &mut Dice) -> usize {
    at + 1 + dice.below(notes.len().saturating_sub(at).min(12))
}

/// The day of the act before this place.
fn day_at(s: &Script<'_>, at: usize) -> NaiveDate {
    s.notes.iter().take(at).map(|note| note.day).max().unwrap_or(s.day)
}

fn place(notes: &[Note], dice: &mut Dice) -> Option<usize> {
    (!notes.is_empty()).then(|| dice.below(notes.len()))
}

fn any<'a>(notes: &'a mut [Note], dice: &mut Dice) -> Option<&'a mut Note> {
    let at = place(notes, dice)?;
    notes.get_mut(at)
}
