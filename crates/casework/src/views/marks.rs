//! How far the review of a case went: each obligation with what reviewers made of it, and how many nobody has looked at.
//!
//! A mark speaks of the verdict that stood when it was set. Where the verdict is another at the moment asked for, the mark is
//! outdated: the obligation counts as one to be looked at again.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::codes::{self, ReviewMark, Role};
use wenze_domain::effective::Cut;
use wenze_domain::registers::{Mark, Marks, marks_stream};
use wenze_domain::words::Words;
use wenze_rulebook::finding::{Finding, Verdict};
use wenze_rulebook::words::Lang;

use crate::judging::{At, Stamp, judge};
use crate::opening::Wanted;
use crate::views::procedure::{obligation_id, rulebook_lang};
use crate::{Casework, Error, Shown};

/// How the review of one obligation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewState {
    /// Somebody questions it.
    Question,
    /// It was marked, but its verdict is another now.
    Outdated,
    /// Nobody marked it.
    Unmarked,
    /// Somebody looked at it.
    Seen,
    /// Somebody accepted it, and nobody questions it.
    Accepted,
    /// It was marked and does not exist at this moment: what it rested on was corrected or voided.
    Gone,
}

impl ReviewState {
    /// Every state, what needs a reader first.
    pub const ALL: [Self; 6] = [Self::Question, Self::Outdated, Self::Unmarked, Self::Seen, Self::Accepted, Self::Gone];

    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Outdated => "outdated",
            Self::Unmarked => "unmarked",
            Self::Seen => "seen",
            Self::Accepted => "accepted",
            Self::Gone => "gone",
        }
    }
}

/// At which moment, and what of it.
#[derive(Debug, Clone, Default)]
pub struct MarksAsked {
    /// What had happened by then; now where it is not said.
    pub as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; now where it is not said. Marks set later are left out.
    pub known: Option<DateTime<Utc>>,
    /// Only marks of this reviewer.
    pub by: Option<Uuid>,
    /// Only obligations in these states; everything that was marked where there is none.
    pub states: Vec<ReviewState>,
}

/// The review of a case.
#[derive(Debug, Clone)]
pub struct Review {
    /// The case.
    pub case: Uuid,
    /// How many obligations stand in each state. Without those that are gone they add up to all obligations
    /// that apply and those that do not but were marked.
    pub coverage: BTreeMap<ReviewState, usize>,
    /// The reviewers, who marked most first.
    pub reviewers: Vec<Reviewer>,
    /// The obligations asked for, what needs a reader first.
    pub obligations: Vec<Reviewed>,
    /// What it takes to come to the same obligations.
    pub stamp: Stamp,
}

/// Somebody who marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// The person.
    pub person: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// How many obligations he marked, by his last mark on each; outdated and gone ones not counted.
    pub marks: BTreeMap<ReviewMark, usize>,
}

/// An obligation with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Names it in addresses.
    pub id: Uuid,
    /// The rulebook's id.
    pub rulebook: String,
    /// The rule.
    pub rule: String,
    /// What it is called.
    pub title: Option<String>,
    /// What the rule says at this moment; none for one that is gone.
    pub verdict: Option<Verdict>,
    /// How its review stands.
    pub state: ReviewState,
    /// The last mark of each reviewer, oldest first.
    pub marks: Vec<MarkView>,
}

/// A mark as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkView {
    /// The act that says so.
    pub event_id: Uuid,
    /// Who set it.
    pub by: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// In which role.
    pub role: Role,
    /// What was made of it.
    pub mark: ReviewMark,
    /// The verdict it was a mark on.
    pub verdict: codes::Verdict,
    /// Whether the verdict is another at this moment.
    pub is_outdated: bool,
    /// When it was set.
    pub at: DateTime<Utc>,
    /// The moment looked at.
    pub as_of: DateTime<Utc>,
    /// What was known by then.
    pub known: DateTime<Utc>,
    /// The remark, or why it cannot be read.
    pub note: Option<Shown>,
}

impl Casework {
    /// How far the review of a case went, at any moment.
    pub async fn review(&self, case: Uuid, asked: &MarksAsked, words: &'static Words) -> Result<Review, Error> {
        let history = self.case_history(case).await?;
        let now = At::now();
        let at = At { as_of: asked.as_of.unwrap_or(now.as_of), known: asked.known.unwrap_or(now.known) };
        let judged = judge(case, &history, at, &self.rules());
        let marks = self.marks_of(case, at.known).await?;
        let mut latest = marks.latest();
        if let Some(by) = asked.by {
            latest.values_mut().for_each(|own| own.retain(|person, _| *person == by));
            latest.retain(|_, own| !own.is_empty());
        }
        let lang = rulebook_lang(words);
        let all = judged.findings.iter().map(|(key, finding)| reviewed(key, finding, &mut latest, lang));
        let is_reviewed = |one: &Reviewed| one.verdict != Some(Verdict::NotApplicable) || !one.marks.is_empty();
        let mut obligations: Vec<Reviewed> = all.filter(is_reviewed).collect();
        obligations.extend(latest.into_values().filter_map(gone));
        let mut coverage: BTreeMap<ReviewState, usize> = BTreeMap::new();
        obligations.iter().for_each(|one| *coverage.entry(one.state).or_default() += 1);
        let mut reviewers = reviewers(&obligations);
        let is_wanted = |one: &Reviewed| match asked.states.as_slice() {
            [] => one.state != ReviewState::Unmarked,
            states => states.contains(&one.state),
        };
        obligations.retain(is_wanted);
        obligations.sort_by(|one, other| (one.state, &one.rule, one.id).cmp(&(other.state, &other.rule, other.id)));
        self.tell(&marks, &mut obligations, &mut reviewers).await?;
        Ok(Review { case, coverage, reviewers, obligations, stamp: judged.stamp })
    }

