//! What is declared of every kind of act besides its fields.

use crate::codes::Role;
use crate::refs::RoleSpec;

/// The phase of the procedure an act belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the phases are the modules of `acts`, documented there")]
pub enum Phase {
    Intake,
    Clue,
    Filing,
    Investigation,
    Review,
    Decision,
    Execution,
    Appeal,
    Correction,
    Rectification,
    Clarification,
    Relations,
    Governance,
    Registers,
    Marks,
    Rulebooks,
    Grants,
    Delegations,
    Access,
    Erasure,
}

impl Phase {
    /// Whether its acts stand in a stream of their own, outside of every case.
    pub fn is_outside_cases(self) -> bool {
        matches!(
            self,
            Self::Registers
                | Self::Marks
                | Self::Rulebooks
                | Self::Grants
                | Self::Delegations
                | Self::Access
                | Self::Erasure
        )
    }
}

/// Whether an act is signed formally or recorded as routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    /// Form, check your answers, sign.
    Formal,
    /// Saved from the form.
    Routine,
}

impl Ceremony {
    /// As the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Routine => "routine",
        }
    }
}

/// The declaration of a kind of act.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// Phase of the procedure.
    pub phase: Phase,
    /// Chinese name.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// Heading it stands under, in Chinese.
    pub group: &'static str,
    /// Signed formally or routine.
    pub ceremony: Ceremony,
    /// Roles in the notation of the catalogue.
    pub refs: &'static [&'static str],
    /// The payload field that repeats the date of the act.
    pub own_date: Option<&'static str>,
    /// Whose act it is; who may enter it is a matter of access.
    pub actors: &'static [Role],
    /// What an officer would look for among the papers.
    pub papers: &'static [&'static str],
    /// Short words for search.
    pub aliases: &'static [&'static str],
    /// Version of the stored form written today.
    pub schema_version: i16,
}

impl Spec {
    /// The roles, parsed.
    pub fn roles(&self) -> impl Iterator<Item = RoleSpec> {
        self.refs.iter().map(|notation| RoleSpec::parse(notation))
    }

    /// One role by its name.
    pub fn role(&self, name: &str) -> Option<RoleSpec> {
        self.roles().find(|role| role.name == name)
    }
}

/// A payload type with its declaration.
pub trait Declared {
    /// The declaration.
    const SPEC: Spec;
}
