//! Investigation: team, plan, evidence, talks, facts, the facts put before the respondent, the defence, the report.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{Role, TrackCode};

use super::{duties, record, recusal};
use crate::generator::script::{Party, Script, about, code};

/// A team is formed and its plan approved.
pub(crate) fn begun(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(1, 6);
    let members = s.members(Role::Inspector, 4);
    let roles: Vec<Value> = members
        .iter()
        .enumerate()
        .map(|(n, member)| json!({ "person_id": member["person_id"], "role": if n == 0 { "deputy_lead" } else { "member" } }))
        .collect();
    let payload = json!({
        "members": members, "roles": roles, "lead": s.by(Role::TeamLead), "approval": s.approval(Role::OrganHead),
    });
    s.act(Kind::InvestigationTeamFormed, &about(parties), &payload);
    s.wait(1, 5);
    let payload = json!({
        "meeting_ref": s.text("plan"),
        "measures": s.dice.some(&["interview", "inquiry", "query", "records", "on_site"], 3),
        "approval": s.approval(Role::OrganHead),
    });
    s.act(Kind::InvestigationPlanApproved, &about(parties), &payload);
}

/// Evidence is gathered; the ids are those of the facts that come of it.
pub(crate) fn run(s: &mut Script<'_>, parties: &[Party], rounds: i64) -> Vec<Uuid> {
    let respondents: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let mut found = Vec::new();
    for _ in 0..rounds {
        s.wait(3, 18);
        let id = s.id("evidence");
        let payload = evidence(s);
        s.act(Kind::EvidenceCollected, &json!({ "evidence": [id], "respondent": respondents }), &payload);
        found.push(id);
        s.wait(1, 9);
        let id = s.id("evidence");
        let party = s.dice.pick(parties).clone();
        let (person, role) = match party.human {
            Some(human) => (human, "respondent"),
            None => (s.official(2), "witness"),
        };
        let payload = interview(s, person, role);
        s.act(Kind::InterviewRecorded, &json!({ "evidence": [id], "respondent": [party.id] }), &payload);
        if s.chance(50) {
            s.amend(|request| {
                let started = request["payload"]["started_at"].as_str().and_then(|at| at.split_once('T'));
                request["occurred"]["time"] = json!(started.map(|(_, time)| time.to_owned()));
            });
        }
        found.push(id);
    }
    unforeseen(s, parties, &mut found);
    facts(s, parties, &found)
}

/// What comes in between: somebody may not go on, evidence changes hands or does not count, time runs out.
fn unforeseen(s: &mut Script<'_>, parties: &[Party], found: &mut Vec<Uuid>) {
    if s.chance(12) {
        recusal::raised(s, parties);
    } else if s.chance(6) {
        team_changed(s, parties, "team_changed");
    }
    if s.chance(6) {
        recusal::interfered(s, parties);
    }
    if s.chance(20) {
        handed_over(s, &found[..1], "custody");
    }
    if found.len() > 2 && s.chance(10) {
        s.wait(1, 6);
        let excluded: Vec<Uuid> = found.pop().into_iter().collect();
        let payload = json!({ "ground": s.say("exclusion_ground"), "by": s.by(Role::Reviewer) });
        s.act(Kind::EvidenceExcluded, &json!({ "evidence": excluded }), &payload);
    }
    if s.chance(12) {
        s.wait(1, 5);
        let payload = more_time(s);
        s.act(Kind::InvestigationDeadlineExtended, &about(parties), &payload);
    }
    if s.chance(12) {
        suspended(s, parties);
    }
}

/// One member leaves the team and another comes.
pub(super) fn team_changed(s: &mut Script<'_>, parties: &[Party], reason: &str) {
    s.wait(1, 4);
    let members = s.members(Role::Inspector, 4);
    let gone: Vec<&Value> = members.last().into_iter().collect();
    let respondents: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let payload = json!({
        "added": [s.by(Role::TeamLead)], "removed": gone, "reason": s.say(reason), "approval": s.approval(Role::OrganHead),
    });
    s.plot.one_left = true;
    s.act(Kind::TeamChanged, &json!({ "respondent": respondents }), &payload);
}