    /// The marks of a case that the office knew of.
    async fn marks_of(&self, case: Uuid, known: DateTime<Utc>) -> Result<Marks, Error> {
        let stream = marks_stream(case);
        let history = self.history(stream.kind, stream.id).await?;
        let mut marks = Marks::default();
        let cut = Cut { known: Some(known), ..Cut::default() };
        history.effective(cut).iter().for_each(|item| marks.evolve(item));
        Ok(marks)
    }

    /// Puts names and remarks in: all remarks with one query.
    async fn tell(&self, marks: &Marks, obligations: &mut [Reviewed], reviewers: &mut [Reviewer]) -> Result<(), Error> {
        let shown: HashSet<Uuid> = obligations.iter().flat_map(|one| &one.marks).map(|mark| mark.event_id).collect();
        let noted = || marks.marks.iter().filter(|mark| shown.contains(&mark.event_id));
        let mut wanted = Wanted::default();
        noted().filter_map(|mark| mark.note).for_each(|at| wanted.at(at));
        let texts = self.open(&wanted).await?;
        let notes: BTreeMap<Uuid, Shown> =
            noted().filter_map(|mark| Some((mark.event_id, texts.at(mark.note?)?.clone()))).collect();
        let names = self.names(&reviewers.iter().map(|one| one.person).collect()).await?;
        for mark in obligations.iter_mut().flat_map(|one| &mut one.marks) {
            mark.name = names.get(&mark.by).cloned();
            mark.note = notes.get(&mark.event_id).cloned();
        }
        reviewers.iter_mut().for_each(|one| one.name = names.get(&one.person).cloned());
        Ok(())
    }
}

/// The last mark of each reviewer on each obligation.
type Latest<'a> = BTreeMap<Uuid, BTreeMap<Uuid, &'a Mark>>;

/// Takes the marks of an obligation that stands at this moment.
fn reviewed(key: &str, finding: &Finding, latest: &mut Latest<'_>, lang: Lang) -> Reviewed {
    let id = obligation_id(key);
    let own = latest.remove(&id).unwrap_or_default();
    let is_outdated = |mark: &Mark| mark.verdict != recorded(finding.verdict);
    let marks = views(own.into_values(), &is_outdated);
    Reviewed {
        id,
        rulebook: finding.rulebook.split('@').next().unwrap_or_default().to_owned(),
        rule: finding.rule.to_string(),
        title: Some(finding.title(lang).to_owned()),
        verdict: Some(finding.verdict),
        state: state(&marks),
        marks,
    }
}

/// A verdict as marks record it.
fn recorded(verdict: Verdict) -> codes::Verdict {
    match verdict {
        Verdict::Violated => codes::Verdict::Violated,
        Verdict::Undetermined => codes::Verdict::Undetermined,
        Verdict::Pending => codes::Verdict::Pending,
        Verdict::Holding => codes::Verdict::Holding,
        Verdict::Satisfied => codes::Verdict::Satisfied,
        Verdict::Discharged => codes::Verdict::Discharged,
        Verdict::Waived => codes::Verdict::Waived,
        Verdict::NotRegulated => codes::Verdict::NotRegulated,
        Verdict::NotApplicable => codes::Verdict::NotApplicable,
    }
}

/// The marks of an obligation that does not exist at this moment.
fn gone(own: BTreeMap<Uuid, &Mark>) -> Option<Reviewed> {
    let first = *own.values().next()?;
    Some(Reviewed {
        id: first.obligation,
        rulebook: first.rulebook.clone(),
        rule: first.rule.clone(),
        title: first.title.clone(),
        verdict: None,
        state: ReviewState::Gone,
        marks: views(own.into_values(), &|_| true),
    })
}

fn views<'a>(own: impl Iterator<Item = &'a Mark>, is_outdated: &dyn Fn(&Mark) -> bool) -> Vec<MarkView> {
    let view = |mark: &Mark| MarkView {
        event_id: mark.event_id,
        by: mark.by,
        name: None,
        role: mark.role,
        mark: mark.mark,
        verdict: mark.verdict,
        is_outdated: is_outdated(mark),
        at: mark.known_at,
        as_of: mark.as_of,
        known: mark.known,
        note: None,
    };
    let mut views: Vec<MarkView> = own.map(view).collect();
    views.sort_by_key(|mark| (mark.at, mark.event_id));
    views
}

/// A question stands until who asked it marks otherwise, whatever others made of it.
fn state(marks: &[MarkView]) -> ReviewState {
    let is_any = |wanted: ReviewMark| marks.iter().any(|mark| !mark.is_outdated && mark.mark == wanted);
    if marks.is_empty() {
        ReviewState::Unmarked
    } else if is_any(ReviewMark::Question) {
        ReviewState::Question
    } else if is_any(ReviewMark::Accepted) {
        ReviewState::Accepted
    } else if is_any(ReviewMark::Seen) {
        ReviewState::Seen
    } else {
        ReviewState::Outdated
    }
}

fn reviewers(obligations: &[Reviewed]) -> Vec<Reviewer> {
    let mut marks: BTreeMap<Uuid, BTreeMap<ReviewMark, usize>> = BTreeMap::new();
    for mark in obligations.iter().flat_map(|one| &one.marks) {
        let own = marks.entry(mark.by).or_default();
        if !mark.is_outdated {
            *own.entry(mark.mark).or_default() += 1;
        }
    }
    let mut reviewers: Vec<Reviewer> =
        marks.into_iter().map(|(person, marks)| Reviewer { person, name: None, marks }).collect();
    reviewers.sort_by_key(|one| (std::cmp::Reverse(one.marks.values().sum::<usize>()), one.person));
    reviewers
}
