//! Notice, deliberation, responsibility, determination, measure and document.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{Role, TrackCode};
use wenze_domain::regimes::CodeKind;

use super::duties;
use crate::generator::script::{Party, Script, about, code};

/// What is decided of one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// A sanction, the lightest for 0.
    Sanction(usize),
    /// A form of accountability, in the order of the regime.
    Form(usize),
    /// Nothing, on a ground of exemption.
    Exempt,
    /// Nothing, for want of a violation.
    NotSanctioned,
    /// A talk or criticism.
    Minor,
    /// Handed on to another organ.
    Referred,
}

impl Ruling {
    fn outcome(self) -> &'static str {
        match self {
            Self::Sanction(_) => "sanction",
            Self::Form(_) => "accountability_form",
            Self::Exempt => "exempt",
            Self::NotSanctioned => "not_sanctioned",
            Self::Minor => "minor_measure",
            Self::Referred => "referred",
        }
    }
}

/// A pair with its determination and measure.
#[derive(Debug, Clone)]
pub(crate) struct Decided {
    pub(crate) respondent: Uuid,
    pub(crate) human: Option<usize>,
    pub(crate) track: TrackCode,
    pub(crate) determination: Uuid,
    pub(crate) measure: Option<Uuid>,
}

impl Decided {
    /// Its pair as refs write it.
    pub(crate) fn pair(&self) -> String {
        format!("{}/{}", self.respondent, self.track)
    }
}

/// The respondent is told what is intended.
pub(crate) fn notice(s: &mut Script<'_>, party: &Party, rulings: &[(TrackCode, Ruling)], facts: &[Uuid]) {
    s.wait(1, 5);
    let mut proposed: Vec<Value> = Vec::new();
    for (track, ruling) in rulings {
        let (kind, months) = match *ruling {
            Ruling::Sanction(rank) => sanction(s, *track, rank),
            Ruling::Form(rank) => (form(s, *track, party, rank), json!("not_recorded")),
            _ => (json!("not_recorded"), json!("not_recorded")),
        };
        proposed.push(json!({ "track": code(*track), "kind": kind, "months": months }));
    }
    let payload = json!({
        "proposed": proposed, "basis": s.basis(rulings[0].0), "method": *s.dice.pick(&["direct", "direct", "mail"]),
    });
    let pairs: Vec<String> = rulings.iter().map(|(track, _)| format!("{}/{track}", party.id)).collect();
    let refs = json!({ "respondent": [party.id], "track": pairs, "fact": facts });
    s.act(Kind::PreDecisionNoticeServed, &refs, &payload);
}

/// The organisation department or the unit is asked what it thinks.
pub(crate) fn solicited(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(1, 4);
    let payload = json!({
        "from": *s.dice.pick(&["org_dept", "org_dept", "unit"]), "reply_on": s.soon(3, 8), "reply": s.say("opinion_reply"),
    });
    s.act(Kind::OpinionSolicited, &about(parties), &payload);
}

/// The deciding body meets.
pub(crate) fn meeting(s: &mut Script<'_>, parties: &[Party]) -> Uuid {
    let mut refs = about(parties);
    let meeting = s.id("meeting");
    refs["meeting"] = json!([meeting]);
    let payload = minutes(s, parties);
    s.act(Kind::DecisionMeetingHeld, &refs, &payload);
    meeting
}

/// What the minutes of a meeting say; the day moves to that of the meeting.
pub(super) fn minutes(s: &mut Script<'_>, parties: &[Party]) -> Value {
    s.wait(3, 12);
    let (fixed, notified) = (s.ago(4, 6), s.ago(2, 3));
    let entitled = s.dice.between(7, 11);
    let present = entitled - s.dice.between(0, 2);
    let against = i64::from(s.chance(25));
    let mut items: Vec<Value> = Vec::new();
    for party in parties {
        for track in &party.tracks {
            items.push(json!({
                "respondent": party.id, "track": code(*track), "for": present - against, "against": against, "abstain": 0,
            }));
        }
    }
    let on = s.on();
    let steps: Vec<Value> = [
        ("agenda", &fixed),
        ("material", &fixed),
        ("notice", &notified),
        ("consult", &notified),
        ("discussion", &on),
        ("vote", &on),
        ("resolution", &on),
    ]
    .iter()
    .filter(|(step, _)| s.careful || !matches!(*step, "material" | "consult"))
    .map(|(step, on)| json!({ "step": step, "on": on }))
    .collect();
    let recused = if s.chance(12) { json!([s.person(s.official(0))]) } else { json!([]) };
    json!({
        "body": s.organ(s.desk().committee),
        "body_kind": "standing_committee",
        "form": if s.keeps(92) { "meeting" } else { "circulation" },
        "agenda_fixed_on": fixed,
        "notice_on": notified,
        "entitled": entitled,
        "present": present,
        "attendees": [s.by(Role::CommitteeHead), s.by(Role::OrganHead), s.by(Role::OrgDept)],
        "recused": recused,
        "steps": steps,
        "items": items,
        "dissent": if against > 0 { json!([s.say("dissent")]) } else { json!("not_recorded") },
        "minutes_sha256": s.digest(),
    })
}

