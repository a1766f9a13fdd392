//! Checks of procedure and the answers to their findings: facts that move no object.

use crate::acts::check::{ComplianceCheckRun, FindingAnswered};
use crate::case::{self, Answer, Case, Check, Finding};
use crate::event::Event;
use crate::fields::{Label, Recorded};
use crate::shapes::Violation;

pub(super) fn run(case: &mut Case, event: &Event, p: &ComplianceCheckRun) {
    let findings = p.violations.known().into_iter().flatten().map(found).collect();
    let check = Check { on: event.envelope.occurred.date, appeal: event.refs().id("appeal"), findings };
    case.checks.insert(event.id(), check);
}

pub(super) fn answered(case: &mut Case, event: &Event, p: &FindingAnswered) {
    case.answers.push(Answer {
        event_id: event.id(),
        event: event.refs().id("event"),
        finding: asked(p),
        answer: p.answer.known().copied(),
        on: event.envelope.occurred.date,
    });
}

/// The finding that an answer is about.
pub(crate) fn asked(p: &FindingAnswered) -> Finding {
    Finding {
        rulebook: text(&p.rulebook),
        rule: text(&p.rule),
        instance: p.instance.known().map(|objects| case::instance(objects)),
    }
}

fn found(violation: &Violation) -> Finding {
    Finding {
        rulebook: Some(violation.rulebook.as_str().to_owned()),
        rule: Some(violation.rule.as_str().to_owned()),
        instance: Some(case::instance(&violation.instance)),
    }
}

fn text(field: &Recorded<Label>) -> Option<String> {
    field.known().map(|label| label.as_str().to_owned())
}