/// What the procuratorate asks for besides is gathered and reported.
pub(super) fn supplemented(s: &mut Script<'_>, party: &Party) -> Vec<Uuid> {
    s.wait(5, 15);
    let id = s.id("evidence");
    let payload = evidence(s);
    s.act(Kind::EvidenceCollected, &json!({ "evidence": [id], "respondent": [party.id] }), &payload);
    reported(s, std::slice::from_ref(party), &[]);
    vec![id]
}

/// Evidence goes into other hands.
pub(super) fn handed_over(s: &mut Script<'_>, evidence: &[Uuid], purpose: &str) {
    s.wait(1, 5);
    let payload = json!({
        "from": s.say("evidence_from"),
        "to": s.say(&format!("evidence_to_{purpose}")),
        "purpose": purpose,
        "receipt": s.paper("证交"),
    });
    s.act(Kind::EvidenceHandedOver, &json!({ "evidence": evidence }), &payload);
}

/// More time for what cannot be finished in time.
pub(super) fn more_time(s: &mut Script<'_>) -> Value {
    json!({ "until": s.ahead(25, 32), "ground": s.say("more_time"), "approval": s.approval(Role::OrganHead) })
}

/// What was gathered, by whom and from where.
pub(super) fn evidence(s: &mut Script<'_>) -> Value {
    json!({
        "kind": *s.dice.pick(&["documentary", "testimony", "electronic", "physical", "expert", "inspection_record"]),
        "officers": s.members(Role::Inspector, 2),
        "from": s.say("source_of_evidence"),
        "sha256": s.digest(),
        "record_ref": { "text": s.of_matter(|matter| &matter.evidence) },
    })
}

/// A talk put on record.
pub(super) fn interview(s: &mut Script<'_>, person: usize, role: &str) -> Value {
    let from = *s.dice.pick(&[8, 9, 14, 15]);
    let length = s.dice.between(1, 2);
    json!({
        "person": s.person(person),
        "role": role,
        "officers": s.members(Role::Inspector, 2),
        "place": s.say("interview_place"),
        "started_at": format!("{}T{from:02}:{:02}", s.on(), s.dice.between(0, 5) * 10),
        "ended_at": format!("{}T{:02}:{:02}", s.on(), from + length, s.dice.between(0, 5) * 10),
        "record_sha256": s.digest(),
        "signed": s.keeps(95),
        "credentials_shown": s.keeps(97),
    })
}

fn facts(s: &mut Script<'_>, parties: &[Party], evidence: &[Uuid]) -> Vec<Uuid> {
    let mut listed = Vec::new();
    // A careful investigation of one person sometimes finds two violations.
    let twice = s.careful && parties.len() == 1 && s.chance(40);
    for party in parties.iter().chain(parties.iter().filter(|_| twice)) {
        s.wait(0, 4);
        let id = s.id("fact");
        let text = s.of_matter(|matter| &matter.facts);
        let from = s.ago(700, 1100);
        let mut payload = json!({
            "text_ref": { "text": text },
            "conduct": {
                "from": from.get(..7).unwrap_or(&from), "to": s.ago(300, 500), "precision": *s.dice.pick(&["month", "day"]),
            },
            "misuse": s.matter.misuse,
            "discipline": s.matter.discipline,
            "disputed": s.chance(20),
        });
        if s.chance(30) {
            payload["power_code"] = json!("project_approval");
            payload["risk_code"] = json!("medium");
        }
        let proof: Vec<&Uuid> = s.dice.some(evidence, 3);
        let refs = json!({ "fact": [id], "respondent": [party.id], "track": party.pairs(), "evidence": proof });
        s.act(Kind::FactListed, &refs, &payload);
        listed.push(id);
    }
    listed
}

fn suspended(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(2, 8);
    let payload = json!({ "ground": s.say("suspension_ground"), "approval": s.approval(Role::OrganHead) });
    s.act(Kind::InvestigationSuspended, &about(parties), &payload);
    s.wait(15, 70);
    let payload = json!({ "recompute_rule": "exclude_suspended", "approval": s.approval(Role::OrganHead) });
    s.act(Kind::InvestigationResumed, &about(parties), &payload);
}

