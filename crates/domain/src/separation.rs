//! Separation of duties: who may not do an act in the system because of what he did on the case before.
//!
//! Judged from the case's own history, and only for what somebody does here as himself. What happened on paper happened: it is
//! recorded, and the rulebooks judge it.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::Case;
use crate::codes::{Duty, EnteredFrom, Role};
use crate::effective::Effective;
use crate::event::Event;
use crate::fields::{PartialDate, Recorded};
use crate::refs::{RefValue, Refs};
use crate::shapes::PersonRef;
use crate::states::RecusalState;
use crate::time::office_day;

mod appeals;

pub use appeals::{appeal_handlers, original_handlers};

/// What keeps somebody from an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// He investigated: he is no reviewer of the case and handles no appeal in it.
    Investigated,
    /// He reviewed: he handles no appeal.
    Reviewed,
    /// He submitted what is to be approved, accepted or published.
    OwnWork,
    /// He is recused, and acts by nobody's delegation either.
    Recused,
}

impl Bar {
    /// The word for programs, and for the locales.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Investigated => "investigated",
            Self::Reviewed => "reviewed",
            Self::OwnWork => "own_work",
            Self::Recused => "recused",
        }
    }
}

/// The earlier act that keeps somebody from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// Why it does.
    pub bar: Bar,
    /// Its kind.
    pub kind: Kind,
    /// The event.
    pub event_id: Uuid,
    /// Its day.
    pub day: PartialDate,
}

/// An act that somebody is about to do here.
#[derive(Debug, Clone, Copy)]
pub struct Doing<'a> {
    /// Its kind.
    pub kind: Kind,
    /// What it is about.
    pub refs: &'a Refs,
    /// The role in use.
    pub role: Role,
    /// Who does it; by a delegation, also who gave it.
    pub persons: &'a [Uuid],
    /// Whether it is done by a delegation.
    pub by_delegation: bool,
}

/// Whoever does these as himself has investigated.
const INVESTIGATING: [Kind; 9] = [
    Kind::EvidenceCollected,
    Kind::InterviewRecorded,
    Kind::InterviewHeld,
    Kind::FactListed,
    Kind::FactMaterialPresented,
    Kind::DisagreementExplained,
    Kind::InquiryReportSubmitted,
    Kind::VerificationReportSigned,
    Kind::InvestigationReportSubmitted,
];
/// Acts of reviewers.
const REVIEWING: [Kind; 7] = [
    Kind::ReviewAccepted,
    Kind::ReviewTeamFormed,
    Kind::ReviewTalkHeld,
    Kind::ReturnedForReinvestigation,
    Kind::ReturnedForSupplement,
    Kind::ReviewOpinionFormed,
    Kind::ReviewReportSubmitted,
];
/// Acts that are a reviewer's when somebody does them in that role.
const REVIEWING_AS_REVIEWER: [Kind; 4] =
    [Kind::DefenceHeard, Kind::DefenceVerified, Kind::EvidenceExcluded, Kind::FindingAnswered];
/// Acts of those who handle an appeal.
const APPEALING: [Kind; 9] = [
    Kind::AppealTimeExtensionDecided,
    Kind::AppealAccepted,
    Kind::AppealRefused,
    Kind::AppealPassedOn,
    Kind::ReviewPanelFormed,
    Kind::OriginalFileRecalled,
    Kind::PanelOpinionGiven,
    Kind::AppealDeadlineExtended,
    Kind::AppealDecided,
];

/// What decides on or publishes a work, which works, and the role of the object that both are about.
const OWN_WORKS: [(Kind, &[Kind], &str); 14] = [
    (Kind::ApprovalDecided, &[Kind::ApprovalRequested], "request"),
    (Kind::DispositionApproved, &[Kind::DispositionProposed], "clue"),
    (Kind::CaseFilingApproved, &[Kind::CaseFilingProposed], "respondent"),
    (Kind::CaseFilingRefused, &[Kind::CaseFilingProposed], "respondent"),
    (Kind::ReviewAccepted, &[Kind::CaseTransferredForReview], "respondent"),
    (Kind::DecisionApproved, DECIDED, "determination"),
    (Kind::DecisionPublished, DECIDED, "determination"),
    (Kind::RecusalDecided, &[Kind::RecusalRequested, Kind::RecusalGroundKnown], "recusal"),
    (Kind::AppealDecided, &[Kind::PanelOpinionGiven], "appeal"),
    (Kind::RectificationAccepted, &[Kind::RectificationClaimed], "item"),
    (Kind::RectificationRejected, &[Kind::RectificationClaimed], "item"),
    (Kind::ClarificationApproved, &[Kind::ClarificationProposed], "official"),
    (Kind::ReappointmentDecided, &[Kind::ReappointmentProposed], "respondent"),
    // What is approved is named as an event, of whatever kind.
    (Kind::MaterialApproved, &[], "event"),
];
/// What a decision consists of.
const DECIDED: &[Kind] = &[Kind::DeterminationMade, Kind::SanctionImposed, Kind::AccountabilityFormDecided];

