//! Which bars a step of a person's career meets: a post, a rank, a higher pay step.

use schemars::JsonSchema;
use serde::Serialize;

use crate::codes::{PersonnelAction, PostComparison};

/// A step of somebody's career, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A post.
    Post {
        /// Beside the post held before.
        compared: Option<PostComparison>,
        /// Whether it is a leading one.
        leading: Option<bool>,
    },
    /// A higher rank or grade.
    Rank,
    /// A higher pay step.
    Pay,
}

/// Whether a bar stands in the way of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Meets {
    /// It does not.
    No,
    /// That depends on what is not known of the step, or on a word of the text that only a person can judge.
    Perhaps,
    /// It does.
    Yes,
}

/// Bars this program tells apart: one of them that does not speak of a step does not stand in its way.
const KNOWN: [&str; 9] = [
    "promotion",
    "further_use",
    "important_use",
    "pay_step",
    "leading_post",
    "higher_post",
    "equal_post",
    "membership_rights",
    "readmission",
];

impl Step {
    /// The step that a personnel action is; none for one that takes nobody up.
    pub fn of(action: PersonnelAction, compared: Option<PostComparison>, leading: Option<bool>) -> Option<Self> {
        match action {
            PersonnelAction::Appointed | PersonnelAction::Transferred => Some(Self::Post { compared, leading }),
            // Whoever is promoted holds a post above the former one, whether the paper compares them or not.
            PersonnelAction::Promoted => {
                Some(Self::Post { compared: compared.or(Some(PostComparison::Above)), leading })
            }
            PersonnelAction::RankUp => Some(Self::Rank),
            PersonnelAction::PayStep => Some(Self::Pay),
            PersonnelAction::Resigned
            | PersonnelAction::Retired
            | PersonnelAction::Rewarded
            | PersonnelAction::EmployerSanction => None,
        }
    }

    /// Whether a bar, a code of the registry of bars, stands in its way. A bar this program does not know may.
    pub fn meets(self, bar: &str) -> Meets {
        match (bar, self) {
            // What is a weightier use of the same level, only a person can judge.
            ("further_use" | "important_use", Self::Post { compared: Some(PostComparison::Same), .. }) => {
                Meets::Perhaps
            }
            ("promotion" | "higher_post" | "further_use" | "important_use", Self::Post { compared, .. }) => {
                compared.map_or(Meets::Perhaps, |compared| sure(compared == PostComparison::Above))
            }
            ("promotion", Self::Rank) => Meets::Yes,
            ("leading_post", Self::Post { leading, .. }) => leading.map_or(Meets::Perhaps, sure),
            ("equal_post", Self::Post { compared, leading }) => {
                let reaches = compared.map_or(Meets::Perhaps, |compared| sure(compared != PostComparison::Below));
                reaches.min(leading.map_or(Meets::Perhaps, sure))
            }
            ("pay_step", step) => sure(step == Self::Pay),
            (bar, _) if KNOWN.contains(&bar) => Meets::No,
            _ => Meets::Perhaps,
        }
    }
}

fn sure(is: bool) -> Meets {
    if is { Meets::Yes } else { Meets::No }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regimes::Registry;

    #[test]
    fn each_bar_stands_in_the_way_of_what_it_names() {
        let post = |compared, leading| Step::Post { compared, leading };
        let (above, same, below) = (PostComparison::Above, PostComparison::Same, PostComparison::Below);
        for (bar, step, expected) in [
            ("promotion", post(Some(above), None), Meets::Yes),
            ("promotion", post(Some(same), Some(true)), Meets::No),
            ("promotion", post(None, Some(true)), Meets::Perhaps),
            ("promotion", Step::Rank, Meets::Yes),
            ("promotion", Step::Pay, Meets::No),
            ("pay_step", Step::Pay, Meets::Yes),
            ("pay_step", post(Some(above), None), Meets::No),
            ("leading_post", post(Some(below), Some(true)), Meets::Yes),
            ("leading_post", post(Some(above), Some(false)), Meets::No),
            ("equal_post", post(Some(same), Some(true)), Meets::Yes),
            ("equal_post", post(Some(same), None), Meets::Perhaps),
            ("equal_post", post(Some(below), None), Meets::No),
            ("further_use", post(Some(same), None), Meets::Perhaps),
            ("membership_rights", post(None, None), Meets::No),
            ("something_new", Step::Pay, Meets::Perhaps),
        ] {
            assert_eq!(step.meets(bar), expected, "{bar} {step:?}");
        }
    }

    #[test]
    fn every_bar_of_the_registry_is_known() {
        // A bar that nobody told apart may always stand in the way, and would for a pay step too.
        for bar in &Registry::shipped().bars {
            assert_ne!(Step::Pay.meets(&bar.code), Meets::Perhaps, "{}", bar.code);
        }
    }

    #[test]
    fn an_action_is_the_step_it_takes_somebody_up() {
        let promoted = Step::of(PersonnelAction::Promoted, None, None);
        assert_eq!(promoted, Some(Step::Post { compared: Some(PostComparison::Above), leading: None }));
        assert_eq!(Step::of(PersonnelAction::Retired, None, None), None);
    }
}
