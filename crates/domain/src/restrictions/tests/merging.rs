//! Several measures at once, and what appeals, suspensions and decisions do to one.

use super::*;

fn appealed(case: &mut Case, outcome: AppealOutcome, standing: Standing, on: &str) {
    let determination = case.measures[&id(0)].determination.expect("a determination");
    let appeal = Appeal {
        determinations: vec![determination],
        outcome: Some(outcome),
        decided_on: date(on),
        ..Appeal::default()
    };
    case.appeals.insert(Uuid::from_u128(700), appeal);
    case.measures.get_mut(&id(0)).expect("it").standing = standing;
    case.determinations.get_mut(&determination).expect("it").standing = standing;
}

/// From when to when, and by how many measures.
type Told = (String, Option<String>, usize);

fn bars(case: &Case) -> Vec<(String, Vec<Told>)> {
    let days = |one: &BarDays| (one.from.to_string(), one.until.map(|day| day.to_string()), one.measures.len());
    barred(&all(case)).iter().map(|one| (one.bar.clone(), one.days.iter().map(days).collect())).collect()
}

fn until(from: &str, until: &str, measures: usize) -> Told {
    (from.to_owned(), Some(until.to_owned()), measures)
}

#[test]
fn of_bars_that_run_at_once_the_longest_counts() {
    let case = case(&[
        (TrackCode::Party, "cn-party/2023", "warning", "2024-03-01"),
        (TrackCode::Gov, "cn-governmental/2020", "major_demerit", "2024-05-01"),
        (TrackCode::Accountability, "cn-accountability/2019", "ordered_resignation", "2024-05-01"),
    ]);
    let told = bars(&case);
    assert_eq!(told.iter().find(|one| one.0 == "promotion").expect("it").1, [until("2024-03-01", "2025-10-31", 2)]);
    assert_eq!(told.iter().find(|one| one.0 == "pay_step").expect("it").1, [until("2024-05-01", "2025-10-31", 1)]);
    assert_eq!(told.iter().find(|one| one.0 == "higher_post").expect("it").1, [until("2024-05-01", "2026-04-30", 1)]);
    let promotion = barred(&all(&case)).into_iter().find(|one| one.bar == "promotion").expect("it");
    assert_eq!(promotion.days[0].measures.last(), Some(&id(1)), "the one that ends last");
    assert_eq!(promotion.days[0].mark, Mark::Remembered, "as sure as the least sure");
    assert!(promotion.on(day("2025-10-31")).is_some() && promotion.on(day("2025-11-01")).is_none());
}

#[test]
fn a_shorter_one_inside_a_longer_one_ends_nothing() {
    let case = case(&[
        (TrackCode::Gov, "cn-governmental/2020", "downgrade", "2024-01-01"),
        (TrackCode::Employer, "cn-civil-servant/2018", "warning", "2024-06-01"),
    ]);
    let told = bars(&case);
    assert_eq!(told.iter().find(|one| one.0 == "promotion").expect("it").1, [until("2024-01-01", "2025-12-31", 2)]);
    let promotion = barred(&all(&case)).into_iter().find(|one| one.bar == "promotion").expect("it");
    assert_eq!(promotion.days[0].measures.last(), Some(&id(0)));
}

#[test]
fn bars_with_a_gap_between_them_are_kept_apart() {
    let one_after_the_other = |second: &str| {
        bars(&case(&[
            (TrackCode::Gov, "cn-governmental/2020", "warning", "2024-01-01"),
            (TrackCode::Party, "cn-party/2018", "warning", second),
        ]))
    };
    let gap = one_after_the_other("2024-07-02");
    assert_eq!(gap[0].1, [until("2024-01-01", "2024-06-30", 1), until("2024-07-02", "2025-07-01", 1)]);
    let close = one_after_the_other("2024-07-01");
    assert_eq!(close[0].1, [until("2024-01-01", "2025-06-30", 2)]);
}

#[test]
fn bars_of_different_people_never_join() {
    let mut case = case(&[
        (TrackCode::Gov, "cn-governmental/2020", "warning", "2024-01-01"),
        (TrackCode::Party, "cn-party/2018", "warning", "2024-02-01"),
    ]);
    case.measures.get_mut(&id(1)).expect("it").respondent = Uuid::from_u128(2);
    assert_eq!(barred(&all(&case)).len(), 2);
}

#[test]
fn varied_on_appeal_the_new_kind_is_counted_from_the_first_decision() {
    let mut case = gov("major_demerit", "2024-01-15");
    appealed(&mut case, AppealOutcome::Varied, Standing::Varied, "2024-04-01");
    let measure = case.measures.get_mut(&id(0)).expect("it");
    measure.code = Some("warning".to_owned());
    let one = one(&case);
    assert_eq!(days(one.period.as_ref().expect("a period")), span("2024-01-15", "2024-07-14"));
    assert_eq!(one.bars.len(), 1, "a warning bars no pay step");
    assert!(one.doubts.contains(&Doubt::Varied) && one.ended.is_none());
    assert_eq!(one.on(day("2024-07-14")), Running::Runs);
}

#[test]
fn revoked_or_sent_back_it_no_longer_counts() {
    for (outcome, standing, cause) in [
        (AppealOutcome::Revoked, Standing::Revoked, Cause::Revoked),
        (AppealOutcome::RevokedAndRemanded, Standing::Remanded, Cause::Remanded),
    ] {
        let mut case = gov("demerit", "2024-01-15");
        appealed(&mut case, outcome, standing, "2024-04-01");
        let one = one(&case);
        assert_eq!(one.ended, Some(Ended { cause, on: date("2024-04-01") }));
        assert_eq!(one.on(day("2024-03-31")), Running::Runs, "as it was before the appeal was decided");
        assert_eq!(one.on(day("2024-04-01")), Running::Ended);
        assert_eq!(one.lifted_of_itself(), None);
        assert_eq!(bars(&case)[0].1, [until("2024-01-15", "2024-03-31", 1)]);
    }
}

