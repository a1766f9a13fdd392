//! What is done in one sitting: several acts on a case, told in one form.

use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, TrackCode};

use crate::reader::Reader;

/// How often an act of a sitting is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Each {
    /// Once, about all that were chosen.
    Once,
    /// Once for each that was chosen, where it applies to its track.
    Item(Tracks),
}

/// Which tracks an act is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tracks {
    Any,
    /// Those that end in a sanction.
    Sanctions,
    /// Accountability alone.
    Accountability,
    /// People, and not the units that something is served on.
    People,
}

/// What a sitting is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Nothing that is chosen for all its acts.
    Nothing,
    /// The respondents that its first act enters.
    Entered,
    /// Respondents of the case.
    Respondents,
    /// Respondents, and units besides.
    Recipients,
    /// Respondents on their tracks.
    Pairs,
}

/// One act of a sitting.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) each: Each,
    /// Fields that stand in the table, because they differ from one to the next; `date` is that of the act.
    pub(super) columns: &'static [&'static str],
    /// It may be left out: where it has columns, for those for whom none of them is filled in.
    pub(super) is_optional: bool,
}

/// A sitting.
#[derive(Debug)]
pub(super) struct Spec {
    /// Its name in addresses.
    pub(super) name: &'static str,
    pub(super) about: About,
    pub(super) parts: &'static [Part],
}

const fn once(kind: Kind) -> Part {
    Part { kind, each: Each::Once, columns: &[], is_optional: false }
}

const fn each(kind: Kind, tracks: Tracks, columns: &'static [&'static str]) -> Part {
    Part { kind, each: Each::Item(tracks), columns, is_optional: false }
}

#[expect(clippy::needless_pass_by_value, reason = "the list of sittings is made while compiling")]
const fn perhaps(part: Part) -> Part {
    Part { is_optional: true, ..part }
}

/// Every sitting, in the order of the procedure. What is received, registered and accepted begins a case and has a page of its own.
pub(super) static SITTINGS: [Spec; 7] = [
    Spec {
        name: "filing",
        about: About::Entered,
        parts: &[
            once(Kind::CaseFiled),
            perhaps(each(Kind::FilingAnnouncedToRespondent, Tracks::Any, &[])),
            perhaps(once(Kind::FilingNotifiedToOrganisation)),
        ],
    },
    Spec {
        name: "facts",
        about: About::Respondents,
        parts: &[
            each(Kind::FactMaterialPresented, Tracks::Any, &["date"]),
            perhaps(each(Kind::RespondentOpinionSigned, Tracks::Any, &["position", "text_ref"])),
            perhaps(each(Kind::DefenceHeard, Tracks::Any, &["form"])),
        ],
    },
    Spec {
        name: "review",
        about: About::Pairs,
        parts: &[once(Kind::ReviewAccepted), once(Kind::ReviewTeamFormed), perhaps(once(Kind::HandlerAssigned))],
    },
    Spec {
        name: "decision",
        about: About::Pairs,
        parts: &[
            once(Kind::DecisionMeetingHeld),
            perhaps(each(Kind::ResponsibilityAttributed, Tracks::Any, &["class", "role"])),
            perhaps(each(Kind::CircumstancesFound, Tracks::Any, &["mitigating", "aggravating"])),
            each(Kind::DeterminationMade, Tracks::Any, &["outcome"]),
            perhaps(each(Kind::SanctionImposed, Tracks::Sanctions, &["kind", "months"])),
            perhaps(each(Kind::AccountabilityFormDecided, Tracks::Accountability, &["form"])),
        ],
    },
    Spec {
        name: "service",
        about: About::Recipients,
        parts: &[
            each(Kind::DecisionServed, Tracks::Any, &["to", "date", "method"]),
            perhaps(each(Kind::DecisionAnnounced, Tracks::People, &[])),
        ],
    },
    Spec {
        name: "rectification",
        about: About::Nothing,
        parts: &[once(Kind::RectificationOrdered), perhaps(once(Kind::SupervisionLetterIssued))],
    },
    Spec {
        name: "appeal",
        about: About::Respondents,
        parts: &[
            perhaps(once(Kind::DecisionMeetingHeld)),
            once(Kind::AppealDecided),
            perhaps(once(Kind::DecisionDocumentIssued)),
        ],
    },
];

impl Spec {
    /// The sitting with a name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        SITTINGS.iter().find(|one| one.name == name)
    }

    /// What it is called.
    pub(super) fn title(&self, reader: &Reader) -> String {
        match self.name {
            "filing" => reader.texts.say("sitting-filing"),
            "facts" => reader.texts.say("sitting-facts"),
            "review" => reader.texts.say("sitting-review"),
            "decision" => reader.texts.say("sitting-decision"),
            "service" => reader.texts.say("sitting-service"),
            "rectification" => reader.texts.say("sitting-rectification"),
            _ => reader.texts.say("sitting-appeal"),
        }
    }

    /// The act by which it is known: the first that is always recorded.
    fn leading(&self) -> Option<Kind> {
        self.parts.iter().find(|part| !part.is_optional).map(|part| part.kind)
    }
}

/// The sitting in which an act is usually done, with its address on a case and what it is called.
pub(crate) fn sitting_of(reader: &Reader, case: uuid::Uuid, kind: Kind) -> Option<(String, String, Vec<Kind>)> {
    let spec = SITTINGS.iter().find(|one| one.leading() == Some(kind))?;
    let needed = spec.parts.iter().filter(|part| !part.is_optional).map(|part| part.kind).collect();
    Some((format!("/cases/{case}/sittings/{}", spec.name), spec.title(reader), needed))
}

impl Tracks {
    /// Whether an act of these is about a track; of what is about no track, whether it is about a person.
    pub(super) fn holds(self, track: Option<&str>, is_person: bool) -> bool {
        let is = |code: TrackCode| track == Some(code.as_str());
        match self {
            Self::Any => true,
            Self::Sanctions => is(TrackCode::Party) || is(TrackCode::Gov) || is(TrackCode::Employer),
            Self::Accountability => is(TrackCode::Accountability),
            Self::People => is_person,
        }
    }
}
