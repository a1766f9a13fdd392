//! How far the review of a case went.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{MarkView, Review, ReviewState, Reviewed, Reviewer, Shown};

use super::stamp::JudgingStamp;

/// The review of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseReview {
    /// The case.
    case: Uuid,
    /// How many obligations stand in each state; every state is there. All but `gone` add up to the obligations that
    /// apply and those that do not but were marked.
    #[schema(example = json!({"question": 1, "outdated": 0, "unmarked": 12, "seen": 4, "accepted": 3, "gone": 0}))]
    coverage: BTreeMap<&'static str, usize>,
    /// Who marked how much; who marked most first.
    reviewers: Vec<ReviewerItem>,
    /// The obligations, what needs a reader first.
    items: Vec<ReviewedItem>,
    /// Everything by which another office comes to the same obligations.
    stamp: JudgingStamp,
}

/// Somebody who marked.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewerItem {
    /// The person.
    person: Uuid,
    /// The name.
    name: Option<String>,
    /// How often each mark is this person's last on an obligation, outdated ones not counted.
    #[schema(example = json!({"seen": 4, "accepted": 3}))]
    marks: BTreeMap<String, usize>,
}

/// An obligation with its marks.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewedItem {
    /// The obligation's id.
    id: Uuid,
    /// The rulebook.
    rulebook: String,
    /// The rule.
    rule: String,
    /// What it says.
    title: Option<String>,
    /// What the rule says at this moment; null for an obligation that is gone.
    verdict: Option<String>,
    /// `question`, `outdated`, `unmarked`, `seen`, `accepted` or `gone`.
    state: &'static str,
    /// The last mark of each reviewer, oldest first.
    marks: Vec<MarkItem>,
}

/// A mark.
#[derive(Debug, Serialize, ToSchema)]
struct MarkItem {
    /// The act that says so.
    event_id: Uuid,
    /// Who set it.
    by: Uuid,
    /// The name.
    name: Option<String>,
    /// In which role.
    role: String,
    /// `seen`, `question` or `accepted`.
    mark: String,
    /// The verdict that it was a mark on.
    verdict: String,
    /// Whether the verdict is another at this moment.
    is_outdated: bool,
    /// When it was set.
    at: DateTime<Utc>,
    /// The moment that was looked at: what had happened by then.
    as_of: DateTime<Utc>,
    /// What the office knew by then.
    known: DateTime<Utc>,
    /// The remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Why a remark that was made cannot be read: `sealed`, `erased` or `missing`.
    #[serde(skip_serializing_if = "Option::is_none")]
    note_withheld: Option<&'static str>,
}

impl CaseReview {
    /// A review as it is told.
    pub(crate) fn of(review: Review) -> Self {
        let count = |state: ReviewState| (state.as_str(), review.coverage.get(&state).copied().unwrap_or_default());
        Self {
            case: review.case,
            coverage: ReviewState::ALL.into_iter().map(count).collect(),
            reviewers: review.reviewers.into_iter().map(ReviewerItem::of).collect(),
            items: review.obligations.into_iter().map(ReviewedItem::of).collect(),
            stamp: JudgingStamp::of(review.stamp),
        }
    }
}

impl ReviewerItem {
    fn of(reviewer: Reviewer) -> Self {
        let marks = reviewer.marks.iter().map(|(mark, count)| (mark.to_string(), *count)).collect();
        Self { person: reviewer.person, name: reviewer.name, marks }
    }
}

impl ReviewedItem {
    fn of(one: Reviewed) -> Self {
        Self {
            id: one.id,
            rulebook: one.rulebook,
            rule: one.rule,
            title: one.title,
            verdict: one.verdict.map(|verdict| word(json!(verdict))),
            state: one.state.as_str(),
            marks: one.marks.into_iter().map(MarkItem::of).collect(),
        }
    }
}

impl MarkItem {
    fn of(mark: MarkView) -> Self {
        let (note, note_withheld) = match mark.note {
            Some(Shown::Text(text)) => (Some(text), None),
            Some(Shown::Sealed) => (None, Some("sealed")),
            Some(Shown::Erased) => (None, Some("erased")),
            Some(Shown::Missing) => (None, Some("missing")),
            None => (None, None),
        };
        Self {
            event_id: mark.event_id,
            by: mark.by,
            name: mark.name,
            role: mark.role.to_string(),
            mark: mark.mark.to_string(),
            verdict: mark.verdict.to_string(),
            is_outdated: mark.is_outdated,
            at: mark.at,
            as_of: mark.as_of,
            known: mark.known,
            note,
            note_withheld,
        }
    }
}

fn word(code: Value) -> String {
    match code {
        Value::String(word) => word,
        other => other.to_string(),
    }
}
