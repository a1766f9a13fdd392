//! Records that never become a case.

use crate::generator::chapters::{clarification, clue, intake, record};
use crate::generator::script::{Concerns, Script};
use crate::generator::stories::clue_of_some_source;

pub(super) fn declined(s: &mut Script<'_>) {
    let anonymous = s.chance(75);
    let report = intake::report(s, anonymous, None);
    intake::declined(s, report);
}

pub(super) fn transferred(s: &mut Script<'_>) {
    let anonymous = s.chance(40);
    if s.careful {
        s.plot.concerns = *s.dice.pick(&[Concerns::Managed, Concerns::OwnPrincipal, Concerns::ManagedAbove]);
    }
    let report = intake::report(s, anonymous, None);
    if s.careful {
        intake::identified(s, report);
    }
    if s.chance(30) {
        record::noted(s);
    }
    intake::transferred(s, report);
}

/// The first report is worked on while the same comes in again.
pub(super) fn repeated(s: &mut Script<'_>) {
    let first = intake::report(s, true, None);
    intake::accepted(s, first, false);
    let clue = clue::opened(s, &[first]);
    s.wait(5, 30);
    let second = intake::report(s, true, Some(first));
    intake::filed_as_repeat(s, second, first);
    clue::disposed(s, &clue, "interview_inquiry");
    clue::interviewed(s, &clue, "accept_and_close");
    let harm = clue::closed(s, &clue, "unfounded");
    if s.careful && harm {
        clarification::cleared(s, Some(first), &clue);
    }
}

pub(super) fn held(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    clue::disposed(s, &clue, "hold");
    let reviews = usize::try_from(s.dice.between(1, 3)).unwrap_or(1);
    clue::held(s, &clue, reviews);
    clue::disposed(s, &clue, "close");
    clue::closed(s, &clue, "unverifiable");
}

pub(super) fn closed_after_interview(s: &mut Script<'_>) {
    let (report, clue) = clue_of_some_source(s);
    clue::disposed(s, &clue, "interview_inquiry");
    let minor = s.chance(50);
    clue::interviewed(s, &clue, if minor { "minor_measure" } else { "accept_and_close" });
    let harm = clue::closed(s, &clue, if minor { "minor_handled" } else { "unfounded" });
    if let Some(report) = report.filter(|_| s.careful) {
        intake::answered(s, report);
    }
    if (!minor && s.chance(30)) || (s.careful && harm) {
        clarification::cleared(s, report, &clue);
    }
    if let Some(report) = report.filter(|_| !s.careful) {
        intake::answered(s, report);
    }
}

/// Sometimes talks come first and do not convince.
pub(super) fn closed_after_verification(s: &mut Script<'_>) {
    let (report, clue) = clue_of_some_source(s);
    if s.chance(35) {
        clue::disposed(s, &clue, "interview_inquiry");
        clue::interviewed(s, &clue, "verify");
    }
    clue::disposed(s, &clue, "preliminary_verification");
    let minor = s.chance(60);
    clue::verified(s, &clue, if minor { "reminder" } else { "close" });
    let outcome = if minor { "minor_handled" } else { *s.dice.pick(&["unfounded", "unverifiable", "referred"]) };
    let harm = clue::closed(s, &clue, outcome);
    if let Some(report) = report {
        intake::answered(s, report);
    }
    if s.careful && harm {
        clarification::cleared(s, report, &clue);
    }
}

pub(super) fn falsely_accused(s: &mut Script<'_>) {
    untrue(s, true);
}

pub(super) fn mistaken(s: &mut Script<'_>) {
    untrue(s, false);
}

/// Nothing of the report was true; it was made to harm, or by mistake, and the person named is cleared.
fn untrue(s: &mut Script<'_>, harmful: bool) {
    let anonymous = s.chance(50);
    let report = intake::report(s, anonymous, None);
    intake::accepted(s, report, !anonymous);
    let clue = clue::opened(s, &[report]);
    clue::disposed(s, &clue, "preliminary_verification");
    clue::verified(s, &clue, "close");
    clue::closed(s, &clue, "unfounded");
    if s.careful && !anonymous {
        intake::answered(s, report);
    }
    clarification::accused(s, report, &clue, harmful);
    clarification::cleared(s, Some(report), &clue);
    if !s.careful && !anonymous {
        intake::answered(s, report);
    }
}
