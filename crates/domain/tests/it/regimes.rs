//! Which regime an act is read in, and what follows from a case that was recorded act by act.

use chrono::NaiveDate;
use serde_json::{Value, json};
use wenze_domain::acts::Kind::*;
use wenze_domain::effects::Effects;
use wenze_domain::regimes::{Pin, Regimes};
use wenze_domain::remedies::Progress;
use wenze_domain::restrictions::Running;
use wenze_testkit::sample;

use crate::bench::{Bench, confirmed, request, with};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A case filed against a respondent of this identity and employer, on all tracks of discipline.
fn filed(identity: &str, employer: &str) -> Bench {
    let mut bench = Bench::new();
    let mut act = request(CaseFiled, "2010-01-05");
    let entry = &mut act["payload"]["respondents"][0];
    entry["identity"] = json!(identity);
    entry["employer_kind"] = json!(employer);
    entry["tracks"] = json!(["party", "gov", "employer", "handling"]);
    bench.accept(&confirmed(act));
    bench
}

fn on_track(act: Value, track: &str) -> Value {
    let respondent = sample::object("respondent");
    with(act, "/refs/track", json!([format!("{respondent}/{track}")]))
}

/// A determination on a track with a sanction, both of one day.
fn sanctioned(bench: &mut Bench, track: &str, regime: &str, kind: &str, on: &str) {
    bench.accept(&confirmed(on_track(request(DeterminationMade, on), track)));
    let mut act = on_track(request(SanctionImposed, on), track);
    act["payload"] = json!({
        "regime": regime, "kind": kind, "effective_on": on, "months": "not_recorded", "posts": "not_recorded",
        "new_rank": "not_recorded", "per_violation": "not_recorded",
    });
    bench.accept(&confirmed(act));
}

fn pin(bench: &Bench) -> String {
    let history = bench.history();
    let pin: Option<Pin> = history.events.last().and_then(|event| event.envelope.regime.clone());
    pin.map(|pin| pin.to_string()).unwrap_or_default()
}

fn pinned(identity: &str, employer: &str, track: &str, regime: &str, on: &str) -> String {
    let mut bench = filed(identity, employer);
    sanctioned(&mut bench, track, regime, "warning", on);
    pin(&bench)
}

#[test]
fn the_employer_decides_which_regime_its_sanction_stands_under() {
    let employer = |identity, kind, on| pinned(identity, kind, "employer", "employer", on);
    assert_eq!(employer("soe_manager", "soe", "2024-09-01"), "cn-soe/2024");
    assert_eq!(employer("not_recorded", "soe", "2024-09-01"), "cn-soe/2024");
    assert_eq!(employer("soe_manager", "not_recorded", "2024-08-31"), "generic/1");
    assert_eq!(employer("civil_servant", "government", "2024-09-01"), "cn-civil-servant/2018");
    assert_eq!(employer("not_recorded", "not_recorded", "2019-06-01"), "cn-civil-servant/2018");
    assert_eq!(employer("civil_servant", "government", "2019-05-31"), "cn-civil-servant/2007");
    assert_eq!(employer("institution_staff", "institution", "2024-09-01"), "generic/1");
}

#[test]
fn a_governmental_sanction_older_than_its_law_is_read_in_what_was_in_force() {
    let gov = |identity, on| pinned(identity, "not_recorded", "gov", "gov", on);
    assert_eq!(gov("civil_servant", "2020-07-01"), "cn-governmental/2020");
    assert_eq!(gov("civil_servant", "2020-06-30"), "cn-civil-servant/2018");
    assert_eq!(gov("soe_manager", "2020-06-30"), "generic/1");
}

#[test]
fn the_track_settles_it_where_the_act_does_not_say() {
    let mut bench = filed("soe_manager", "soe");
    sanctioned(&mut bench, "employer", "not_recorded", "warning", "2024-10-08");
    assert_eq!(pin(&bench), "cn-soe/2024");
    let circumstances = on_track(request(CircumstancesFound, "2024-10-09"), "employer");
    let payload = json!({ "mitigating": ["reform_pilot_error"], "aggravating": [], "exempting": [] });
    bench.accept(&confirmed(with(circumstances, "/payload", payload)));
    assert_eq!(pin(&bench), "cn-soe/2024");
}

