//! Deadlines over all cases.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::Deadline;

/// A deadline.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeadlineItem {
    /// The case.
    pub(crate) case: Uuid,
    /// The obligation, as addresses under the case name it.
    pub(crate) obligation: Uuid,
    /// The rulebook, `id@version`.
    pub(crate) rulebook: String,
    /// The rule.
    pub(crate) rule: String,
    /// What it says.
    pub(crate) title: Option<String>,
    /// How much a violation weighs.
    pub(crate) severity: String,
    /// The objects it is about, role → id.
    pub(crate) instance: BTreeMap<String, String>,
    /// The act that started it.
    pub(crate) trigger: Option<Uuid>,
    /// The organ whose it is.
    pub(crate) organ: Option<Uuid>,
    /// Its name.
    pub(crate) organ_name: Option<String>,
    /// The last day; null where the text gives no figure or the clock stands still.
    pub(crate) due: Option<NaiveDate>,
    /// The instant at which it is over.
    pub(crate) due_at: Option<DateTime<Utc>>,
    /// `running`, `due_soon`, `overdue`, `stopped` or `no_figure`.
    pub(crate) state: String,
    /// The calendar of the year was not published yet.
    pub(crate) provisional: bool,
    /// The source was not compared with its text.
    pub(crate) remembered: bool,
    /// Kinds of act that would do.
    pub(crate) waits_for: Vec<String>,
}

impl DeadlineItem {
    /// A deadline.
    pub(crate) fn of(one: Deadline) -> Self {
        Self {
            case: one.case,
            obligation: one.obligation,
            rulebook: one.rulebook,
            rule: one.rule,
            title: one.title,
            severity: one.severity,
            instance: one.instance,
            trigger: one.trigger,
            organ: one.organ,
            organ_name: one.organ_name,
            due: one.due,
            due_at: one.due_at,
            state: one.state,
            provisional: one.provisional,
            remembered: one.remembered,
            waits_for: one.waits_for,
        }
    }
}