/// Who is responsible how, and what weighs.
pub(crate) fn attributed(
    s: &mut Script<'_>,
    party: &Party,
    track: TrackCode,
    rank: usize,
    meeting: Uuid,
    facts: &[Uuid],
) {
    let refs = json!({
        "meeting": [meeting], "respondent": [party.id], "track": [format!("{}/{track}", party.id)], "fact": facts,
    });
    let (class, role) = match (party.human, rank) {
        (None, _) => ("entity", "principal"),
        (_, 0) => (*s.dice.pick(&["main_leadership", "overall_leadership"]), "principal"),
        (_, 1) => (*s.dice.pick(&["main_leadership", "important_leadership"]), "direct_supervisor"),
        (_, 2) => ("direct", "handler"),
        _ => (*s.dice.pick(&["direct", "supervisory"]), "participating_member"),
    };
    let duty = s.fill(&s.matter.duty.clone());
    let causal = s.fill(&s.matter.causal.clone());
    let objected = s.chance(8);
    let shared = matches!(track, TrackCode::Accountability | TrackCode::Petition);
    let objected = (objected && !(s.careful && party.human.is_none())) || (track == TrackCode::Petition && rank == 3);
    let collective = party.human.is_none() || (s.careful && shared);
    let class = if s.careful { duties::class((track, objected), party, role, class) } else { class };
    let mut payload = json!({
        "class": class, "role": role, "collective": collective,
        "duty_ref": { "text": duty }, "objection_recorded": objected, "causal_link": causal,
    });
    if objected {
        payload["recorded_objection_ref"] = s.text("objection_note");
    }
    if s.matter.discipline == "organisational" {
        payload["appointment_fault"] = json!("decision");
    }
    s.act(Kind::ResponsibilityAttributed, &refs, &payload);
    let list = |s: &mut Script<'_>, list, percent| {
        let codes = s.codes(track, list, None);
        let found = s.chance(percent);
        s.dice.maybe(&codes).filter(|_| found).cloned().into_iter().collect::<Vec<String>>()
    };
    let payload = json!({
        "mitigating": list(s, CodeKind::Mitigating, 60),
        "aggravating": list(s, CodeKind::Aggravating, 15),
        "exempting": [],
    });
    s.act(Kind::CircumstancesFound, &refs, &payload);
}

/// The determination of one pair, with its measure.
pub(crate) fn determined(
    s: &mut Script<'_>,
    party: &Party,
    track: TrackCode,
    ruling: Ruling,
    meeting: Uuid,
    facts: &[Uuid],
) -> Decided {
    let pair = format!("{}/{track}", party.id);
    if ruling == Ruling::Exempt {
        exempted(s, party, track, meeting);
    }
    let determination = s.id("determination");
    let refs = json!({
        "determination": [determination], "meeting": [meeting], "respondent": [party.id], "track": [pair], "fact": facts,
    });
    let payload = json!({
        "outcome": ruling.outcome(),
        "decision_or_proposal": if s.chance(90) { "decision" } else { "proposal" },
        "body": s.organ(s.desk().committee),
        "body_kind": "standing_committee",
        "basis": s.basis(track),
    });
    s.act(Kind::DeterminationMade, &refs, &payload);
    let refs =
        json!({ "determination": [determination], "meeting": [meeting], "respondent": [party.id], "track": [pair] });
    let measure = match ruling {
        Ruling::Sanction(rank) => Some(sanctioned(s, refs, track, rank, facts)),
        Ruling::Form(rank) => Some(formed(s, refs, party, track, rank)),
        _ => None,
    };
    Decided { respondent: party.id, human: party.human, track, determination, measure }
}

fn exempted(s: &mut Script<'_>, party: &Party, track: TrackCode, meeting: Uuid) {
    let grounds = s.codes(track, CodeKind::ExemptionGround, None);
    let ground = s.dice.maybe(&grounds).map_or(json!("not_recorded"), |ground| json!(ground));
    let payload = json!({
        "ground_code": ground, "extent": *s.dice.pick(&["no", "waived"]), "reasons": s.say("exemption"),
    });
    let refs = json!({ "meeting": [meeting], "respondent": [party.id], "track": [format!("{}/{track}", party.id)] });
    s.act(Kind::ExemptionGranted, &refs, &payload);
}

