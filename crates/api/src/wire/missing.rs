//! A fact that the usual order would have had before an act.

use serde::Serialize;
use utoipa::ToSchema;
use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::words::Words;

/// A missing fact: where an object stands, where it would usually stand, and who can supply it by which act.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MissingFact {
    /// The object, where it is one of the case's: an id, or `<respondent>/<track>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Its machine, or `case`, or `fact`.
    #[schema(example = "clue")]
    pub machine: String,
    /// Where it stands.
    pub state: String,
    /// Where it would usually stand: any one of these.
    pub needs: Vec<String>,
    /// The acts that supply it: any one of these.
    pub acts: Vec<SupplyingAct>,
    /// All of this in words.
    pub words: String,
}

/// An act that supplies a fact.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SupplyingAct {
    /// Its kind.
    pub kind: String,
    /// The kind's name.
    pub title: String,
    /// Whose act it is.
    pub actors: Vec<ActorRole>,
}

/// A role somebody acts in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActorRole {
    /// Its code, as `Wenze-Actor` takes it.
    #[schema(example = "INSPECTOR")]
    pub role: &'static str,
    /// Its name.
    pub title: String,
}

impl MissingFact {
    pub(crate) fn of(missing: &Missing, words: &Words) -> Self {
        let act = |name: &String| match Kind::parse(name) {
            Some(kind) => SupplyingAct {
                kind: name.clone(),
                title: words.kind(kind).to_owned(),
                actors: roles(kind.spec().actors, words),
            },
            None => SupplyingAct { kind: name.clone(), title: name.clone(), actors: Vec::new() },
        };
        Self {
            object: missing.object.clone(),
            machine: missing.machine.clone(),
            state: missing.state.clone(),
            needs: missing.needs.clone(),
            acts: missing.acts.iter().map(act).collect(),
            words: words.missing(missing),
        }
    }
}

/// Roles with their names.
pub(super) fn roles(roles: &[Role], words: &Words) -> Vec<ActorRole> {
    let named = |role: &Role| ActorRole { role: role.as_str(), title: words.code(Role::LIST, role.as_str()) };
    roles.iter().map(named).collect()
}
