//! `/rules/{id}/compare`: two releases beside each other, and past cases judged by both before anybody adopts one.

use std::collections::BTreeMap;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use wenze_casework::{Casework, Flip, Flips, RuleChange, RuleChanged, Rules, Verdict};
use wenze_domain::codes::{self, CodeList};

use super::shown::Shown;
use crate::Pages;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::{Seen, may};
use crate::waits::{self, Bar, Counted, whose};

/// How many past cases are offered to be judged, and the most that are.
const MANY: [u32; 4] = [20, 50, 100, 500];
/// Most verdicts that are listed one by one; the summary counts all.
const FLIPS_MAX: usize = 200;
/// How long the page waits for the result before it is answered without.
const SOON: Duration = Duration::from_millis(250);
/// The parameters of the page.
const OLD: &str = "old";
const NEW: &str = "new";
const CASES: &str = "cases";

/// The comparison.
pub(crate) async fn show(
    State(pages): State<Pages>,
    Seen(casework): Seen,
    Path(id): Path<String>,
    reader: Reader,
) -> Result<Response, Failure> {
    let new = reader.parameter(NEW).ok_or(Failure::NoPage)?;
    let old = reader.parameter(OLD);
    let changes = casework.releases_compared(&id, (old, new), reader.words).await?.ok_or(Failure::NoPage)?;
    let title = casework.rulebook_shown(&id, Some(new), reader.words).await?.ok_or(Failure::NoPage)?.title;
    let (mut tried, mut under_way) = (None, None);
    if let Some(many) = asked(&reader)? {
        let desk = Desk { pages: &pages, casework: &casework, reader: &reader, id: &id };
        match desk.tried((old, new), many).await? {
            Asked::Done(found) => tried = Some(found),
            Asked::Goes(still) => under_way = Some(still),
        }
    }
    page(&ComparePage { under_way, ..ComparePage::new(&reader, &id, &title, &changes, tried.as_ref()) })
}

/// On how many past cases the releases are to be tried.
fn asked(reader: &Reader) -> Result<Option<u32>, Failure> {
    let Some(text) = reader.parameter(CASES) else { return Ok(None) };
    let many = text.parse().ok().filter(|many| MANY.contains(many));
    let unread = || Failure::Unreadable(/* text */ "compare-cases", text.chars().take(20).collect());
    many.ok_or_else(unread).map(Some)
}

/// What a page that asks for past cases to be judged is answered.
enum Asked {
    Done(Flips),
    Goes(UnderWay),
}

/// Who tries releases of a rulebook.
struct Desk<'a> {
    pages: &'a Pages,
    casework: &'a Casework,
    reader: &'a Reader,
    id: &'a str,
}

impl Desk<'_> {
    /// What came of judging past cases, or how far it has come: it goes on, and the same address tells its result.
    async fn tried(&self, releases: (Option<&str>, &str), many: u32) -> Result<Asked, Failure> {
        let (old, new) = releases;
        let (person, key) = (whose(self.reader), format!("trial:{}:{}:{new}:{many}", self.id, old.unwrap_or_default()));
        if !self.pages.trials.holds(person, &key) {
            self.begin(releases, many, &key).await?;
        }
        if let Some(found) = self.pages.trials.result(person, &key, SOON).await? {
            return Ok(Asked::Done(found));
        }
        let reached = self.pages.waits.reached(person, &key);
        Ok(Asked::Goes(UnderWay {
            live: waits::href(&key),
            again: self.reader.here(),
            bar: Bar::waiting(self.reader, reached.as_deref()),
        }))
    }

    /// Begins to judge past cases by either release alone, counting by the calendar that comes with the program.
    async fn begin(&self, (old, new): (Option<&str>, &str), many: u32, key: &str) -> Result<(), Failure> {
        let before = match old {
            Some(old) => vec![self.casework.rulebook_release(self.id, old).await?.ok_or(Failure::NoPage)?],
            None => Vec::new(),
        };
        let after = vec![self.casework.rulebook_release(self.id, new).await?.ok_or(Failure::NoPage)?];
        let (person, casework) = (whose(self.reader), self.casework.clone());
        let waited = self.pages.waits.begin(person, key, Counted::Cases, many.into());
        let work = async move {
            let progress = |done, total| waited.reached().note(done, total);
            let judged = casework.rejudge_last(Rules::new(before), Rules::new(after), many, progress).await;
            judged.map_err(Failure::from)
        };
        self.pages.trials.begin(person, key, work)
    }
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    frame: Frame,
    /// The rulebook in the new release.
    up: String,
    title: String,
    old: Option<String>,
    new: String,
    many: Vec<(u32, bool)>,
    changes: Vec<Change>,
    tried: Option<Tried>,
    under_way: Option<UnderWay>,
}

