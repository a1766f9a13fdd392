//! The appeals of a case, in words.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wenze_domain::codes::{AppealOutcome, AppealRoute, Outcome, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::words::Words;
use wenze_projections::appeal_board::{self, Line};

use super::{Coded, text};
use crate::opening::Texts;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// An appeal. Days are as precise as the papers.
#[derive(Debug, Clone, Serialize)]
pub struct AppealView {
    /// Its id in the case.
    pub id: Uuid,
    /// The route.
    pub route: Option<Coded>,
    /// Which instance it is, from 1.
    pub instance: i16,
    /// The appeal before it.
    pub prior: Option<Uuid>,
    /// Who appeals.
    pub respondent: Option<Uuid>,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// The decisions appealed.
    pub decisions: Vec<Appealed>,
    /// Where it stands.
    pub state: Option<Coded>,
    /// What it led to.
    pub outcome: Option<Coded>,
    /// The days of its way.
    pub days: AppealDays,
    /// Whether it counts as in time because of an obstacle.
    pub time_extended: Option<bool>,
    /// The route named when it was refused.
    pub next_route: Option<Coded>,
    /// Who handles it.
    pub handler: Option<Uuid>,
    /// By name, where it may be read.
    pub handler_name: Option<String>,
    /// Which organ handles or decided it.
    pub organ: Option<Uuid>,
    /// By name.
    pub organ_name: Option<String>,
    /// Members of the panel.
    pub panel: i16,
    /// The act that filed it.
    pub event_id: Option<Uuid>,
    /// The same in one line.
    pub words: String,
}

/// The days of an appeal.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "each is the day on which what it is called happened")]
pub struct AppealDays {
    pub filed: Option<String>,
    pub received: Option<String>,
    pub accepted: Option<String>,
    /// Until when it is to be decided, once that was extended.
    pub decide_by: Option<String>,
    pub decided: Option<String>,
    pub served: Option<String>,
    pub refused: Option<String>,
    pub passed_on: Option<String>,
    pub withdrawn: Option<String>,
}

/// A decision that is appealed.
#[derive(Debug, Clone, Serialize)]
pub struct Appealed {
    /// The determination.
    pub determination: Uuid,
    /// The track.
    pub track: Option<Coded>,
    /// What it said.
    pub outcome: Option<Coded>,
    /// When it was made.
    pub made_on: Option<String>,
    /// Whether it stands now: `in_force`, `varied`, `revoked`, `remanded`, `corrected` or `replaced`.
    pub standing: String,
}

/// A decision as the board keeps it.
#[derive(Deserialize)]
struct Kept {
    determination: Uuid,
    track: Option<String>,
    outcome: Option<String>,
    made_on: Option<String>,
    standing: String,
}

impl Casework {
    /// The appeals of a case in the order in which they were recorded, page by page.
    pub async fn appeals(
        &self,
        id: Uuid,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Page<AppealView>, Error> {
        self.on_boards(id).await?;
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = self.place_after("appeals", cursor)?;
        let mut lines = appeal_board::page(self.inner.views.pool(), id, after, i64::from(limit) + 1).await?;
        let more = lines.len() > limit as usize;
        lines.truncate(limit as usize);
        let next = lines.last().filter(|_| more).map(|last| self.hide("appeals", last.place.into(), last.appeal));
        let ids: HashSet<Uuid> = lines.iter().flat_map(|line| [line.handler, line.handling_organ]).flatten().collect();
        let names = self.names(&ids).await?;
        let texts = self.open_columns(lines.iter().map(|line| &line.name)).await?;
        Ok(Page { items: lines.into_iter().map(|line| appeal(line, &texts, &names, words)).collect(), next })
    }
}

pub(super) fn appeal(line: Line, texts: &Texts, names: &HashMap<Uuid, String>, words: &Words) -> AppealView {
    let whose = |id: Option<Uuid>| id.and_then(|id| names.get(&id).cloned());
    let mut view = AppealView {
        id: line.appeal,
        route: Coded::of::<AppealRoute>(words, line.route),
        instance: line.instance,
        prior: line.prior,
        respondent: line.respondent,
        name: text(texts, line.name.as_ref()),
        decisions: decisions(line.decisions, words),
        state: Coded::state(words, "appeal", line.state),
        outcome: Coded::of::<AppealOutcome>(words, line.outcome),
        days: AppealDays {
            filed: line.filed_on,
            received: line.received_on,
            accepted: line.accepted_on,
            decide_by: line.decide_by,
            decided: line.decided_on,
            served: line.served_on,
            refused: line.refused_on,
            passed_on: line.passed_on,
            withdrawn: line.withdrawn_on,
        },
        time_extended: line.time_extended,
        next_route: Coded::of::<AppealRoute>(words, line.next_route),
        handler: line.handler,
        handler_name: whose(line.handler),
        organ: line.handling_organ,
        organ_name: whose(line.handling_organ),
        panel: line.panel,
        event_id: line.event_id,
        words: String::new(),
    };
    view.words = told(&view, words);
    view
}

fn decisions(kept: serde_json::Value, words: &Words) -> Vec<Appealed> {
    let kept: Vec<Kept> = serde_json::from_value(kept).unwrap_or_default();
    let appealed = |one: Kept| Appealed {
        determination: one.determination,
        track: Coded::of::<TrackCode>(words, one.track),
        outcome: Coded::of::<Outcome>(words, one.outcome),
        made_on: one.made_on,
        standing: one.standing,
    };
    kept.into_iter().map(appealed).collect()
}

fn told(view: &AppealView, words: &Words) -> String {
    let day = |day: &Option<String>| day.as_deref().and_then(PartialDate::parse).map(|day| words.partial_date(day));
    let word = |coded: &Option<Coded>| coded.as_ref().map(|coded| coded.words.clone());
    let facts = [
        ("route", word(&view.route).or_else(|| Some(words.not_recorded()))),
        ("instance", Some(view.instance.to_string())),
        ("state", word(&view.state)),
        ("filed", day(&view.days.filed)),
        ("accepted", day(&view.days.accepted)),
        ("decided", day(&view.days.decided)),
        ("outcome", word(&view.outcome)),
        ("organ", view.organ_name.clone()),
    ];
    let known: Vec<(&str, String)> = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
    words.message("appeal-line", &known)
}