/// The facts are put before each respondent, who answers and defends.
pub(crate) fn heard(s: &mut Script<'_>, parties: &[Party], facts: &[Uuid]) {
    for (party, fact) in parties.iter().zip(facts.iter().chain(std::iter::repeat(&facts[0]))) {
        s.wait(2, 9);
        let shown = if s.careful && parties.len() == 1 { facts } else { std::slice::from_ref(fact) };
        let refs = json!({ "respondent": [party.id], "track": party.pairs(), "fact": shown });
        let payload = json!({ "material_sha256": s.digest(), "by": s.members(Role::Inspector, 2) });
        s.act(Kind::FactMaterialPresented, &refs, &payload);
        s.wait(0, 3);
        let position = *s.dice.pick(&["agree", "agree", "partly", "disagree", "refused"]);
        let witness =
            if position == "refused" { json!("见证人:办公室工作人员") } else { json!("not_recorded") };
        let payload = json!({ "position": position, "text_ref": s.text("opinion_text"), "witness": witness });
        let refs = json!({ "respondent": [party.id], "track": party.pairs() });
        s.act(Kind::RespondentOpinionSigned, &refs, &payload);
        defended(s, party, position);
    }
}

pub(crate) fn defended(s: &mut Script<'_>, party: &Party, position: &str) {
    let refs = json!({ "respondent": [party.id], "track": party.pairs() });
    s.wait(0, 4);
    if position == "agree" && s.chance(50) {
        let record = if s.careful { s.text("opinion_text") } else { json!("not_recorded") };
        let payload = json!({ "form": "waived", "arguments": [], "record_ref": record });
        s.act(Kind::DefenceHeard, &refs, &payload);
        return;
    }
    let arguments: Vec<Uuid> = (0..s.dice.between(1, 2)).map(|_| s.id("argument")).collect();
    let listed: Vec<Value> =
        arguments.iter().map(|id| json!({ "argument": id, "text": s.of_matter(|matter| &matter.defences) })).collect();
    let form = *s.dice.pick(&["oral", "written"]);
    let payload = json!({ "form": form, "arguments": listed, "record_ref": s.text("opinion_text") });
    s.act(Kind::DefenceHeard, &refs, &payload);
    for argument in arguments {
        s.wait(1, 7);
        let payload = json!({
            "result": s.say("defence_result"), "adopted": *s.dice.pick(&["yes", "partly", "no"]), "reason": s.say("defence_reason"),
        });
        s.act(Kind::DefenceVerified, &json!({ "respondent": [party.id], "argument": [argument] }), &payload);
    }
    if position == "disagree" || (s.careful && position != "agree") {
        s.wait(0, 3);
        let payload = json!({ "text_ref": s.text("disagreement") });
        s.act(Kind::DisagreementExplained, &refs, &payload);
    }
}

/// The team reports, and the report is approved.
pub(crate) fn reported(s: &mut Script<'_>, parties: &[Party], facts: &[Uuid]) {
    s.wait(3, 15);
    let pairs: Vec<(Uuid, TrackCode)> =
        parties.iter().flat_map(|party| party.tracks.iter().map(|track| (party.id, *track))).collect();
    let proposals: Vec<Value> = pairs
        .into_iter()
        .map(|(id, track)| json!({ "respondent": id, "track": code(track), "proposal": s.say("proposal") }))
        .collect();
    let payload = json!({
        "collective_discussion_ref": s.text("review_meeting"),
        "discussed_on": s.ago(1, 4),
        "signatories": duties::signatories(s, 4),
        "proposal_per_respondent": proposals,
        "contents_check": {
            "facts": true, "attitude": s.keeps(92), "defence": s.keeps(90), "responsibility": true, "proposal": true,
        },
    });
    let mut refs = about(parties);
    refs["fact"] = json!(facts);
    let key = s.act(Kind::InvestigationReportSubmitted, &refs, &payload);
    if s.chance(60) {
        record::material_approved(s, key);
    }
}

/// The case is taken back before a decision.
pub(crate) fn withdrawn(s: &mut Script<'_>, parties: &[Party]) {
    s.wait(5, 20);
    let payload = json!({
        "ground": s.say("withdrawn_ground"), "approval": s.approval(Role::OrganHead), "told_org_on": s.soon(1, 5),
    });
    s.act(Kind::CaseWithdrawn, &about(parties), &payload);
}
