//! Stories that only a careful generator tells. Each engages rules that no story of a world is judged by: other regimes,
//! other routes of appeal, sides of a procedure that are rare.

use serde_json::json;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::TrackCode::{self, Accountability, Employer, Gov, Party as PartyTrack, Petition};

use super::cases::{decided_of_one, filed, sanction};
use super::{appeals, carried_out, clue_of_some_source, determined, inquiries, investigated, sole};
use crate::generator::chapters::decision::Ruling;
use crate::generator::chapters::{
    appeal, clarification, clue, duties, execution, intake, investigation, personnel, rectification, referral,
};
use crate::generator::script::{Concerns, Script};

/// A matter of the employer alone.
pub(super) fn by_the_employer(s: &mut Script<'_>) {
    s.plot.only = Some(Employer);
    sanction(s);
}

/// The employer's decision goes through both instances, or comes back.
pub(super) fn employer_appealed(s: &mut Script<'_>) {
    s.plot.only = Some(Employer);
    match s.dice.below(3) {
        0 => appeals::varied(s),
        1 => appeals::revoked(s),
        _ => appeals::remanded(s),
    }
}

/// A civil servant goes through all three instances; the execution rests only after them.
pub(super) fn third_instance(s: &mut Script<'_>) {
    s.plot.only = Some(Employer);
    s.plot.rests = true;
    let (_, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    let one = decided[0].clone();
    let mut before = None;
    for (route, outcome) in [("cs_reexam", "upheld"), ("cs_appeal", "upheld"), ("cs_second_appeal", "varied")] {
        let next = appeal::filed(s, &one, route, before.as_ref());
        appeal::accepted(s, &next);
        appeal::decided(s, &next, &party, outcome);
        before = Some(next);
    }
    if let Some(measure) = one.measure {
        execution::suspended(s, measure);
    }
    execution::reported(s, &decided);
    execution::closed(s, &[]);
}

/// A decision of the supervisory organ is reviewed, and its execution rests only after that.
pub(super) fn suspended_after_review(s: &mut Script<'_>) {
    s.plot.only = Some(Gov);
    s.plot.rests = true;
    let (_, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    let one = decided[0].clone();
    let review = appeal::filed(s, &one, "sup_review", None);
    appeal::accepted(s, &review);
    appeal::decided(s, &review, &party, "upheld");
    if let Some(measure) = one.measure {
        execution::suspended(s, measure);
    }
    execution::reported(s, &decided);
    execution::closed(s, &[]);
}

/// A matter of petition that comes in as such, and a recommendation that follows from it.
pub(super) fn petition(s: &mut Script<'_>) {
    let report = intake::report(s, false, None);
    if let Some(note) = s.notes.iter_mut().find(|note| note.kind == Kind::ReportReceived) {
        note.request["regime"] = json!({ "regime": "cn-petition" });
        note.request["payload"]["reporter_kind"] = json!("real_name");
    }
    intake::accepted(s, report, true);
    let clue = clue::opened(s, &[report]);
    clue::disposed(s, &clue, "interview_inquiry");
    clue::interviewed(s, &clue, "minor_measure");
    clue::closed(s, &clue, "minor_handled");
    intake::answered(s, report);
    let item = rectification::ordered(s, None, "recommendation");
    s.amend(|request| request["regime"] = json!({ "regime": "cn-petition" }));
    rectification::begun(s, item);
    rectification::settled(s, item, 0);
}

/// Responsibility for petition work: who decided answers, and the matter is put right step by step.
pub(super) fn petition_responsibility(s: &mut Script<'_>) {
    let (_, _, all) = inquiries::decided_on(s, Petition, false);
    for decided in &all {
        carried_out(s, decided);
    }
    let item = rectification::ordered(s, all[0].first(), "decision");
    rectification::begun(s, item);
    for step in ["notification", "admonition", "org_adjustment", "disciplinary"] {
        s.wait(5, 15);
        rectification::stepped(s, item, step);
        duties::all_report(s, &[item]);
    }
    rectification::settled(s, item, 1);
    duties::all_report(s, &[]);
    execution::closed(s, &[]);
}

/// The respondent complains of a measure of the investigation, and again of the answer.
pub(super) fn measure_complained_of(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    let party = sole(s, &[Gov]);
    let parties = std::slice::from_ref(&party);
    filed(s, parties, &clue);
    investigation::begun(s, parties);
    let first = appeal::of_a_measure(s, &party, None);
    appeal::of_a_measure(s, &party, Some(&first));
    investigation::run(s, parties, 1);
    investigation::withdrawn(s, parties);
    execution::closed(s, &[]);
}

/// A reporter without a name gives it, does not agree with the result and brings something new.
pub(super) fn named_later(s: &mut Script<'_>) {
    s.plot.named_later = true;
    let report = intake::report(s, true, None);
    intake::accepted(s, report, true);
    let clue = clue::opened(s, &[report]);
    clue::disposed(s, &clue, "preliminary_verification");
    clue::verified(s, &clue, "reminder");
    clue::closed(s, &clue, "minor_handled");
    intake::answered(s, report);
    intake::objected(s, report, true);
    s.wait(2, 9);
    clue::evidence(s, &clue);
    // The clue is closed; the record wants a reason for what is verified after that.
    s.confirmed("verified_again");
}

/// The talk shows that the report was made to harm.
pub(super) fn false_accuser(s: &mut Script<'_>) {
    let report = intake::report(s, true, None);
    intake::accepted(s, report, false);
    let clue = clue::opened(s, &[report]);
    clue::disposed(s, &clue, "interview_inquiry");
    clue::interviewed(s, &clue, "refer_false_accuser");
    clue::closed(s, &clue, "unfounded");
    clarification::accused(s, report, &clue, true);
    clarification::cleared(s, Some(report), &clue);
}

/// What was found about somebody managed above goes there.
pub(super) fn managed_above(s: &mut Script<'_>) {
    s.plot.concerns = Concerns::ManagedAbove;
    let clue = clue::opened(s, &[]);
    referral::elsewhere(s, &clue.refs());
    clue::disposed(s, &clue, "close");
    clue::closed(s, &clue, "unverifiable");
}

/// The judgment on which a decision rests is changed, and the decision with it.
pub(super) fn judgment_changed(s: &mut Script<'_>) {
    let (_, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    let evidence = s.gathered();
    referral::to_procuratorate(s, &party, &evidence);
    referral::judged(s, &party);
    referral::judged(s, &party);
    s.amend(|request| request["payload"]["outcome"] = json!("changed"));
    appeal::corrected(s, &decided[0], None);
    execution::closed(s, &[]);
}

/// Responsible, but another organ's to deal with.
pub(super) fn referred_elsewhere(s: &mut Script<'_>) {
    let (_, clue) = clue_of_some_source(s);
    let party = sole(s, &[Gov]);
    filed(s, std::slice::from_ref(&party), &clue);
    let facts = investigated(s, std::slice::from_ref(&party), true);
    let decided = determined(s, &[(party.clone(), vec![(Gov, Ruling::Referred)])], &facts).remove(0);
    carried_out(s, &decided);
    referral::elsewhere(s, &json!({ "respondent": [party.id] }));
    execution::closed(s, &[]);
}

/// A mistake in a decision on accountability is put right without an appeal.
pub(super) fn accountability_corrected(s: &mut Script<'_>) {
    let (_, _, all) = inquiries::decided_on(s, Accountability, false);
    for decided in &all {
        carried_out(s, decided);
    }
    appeal::corrected(s, &all[1][0], None);
    execution::closed(s, &[]);
}

/// Somebody rises again after everything that stood against it has run out.
pub(super) fn promoted(s: &mut Script<'_>) {
    let tracks: [TrackCode; 3] = [PartyTrack, Gov, Employer];
    s.plot.only = Some(*s.dice.pick(&tracks));
    let (_, _, decided) = decided_of_one(s);
    carried_out(s, &decided);
    execution::closed(s, &[]);
    s.rest(800, 900);
    personnel::changed(s, &decided[0], "promoted");
}

/// A leader held accountable rises again in due time.
pub(super) fn leader_promoted(s: &mut Script<'_>) {
    let (_, _, all) = inquiries::decided_on(s, Accountability, false);
    for decided in &all {
        carried_out(s, decided);
    }
    execution::closed(s, &[]);
    let Some(leader) = all.iter().flatten().find(|one| one.human.is_some() && one.measure.is_some()) else { return };
    personnel::returned(s, leader);
    personnel::changed(s, leader, "promoted");
}

/// The unit is voted the worst and its leader incompetent, and both have what follows.
pub(super) fn voted_worst(s: &mut Script<'_>) {
    let (_, parties, all) = inquiries::decided_on(s, Accountability, false);
    for decided in &all {
        carried_out(s, decided);
    }
    let respondents: Vec<Uuid> = parties.iter().map(|party| party.id).collect();
    let item = duties::voted_worst(s, respondents[0], respondents[1], &all[1][0]);
    rectification::begun(s, item);
    duties::all_report(s, &[]);
    rectification::settled(s, item, 0);
    execution::closed(s, &[]);
}

/// The leaders of a unit under suspended decisions appeal in vain; then the execution rests.
pub(super) fn accountability_suspended(s: &mut Script<'_>) {
    s.plot.rests = true;
    let (_, parties, all) = inquiries::decided_on(s, Accountability, false);
    for decided in &all {
        carried_out(s, decided);
    }
    let one = all[1][0].clone();
    let first = appeal::filed(s, &one, "acc_appeal", None);
    appeal::accepted(s, &first);
    appeal::decided(s, &first, &parties[1], "upheld");
    if let Some(measure) = one.measure {
        execution::suspended(s, measure);
    }
    for decided in &all {
        execution::reported(s, decided);
    }
    execution::closed(s, &[]);
}