#[test]
fn a_regime_the_act_names_is_taken_also_where_it_is_kept_for_old_acts() {
    let mut bench = filed("civil_servant", "government");
    bench.accept(&confirmed(on_track(request(DeterminationMade, "2023-03-01"), "employer")));
    let mut act = on_track(request(SanctionImposed, "2023-03-01"), "employer");
    act["payload"]["regime"] = json!("employer");
    act["payload"]["kind"] = json!("demerit");
    act["payload"]["per_violation"] = json!("not_recorded");
    act["regime"] = json!({ "regime": "cn-employer", "version": "2019" });
    bench.accept(&confirmed(act));
    assert_eq!(pin(&bench), "cn-employer/2019");
}

#[test]
fn what_follows_is_told_by_days_and_nothing_of_it_is_in_the_state() {
    let mut bench = filed("civil_servant", "government");
    sanctioned(&mut bench, "gov", "gov", "demerit", "2022-03-31");
    let effects = Effects::of(&bench.case(), Regimes::shipped());
    let one = &effects.restrictions[0];
    assert_eq!(one.lifted_of_itself(), Some(day("2023-03-30")));
    assert_eq!((one.on(day("2022-03-31")), one.on(day("2023-03-31"))), (Running::Runs, Running::Over));
    assert_eq!(effects.barred.len(), 2);
    let state = serde_json::to_string(&bench.case()).expect("JSON");
    assert!(!state.contains("2023-03-30"), "{state}");
    let told = serde_json::to_value(&effects).expect("JSON");
    assert_eq!(told["restrictions"][0]["period"]["until"], "2023-03-30");
    assert_eq!(told["restrictions"][0]["bars"][0]["name"][0], "晋升职务、职级和级别");
    assert_eq!(told["restrictions"][0]["four_form_mark"], "remembered");
}

#[test]
fn service_on_the_unit_starts_no_time_of_the_persons() {
    let mut bench = filed("civil_servant", "government");
    sanctioned(&mut bench, "gov", "gov", "demerit", "2022-03-31");
    let serve = |whom: &str, on: &str| {
        let act = with(request(DecisionServed, on), "/payload/recipient_kind", json!(whom));
        confirmed(with(act, "/refs/determination", json!([sample::object("determination")])))
    };
    let first = |bench: &Bench| {
        let step = Effects::of(&bench.case(), Regimes::shipped()).remedies.remove(0).steps.remove(0);
        (step.progress, step.file.and_then(|limit| limit.last_day).map(|day| day.to_string()))
    };
    assert_eq!(first(&bench), (Progress::Waiting, None));
    bench.accept(&serve("unit", "2022-04-01"));
    assert_eq!(first(&bench), (Progress::Waiting, None));
    bench.accept(&serve("person", "2022-04-07"));
    assert_eq!(first(&bench), (Progress::Open, Some("2022-05-07".to_owned())));
    bench.accept(&serve("person", "2022-05-20"));
    assert_eq!(first(&bench).1.as_deref(), Some("2022-05-07"), "the first service counts");
}

#[test]
fn a_measure_revoked_on_appeal_and_one_lifted_are_told_so() {
    let mut bench = filed("civil_servant", "government");
    sanctioned(&mut bench, "gov", "gov", "demerit", "2022-03-31");
    let lifted = with(request(SanctionLifted, "2022-12-01"), "/refs/measure", json!([sample::object("measure")]));
    bench.accept(&confirmed(lifted));
    let one = Effects::of(&bench.case(), Regimes::shipped()).restrictions.remove(0);
    assert_eq!((one.on(day("2022-11-30")), one.on(day("2022-12-01"))), (Running::Runs, Running::Ended));
}
