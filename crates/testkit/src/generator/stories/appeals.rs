//! Cases that are appealed: a decision changed, revoked, or made again.

use wenze_domain::codes::{Identity, TrackCode};

use super::cases::decided_of_one;
use super::{Verdict, carried_out, determined, inquiries, sanctions, served};
use crate::generator::chapters::decision::Decided;
use crate::generator::chapters::{appeal, execution, investigation};
use crate::generator::script::Script;

/// The routes of the two instances on a track.
fn routes(s: &Script<'_>, one: &Decided) -> (&'static str, &'static str) {
    let identity = one.human.map(|human| s.cast.humans[human].identity);
    match one.track {
        TrackCode::Gov => ("sup_review", "sup_rereview"),
        TrackCode::Employer if identity == Some(Identity::SoeManager) && s.decided_by_2024(one.determination) => {
            ("soe_reexam", "soe_appeal")
        }
        TrackCode::Employer => ("cs_reexam", "cs_appeal"),
        TrackCode::Accountability => ("acc_appeal", "acc_appeal"),
        _ => ("party_appeal", "party_appeal"),
    }
}

/// The decision that is appealed: the governmental one where there is one.
fn appealed(s: &mut Script<'_>, decided: &[Decided]) -> Decided {
    if s.careful {
        return s.dice.pick(decided).clone();
    }
    decided.iter().find(|one| one.track == TrackCode::Gov).unwrap_or(&decided[0]).clone()
}

pub(super) fn varied(s: &mut Script<'_>) {
    two_instances(s, "varied");
}

pub(super) fn revoked(s: &mut Script<'_>) {
    two_instances(s, "revoked");
}

/// Upheld first, then changed or revoked by the higher instance.
fn two_instances(s: &mut Script<'_>, outcome: &str) {
    let (_, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    execution::closed(s, &[]);
    let one = appealed(s, &decided);
    let (first_route, second_route) = routes(s, &one);
    let first = appeal::filed(s, &one, first_route, None);
    if s.chance(30) {
        appeal::excused(s, &first);
    }
    appeal::accepted(s, &first);
    appeal::decided(s, &first, &party, "upheld");
    let second = appeal::filed(s, &one, second_route, Some(&first));
    appeal::accepted(s, &second);
    appeal::decided(s, &second, &party, outcome);
    if outcome == "revoked" {
        appeal::restored(s, &second);
    }
}

pub(super) fn remanded(s: &mut Script<'_>) {
    let (_, party, decided) = decided_of_one(s);
    carried_out(s, &decided);
    let one = appealed(s, &decided);
    let route = routes(s, &one).0;
    let first = appeal::filed(s, &one, route, None);
    appeal::accepted(s, &first);
    appeal::decided(s, &first, &party, "revoked_and_remanded");
    let mut again = party.clone();
    again.tracks = vec![one.track];
    let parties = std::slice::from_ref(&again);
    let facts = investigation::run(s, parties, 1);
    investigation::heard(s, parties, &facts);
    investigation::reported(s, parties, &facts);
    let verdict: Verdict = (again.clone(), sanctions(&[one.track], 0));
    let redecided = determined(s, &[verdict], &facts).remove(0);
    carried_out(s, &redecided);
    execution::closed(s, &[]);
}

pub(super) fn accountability(s: &mut Script<'_>) {
    let (_, parties, all) = inquiries::decided(s, false);
    let mut documents = Vec::new();
    for decided in &all {
        documents.push(served(s, decided));
        if let Some(document) = documents.pop_if(|_| s.careful) {
            execution::executed(s, document, decided);
        }
    }
    let (party, one) = (parties[1].clone(), all[1][0].clone());
    let appeal = appeal::filed(s, &one, "acc_appeal", None);
    appeal::accepted(s, &appeal);
    for (decided, document) in all.iter().zip(documents) {
        execution::executed(s, document, decided);
    }
    let outcome = *s.dice.pick(&["upheld", "varied", "revoked", "revoked_and_remade"]);
    appeal::decided(s, &appeal, &party, outcome);
    if outcome == "revoked" {
        appeal::restored(s, &appeal);
    }
    execution::closed(s, &[]);
}

pub(super) fn refused(s: &mut Script<'_>) {
    not_decided(s, appeal::refused);
}

pub(super) fn passed_on(s: &mut Script<'_>) {
    not_decided(s, appeal::passed_on);
}

pub(super) fn withdrawn(s: &mut Script<'_>) {
    not_decided(s, |s, appeal| {
        appeal::accepted(s, appeal);
        appeal::withdrawn(s, appeal);
    });
}

/// An appeal that ends before anybody decides it.
fn not_decided(s: &mut Script<'_>, end: fn(&mut Script<'_>, &appeal::Appeal)) {
    let (_, _, decided) = decided_of_one(s);
    carried_out(s, &decided);
    let one = appealed(s, &decided);
    let route = routes(s, &one).0;
    let first = appeal::filed(s, &one, route, None);
    end(s, &first);
    execution::closed(s, &[]);
}
