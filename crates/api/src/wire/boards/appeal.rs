//! Appeals.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{AppealDays, AppealView, Appealed};

use super::{CodeItem, code};

/// An appeal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppealItem {
    /// Its id in the case.
    id: Uuid,
    /// The route.
    route: Option<CodeItem>,
    /// Which instance it is: one more than the appeals before it.
    instance: i16,
    /// The appeal before it.
    prior: Option<Uuid>,
    /// Who appeals.
    respondent: Option<Uuid>,
    /// The name, where it may be read.
    name: Option<String>,
    /// The decisions appealed.
    decisions: Vec<AppealedItem>,
    /// Where it stands.
    state: Option<CodeItem>,
    /// What it led to.
    outcome: Option<CodeItem>,
    /// The days of its way, as precise as the papers.
    days: AppealDaysItem,
    /// Whether it counts as in time because of an obstacle.
    time_extended: Option<bool>,
    /// The route named when it was refused.
    next_route: Option<CodeItem>,
    /// Who handles it: whoever was assigned last, else the chair of the panel.
    handler: Option<Uuid>,
    /// By name, where it may be read.
    handler_name: Option<String>,
    /// The organ that decided it, else the one it was assigned or passed on to.
    organ: Option<Uuid>,
    /// By name.
    organ_name: Option<String>,
    /// Members of the panel.
    panel: i16,
    /// The act that filed it.
    event: Option<Uuid>,
    /// The same in one line.
    words: String,
}

/// The days of an appeal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppealDaysItem {
    filed: Option<String>,
    received: Option<String>,
    accepted: Option<String>,
    /// Until when it is to be decided, once that was extended.
    decide_by: Option<String>,
    decided: Option<String>,
    served: Option<String>,
    refused: Option<String>,
    passed_on: Option<String>,
    withdrawn: Option<String>,
}

/// A decision that is appealed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AppealedItem {
    /// The determination.
    determination: Uuid,
    /// The track.
    track: Option<CodeItem>,
    /// What it said.
    outcome: Option<CodeItem>,
    /// When it was made.
    made_on: Option<String>,
    /// `in_force`, `varied`, `revoked`, `remanded`, `corrected` or `replaced`.
    standing: String,
}

impl AppealItem {
    pub(crate) fn of(one: AppealView) -> Self {
        Self {
            id: one.id,
            route: code(one.route),
            instance: one.instance,
            prior: one.prior,
            respondent: one.respondent,
            name: one.name,
            decisions: one.decisions.into_iter().map(appealed).collect(),
            state: code(one.state),
            outcome: code(one.outcome),
            days: days(one.days),
            time_extended: one.time_extended,
            next_route: code(one.next_route),
            handler: one.handler,
            handler_name: one.handler_name,
            organ: one.organ,
            organ_name: one.organ_name,
            panel: one.panel,
            event: one.event_id,
            words: one.words,
        }
    }
}

fn days(days: AppealDays) -> AppealDaysItem {
    AppealDaysItem {
        filed: days.filed,
        received: days.received,
        accepted: days.accepted,
        decide_by: days.decide_by,
        decided: days.decided,
        served: days.served,
        refused: days.refused,
        passed_on: days.passed_on,
        withdrawn: days.withdrawn,
    }
}

fn appealed(one: Appealed) -> AppealedItem {
    AppealedItem {
        determination: one.determination,
        track: code(one.track),
        outcome: code(one.outcome),
        made_on: one.made_on,
        standing: one.standing,
    }
}
