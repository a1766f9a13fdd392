//! The shape that stands beside the word for a state, so that neither colour nor language has to be read.
//!
//! A circle fills as an object goes its way; a tick ends it as intended, a lozenge otherwise; two bars halt it, an arrow
//! sends it round again. Drawn into the page, they print and need no second request.

use std::fmt;

use askama::filters::HtmlSafe;

/// One shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// Not begun.
    Dashed,
    /// Begun.
    Ring,
    /// A quarter of the way.
    Quarter,
    /// Half of it.
    Half,
    /// Most of it.
    ThreeQuarters,
    /// All of it, something remains to be carried out.
    Full,
    /// Ended as intended.
    Done,
    /// Ended otherwise.
    Ended,
    /// Halted.
    Paused,
    /// Sent round again.
    Again,
}

impl Shape {
    /// The shape of a state of one of the machines.
    pub(crate) fn of(machine: &str, state: &str) -> Self {
        let known = match machine {
            "report" => report(state),
            "clue" => clue(state),
            "track" => track(state),
            "appeal" => appeal(state),
            "item" => item(state),
            "request" => request(state),
            "letter" => letter(state),
            "recusal" => recusal(state),
            "evidence" => evidence(state),
            "referral" => referral(state),
            "reappointment" => reappointment(state),
            "accusation" => accusation(state),
            "clarification" => clarification(state),
            "case" if state == "closed" => Some(Self::Done),
            _ => None,
        };
        known.unwrap_or(Self::Dashed)
    }

    /// The class that gives the tone; the shape says it without.
    pub(crate) fn tone(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Ended | Self::Dashed => "ended",
            Self::Paused | Self::Again => "halted",
            _ => "open",
        }
    }

    fn drawing(self) -> &'static str {
        match self {
            Self::Dashed => r#"<circle cx="8" cy="8" r="6" stroke-dasharray="2.2 2.5"/>"#,
            Self::Ring => r#"<circle cx="8" cy="8" r="6"/>"#,
            Self::Quarter => r#"<circle cx="8" cy="8" r="6"/><path class="f" d="M8 8V3.2A4.8 4.8 0 0 1 12.8 8z"/>"#,
            Self::Half => r#"<circle cx="8" cy="8" r="6"/><path class="f" d="M8 3.2a4.8 4.8 0 0 1 0 9.6z"/>"#,
            Self::ThreeQuarters => {
                r#"<circle cx="8" cy="8" r="6"/><path class="f" d="M8 8V3.2A4.8 4.8 0 1 1 3.2 8z"/>"#
            }
            Self::Full => r#"<circle cx="8" cy="8" r="6"/><circle class="f" cx="8" cy="8" r="3.9"/>"#,
            Self::Done => r#"<circle class="f" cx="8" cy="8" r="6.6"/><path class="c" d="m5 8.2 2.2 2.2L11.2 6"/>"#,
            Self::Ended => r#"<path d="M8 1.8 14.2 8 8 14.2 1.8 8z"/><path d="M5.6 8h4.8"/>"#,
            Self::Paused => r#"<circle cx="8" cy="8" r="6"/><path d="M6.3 5.6v4.8M9.7 5.6v4.8"/>"#,
            Self::Again => r#"<path d="M12.9 5.2A6 6 0 1 0 14 8"/><path d="M13.6 1.9v3.6H10"/>"#,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (tone, drawing) = (self.tone(), self.drawing());
        write!(
            f,
            r#"<svg class="shape {tone}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{drawing}</svg>"#
        )
    }
}

/// Made of constants only.
impl HtmlSafe for Shape {}

fn report(state: &str) -> Option<Shape> {
    Some(match state {
        "received" => Shape::Ring,
        "registered" => Shape::Quarter,
        "accepted" => Shape::Half,
        "in_disposal" => Shape::ThreeQuarters,
        "concluded" => Shape::Full,
        "answered" => Shape::Done,
        "transferred" | "filed_as_repeat" | "declined" => Shape::Ended,
        _ => return None,
    })
}

fn clue(state: &str) -> Option<Shape> {
    Some(match state {
        "opened" => Shape::Ring,
        "assigned" | "proposed" => Shape::Quarter,
        "interviewing" | "verifying" => Shape::Half,
        "close_approved" | "reported" => Shape::ThreeQuarters,
        "escalated" => Shape::Full,
        "closed" => Shape::Done,
        "hold_approved" | "held" => Shape::Paused,
        "merged" => Shape::Ended,
        _ => return None,
    })
}

