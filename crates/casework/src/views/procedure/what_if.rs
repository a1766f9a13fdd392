//! What if: the same case judged without some of its acts, or by another release of a rulebook. Only what would stand otherwise
//! is told, and nothing is stored: it is a way to see what a verdict hangs on, and no finding.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::history::History;
use wenze_domain::words::Words;
use wenze_rulebook::rule::Rulebook;

use super::turned::{Pair, TurnedBy, TurnedObligation, pairs};
use crate::judging::{At, Stamp, judge};
use crate::views::rulebooks::named;
use crate::{Casework, Error, LEFT_OUT_MAX, Rules};

/// What is asked to be otherwise.
#[derive(Debug, Clone, Default)]
pub struct WhatIfAsked {
    /// Versions of the acts that are left out.
    pub without: Vec<i32>,
    /// The release that judges in the place of the one in use, as `id@version`.
    pub release: Option<String>,
    /// What had happened by then; now where it is not said.
    pub as_of: Option<DateTime<Utc>>,
    /// What the office knew by then; now where it is not said.
    pub known: Option<DateTime<Utc>>,
}

/// What would stand otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct WhatIf {
    /// The acts left out, in the order of the stream; those that correct or void them are left out too.
    pub left_out: Vec<LeftOut>,
    /// The release judged by instead.
    pub release: Option<OtherRelease>,
    /// Obligations whose verdict or last day would be another, the worst first. `from` is how it stands, `to` how it would.
    pub turned: Vec<TurnedObligation>,
    /// By what the case is judged as it stands.
    pub stamp: Stamp,
    /// The releases that could judge instead.
    pub releases: Vec<OtherRelease>,
}

/// An act that is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its version.
    pub version: i32,
    /// The event.
    pub event_id: Uuid,
    /// What it is called.
    pub title: String,
    /// When it happened, in words.
    pub occurred_words: String,
}

/// A release that does not judge now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherRelease {
    /// `id@version`.
    pub release: String,
    /// What the rulebook is called.
    pub title: String,
}

impl Casework {
    /// What would stand otherwise in a case without some of its acts, or by another release. More acts than
    /// [`LEFT_OUT_MAX`], a version the case does not have, and a release that nobody has are not found.
    pub async fn what_if(&self, id: Uuid, asked: &WhatIfAsked, words: &'static Words) -> Result<WhatIf, Error> {
        let history = self.case_history(id).await?;
        let is_there = |version: &i32| history.events.iter().any(|event| event.version == *version);
        if asked.without.len() > LEFT_OUT_MAX || !asked.without.iter().all(is_there) {
            return Err(Error::NotFound { kind: "such version of case", id });
        }
        let now = At::now();
        let at = At { as_of: asked.as_of.unwrap_or(now.as_of), known: asked.known.unwrap_or(now.known) };
        let rules = self.rules();
        let releases = self.other_releases(&rules, at.known).await?;
        let release = match &asked.release {
            Some(wanted) => {
                let found = releases.iter().find(|book| book.release() == *wanted);
                Some(found.ok_or(Error::NotFound { kind: "release", id })?)
            }
            None => None,
        };
        let other = release.map_or_else(|| rules.clone(), |book| rules.with_release(at.known, book));
        let rest = history.without(&asked.without);
        let (was, is) = (judge(id, &history, at, &rules), judge(id, &rest, at, &other));
        let moved = pairs(was.findings, is.findings, Pair::is_moved);
        let mut books = other.books(at.known);
        books.extend(rules.books(at.known));
        let by = TurnedBy { answers: &was.answers, books, known: at.known, cuts: (Cut::default(), Cut::default()) };
        let turned = self.told_turned(id, &history, moved, by, words).await?;
        Ok(WhatIf {
            left_out: left_out(&history, &rest, words),
            release: release.map(|book| other_release(book, words)),
            turned,
            stamp: was.stamp,
            releases: releases.iter().map(|book| other_release(book, words)).collect(),
        })
    }

    /// Every release that can be read and does not judge at a moment.
    async fn other_releases(&self, rules: &Rules, known: DateTime<Utc>) -> Result<Vec<Arc<Rulebook>>, Error> {
        let in_use: Vec<String> = rules.books(known).iter().map(|book| book.release()).collect();
        let mut releases = self.rulebooks(known).await?.releases;
        releases.retain(|book| !in_use.contains(&book.release()));
        releases.sort_by_key(|book| book.release());
        releases.dedup_by_key(|book| book.release());
        Ok(releases)
    }
}

fn other_release(book: &Rulebook, words: &Words) -> OtherRelease {
    OtherRelease { release: book.release(), title: named(book, words) }
}

/// The acts of a history that the rest of it lacks.
fn left_out(history: &History, rest: &History, words: &Words) -> Vec<LeftOut> {
    let is_gone = |version: i32| rest.events.iter().all(|event| event.version != version);
    let gone = history.events.iter().filter(|event| is_gone(event.version));
    gone.map(|event| LeftOut {
        version: event.version,
        event_id: event.id(),
        title: words.kind(event.kind()).to_owned(),
        occurred_words: words.date(&event.envelope.occurred),
    })
    .collect()
}
