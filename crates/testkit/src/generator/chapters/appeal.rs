//! Appeals, what they lead to, and decisions put right without one.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{Role, TrackCode};

use super::check;
use super::decision::{self, Decided};
use super::duties;
use super::execution;
use crate::generator::script::{EVENT_MARK, Party, Script};

/// An appeal under way.
#[derive(Debug, Clone)]
pub(crate) struct Appeal {
    pub(crate) id: Uuid,
    decided: Decided,
}

impl Appeal {
    fn refs(&self) -> Value {
        json!({ "appeal": [self.id] })
    }
}

/// An appeal is filed against one determination.
pub(crate) fn filed(s: &mut Script<'_>, decided: &Decided, route: &str, prior: Option<&Appeal>) -> Appeal {
    s.wait(5, 28);
    let id = s.id("appeal");
    let mut refs = json!({
        "appeal": [id], "determination": [decided.determination], "respondent": [decided.respondent],
    });
    if let Some(prior) = prior {
        refs["prior_appeal"] = json!([prior.id]);
    }
    let grounds: Vec<String> = (0..s.dice.between(1, 2)).map(|_| s.say("appeal_grounds")).collect();
    let payload = json!({
        "route": route,
        "received_on": s.soon(0, 3),
        "known_on": s.ago(5, 20),
        "action_code": "not_recorded",
        "grounds": grounds,
        "relief": s.say("appeal_relief"),
    });
    s.act(Kind::AppealFiled, &refs, &payload);
    Appeal { id, decided: decided.clone() }
}

/// A complaint of a measure of the investigation, taken up and answered; `prior` is the one whose answer did not satisfy.
pub(crate) fn of_a_measure(s: &mut Script<'_>, party: &Party, prior: Option<&Appeal>) -> Appeal {
    s.wait(3, 10);
    let id = s.id("appeal");
    let mut refs = json!({ "appeal": [id], "respondent": [party.id] });
    if let Some(prior) = prior {
        refs["prior_appeal"] = json!([prior.id]);
    }
    let payload = json!({
        "route": "measure_complaint",
        "received_on": s.on(),
        "known_on": s.ago(1, 3),
        "action_code": "not_recorded",
        "grounds": [s.say("appeal_grounds")],
        "relief": s.say("appeal_relief"),
    });
    s.act(Kind::AppealFiled, &refs, &payload);
    let decided =
        Decided { respondent: party.id, human: party.human, track: TrackCode::Gov, determination: id, measure: None };
    let appeal = Appeal { id, decided };
    accepted(s, &appeal);
    s.wait(3, 12);
    let payload = json!({
        "opinion": s.say("panel_opinion"), "votes": { "for": 3, "against": 0, "abstain": 0 }, "dissent": "not_recorded",
    });
    s.act(Kind::PanelOpinionGiven, &appeal.refs(), &payload);
    s.wait(1, 5);
    let payload = json!({
        "outcome": "upheld", "per_determination": [], "grounds": [], "body": s.commission(),
    });
    s.act(Kind::AppealDecided, &appeal.refs(), &payload);
    let document = decision::document(s, &[], Some(appeal.id));
    let refs = json!({ "document": [document], "appeal": [appeal.id], "respondent": [party.id] });
    duties::told_all(s, &refs, true);
    appeal
}

/// The appeal came late, and an obstacle is heard as the reason.
pub(crate) fn excused(s: &mut Script<'_>, appeal: &Appeal) {
    s.wait(1, 5);
    let payload = json!({
        "obstacle": s.say("obstacle"),
        "ended_on": s.ago(8, 20),
        "asked_on": s.ago(1, 5),
        "granted": s.chance(75),
        "approval": s.approval(Role::OrganHead),
    });
    s.act(Kind::AppealTimeExtensionDecided, &appeal.refs(), &payload);
}

/// The appeal is not taken up.
pub(crate) fn refused(s: &mut Script<'_>, appeal: &Appeal) {
    s.wait(3, 10);
    let payload = json!({ "ground": s.say("appeal_refused"), "next_route": "not_recorded" });
    s.act(Kind::AppealRefused, &appeal.refs(), &payload);
}

/// The appeal goes to the body that must decide it.
pub(crate) fn passed_on(s: &mut Script<'_>, appeal: &Appeal) {
    s.wait(2, 8);
    let payload = json!({ "to_organ": s.organ(s.desk().org_dept) });
    s.act(Kind::AppealPassedOn, &appeal.refs(), &payload);
}

/// The appeal is taken up and given to a panel.
pub(crate) fn accepted(s: &mut Script<'_>, appeal: &Appeal) {
    // An appeal does not stop what has to be put right.
    duties::all_report(s, &[]);
    s.wait(2, 7);
    let payload = json!({ "told_on": s.soon(0, 3) });
    s.act(Kind::AppealAccepted, &appeal.refs(), &payload);
    s.wait(1, 5);
    let members = s.members(Role::AppealOfficer, 3);
    let payload = json!({ "members": members, "chair": s.by(Role::AppealOfficer), "conflict_check": s.keeps(95) });
    s.act(Kind::ReviewPanelFormed, &appeal.refs(), &payload);
}

/// The appellant takes it back.
pub(crate) fn withdrawn(s: &mut Script<'_>, appeal: &Appeal) {
    s.wait(3, 15);
    s.act(Kind::AppealWithdrawn, &appeal.refs(), &json!({}));
}