fn track(state: &str) -> Option<Shape> {
    Some(match state {
        "filing_proposed" | "filing_approved" => Shape::Ring,
        "filed" | "inquiring" => Shape::Quarter,
        "investigating" | "facts_presented" | "opinion_signed" | "reported" => Shape::Half,
        "sent_for_review" | "in_review" | "review_reported" | "notice_served" | "deliberated" => Shape::ThreeQuarters,
        "determined" | "approved" | "document_issued" | "announced" | "executing" => Shape::Full,
        "executed" => Shape::Done,
        "suspended" | "execution_suspended" => Shape::Paused,
        "reopened" => Shape::Again,
        "refused" | "transferred" | "withdrawn" => Shape::Ended,
        _ => return None,
    })
}

fn appeal(state: &str) -> Option<Shape> {
    Some(match state {
        "filed" => Shape::Ring,
        "accepted" => Shape::Quarter,
        "panel" => Shape::Half,
        "decided" => Shape::Full,
        "served" => Shape::Done,
        "remanded" => Shape::Again,
        "passed_on" | "refused" | "withdrawn" => Shape::Ended,
        _ => return None,
    })
}

fn item(state: &str) -> Option<Shape> {
    Some(match state {
        "ordered" => Shape::Ring,
        "planned" => Shape::Quarter,
        "in_progress" => Shape::Half,
        "claimed" | "inspected" => Shape::ThreeQuarters,
        "accepted" => Shape::Done,
        _ => return None,
    })
}

fn request(state: &str) -> Option<Shape> {
    Some(match state {
        "requested" => Shape::Ring,
        "returned" => Shape::Again,
        "refused" => Shape::Ended,
        "approved" => Shape::Done,
        _ => return None,
    })
}

fn letter(state: &str) -> Option<Shape> {
    Some(match state {
        "issued" => Shape::Ring,
        "received" => Shape::Half,
        "replied" => Shape::Done,
        _ => return None,
    })
}

fn reappointment(state: &str) -> Option<Shape> {
    Some(match state {
        "proposed" => Shape::Half,
        "decided" => Shape::Done,
        _ => return None,
    })
}

fn recusal(state: &str) -> Option<Shape> {
    Some(match state {
        "open" => Shape::Ring,
        "refused" => Shape::Ended,
        "recused" => Shape::Done,
        _ => return None,
    })
}

fn accusation(state: &str) -> Option<Shape> {
    Some(match state {
        "suspected" => Shape::Half,
        "found" => Shape::Full,
        "mistaken" => Shape::Ended,
        _ => return None,
    })
}

fn evidence(state: &str) -> Option<Shape> {
    Some(match state {
        "held" => Shape::Full,
        "held_elsewhere" => Shape::ThreeQuarters,
        "sent_with_case" | "returned" | "released" => Shape::Done,
        "excluded" => Shape::Ended,
        _ => return None,
    })
}

fn referral(state: &str) -> Option<Shape> {
    Some(match state {
        "referred" => Shape::Half,
        "returned" => Shape::Again,
        "concluded" => Shape::Done,
        _ => return None,
    })
}

fn clarification(state: &str) -> Option<Shape> {
    Some(match state {
        "proposed" => Shape::Ring,
        "approved" => Shape::Half,
        "clarified" => Shape::Done,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use wenze_domain::machine::State;
    use wenze_domain::states::{
        AccusationState, AppealState, ClarificationState, ClueState, EvidenceState, ItemState, LetterState,
        ReappointmentState, RecusalState, ReferralState, ReportState, RequestState, TrackState,
    };

    use super::*;

    fn every<S: State>() {
        for state in S::ALL {
            let shape = Shape::of(S::MACHINE, state.as_str());
            assert_eq!(shape == Shape::Dashed, *state == S::START, "{} {}", S::MACHINE, state.as_str());
        }
    }

    #[test]
    fn every_state_has_a_shape_and_only_the_start_is_dashed() {
        every::<ReportState>();
        every::<ClueState>();
        every::<TrackState>();
        every::<AppealState>();
        every::<ItemState>();
        every::<RequestState>();
        every::<LetterState>();
        every::<RecusalState>();
        every::<EvidenceState>();
        every::<ReferralState>();
        every::<ReappointmentState>();
        every::<AccusationState>();
        every::<ClarificationState>();
    }
}