#[test]
fn replaced_by_another_determination_it_ends_with_that_one() {
    let mut case = gov("demerit", "2024-01-15");
    let old = case.measures[&id(0)].determination.expect("it");
    case.determinations.get_mut(&old).expect("it").standing = Standing::Replaced;
    let new = Uuid::from_u128(900);
    let made = Determination { respondent: RESPONDENT, made_on: date("2024-09-09"), ..Determination::default() };
    case.determinations.insert(new, made);
    let tracks = &mut case.respondents.get_mut(&RESPONDENT).expect("they").tracks;
    tracks.get_mut(&TrackCode::Gov).expect("it").determination = Some(new);
    assert_eq!(one(&case).ended, Some(Ended { cause: Cause::Replaced, on: date("2024-09-09") }));
}

#[test]
fn suspended_it_bars_nothing_and_says_that_no_text_tells_of_the_period() {
    let mut case = gov("demerit", "2024-01-15");
    case.measures.get_mut(&id(0)).expect("it").suspended = true;
    let one = one(&case);
    assert_eq!(one.on(day("2024-06-01")), Running::Suspended);
    assert!(one.doubts.contains(&Doubt::Suspended));
    assert_eq!((one.lifted_of_itself(), barred(&[one])), (None, vec![]));
}

#[test]
fn lifted_by_decision_it_ends_that_day() {
    let mut case = gov("demerit", "2024-01-15");
    case.measures.get_mut(&id(0)).expect("it").lifted_on = date("2024-10-01");
    let one = one(&case);
    assert_eq!(one.ended, Some(Ended { cause: Cause::Lifted, on: date("2024-10-01") }));
    assert_eq!((one.on(day("2024-09-30")), one.on(day("2024-10-01"))), (Running::Runs, Running::Ended));
    assert_eq!(bars(&case)[0].1, [until("2024-01-15", "2024-09-30", 1)]);
}

#[test]
fn where_lifting_is_decided_the_bars_go_on_until_the_decision() {
    let mut case = case(&[(TrackCode::Gov, "cn-civil-servant/2007", "demerit", "2015-01-15")]);
    let waiting = one(&case);
    assert_eq!(days(waiting.period.as_ref().expect("a period")), span("2015-01-15", "2016-01-14"));
    assert_eq!(waiting.on(day("2016-01-14")), Running::Runs);
    assert_eq!(waiting.on(day("2016-01-15")), Running::AwaitsLifting);
    assert_eq!(waiting.lifted_of_itself(), None);
    assert_eq!(bars(&case)[0].1, [("2015-01-15".to_owned(), None, 1)]);
    case.measures.get_mut(&id(0)).expect("it").lifted_on = date("2016-02-01");
    assert_eq!(one(&case).on(day("2016-02-01")), Running::Ended);
    assert_eq!(
        bars(&case)[0].1,
        [until("2015-01-15", "2016-01-31", 1)],
        "a year it was, and two weeks to the decision"
    );
}

#[test]
fn under_the_regulations_of_2007_the_remainder_is_added_to_a_new_sanction_up_to_48_months() {
    let two = |second: &str, on: &str| {
        let case = case(&[
            (TrackCode::Gov, "cn-civil-servant/2007", "major_demerit", "2015-01-15"),
            (TrackCode::Employer, "cn-civil-servant/2007", second, on),
        ]);
        let found = all(&case);
        let doubt = found[1].doubts.contains(&Doubt::RemainderAdded);
        (days(found[1].period.as_ref().expect("a period")), doubt)
    };
    // The first runs until 2016-07-14; 166 days of it lie on and after 2016-01-31, the day of the second.
    assert_eq!(two("warning", "2016-01-31"), (span("2016-01-31", "2017-01-12"), true));
    assert_eq!(two("warning", "2016-07-15"), (span("2016-07-15", "2017-01-14"), false), "after its last day");
    assert_eq!(two("warning", "2015-01-15"), (span("2015-01-15", "2015-07-14"), false), "decided at once");
    let case = case(&[
        (TrackCode::Gov, "cn-civil-servant/2007", "downgrade", "2015-01-15"),
        (TrackCode::Gov, "cn-civil-servant/2007", "removal_from_post", "2015-01-16"),
        (TrackCode::Gov, "cn-civil-servant/2007", "removal_from_post", "2015-01-17"),
    ]);
    let found = all(&case);
    let last = |n: usize| found[n].period.as_ref().and_then(|days| days.until).map(|day| day.to_string());
    assert_eq!(last(1).as_deref(), Some("2019-01-15"), "24 months and 730 days, just as long as 48 months");
    assert_eq!(last(2).as_deref(), Some("2019-01-16"), "at most 48 months");
}

#[test]
fn under_the_later_laws_nothing_is_added() {
    let case = case(&[
        (TrackCode::Gov, "cn-governmental/2020", "major_demerit", "2021-01-15"),
        (TrackCode::Gov, "cn-governmental/2020", "warning", "2022-01-31"),
    ]);
    assert_eq!(days(all(&case)[1].period.as_ref().expect("a period")), span("2022-01-31", "2022-07-30"));
}
