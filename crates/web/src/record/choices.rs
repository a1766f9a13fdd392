//! What can be chosen in a form: objects of the case by the names the page of the case gives them, people and organs of the
//! register, other cases.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{CaseFilter, Casework, FileState, FileView, PAGE_ROWS_MAX, Rules};
use wenze_domain::case::Case;
use wenze_domain::refs::RoleSpec;

use super::typed::Typed;
use crate::brought::FILE;
use crate::case::labels::Labels;
use crate::case::read::Read;
use crate::failure::Failure;
use crate::reader::Reader;
use crate::seen::may;

/// Most people or organs that a form offers; whoever is not among them is recorded through the API.
const REGISTER_ROWS_MAX: usize = 2_000;
/// Objects of a case, in the order of the procedure, for fields that may name any of them.
const OBJECTS: [&str; 14] = [
    "report",
    "clue",
    "letter",
    "respondent",
    "fact",
    "evidence",
    "meeting",
    "determination",
    "measure",
    "document",
    "appeal",
    "item",
    "request",
    "recusal",
];

/// The case on which an act is recorded, as a choice of its own.
const OWN_CASE: &str = "own case";

/// Most files that one form names.
const FILES_MAX: usize = 100;

/// What can be chosen.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices {
    /// Objects by their role.
    objects: HashMap<&'static str, Vec<Choice>>,
    /// People of the register.
    pub(super) persons: Vec<Choice>,
    /// Organs of the register.
    pub(super) organs: Vec<Choice>,
    /// By which working days are told.
    rules: Option<Rules>,
    /// Whether files can come with the form.
    pub(super) takes_files: bool,
    /// The files of the case that the form names, by their ids.
    files: HashMap<String, FileView>,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// What is sent and stored.
    pub(super) value: String,
    /// What it is called.
    pub(super) label: String,
}

/// Where the objects of a field stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// Among the people of the register.
    Persons,
    /// Among its organs.
    Organs,
    /// Among the objects of the case, under this role.
    Case(&'static str),
}

impl From {
    /// Where the objects of a role stand: of one case alone an act speaks only as of the one on which it is recorded.
    pub(super) fn of_role(role: RoleSpec) -> Self {
        if role.name == "case" && !role.many { Self::Case(OWN_CASE) } else { Self::of(role.name) }
    }

    /// Where the objects of a role or of a field with an id stand.
    pub(super) fn of(name: &str) -> Self {
        const ROLES: [&str; 19] = [
            "report",
            "clue",
            "letter",
            "respondent",
            "track",
            "round",
            "fact",
            "evidence",
            "meeting",
            "determination",
            "measure",
            "document",
            "appeal",
            "item",
            "request",
            "recusal",
            "allegation",
            "argument",
            "event",
        ];
        match name {
            "official" | "merged_official" | "person" | "person_id" | "approved_by" => Self::Persons,
            "organ" | "organ_id" | "managing_organ" | "parent" => Self::Organs,
            "prior_appeal" => Self::Case("appeal"),
            "repeat_of" => Self::Case("report"),
            "re_recorded_as" => Self::Case("event"),
            "case" | "lead_case" => Self::Case("case"),
            _ => Self::Case(ROLES.iter().copied().find(|role| *role == name).unwrap_or("object")),
        }
    }
}

impl Choices {
    /// What can be chosen where there is no case yet.
    pub(super) async fn of_register(casework: &Casework) -> Result<Self, Failure> {
        let (persons, organs) = (persons(casework).await?, organs(casework).await?);
        Ok(Self { persons, organs, rules: Some(casework.rules()), ..Self::default() })
    }

