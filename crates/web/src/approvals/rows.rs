//! One paper as a row: what it asks, how its case stands, what keeps the reader from deciding it, and the forms that do.

use wenze_casework::{ApprovalView, Coded};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{ApprovalResult, CodeList};

use super::{AT, CURSOR};
use crate::forms::form;
use crate::own_path::NEXT;
use crate::parts::{LongText, StateTag, When};
use crate::reader::Reader;
use crate::record::act::RESULT;
use crate::record::stead::{AS, FOR, OFFICE};

/// One row.
pub(super) struct Row {
    /// Its place, which its heading bears as an anchor.
    pub(super) id: String,
    pub(super) paper: String,
    pub(super) sentence: LongText,
    pub(super) case: String,
    pub(super) number: String,
    pub(super) stage: StateTag,
    pub(super) people: Vec<String>,
    pub(super) submitted_by: String,
    pub(super) submitted: Option<When>,
    pub(super) waits: String,
    pub(super) kept: String,
    pub(super) broken: Option<String>,
    pub(super) unclear: Option<String>,
    /// In whose stead.
    pub(super) stead: Option<String>,
    /// It came up from the organ below.
    pub(super) gone_up: bool,
    /// What to take heed of.
    pub(super) flags: Vec<String>,
    /// Why the reader may not decide it.
    pub(super) bar: Option<String>,
    pub(super) actions: Vec<Action>,
}

/// A form that decides on the paper.
pub(super) struct Action {
    pub(super) href: String,
    pub(super) word: String,
    /// What it is called in full, for who hears it.
    pub(super) full: String,
    /// Where the reader goes on.
    pub(super) is_focused: bool,
}

impl Row {
    pub(super) fn new(reader: &Reader, view: &ApprovalView, place: usize, is_focused: bool) -> Self {
        let (words, texts, task) = (reader.words, reader.texts, &view.task);
        let number = task.number.clone().unwrap_or_else(|| texts.say("number-none"));
        let people = task.subjects.iter().map(|one| {
            one.name.clone().or_else(|| one.organ_name.clone()).unwrap_or_else(|| texts.say("name-withheld"))
        });
        let by = task.person_name.clone().unwrap_or_else(|| texts.say("name-withheld"));
        let at = task.office_name.clone().unwrap_or_default();
        let counted = |id: &str, n: i64| texts.tell(id, [("n", n.into())]);
        let mut actions = if view.bar.is_some() { Vec::new() } else { actions(reader, view, place, &number) };
        if let Some(first) = actions.first_mut() {
            first.is_focused = is_focused;
        }
        Self {
            id: format!("paper-{place}"),
            paper: view.paper.words.clone(),
            sentence: LongText::new(&view.sentence),
            case: format!("/cases/{}", task.case),
            stage: StateTag::new(words, &task.machine, &task.stage.code),
            people: people.collect(),
            submitted_by: texts.tell("approvals-by", [("name", by.into()), ("office", at.into())]),
            submitted: Some(When::instant(words, task.since)),
            waits: texts.tell("approvals-waits", [("days", view.waits_days.into())]),
            kept: counted(/* text */ "approvals-kept", view.checks.kept),
            broken: (view.checks.broken > 0).then(|| counted(/* text */ "approvals-broken", view.checks.broken)),
            unclear: (view.checks.unclear > 0)
                .then(|| counted(/* text */ "approvals-unclear", view.checks.unclear)),
            stead: view.instead_of.map(|_| {
                let name = view.instead_of_name.clone().unwrap_or_else(|| texts.say("name-withheld"));
                texts.tell("approvals-stead", [("name", name.into())])
            }),
            gone_up: view.gone_up,
            flags: task.flags.iter().map(|flag| flag.words.clone()).collect(),
            bar: view.bar.clone(),
            actions,
            number,
        }
    }
}

fn actions(reader: &Reader, view: &ApprovalView, place: usize, number: &str) -> Vec<Action> {
    let back = reader.with(&[(AT, Some(&place.to_string())), (CURSOR, reader.parameter(CURSOR))]);
    let action = |act: &Coded, result: Option<ApprovalResult>| {
        let word = result.map_or_else(|| act.words.clone(), |result| said(reader, result));
        let full = reader.texts.tell("approvals-full", [("act", word.as_str().into()), ("number", number.into())]);
        Action { href: address_of(view, act, result, &back), word, full, is_focused: false }
    };
    let of = |act: &Coded| match Kind::parse(&act.code) {
        Some(Kind::ApprovalDecided) => ApprovalResult::ALL.iter().map(|result| action(act, Some(*result))).collect(),
        _ => vec![action(act, None)],
    };
    view.acts.iter().flat_map(of).collect()
}

/// The form of an act about what the paper is about.
fn address_of(view: &ApprovalView, act: &Coded, result: Option<ApprovalResult>, back: &str) -> String {
    let roles = Kind::parse(&act.code).map(|kind| kind.spec().roles().map(|role| role.name).collect::<Vec<_>>());
    let of_act = |role: &str| roles.as_ref().is_some_and(|roles| roles.contains(&role));
    let refs = view.refs.iter().filter(|(role, _)| of_act(role.as_str()));
    let mut named: Vec<(&str, &str)> =
        refs.flat_map(|(role, ids)| ids.iter().map(move |id| (role.as_str(), id.as_str()))).collect();
    let (giver, office) = (view.instead_of.map(|giver| giver.to_string()), view.office.to_string());
    if let Some(giver) = &giver {
        named.extend([(FOR, giver.as_str()), (AS, view.role.as_str()), (OFFICE, office.as_str())]);
    }
    named.extend(result.map(|result| (RESULT, result.as_str())));
    named.push((NEXT, back));
    form(view.task.case, &act.code, &named)
}

/// What a result is called as something to do.
fn said(reader: &Reader, result: ApprovalResult) -> String {
    let texts = reader.texts;
    match result {
        ApprovalResult::Approved => texts.say("approvals-approve"),
        ApprovalResult::Returned => texts.say("approvals-return"),
        ApprovalResult::Refused => texts.say("approvals-reject"),
    }
}
