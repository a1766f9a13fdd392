//! What the values of a field are, and so where their words are found.

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A code of a closed list.
    Code(&'static str),
    /// A state of a machine.
    State(&'static str),
    /// Whether a determination or measure still stands.
    Standing,
    /// A usual code of an open list.
    Usual(&'static str),
    /// A kind of act.
    Act,
    /// A kind of sanction or form of accountability.
    Regime,
    /// A day, as precise as the papers.
    Day,
    /// An id of somebody or something, or a text as it stands.
    Plain,
}

/// The fields whose values are codes or states: the group they stand in, the field, what its values are.
const SENSES: &[(&str, &str, Sense)] = &[
    ("reports", "state", Sense::State("report")),
    ("reports", "accusation", Sense::State("accusation")),
    ("reports", "source", Sense::Code("SourceKind")),
    ("reports", "reporter_kind", Sense::Code("ReporterKind")),
    ("clues", "state", Sense::State("clue")),
    ("clues", "way", Sense::Code("Way")),
    ("clues", "outcome", Sense::Code("ClueOutcome")),
    ("letters", "state", Sense::State("letter")),
    ("respondents", "kind", Sense::Code("RespondentKind")),
    ("respondents", "post_level", Sense::Code("Level")),
    ("respondents", "post_kind", Sense::Code("PostKind")),
    ("respondents", "identity", Sense::Code("Identity")),
    ("respondents", "status", Sense::Code("PersonStatus")),
    ("respondents", "employer_kind", Sense::Usual("Employer")),
    ("reappointment", "state", Sense::State("reappointment")),
    ("tracks", "state", Sense::State("track")),
    ("tracks", "referral", Sense::State("referral")),
    ("tracks", "judicial_outcome", Sense::Code("JudicialOutcome")),
    ("tracks", "outcome", Sense::Code("Outcome")),
    ("responsibility", "class", Sense::Code("ResponsibilityClass")),
    ("responsibility", "role", Sense::Code("ResponsibilityRole")),
    ("proposal", "by", Sense::Act),
    ("proposal", "codes", Sense::Regime),
    ("proposal", "outcome", Sense::Code("Outcome")),
    ("determinations", "track", Sense::Code("TrackCode")),
    ("determinations", "outcome", Sense::Code("Outcome")),
    ("measures", "track", Sense::Code("TrackCode")),
    ("measures", "code", Sense::Regime),
    ("measures", "combined_with", Sense::Regime),
    ("appeals", "state", Sense::State("appeal")),
    ("appeals", "route", Sense::Code("AppealRoute")),
    ("appeals", "outcome", Sense::Code("AppealOutcome")),
    ("items", "state", Sense::State("item")),
    ("items", "step", Sense::Code("EscalationStep")),
    ("requests", "state", Sense::State("request")),
    ("requests", "act_kind", Sense::Act),
    ("clarifications", "state", Sense::State("clarification")),
    ("clarifications", "by", Sense::Code("ClarificationBy")),
    ("evidence", "state", Sense::State("evidence")),
    ("recusals", "state", Sense::State("recusal")),
    ("recusals", "ground", Sense::Code("RecusalGround")),
    ("answers", "answer", Sense::Code("FindingAnswer")),
    ("handlers", "duty", Sense::Code("Duty")),
];

/// Fields that hold a day without saying so in their name.
const DAYS: [&str; 3] = ["on", "until", "since"];
/// Fields that only say where something stands: in which event, under which rule or regime.
const HIDDEN: [&str; 8] = ["event_id", "event", "regime", "rulebook", "rule", "instance", "findings", "finding"];

/// What the values of a field are.
pub(super) fn sense(owner: &str, field: &str) -> Sense {
    if field == "standing" {
        return Sense::Standing;
    }
    let found = SENSES.iter().find(|(group, name, _)| *group == owner && *name == field);
    if let Some((_, _, sense)) = found {
        return *sense;
    }
    let is_day = DAYS.contains(&field) || field.ends_with("_on") || field.ends_with("_by");
    if is_day { Sense::Day } else { Sense::Plain }
}

/// Whether a field says nothing to a reader.
pub(super) fn is_hidden(field: &str) -> bool {
    HIDDEN.contains(&field)
}