    /// What can be chosen on a case.
    pub(super) async fn of_case(casework: &Casework, reader: &Reader, read: &Read) -> Result<Self, Failure> {
        let labels = Labels::new(reader, read);
        let (case, named) = (&read.now.case, |role: &'static str| objects(&read.now.case, role, &labels));
        let mut objects: HashMap<&'static str, Vec<Choice>> =
            OBJECTS.into_iter().chain(["track", "allegation", "argument"]).map(|role| (role, named(role))).collect();
        let whole = Choice { value: case.id.to_string(), label: reader.texts.say("record-whole-case") };
        objects.insert(OWN_CASE, vec![whole.clone()]);
        let mut all = vec![whole];
        all.extend(OBJECTS.into_iter().flat_map(|role| objects.get(role).cloned().unwrap_or_default()));
        objects.insert("object", all);
        objects.insert("event", events(reader, read));
        let rounds = case.pairs().map(|(_, track)| track.round).max().unwrap_or(1);
        let round =
            |n: u32| Choice { value: n.to_string(), label: reader.texts.tell("pair-round", [("round", n.into())]) };
        objects.insert("round", (1..=rounds).map(round).collect());
        objects.insert("case", cases(casework, reader, case.id).await?);
        Ok(Self { objects, ..Self::of_new_case(casework, reader).await? })
    }

    /// The choices of a case that has not begun: files may come with its form.
    pub(super) async fn of_new_case(casework: &Casework, reader: &Reader) -> Result<Self, Failure> {
        let takes_files = casework.files_kept().is_some() && may(reader, "bring_file");
        Ok(Self { takes_files, ..Self::of_register(casework).await? })
    }

    /// Whether a day is worked, where that is known by now.
    pub(super) fn is_workday(&self, reader: &Reader, day: NaiveDate) -> Option<bool> {
        self.rules.as_ref()?.is_workday(day, reader.now)
    }

    /// Looks up the files that a form names; those of another case, and those that are not all there, are none.
    pub(super) async fn learn_files(&mut self, casework: &Casework, case: Uuid, typed: &Typed) {
        for (_, id) in typed.everywhere(FILE).into_iter().take(FILES_MAX) {
            let Ok(file) = Uuid::try_parse(&id) else { continue };
            if let Ok(found) = casework.file(file, None).await
                && found.info.case_id == case
                && found.state == FileState::Stored
            {
                self.files.insert(id, found);
            }
        }
    }

    /// A file that the form names.
    pub(super) fn file(&self, id: &str) -> Option<&FileView> {
        self.files.get(id)
    }

    /// The choices from one place.
    pub(super) fn listed(&self, from: From) -> &[Choice] {
        match from {
            From::Persons => &self.persons,
            From::Organs => &self.organs,
            From::Case(role) => self.objects.get(role).map_or(&[], Vec::as_slice),
        }
    }

    /// The value behind what was typed: a label from the list, or a value of it.
    pub(super) fn value_of(&self, from: From, typed: &str) -> Option<&str> {
        let choices = self.listed(from);
        choices.iter().find(|one| one.label == typed || one.value == typed).map(|one| one.value.as_str())
    }

    /// Adds something that stands in no list any more.
    pub(super) fn add(&mut self, from: From, choice: Choice) {
        match from {
            From::Persons => self.persons.push(choice),
            From::Organs => self.organs.push(choice),
            From::Case(role) => self.objects.entry(role).or_default().push(choice),
        }
    }

    /// What a value is called.
    pub(super) fn label_of(&self, from: From, value: &str) -> Option<&str> {
        self.listed(from).iter().find(|one| one.value == value).map(|one| one.label.as_str())
    }
}

fn objects(case: &Case, role: &str, labels: &Labels) -> Vec<Choice> {
    let ids = |ids: Vec<Uuid>| {
        let mut ids = ids;
        ids.sort_by_key(|id| labels.place(*id));
        ids.into_iter().map(|id| id.to_string()).collect::<Vec<_>>()
    };
    let values = match role {
        "report" => ids(case.reports.keys().copied().collect()),
        "clue" => ids(case.clues.keys().copied().collect()),
        "letter" => ids(case.letters.keys().copied().collect()),
        "respondent" => ids(case.respondents.keys().copied().collect()),
        "track" => case.pairs().map(|((respondent, track), _)| format!("{respondent}/{track}")).collect(),
        "fact" => ids(case.facts.iter().copied().collect()),
        "evidence" => ids(case.evidence.keys().copied().collect()),
        "meeting" => ids(case.meetings.keys().copied().collect()),
        "determination" => ids(case.determinations.keys().copied().collect()),
        "measure" => ids(case.measures.keys().copied().collect()),
        "document" => ids(case.documents.keys().copied().collect()),
        "appeal" => ids(case.appeals.keys().copied().collect()),
        "item" => ids(case.items.keys().copied().collect()),
        "request" => ids(case.requests.keys().copied().collect()),
        "recusal" => ids(case.recusals.keys().copied().collect()),
        "allegation" => ids(case.allegations.iter().copied().collect()),
        "argument" => ids(case.arguments.iter().copied().collect()),
        _ => Vec::new(),
    };
    let label = |value: String| labels.of(&value).map(str::to_owned).map(|label| Choice { value, label });
    told_apart(values.into_iter().filter_map(label).collect())
}

/// The acts of the case, the newest first.
fn events(reader: &Reader, read: &Read) -> Vec<Choice> {
    let label = |line: &wenze_casework::AuditLine| {
        let no = reader.texts.tell("entry-no", [("no", line.version.into())]);
        Choice { value: line.event_id.to_string(), label: format!("{no} {} · {}", line.title, line.occurred_words) }
    };
    read.lines.iter().rev().map(label).collect()
}

async fn cases(casework: &Casework, reader: &Reader, own: Uuid) -> Result<Vec<Choice>, Failure> {
    let page = casework.cases(&CaseFilter::default(), None, PAGE_ROWS_MAX).await?;
    let others = page.items.iter().filter(|summary| summary.id != own);
    let choice = |summary: &wenze_casework::CaseSummary| Choice {
        value: summary.id.to_string(),
        label: crate::cases::number(reader, summary),
    };
    Ok(told_apart(others.map(choice).collect()))
}

async fn persons(casework: &Casework) -> Result<Vec<Choice>, Failure> {
    let (mut found, mut cursor) = (Vec::new(), None);
    while found.len() < REGISTER_ROWS_MAX {
        let page = casework.persons(cursor.as_deref(), PAGE_ROWS_MAX).await?;
        for one in page.items.into_iter().filter(|one| one.person.merged_into.is_none()) {
            let post = one.posts.into_iter().flatten().next_back();
            let parts: Vec<String> = one.name.into_iter().chain(post).collect();
            if !parts.is_empty() {
                found.push(Choice { value: one.person.id.to_string(), label: parts.join(" · ") });
            }
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(told_apart(found))
}

async fn organs(casework: &Casework) -> Result<Vec<Choice>, Failure> {
    let (mut found, mut cursor) = (Vec::new(), None);
    while found.len() < REGISTER_ROWS_MAX {
        let page = casework.organs(None, cursor.as_deref(), PAGE_ROWS_MAX).await?;
        let named = page.items.into_iter().filter_map(|one| Some((one.organ.id, one.organ.name?)));
        found.extend(named.map(|(id, label)| Choice { value: id.to_string(), label }));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(told_apart(found))
}

/// Gives things of one name a number, in the order in which they came, so that each can be chosen.
fn told_apart(mut choices: Vec<Choice>) -> Vec<Choice> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for choice in &choices {
        *times.entry(choice.label.clone()).or_default() += 1;
    }
    times.retain(|_, count| *count > 1);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for choice in choices.iter_mut().filter(|choice| times.contains_key(&choice.label)) {
        let number = seen.entry(choice.label.clone()).or_default();
        *number += 1;
        choice.label = format!("{} ({number})", choice.label);
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_one_name_are_told_apart() {
        let choice = |value: &str, label: &str| Choice { value: value.to_owned(), label: label.to_owned() };
        let all = told_apart(vec![choice("1", "王芳"), choice("2", "李雷"), choice("3", "王芳")]);
        let labels: Vec<&str> = all.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["王芳 (1)", "李雷", "王芳 (2)"]);
        let choices = Choices { persons: all, ..Choices::default() };
        assert_eq!(choices.value_of(From::Persons, "王芳 (2)"), Some("3"));
        assert_eq!(choices.value_of(From::Persons, "1"), Some("1"));
        assert_eq!(choices.value_of(From::Persons, "王芳"), None);
    }
}
