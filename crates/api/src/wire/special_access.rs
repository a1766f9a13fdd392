//! Access to one case for a time.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::SpecialAccessView;
use wenze_domain::fields::PartialDate;

/// A request that was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SpecialAccessAsked {
    /// The request.
    pub(crate) id: Uuid,
    /// Whose it is.
    pub(crate) person: Uuid,
}

/// Access that somebody asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SpecialAccessItem {
    /// The request.
    id: Uuid,
    /// Who asked.
    person: Uuid,
    /// His name, where it may be read.
    name: Option<String>,
    /// In which role.
    #[schema(example = "INSPECTOR")]
    role: String,
    /// When he asked.
    asked_at: DateTime<Utc>,
    /// The organ that was asked.
    organ: Option<Uuid>,
    /// Its name.
    organ_name: Option<String>,
    /// Which case, as he knew it.
    matter: Option<String>,
    /// Why.
    reason: Option<String>,
    /// `waiting`, `in_force`, `refused`, `lapsed`, `over` or `revoked`.
    #[schema(example = "waiting")]
    state: &'static str,
    /// The last day: of what was given, or else of what was asked for.
    until: Option<String>,
    /// The case, where access was given and the caller may know of it.
    case: Option<Uuid>,
    /// Who decided.
    decided_by: Option<Uuid>,
    /// His name, where it may be read.
    decided_by_name: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
}

impl SpecialAccessItem {
    pub(crate) fn of(view: SpecialAccessView) -> Self {
        let [name, organ_name, decided_by_name] = view.names;
        let one = view.access;
        let given = one.decided.as_ref().filter(|decided| decided.approved).and_then(|decided| decided.until);
        Self {
            id: one.id,
            person: one.asked.by,
            name,
            role: one.asked.role.to_string(),
            asked_at: one.asked.at,
            organ: one.office,
            organ_name,
            matter: view.matter,
            reason: view.reason,
            state: view.state.as_str(),
            until: given.or(one.until).as_ref().map(PartialDate::to_string),
            case: view.case,
            decided_by: one.decided.as_ref().map(|decided| decided.done.by),
            decided_by_name,
            decided_at: one.decided.as_ref().map(|decided| decided.done.at),
        }
    }
}
