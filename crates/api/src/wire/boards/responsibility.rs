//! Who is responsible how.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Attributed, Gap, Responsibilities, Responsible};

use super::{CodeItem, code};

/// The matrix of a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResponsibilityMatrix {
    /// A page of respondents, in the order of their ids.
    items: Vec<ResponsibleItem>,
    /// The path of the next page with its query, or null on the last one.
    next: Option<String>,
    /// What is missing in the case, on every page.
    warnings: Vec<GapItem>,
}

/// A respondent with the responsibility attributed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResponsibleItem {
    /// Its id in the case.
    id: Uuid,
    /// `organisation` or `cadre`.
    kind: Option<CodeItem>,
    /// The name, where it may be read.
    name: Option<String>,
    /// The post, where it may be read.
    post: Option<String>,
    /// Level of the post.
    post_level: Option<CodeItem>,
    /// The official's entry in the register.
    official: Option<Uuid>,
    /// The organ's entry in the register.
    organ: Option<Uuid>,
    /// Responsibility track by track; a track to which none is attributed stands here once.
    attributed: Vec<AttributedItem>,
}

/// A responsibility on a track.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttributedItem {
    /// The track.
    track: CodeItem,
    /// Where it stands.
    state: Option<CodeItem>,
    /// The round in which it was attributed.
    round: i32,
    /// Whether no later round took its place.
    current: bool,
    /// Collective (true) or individual (false).
    collective: Option<bool>,
    /// In which role.
    role: Option<CodeItem>,
    /// Its class.
    class: Option<CodeItem>,
    /// The duty, where it may be read.
    duty: Option<String>,
    /// How it led to what happened, where it may be read.
    causal_link: Option<String>,
    /// Whether a causal link is recorded, readable or not.
    has_causal_link: bool,
    /// Whether an objection is on record.
    objection: Option<bool>,
    /// What became of the track.
    outcome: Option<CodeItem>,
    /// The determination in force.
    determination: Option<Uuid>,
    /// `in_force`, `varied`, `revoked`, `remanded`, `corrected` or `replaced`.
    standing: Option<String>,
    /// What became of it before the procuratorate and the court.
    judicial_outcome: Option<CodeItem>,
    /// The act that says so.
    event: Option<Uuid>,
    /// The same in one line.
    words: String,
}

/// Something missing among those responsible.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GapItem {
    /// `principal_missing`, `direct_missing`, `higher_level_missing` or `causal_link_missing`.
    gap: String,
    /// Whose, where it is one respondent's.
    respondent: Option<Uuid>,
    /// On which track.
    track: Option<String>,
    /// The same in words.
    words: String,
}

impl ResponsibilityMatrix {
    pub(crate) fn of(found: Responsibilities, next: Option<String>) -> Self {
        let items = found.respondents.items.into_iter().map(ResponsibleItem::of).collect();
        Self { items, next, warnings: found.warnings.into_iter().map(GapItem::of).collect() }
    }
}

impl ResponsibleItem {
    fn of(one: Responsible) -> Self {
        Self {
            id: one.id,
            kind: code(one.kind),
            name: one.name,
            post: one.post,
            post_level: code(one.post_level),
            official: one.official,
            organ: one.organ,
            attributed: one.attributed.into_iter().map(AttributedItem::of).collect(),
        }
    }
}

impl AttributedItem {
    fn of(one: Attributed) -> Self {
        Self {
            track: one.track.into(),
            state: code(one.state),
            round: one.round,
            current: one.current,
            collective: one.collective,
            role: code(one.role),
            class: code(one.class),
            duty: one.duty,
            causal_link: one.causal_link,
            has_causal_link: one.has_causal_link,
            objection: one.objection,
            outcome: code(one.outcome),
            determination: one.determination,
            standing: one.standing,
            judicial_outcome: code(one.judicial_outcome),
            event: one.event_id,
            words: one.words,
        }
    }
}

impl GapItem {
    fn of(gap: Gap) -> Self {
        Self { gap: gap.gap, respondent: gap.respondent, track: gap.track, words: gap.words }
    }
}