/// The panel works, the appeal is decided, the result served.
pub(crate) fn decided(s: &mut Script<'_>, appeal: &Appeal, party: &Party, outcome: &str) {
    examined(s, appeal, party);
    if s.chance(60) {
        check::signed(s, appeal.id, appeal.decided.determination);
    }
    s.wait(3, 12);
    let refs = json!({ "appeal": [appeal.id], "determination": [appeal.decided.determination] });
    let (kind, months) = match (outcome, appeal.decided.track) {
        ("varied", TrackCode::Party | TrackCode::Gov | TrackCode::Employer) => {
            decision::sanction(s, appeal.decided.track, 0)
        }
        ("varied", _) => (json!("notification"), json!("not_recorded")),
        _ => (json!("not_recorded"), json!("not_recorded")),
    };
    let drawn = *s.dice.pick(&["facts", "evidence", "wrong_law", "procedure", "improper"]);
    let grounds = if s.careful { duties::grounds(outcome, drawn) } else { vec![drawn] };
    let payload = json!({
        "outcome": outcome,
        "per_determination": [{
            "determination": appeal.decided.determination, "outcome": outcome, "kind": kind, "months": months,
        }],
        "grounds": grounds,
        "body": s.organ(s.desk().committee),
    });
    s.act(Kind::AppealDecided, &refs, &payload);
    let document = decision::document(s, &[], Some(appeal.id));
    if s.careful {
        let refs = json!({ "document": [document], "appeal": [appeal.id], "respondent": [party.id] });
        duties::told_all(s, &refs, party.human.is_some());
        duties::archived(s, &refs, "");
        return;
    }
    s.wait(1, 6);
    let refs = json!({ "document": [document], "appeal": [appeal.id], "respondent": [party.id] });
    let payload = execution::service(s, party.human.is_some());
    s.act(Kind::DecisionServed, &refs, &payload);
}

fn examined(s: &mut Script<'_>, appeal: &Appeal, party: &Party) {
    s.wait(2, 8);
    let refs = json!({ "appeal": [appeal.id], "determination": [appeal.decided.determination] });
    let payload = json!({ "bundle_hash": s.digest() });
    s.act(Kind::OriginalFileRecalled, &refs, &payload);
    if s.chance(50) {
        s.wait(2, 10);
        let refs = json!({ "evidence": [s.id("evidence")], "appeal": [appeal.id] });
        let payload = super::investigation::evidence(s);
        s.act(Kind::EvidenceCollected, &refs, &payload);
    }
    if s.chance(20) {
        s.wait(5, 20);
        let payload = json!({
            "until": s.ahead(25, 60), "ground": s.say("appeal_extension_ground"), "approval": s.approval(Role::OrganHead),
        });
        s.act(Kind::AppealDeadlineExtended, &appeal.refs(), &payload);
    }
    s.wait(3, 12);
    let payload = json!({
        "opinion": s.say("panel_opinion"),
        "votes": { "for": 3, "against": i64::from(s.chance(20)), "abstain": 0 },
        "dissent": if s.chance(20) { json!([s.say("dissent")]) } else { json!("not_recorded") },
    });
    s.act(Kind::PanelOpinionGiven, &appeal.refs(), &payload);
    if s.chance(40) {
        let meeting = s.id("meeting");
        let payload = decision::minutes(s, std::slice::from_ref(party));
        let refs = json!({ "meeting": [meeting], "respondent": [party.id], "appeal": [appeal.id] });
        s.act(Kind::DecisionMeetingHeld, &refs, &payload);
    }
}

/// What was taken is given back.
pub(crate) fn restored(s: &mut Script<'_>, appeal: &Appeal) {
    let Decided { respondent, determination, measure, .. } = appeal.decided;
    s.wait(5, 20);
    let mut refs = json!({ "appeal": [appeal.id], "determination": [determination], "respondent": [respondent] });
    let payload = json!({ "audience": *s.dice.pick(&["branch_all", "unit"]), "scope": s.say("restored_scope") });
    s.act(Kind::ReputationRestored, &refs, &payload);
    s.wait(2, 15);
    if let Some(measure) = measure {
        refs["measure"] = json!([measure]);
    }
    s.act(Kind::RankRestored, &refs, &json!({ "items": ["rank", "pay", "assessment"] }));
    if s.keeps(80) {
        s.wait(5, 30);
        let drawn = *s.dice.pick(&["pay", "pay", "property", "fine"]);
        let kind = if s.careful { "pay" } else { drawn };
        let payload = json!({ "kind": kind, "amount_ref": s.text("amount") });
        s.act(Kind::CompensationPaid, &refs, &payload);
    }
}

/// A mistake in a decision is found and put right without an appeal.
pub(crate) fn corrected(s: &mut Script<'_>, decided: &Decided, key: Option<usize>) {
    s.wait(10, 60);
    let mut refs = json!({ "determination": [decided.determination] });
    if let Some(key) = key {
        refs["event"] = json!([format!("{EVENT_MARK}{key}")]);
    }
    let payload = json!({
        "by": s.by(Role::Reviewer),
        "kind": *s.dice.pick(&["basis", "responsibility", "procedure"]),
        "ref": s.text("error_note"),
    });
    s.act(Kind::ErrorDiscovered, &refs, &payload);
    if s.chance(70) {
        s.wait(2, 10);
        let payload = json!({ "by_superior": s.chance(60), "to": s.commission(), "due_on": s.ahead(20, 45) });
        s.act(Kind::CorrectionOrdered, &refs, &payload);
    }
    s.wait(3, 15);
    let (olds, news) = (s.texts.phrase("corrected_old"), s.texts.phrase("corrected_new"));
    let at = s.dice.below(olds.len().min(news.len()));
    let payload = json!({ "old": olds[at], "new": news[at], "body": s.organ(s.desk().committee) });
    s.act(Kind::DecisionCorrected, &json!({ "determination": [decided.determination] }), &payload);
}
