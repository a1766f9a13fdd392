//! What would stand otherwise.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{LeftOut, OtherRelease, WhatIf};

use super::diff::TurnedItem;
use super::stamp::JudgingStamp;

/// What would stand otherwise in a case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Supposed {
    /// The acts left out, with those that correct or void them.
    left_out: Vec<LeftOutItem>,
    /// The release judged by instead; null where it is the one in use.
    release: Option<ReleaseItem>,
    /// Obligations whose verdict or last day would be another, the worst first: `from` is how it stands, `to` how it would.
    turned: Vec<TurnedItem>,
    /// The releases that could judge instead.
    releases: Vec<ReleaseItem>,
    /// By what the case is judged as it stands.
    stamp: JudgingStamp,
}

/// An act that is left out.
#[derive(Debug, Serialize, ToSchema)]
struct LeftOutItem {
    /// Its version.
    version: i32,
    /// The event.
    event_id: Uuid,
    /// What it is called.
    title: String,
    /// When it happened, in words.
    occurred_words: String,
}

/// A release that does not judge now.
#[derive(Debug, Serialize, ToSchema)]
struct ReleaseItem {
    /// `id@version`.
    #[schema(example = "house@2026.1")]
    release: String,
    /// What the rulebook is called.
    title: String,
}

impl Supposed {
    pub(crate) fn of(found: WhatIf) -> Self {
        Self {
            left_out: found.left_out.into_iter().map(LeftOutItem::of).collect(),
            release: found.release.map(ReleaseItem::of),
            turned: found.turned.into_iter().map(TurnedItem::of).collect(),
            releases: found.releases.into_iter().map(ReleaseItem::of).collect(),
            stamp: JudgingStamp::of(found.stamp),
        }
    }
}

impl LeftOutItem {
    fn of(one: LeftOut) -> Self {
        Self { version: one.version, event_id: one.event_id, title: one.title, occurred_words: one.occurred_words }
    }
}

impl ReleaseItem {
    fn of(one: OtherRelease) -> Self {
        Self { release: one.release, title: one.title }
    }
}