/// Past cases are being judged.
struct UnderWay {
    live: String,
    /// The address that tells what came of it.
    again: String,
    bar: Bar,
}

/// A rule that is not the same.
struct Change {
    word: String,
    rule: Shown,
    /// As it was, where it says something else now.
    was: Option<Shown>,
}

/// What came of judging past cases.
struct Tried {
    says: String,
    /// How often a rule's verdict changes in one way.
    summary: Vec<Count>,
    /// Which verdicts, for whoever may look through cases.
    flips: Option<Vec<Row>>,
    more: Option<String>,
}

/// One way in which verdicts change.
struct Count {
    title: String,
    was: String,
    is: String,
    times: usize,
}

/// One verdict that changes.
struct Row {
    href: String,
    number: String,
    title: String,
    was: String,
    is: String,
}

impl ComparePage {
    fn new(reader: &Reader, id: &str, title: &str, changes: &[RuleChange], tried: Option<&Flips>) -> Self {
        let new = reader.parameter(NEW).unwrap_or_default();
        let chosen = reader.parameter(CASES);
        Self {
            frame: Frame::new(reader, &reader.texts.tell("compare-title", [("rulebook", title.into())])),
            up: crate::reader::address(&format!("/rules/{id}"), &[(super::one::RELEASE, new)]),
            title: title.to_owned(),
            old: reader.parameter(OLD).map(str::to_owned),
            new: new.to_owned(),
            many: MANY.map(|many| (many, chosen == Some(many.to_string().as_str()))).to_vec(),
            changes: changes.iter().filter_map(|one| change(reader, one)).collect(),
            tried: tried.map(|found| Tried::new(reader, found)),
            under_way: None,
        }
    }
}

fn change(reader: &Reader, one: &RuleChange) -> Option<Change> {
    let word = match one.changed {
        RuleChanged::Changed => reader.texts.say("compare-changed"),
        RuleChanged::Added => reader.texts.say("compare-added"),
        RuleChanged::Removed => reader.texts.say("compare-removed"),
    };
    let rule = one.is.as_ref().or(one.was.as_ref())?;
    let was = one.was.as_ref().filter(|_| one.changed == RuleChanged::Changed);
    let (rule, was) = (Shown::new(reader, rule), was.map(|was| Shown::new(reader, was)));
    Some(Change { word, rule, was })
}

impl Tried {
    fn new(reader: &Reader, found: &Flips) -> Self {
        let texts = reader.texts;
        let mut counts: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
        for flip in &found.flips {
            *counts.entry((&*flip.title, verdict(reader, flip.was), verdict(reader, flip.is))).or_default() += 1;
        }
        let mut summary: Vec<Count> = counts
            .into_iter()
            .map(|((title, was, is), times)| Count { title: title.to_owned(), was, is, times })
            .collect();
        summary.sort_by_key(|count| std::cmp::Reverse(count.times));
        let says = [
            ("cases", found.cases.into()),
            ("obligations", found.obligations.into()),
            ("flips", found.flips.len().into()),
        ];
        let is_told = may(reader, "list_cases");
        let all = found.flips.len();
        Self {
            says: texts.tell("compare-says", says),
            summary,
            flips: is_told.then(|| found.flips.iter().take(FLIPS_MAX).map(|flip| row(reader, flip)).collect()),
            more: (is_told && all > FLIPS_MAX)
                .then(|| texts.tell("compare-more", [("shown", FLIPS_MAX.into()), ("all", all.into())])),
        }
    }
}

fn row(reader: &Reader, flip: &Flip) -> Row {
    let id = flip.case.simple().to_string();
    let short = || reader.words.message("short-id", &[("id", id[id.len() - 8..].to_owned())]);
    Row {
        href: format!("/cases/{}", flip.case),
        number: flip.case_no.clone().unwrap_or_else(short),
        title: flip.title.to_string(),
        was: verdict(reader, flip.was),
        is: verdict(reader, flip.is),
    }
}

fn verdict(reader: &Reader, verdict: Option<Verdict>) -> String {
    let code = verdict.and_then(|verdict| serde_json::to_value(verdict).ok());
    let code = code.as_ref().and_then(|code| code.as_str());
    code.map_or_else(|| reader.texts.say("compare-none"), |code| reader.words.code(codes::Verdict::LIST, code))
}