/// The earlier act that keeps any of the persons from this one; none where nothing does.
pub fn judge(events: &[Effective<'_>], case: &Case, doing: Doing<'_>) -> Option<Earlier> {
    recused(events, case, doing)
        .or_else(|| own_work(events, case, doing))
        .or_else(|| parted(events, doing, Bar::Investigated, &investigators))
        .or_else(|| parted(events, doing, Bar::Reviewed, &reviewers))
}

/// Whether anything that somebody did before can keep him from such an act.
pub fn may_bar(doing: Doing<'_>) -> bool {
    doing.by_delegation || is_review(doing) || is_appeal(doing) || works_before(doing.kind).is_some()
}

/// Acting oneself when one is recused is refused elsewhere, at every door; here it is the authority of another.
fn recused(events: &[Effective<'_>], case: &Case, doing: Doing<'_>) -> Option<Earlier> {
    let mut recusals =
        case.recusals.iter().filter(|(_, one)| doing.by_delegation && one.state == RecusalState::Recused);
    let appeals: BTreeSet<Uuid> = doing.refs.ids("appeal").collect();
    let concerns = |appeal: Option<Uuid>| appeal.is_none_or(|appeal| appeals.contains(&appeal));
    let is_theirs = |person: Option<Uuid>| person.is_some_and(|person| doing.persons.contains(&person));
    let (id, _) = recusals.find(|(_, one)| is_theirs(one.person) && concerns(one.appeal))?;
    let is_it =
        |event: &&Event| event.kind() == Kind::RecusalDecided && event.refs().ids("recusal").any(|own| own == *id);
    latest(events, &is_it).map(|event| earlier(event, Bar::Recused))
}

fn own_work(events: &[Effective<'_>], case: &Case, doing: Doing<'_>) -> Option<Earlier> {
    let (works, role) = works_before(doing.kind)?;
    let own = about(doing.refs, role, case);
    let is_it = |event: &&Event| match role {
        "event" => own.contains(&event.id()),
        _ => works.contains(&event.kind()) && !about(event.refs(), role, case).is_disjoint(&own),
    };
    // Of several works on one thing the last is the one that is decided on.
    let event = latest(events, &is_it)?;
    doers(event).iter().any(|person| doing.persons.contains(person)).then(|| earlier(event, Bar::OwnWork))
}

fn works_before(kind: Kind) -> Option<(&'static [Kind], &'static str)> {
    OWN_WORKS.iter().find(|(decides, ..)| *decides == kind).map(|(_, works, role)| (*works, *role))
}

/// The objects of a role, the determinations of the documents named, and the respondents of the tracks named among them.
fn about(refs: &Refs, role: &str, case: &Case) -> BTreeSet<Uuid> {
    let documents = refs.ids("document").filter(|_| role == "determination").filter_map(|id| case.documents.get(&id));
    let tracks = refs.role("track").iter().filter_map(|value| match value {
        RefValue::Track(respondent, _) if role == "respondent" => Some(*respondent),
        _ => None,
    });
    let determinations = documents.flat_map(|document| document.determinations.iter().copied());
    refs.ids(role).chain(determinations).chain(tracks).collect()
}

/// What somebody did first of what another must do.
fn parted(
    events: &[Effective<'_>],
    doing: Doing<'_>,
    bar: Bar,
    whose: &dyn Fn(&Event) -> Vec<Uuid>,
) -> Option<Earlier> {
    let is_barred = match bar {
        Bar::Investigated => is_review(doing) || is_appeal(doing),
        _ => is_appeal(doing),
    };
    if !is_barred {
        return None;
    }
    let is_theirs = |event: &&Event| whose(event).iter().any(|person| doing.persons.contains(person));
    events.iter().map(|item| &*item.event).find(is_theirs).map(|event| earlier(event, bar))
}

fn is_review(doing: Doing<'_>) -> bool {
    let as_reviewer = doing.role == Role::Reviewer && REVIEWING_AS_REVIEWER.contains(&doing.kind);
    REVIEWING.contains(&doing.kind) || as_reviewer
}

fn is_appeal(doing: Doing<'_>) -> bool {
    APPEALING.contains(&doing.kind) || is_of_appeal(doing.kind, doing.refs)
}

/// Evidence that is taken in an appeal is taken by those who handle it.
fn is_of_appeal(kind: Kind, refs: &Refs) -> bool {
    matches!(kind, Kind::EvidenceCollected | Kind::InterviewRecorded) && refs.id("appeal").is_some()
}

/// Who investigated by an act: who did it, and whom it names as doing so.
fn investigators(event: &Event) -> Vec<Uuid> {
    if is_of_appeal(event.kind(), event.refs()) {
        return Vec::new();
    }
    let mut found = match event.act() {
        Act::InvestigationTeamFormed(p) => both(&p.members, &p.lead),
        Act::VerificationTeamFormed(p) => both(&p.members, &p.lead),
        Act::TeamChanged(p) => all(&p.added),
        Act::EvidenceCollected(p) => all(&p.officers),
        Act::InterviewRecorded(p) => all(&p.officers),
        Act::FactMaterialPresented(p) => all(&p.by),
        Act::VerificationReportSigned(p) => all(&p.signatories),
        Act::InvestigationReportSubmitted(p) => all(&p.signatories),
        Act::InterviewHeld(p) => one(&p.by).chain(one(&p.accompanied_by)).collect(),
        Act::HandlerAssigned(p) if p.duty.known() == Some(&Duty::Investigation) => one(&p.person).collect(),
        _ => Vec::new(),
    };
    if INVESTIGATING.contains(&event.kind()) {
        found.extend(doers(event));
    }
    found
}

/// Who reviewed by an act.
fn reviewers(event: &Event) -> Vec<Uuid> {
    let mut found = match event.act() {
        Act::ReviewTeamFormed(p) => both(&p.members, &p.lead),
        Act::ReviewTalkHeld(p) => all(&p.by),
        Act::HandlerAssigned(p) if p.duty.known() == Some(&Duty::Review) => one(&p.person).collect(),
        _ => Vec::new(),
    };
    if REVIEWING.contains(&event.kind()) {
        found.extend(doers(event));
    }
    found
}

/// Who did an act: for whom it was entered, else who entered it. By a delegation two did it. Whoever only typed a paper in did
/// nothing of what it says.
fn doers(event: &Event) -> Vec<Uuid> {
    let envelope = &event.envelope;
    let behalf = envelope.on_behalf_of.as_ref();
    let person = behalf.and_then(|behalf| behalf.person.as_ref()).map(|person| person.person_id);
    let is_delegated = behalf.is_some_and(|behalf| behalf.delegation.is_some());
    let is_own = person.is_none() && envelope.entered_from != EnteredFrom::Paper;
    person.into_iter().chain((is_own || is_delegated).then_some(envelope.actor.person_id)).collect()
}

fn one(person: &Recorded<PersonRef>) -> impl Iterator<Item = Uuid> + '_ {
    person.known().map(|person| person.person_id).into_iter()
}

fn all(persons: &Recorded<Vec<PersonRef>>) -> Vec<Uuid> {
    persons.known().into_iter().flatten().map(|person| person.person_id).collect()
}

fn both(members: &Recorded<Vec<PersonRef>>, lead: &Recorded<PersonRef>) -> Vec<Uuid> {
    all(members).into_iter().chain(one(lead)).collect()
}

fn latest<'a>(events: &'a [Effective<'_>], is_it: &dyn Fn(&&Event) -> bool) -> Option<&'a Event> {
    events.iter().rev().map(|item| &*item.event).find(|event| is_it(event))
}

fn earlier(event: &Event, bar: Bar) -> Earlier {
    let day = event.envelope.occurred.date.unwrap_or_else(|| PartialDate::day(office_day(event.known_at())));
    Earlier { bar, kind: event.kind(), event_id: event.id(), day }
}
