//! What acts say of who handles a case, as far as the case does not keep it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::{Act, Kind};
use wenze_domain::case::Case;
use wenze_domain::codes::{Confidentiality, Role};
use wenze_domain::event::Event;
use wenze_domain::fields::Recorded;
use wenze_domain::shapes::OrganRef;

/// Acts that say how secret the whole case is, where they say it: those by which it comes to be one.
const MARKING: [Kind; 5] = [
    Kind::ReportReceived,
    Kind::ClueOpened,
    Kind::CaseFilingProposed,
    Kind::CaseFiled,
    Kind::AccountabilityInquiryStarted,
];
/// Acts that hand a case, or something of it, to an organ.
const HANDING: [Kind; 7] = [
    Kind::CaseFiled,
    Kind::AccountabilityInquiryStarted,
    Kind::CaseTransferredOut,
    Kind::ReportTransferred,
    Kind::HandlerAssigned,
    Kind::ClueAssigned,
    Kind::RectificationOrdered,
];
/// Acts that name who works on it.
const MANNING: [Kind; 6] = [
    Kind::HandlerAssigned,
    Kind::ReportRegistered,
    Kind::VerificationTeamFormed,
    Kind::InvestigationTeamFormed,
    Kind::ReviewTeamFormed,
    Kind::ReviewPanelFormed,
];

/// Who handles a case, and how secret it is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Noted {
    pub(super) organs: BTreeSet<Uuid>,
    pub(super) confidentiality: Option<Confidentiality>,
    /// Whoever recorded or did something in it, or was put to work on it.
    pub(super) workers: BTreeSet<Uuid>,
}

/// Whether an act of a kind may change more of this than who acted at which office.
pub fn may_move(kind: &str) -> bool {
    let past = ["RecordCorrected", "RecordVoided"].contains(&kind);
    past || Kind::parse(kind)
        .is_some_and(|kind| HANDING.contains(&kind) || MANNING.contains(&kind) || MARKING.contains(&kind))
}

impl Noted {
    pub(crate) fn note(&mut self, case: &Case, event: &Event) {
        let envelope = &event.envelope;
        if self.organs.is_empty() || !is_of_appeal(case, event) {
            let acted = envelope.on_behalf_of.as_ref().and_then(|behalf| behalf.organ_id);
            self.organs.extend([envelope.actor.office_id].into_iter().chain(acted));
        }
        self.organs.extend(handed_to(event).into_iter().flatten());
        let did = envelope.on_behalf_of.as_ref().and_then(|behalf| behalf.person.as_ref()).map(|one| one.person_id);
        self.workers.extend([envelope.actor.person_id].into_iter().chain(did));
        if MANNING.contains(&event.kind()) {
            persons(&event.act().payload(), &mut self.workers);
        }
        if MARKING.contains(&event.kind()) {
            self.confidentiality = envelope.confidentiality.or(self.confidentiality);
        }
    }

    pub(super) fn is_above_ordinary(&self) -> bool {
        matches!(self.confidentiality, Some(Confidentiality::Restricted | Confidentiality::Sealed))
    }
}

/// Whether an act belongs to an appeal, which another organ may have than the one whose case it is.
fn is_of_appeal(case: &Case, event: &Event) -> bool {
    let mut documents = event.refs().ids("document");
    event.envelope.actor.role == Role::AppealOfficer
        || event.refs().ids("appeal").next().is_some()
        || documents.any(|id| case.documents.get(&id).is_some_and(|document| document.appeal.is_some()))
}

/// The organs that an act hands the case, or something of it, to.
fn handed_to(event: &Event) -> [Option<Uuid>; 2] {
    let one = |organ: &Recorded<OrganRef>| organ.known().map(|organ| organ.organ_id);
    match event.act() {
        Act::CaseFiled(p) => [one(&p.organ), p.designated_by.as_ref().and_then(one)],
        Act::AccountabilityInquiryStarted(p) => [one(&p.initiator), None],
        Act::CaseTransferredOut(p) => [one(&p.to_organ), None],
        Act::ReportTransferred(p) => [one(&p.to_organ), None],
        Act::HandlerAssigned(p) => [one(&p.office), None],
        Act::ClueAssigned(p) => [one(&p.to_dept), None],
        Act::RectificationOrdered(p) => [one(&p.responsible_unit), None],
        _ => [None, None],
    }
}

/// The persons of the register that a payload names.
fn persons(payload: &Value, found: &mut BTreeSet<Uuid>) {
    match payload {
        Value::Object(fields) => {
            found.extend(fields.get("person_id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok()));
            fields.values().for_each(|value| persons(value, found));
        }
        Value::Array(all) => all.iter().for_each(|value| persons(value, found)),
        _ => {}
    }
}
