//! Checks of procedure that were signed on the case, and the answers given to what they found.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::codes::FindingAnswer;
use crate::fields::PartialDate;
use crate::shapes::InstanceObject;

facts! {
    /// A check somebody signed.
    Check {
        /// When it was signed.
        on: Option<PartialDate>,
        /// The appeal it was made for.
        appeal: Option<Uuid>,
        /// What it found broken.
        findings: Vec<Finding>,
    }

    /// One instance of a rule.
    Finding {
        /// The rulebook.
        rulebook: Option<String>,
        /// The rule.
        rule: Option<String>,
        /// The objects that tell it apart from other instances of the rule, by their roles; none where nobody wrote them
        /// down.
        instance: Option<BTreeMap<String, String>>,
    }

    /// What was said to a finding.
    Answer {
        /// The event that says so.
        event_id: Uuid,
        /// The check that found it, or the act that it was found on.
        event: Option<Uuid>,
        /// What it answers.
        finding: Finding,
        /// Accepted, explained or waived.
        answer: Option<FindingAnswer>,
        /// When.
        on: Option<PartialDate>,
    }
}

impl Finding {
    /// Whether both can be the same finding; what one of them does not say tells them not apart.
    pub fn fits(&self, other: &Self) -> bool {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.zip(other).is_none_or(|(one, other)| one == other)
        }
        agree(self.rulebook.as_ref(), other.rulebook.as_ref())
            && agree(self.rule.as_ref(), other.rule.as_ref())
            && agree(self.instance.as_ref(), other.instance.as_ref())
    }
}

/// The objects of an instance by their roles, in which form instances can be compared.
pub fn instance(objects: &[InstanceObject]) -> BTreeMap<String, String> {
    objects.iter().map(|one| (one.role.as_str().to_owned(), one.object.to_string())).collect()
}
