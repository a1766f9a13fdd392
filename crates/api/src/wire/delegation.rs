//! Delegations.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::DelegationView;
use wenze_domain::registers::DelegationState;

/// Authority that somebody lent to another.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DelegationItem {
    /// The delegation; `DelegationRevoked` names it.
    id: Uuid,
    /// Who lent it.
    from: Party,
    /// Who may act.
    to: Party,
    /// The office.
    office: Party,
    /// The kinds of act that may be done.
    #[schema(example = json!(["ApprovalDecided"]))]
    acts: Vec<String>,
    /// The first day.
    #[schema(example = "2024-03-05")]
    from_on: String,
    /// The last day, where it ends by itself.
    until: Option<String>,
    /// Number of the paper.
    document_no: Option<String>,
    /// How it stands on the day asked for: `in_force`, `to_come`, `over`, `revoked`; `unreadable` where the record holds what
    /// this program cannot read.
    #[schema(example = "in_force")]
    state: &'static str,
    /// From which day on it is revoked.
    revoked_from: Option<String>,
    /// Whether who lent it holds a role at the office that day: without one nobody acts by it.
    giver_holds_a_role: bool,
}

/// A person or office, by id and name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Party {
    /// The id.
    id: Uuid,
    /// The name, where it may be read.
    name: Option<String>,
}

impl DelegationItem {
    pub(crate) fn of(view: DelegationView) -> Self {
        let [giver, holder, office] = view.names;
        let one = view.delegation;
        let (state, revoked_from) = match view.state {
            DelegationState::InForce => ("in_force", None),
            DelegationState::ToCome(_) => ("to_come", None),
            DelegationState::Over(_) => ("over", None),
            DelegationState::Revoked(from) => ("revoked", Some(from.to_string())),
            DelegationState::Unreadable => ("unreadable", None),
        };
        Self {
            id: one.id,
            from_on: one.from().to_string(),
            from: Party { id: view.from, name: giver },
            to: Party { id: one.to, name: holder },
            office: Party { id: one.office, name: office },
            acts: one.acts,
            until: one.until.map(|until| until.to_string()),
            document_no: one.document_no,
            state,
            revoked_from,
            giver_holds_a_role: view.giver_holds_a_role,
        }
    }
}
