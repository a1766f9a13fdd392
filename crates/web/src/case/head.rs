//! The head of a case: its number, what it may be called, whom it is about, and where it stands.

use wenze_casework::Deadline;
use wenze_domain::acts::Kind;
use wenze_domain::case::Case;
use wenze_domain::codes::{CodeList, Duty};

use super::read::Read;
use crate::due::Due;
use crate::parts::{Fact, StateTag, When};
use crate::reader::Reader;
use crate::reader::address;

/// Names in the head; the matrix has them all.
const NAMES_MAX: usize = 3;
/// Times in the head; those of all duties stand with what can be done.
const CLOCKS_MAX: usize = 3;

/// The head.
pub(super) struct Head {
    /// For the browser's tab.
    pub(super) title: String,
    pub(super) number: String,
    /// What it may be called.
    pub(super) kind: String,
    /// The register of records of this kind.
    pub(super) list: String,
    /// Whom it is about.
    pub(super) about: Option<String>,
    pub(super) stage: StateTag,
    /// How many pairs stand there, when there are several.
    pub(super) at: Option<String>,
    pub(super) facts: Vec<Fact>,
    /// The times that run now, those that end first.
    pub(super) clocks: Vec<Clock>,
    /// Versions this program cannot read.
    pub(super) unreadable: Option<String>,
}

/// A time that runs: what it is for, where it is told how it was counted, and its last day.
pub(super) struct Clock {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) due: Due,
}

impl Head {
    pub(super) fn new(reader: &Reader, read: &Read) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let (case, stage) = (&read.at.view.case, &read.at.view.stage);
        let designation = stage.designation.as_str();
        let (number, kind) = (number(reader, case), words.refs_role(designation));
        let versions: Vec<String> = case.unreadable.iter().map(ToString::to_string).collect();
        let is_several = stage.machine == "track" && stage.of > 1;
        Self {
            title: format!("{number} · {kind}"),
            about: about(reader, read),
            list: address("/cases", &[("kind", designation)]),
            stage: StateTag::new(words, &stage.machine, &stage.state),
            at: is_several.then(|| texts.tell("stage-at", [("at", stage.at.into()), ("of", stage.of.into())])),
            facts: facts(reader, read),
            clocks: clocks(reader, read),
            unreadable: (!versions.is_empty())
                .then(|| texts.tell("case-unreadable", [("versions", versions.join(", ").into())])),
            number,
            kind,
        }
    }
}

/// The number of the filing, or of the first report in the register.
pub(crate) fn number(reader: &Reader, case: &Case) -> String {
    let filed = case.case_no.as_ref().map(|no| no.no.clone());
    let registered = || case.reports.values().find_map(|report| report.register_no.clone());
    filed.or_else(registered).unwrap_or_else(|| {
        let id = case.id.simple().to_string();
        reader.words.message("short-id", &[("id", id[id.len() - 8..].to_owned())])
    })
}

/// Whom a case is about: the respondents; before there are any, those whom its clues or reports name.
pub(crate) fn about(reader: &Reader, read: &Read) -> Option<String> {
    let view = &read.at.view;
    let text = |at: Option<wenze_domain::case::PartAt>| at.and_then(|at| view.texts.text(at)).map(str::to_owned);
    let called = |name: Option<String>, post: Option<String>| match (name, post) {
        (Some(name), Some(post)) => {
            Some(reader.texts.tell("name-and-post", [("name", name.into()), ("post", post.into())]))
        }
        (name, _) => name,
    };
    let mut names: Vec<String> =
        view.case.respondents.values().filter_map(|r| called(text(r.name), text(r.post))).collect();
    if names.is_empty() {
        let of_clues = view.case.clues.values().flat_map(|clue| &clue.subjects);
        let of_reports = view.case.reports.values().flat_map(|report| &report.subjects);
        let subjects = of_clues.chain(of_reports);
        names.extend(subjects.filter_map(|s| called(text(s.name), text(s.post))));
        names.sort();
        names.dedup();
    }
    let all = names.len();
    let shown = names.into_iter().take(NAMES_MAX).collect::<Vec<_>>().join(&reader.texts.say("join-names"));
    let more = (all > NAMES_MAX).then(|| reader.texts.tell("people-more", [("people", all.into())]));
    (!shown.is_empty()).then(|| shown + more.as_deref().unwrap_or_default())
}

/// The first times that run. What is only pointed out, such as a right that nobody used, is no clock.
fn clocks(reader: &Reader, read: &Read) -> Vec<Clock> {
    let clock = |duty: &Deadline| {
        let (title, due) = (duty.title.clone()?, Due::open(reader, duty.due?));
        Some(Clock { title, href: format!("/cases/{}/sheet/{}", read.id, duty.obligation), due })
    };
    let duties = read.duties.iter().filter(|duty| !duty.severity.eq_ignore_ascii_case("info"));
    duties.filter_map(clock).take(CLOCKS_MAX).collect()
}

fn facts(reader: &Reader, read: &Read) -> Vec<Fact> {
    let (words, texts, case) = (reader.words, reader.texts, &read.at.view.case);
    let mut facts = Vec::new();
    if let Some(date) = case.opened_as_case_on {
        facts.push(Fact::time(texts.say("case-opened-on"), When::date(words, date)));
    }
    if let Some(organ) = case.case_no.as_ref().and_then(|no| no.organ) {
        facts.push(Fact::text(words.field(Kind::CaseFiled, "organ"), read.name(reader, organ)));
    }
    if let Some(handler) = case.handlers.last() {
        let duty = handler.duty.map(|duty| words.code(Duty::LIST, duty.as_str()));
        let who = handler.person.or(handler.office).map(|id| read.name(reader, id));
        let parts: Vec<String> = who.into_iter().chain(duty).collect();
        facts.push(Fact::text(words.field(Kind::HandlerAssigned, "handler"), parts.join(" · ")));
    }
    if let Some(date) = case.closed.as_ref().and_then(|closed| closed.on) {
        facts.push(Fact::time(words.kind(Kind::CaseClosed).to_owned(), When::date(words, date)));
    }
    facts.push(Fact::text(texts.say("case-version"), texts.tell("acts", [("acts", case.version.into())])));
    if let Some(last) = read.lines.iter().rev().find(|line| line.version <= case.version) {
        facts.push(Fact::time(texts.say("case-last-recorded"), When::instant(words, last.recorded_at)));
    }
    facts
}