fn sanctioned(s: &mut Script<'_>, mut refs: Value, track: TrackCode, rank: usize, facts: &[Uuid]) -> Uuid {
    let measure = s.id("measure");
    refs["measure"] = json!([measure]);
    let (kind, months) = sanction(s, track, rank);
    let regime = match track {
        TrackCode::Gov => "gov",
        TrackCode::Employer => "employer",
        _ => "party",
    };
    let demoted = rank >= 2;
    let counted = if s.careful { facts.len() } else { 1 };
    let violations: Vec<Value> =
        facts.iter().take(counted).map(|fact| json!({ "fact": fact, "kind": kind, "months": months })).collect();
    let payload = json!({
        "regime": regime,
        "kind": kind,
        "effective_on": s.on(),
        "months": months,
        "posts": if demoted { json!([s.say("rank_posts")]) } else { json!("not_recorded") },
        "new_rank": if demoted { json!(s.say("new_rank")) } else { json!("not_recorded") },
        "per_violation": violations,
    });
    s.act(Kind::SanctionImposed, &refs, &payload);
    measure
}

fn formed(s: &mut Script<'_>, mut refs: Value, party: &Party, track: TrackCode, rank: usize) -> Uuid {
    let measure = s.id("measure");
    refs["measure"] = json!([measure]);
    let form = form(s, track, party, rank);
    let situations = s.codes(track, CodeKind::Situation, None);
    let chosen: Vec<&String> = s.dice.maybe(&situations).into_iter().collect();
    let payload = json!({
        "target": code(party.kind()), "form": form, "combined_with": [], "situations": chosen, "until": "not_recorded",
    });
    s.act(Kind::AccountabilityFormDecided, &refs, &payload);
    measure
}

/// A kind of sanction and its months, in the regime of the day.
pub(super) fn sanction(s: &mut Script<'_>, track: TrackCode, rank: usize) -> (Value, Value) {
    let target = (track == TrackCode::Party).then_some(wenze_domain::codes::RespondentKind::Cadre);
    let kinds = s.codes(track, CodeKind::SanctionKind, target);
    let Some(kind) = kinds.get(rank.min(kinds.len().saturating_sub(1))) else {
        return (json!("not_recorded"), json!("not_recorded"));
    };
    let regimes = wenze_domain::regimes::Regimes::shipped();
    let whose = (track, wenze_domain::regimes::Employment::CivilService);
    let version = regimes.find_on_track(CodeKind::SanctionKind, kind, whose, Some(s.day));
    let entry = version.and_then(|version| version.entry(CodeKind::SanctionKind, kind));
    let months = entry.and_then(|entry| entry.months().or(entry.months_choice().first().copied()));
    (json!(kind), months.map_or(json!("not_recorded"), |months| json!(months)))
}

fn form(s: &mut Script<'_>, track: TrackCode, party: &Party, rank: usize) -> Value {
    let forms = s.codes(track, CodeKind::AccountabilityForm, Some(party.kind()));
    forms.get(rank.min(forms.len().saturating_sub(1))).map_or(json!("not_recorded"), |form| json!(form))
}

/// Another body approves, where the post of the respondent asks for it.
pub(crate) fn approved(s: &mut Script<'_>, decided: &[Decided]) {
    s.wait(2, 8);
    let above = s.cast.organs[s.desk().commission].parent.unwrap_or(0);
    let refs = json!({ "determination": decided.iter().map(|one| one.determination).collect::<Vec<_>>() });
    let payload = json!({
        "organ": s.organ(above),
        "organ_kind": *s.dice.pick(&["superior_cdi", "committee", "branch_meeting"]),
        "result": if s.keeps(90) { "approved" } else { "changed" },
        "approval": s.approval(Role::CommitteeHead),
    });
    s.act(Kind::DecisionApproved, &refs, &payload);
}

/// The document with the determinations of one respondent.
pub(crate) fn document(s: &mut Script<'_>, determinations: &[Uuid], appeal: Option<Uuid>) -> Uuid {
    s.soon_after(1, 5);
    let document = s.id("document");
    let mut refs = json!({ "document": [document] });
    if !determinations.is_empty() {
        refs["determination"] = json!(determinations);
    }
    if let Some(appeal) = appeal {
        refs["appeal"] = json!([appeal]);
    }
    let payload = json!({
        "doc_no": s.paper("决"),
        "contents_check": {
            "person": true, "facts": true, "kind_basis": true, "remedy": s.keeps(90), "organ_date": true, "seal": s.keeps(97),
        },
        "sha256": s.digest(),
    });
    s.act(Kind::DecisionDocumentIssued, &refs, &payload);
    document
}
