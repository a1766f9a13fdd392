//! What fields of the state are called. Most bear the name that acts give them; those that no act names, or that mean something
//! else in the state, have a text of their own.

use wenze_domain::acts::Kind;
use wenze_domain::words::Words;

use crate::texts::Texts;

/// The group of fields, the field, and its text. A group without a name stands for all.
const OWN: &[(&str, &str, &str)] = &[
    ("case", "handlers", /* text */ "place-handlers"),
    ("case", "answers", /* text */ "place-answers"),
    ("case", "closed", /* text */ "place-closed"),
    ("case", "checks", /* text */ "place-checks"),
    ("case", "is_case", /* text */ "place-is-case"),
    ("case", "opened_as_case_on", /* text */ "place-opened"),
    ("case", "linked", /* text */ "place-linked"),
    ("case", "absorbed_by", /* text */ "place-absorbed"),
    ("case", "errors", /* text */ "place-errors"),
    ("case", "stage", /* text */ "place-stage"),
    ("", "state", /* text */ "place-state"),
    ("", "standing", /* text */ "place-standing"),
    ("", "round", /* text */ "place-round"),
    ("reports", "accusation", /* text */ "place-accusation"),
    ("", "identified", /* text */ "place-identified"),
    ("", "subject_no", /* text */ "place-subject-no"),
    ("clues", "reports", /* text */ "place-reports"),
    ("clues", "review_by", /* text */ "place-hold-until"),
    ("", "verify_by", /* text */ "place-verify-by"),
    ("tracks", "investigate_by", /* text */ "place-investigate-by"),
    ("tracks", "review_by", /* text */ "place-review-by"),
    ("tracks", "referral", /* text */ "place-referral"),
    ("tracks", "supplements", /* text */ "place-supplements"),
    ("tracks", "judicial_outcome", /* text */ "place-judicial"),
    ("tracks", "determination", /* text */ "place-determination"),
    ("proposal", "by", /* text */ "place-proposed-by"),
    ("proposal", "codes", /* text */ "place-proposed"),
    ("", "clue", /* text */ "place-clue"),
    ("", "replied_on", /* text */ "place-replied-on"),
    ("", "reappointment", /* text */ "place-reappointment"),
    ("", "correct_by", /* text */ "place-correct-by"),
    ("measures", "code", /* text */ "place-kind"),
    ("", "accountability", /* text */ "place-accountability"),
    ("", "suspended", /* text */ "place-suspended"),
    ("", "lifted_on", /* text */ "place-lifted-on"),
    ("", "formalities_by", /* text */ "place-formalities-by"),
    ("", "determinations", /* text */ "place-determinations"),
    ("", "appeal", /* text */ "place-appeal"),
    ("", "prior", /* text */ "place-prior"),
    ("", "time_extended", /* text */ "place-time-extended"),
    ("", "decide_by", /* text */ "place-decide-by"),
    ("", "person_served_on", /* text */ "place-person-served"),
    ("", "unit", /* text */ "place-unit"),
    ("items", "letters", /* text */ "place-letters"),
    ("", "votes", /* text */ "place-votes"),
    ("", "honours_forfeited", /* text */ "place-honours"),
    ("clarifications", "by", /* text */ "place-asked-by"),
    ("", "clarified_on", /* text */ "place-clarified-on"),
    ("", "since", /* text */ "place-since"),
    ("", "open_items", /* text */ "place-open-items"),
    ("case_no", "no", /* text */ "place-case-no"),
    ("case", "facts", /* text */ "place-facts"),
    ("case", "allegations", /* text */ "place-allegations"),
];

/// What a field of a group is called.
pub(super) fn label(words: &Words, texts: &Texts, group: &str, field: &str) -> String {
    let fits = |own: &str| own.is_empty() || own == group;
    let own = OWN.iter().find(|(of, name, _)| *name == field && fits(of)).map(|(.., text)| texts.say(text));
    // Names of fields are those of the acts that write them; which act does not matter to the word.
    own.unwrap_or_else(|| words.field(Kind::OtherActRecorded, field))
}
