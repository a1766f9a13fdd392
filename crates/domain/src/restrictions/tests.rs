use super::counting::first_after;
use super::*;
use crate::case::{Appeal, Case, Determination, Measure, Respondent, Standing, Track};
use crate::codes::{AppealOutcome, TrackCode};
use crate::regimes::Mark;

mod merging;

const RESPONDENT: Uuid = Uuid::from_u128(1);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn date(text: &str) -> Option<PartialDate> {
    let date = PartialDate::parse(text);
    assert!(date.is_some(), "{text} is no date");
    date
}

/// A case with measures; each is a track, a regime version, a code, and the day of the decision and effect.
fn case(measures: &[(TrackCode, &str, &str, &str)]) -> Case {
    let mut case = Case::new(Uuid::from_u128(9));
    let mut respondent = Respondent::default();
    for (n, (track, regime, code, on)) in measures.iter().enumerate() {
        let (measure, determination) = (id(n), Uuid::from_u128(500 + n as u128));
        let on = date(on);
        respondent.tracks.insert(*track, Track { determination: Some(determination), ..Track::default() });
        let made =
            Determination { respondent: RESPONDENT, track: Some(*track), made_on: on, ..Determination::default() };
        case.determinations.insert(determination, made);
        let imposed = Measure {
            determination: Some(determination),
            respondent: RESPONDENT,
            track: Some(*track),
            code: Some((*code).to_owned()),
            regime: Some((*regime).to_owned()),
            effective_on: on,
            ..Measure::default()
        };
        case.measures.insert(measure, imposed);
    }
    case.respondents.insert(RESPONDENT, respondent);
    case
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128(100 + n as u128)
}

fn all(case: &Case) -> Vec<Restriction> {
    restrictions(case, Regimes::shipped())
}

fn one(case: &Case) -> Restriction {
    all(case).remove(0)
}

fn gov(code: &str, on: &str) -> Case {
    case(&[(TrackCode::Gov, "cn-governmental/2020", code, on)])
}

fn days(days: &Days) -> (Option<String>, Option<String>) {
    (days.from.map(|day| day.to_string()), days.until.map(|day| day.to_string()))
}

fn span(from: &str, until: &str) -> (Option<String>, Option<String>) {
    (Some(from.to_owned()), Some(until.to_owned()))
}

fn period(case: &Case) -> (Option<String>, Option<String>) {
    days(one(case).period.as_ref().expect("a period"))
}

#[test]
fn a_day_that_counts_and_a_day_that_does_not() {
    use FirstDay::{Exclusive, Inclusive};
    let last = |start: &str, months, first_day| last_day(day(start), months, first_day).map(|day| day.to_string());
    for (start, months, inclusive, exclusive) in [
        ("2024-01-15", 6, "2024-07-14", "2024-07-15"),
        ("2025-08-31", 6, "2026-02-27", "2026-02-28"),
        ("2024-02-29", 18, "2025-08-28", "2025-08-29"),
        ("2024-02-29", 12, "2025-02-27", "2025-02-28"),
        ("2024-01-31", 1, "2024-02-28", "2024-02-29"),
        ("2023-02-28", 1, "2023-03-27", "2023-03-28"),
        ("2023-12-31", 2, "2024-02-28", "2024-02-29"),
    ] {
        assert_eq!(last(start, months, Inclusive).as_deref(), Some(inclusive), "{start} + {months}");
        assert_eq!(last(start, months, Exclusive).as_deref(), Some(exclusive), "{start} + {months}");
    }
    assert_eq!(first_after(day("2024-01-31"), Inclusive), Some(day("2024-01-31")));
    assert_eq!(first_after(day("2024-01-31"), Exclusive), Some(day("2024-02-01")));
}

#[test]
fn a_governmental_sanction_runs_from_the_day_of_the_decision_which_counts() {
    let one = one(&gov("demerit", "2024-01-15"));
    let period = one.period.as_ref().expect("a period");
    assert_eq!(days(period), span("2024-01-15", "2025-01-14"));
    assert_eq!((period.months, period.mark, period.start_mark), (Some(12), Mark::Verified, Mark::Verified));
    assert_eq!(period.source.iter().map(ToString::to_string).collect::<Vec<_>>(), ["GOV-2020 7-8"]);
    let bars: Vec<&str> = one.bars.iter().map(|bar| bar.bar.as_str()).collect();
    assert_eq!(bars, ["promotion", "pay_step"]);
    assert!(one.bars.iter().all(|bar| days(&bar.days) == days(period) && bar.days.surety() == Mark::Verified));
    let on = |text: &str| one.on(day(text));
    assert_eq!(on("2024-01-14"), Running::Ahead);
    assert_eq!(on("2024-01-15"), Running::Runs);
    assert_eq!(on("2025-01-14"), Running::Runs);
    assert_eq!(on("2025-01-15"), Running::Over);
    assert_eq!(one.lifted_of_itself(), Some(day("2025-01-14")));
    assert_eq!(one.doubts, []);
}

#[test]
fn a_warning_bars_no_pay_step_and_an_expulsion_has_no_period() {
    let warning = one(&gov("warning", "2024-01-15"));
    assert_eq!(warning.bars.iter().map(|bar| bar.bar.as_str()).collect::<Vec<_>>(), ["promotion"]);
    assert!(warning.not_restored.is_none());
    let expelled = one(&gov("expulsion_from_service", "2024-01-15"));
    assert_eq!((expelled.period.clone(), expelled.ending.clone()), (None, None));
    assert_eq!(expelled.on(day("2024-01-16")), Running::Nothing);
}

#[test]
fn the_former_post_does_not_come_back() {
    let removed = one(&gov("removal_from_post", "2024-01-15"));
    let left = removed.not_restored.expect("something stays behind");
    assert_eq!((left.what, left.mark), (vec!["former_post".to_owned()], Mark::Verified));
}

#[test]
fn party_influence_follows_the_edition() {
    let until = |version: &str, on: &str| {
        let case = case(&[(TrackCode::Party, &format!("cn-party/{version}"), "serious_warning", on)]);
        period(&case).1
    };
    assert_eq!(until("2003", "2014-03-01").as_deref(), Some("2015-02-28"));
    assert_eq!(until("2015", "2017-03-01").as_deref(), Some("2018-08-31"));
    let bars = |version: &str| {
        let case = case(&[(TrackCode::Party, &format!("cn-party/{version}"), "warning", "2024-03-01")]);
        one(&case).bars.into_iter().map(|bar| bar.bar).collect::<Vec<_>>()
    };
    assert_eq!(bars("2018"), ["promotion"]);
    assert_eq!(bars("2023"), ["promotion", "further_use"]);
    let now = one(&case(&[(TrackCode::Party, "cn-party/2023", "warning", "2024-03-01")]));
    let period = now.period.expect("a period");
    assert_eq!((period.mark, period.start_mark), (Mark::Verified, Mark::Remembered), "no text says how it is counted");
}

#[test]
fn after_probation_the_bar_goes_on_from_the_day_the_rights_come_back() {
    let mut case = case(&[(TrackCode::Party, "cn-party/2023", "probation", "2024-03-10")]);
    let unknown = one(&case);
    assert!(unknown.doubts.contains(&Doubt::LengthNotRecorded) && unknown.on(day("2024-06-01")) == Running::Unknown);
    case.measures.get_mut(&id(0)).expect("it").months = Some(12);
    let one = one(&case);
    assert_eq!(days(one.period.as_ref().expect("a period")), span("2024-03-10", "2025-03-09"));
    let bar = |name: &str| one.bars.iter().find(|bar| bar.bar == name).map(|bar| days(&bar.days));
    assert_eq!(bar("membership_rights"), Some(span("2024-03-10", "2025-03-09")));
    assert_eq!(bar("promotion"), Some(span("2024-03-10", "2027-03-09")));
    assert!(one.doubts.contains(&Doubt::RightsRestoredAssumed));
    assert_eq!(one.on(day("2027-03-09")), Running::Runs);
    assert_eq!(one.on(day("2027-03-10")), Running::Over);
    assert_eq!(one.assessment.len(), 2, "the third year counts only after two years of probation");
}

#[test]
fn expulsion_from_the_party_bars_admission_for_five_years() {
    let one = one(&case(&[(TrackCode::Party, "cn-party/2018", "expulsion_from_party", "2020-02-29")]));
    assert_eq!(one.bars.iter().map(|bar| days(&bar.days)).collect::<Vec<_>>(), [span("2020-02-29", "2025-02-27")]);
    assert!(one.period.is_none());
}

#[test]
fn a_form_bars_what_the_instruments_in_force_that_day_say() {
    let form = |code: &str, on: &str| one(&case(&[(TrackCode::Accountability, "cn-accountability/2019", code, on)]));
    let resigned = form("ordered_resignation", "2022-05-04");
    let bars: Vec<_> = resigned.bars.iter().map(|bar| (bar.bar.as_str(), days(&bar.days), bar.days.mark)).collect();
    let seen = Mark::Verified;
    assert_eq!(bars[0], ("leading_post", span("2022-05-04", "2023-05-03"), seen));
    assert_eq!(bars[1], ("higher_post", span("2022-05-04", "2024-05-03"), seen));
    assert_eq!(form("demotion", "2020-05-04").bars, [], "nothing seen said so before 2021");
    assert_eq!(form("demotion", "2021-05-04").bars.first().map(|bar| bar.days.mark), Some(Mark::Remembered));
    let old = one(&case(&[(TrackCode::Accountability, "cn-accountability/2009", "relief_of_post", "2012-05-04")]));
    assert_eq!(days(&old.bars[0].days), span("2012-05-04", "2013-05-03"));
    assert_eq!(old.bars[0].bar, "equal_post");
}

#[test]
fn a_suspension_lasts_until_the_day_it_names_and_at_most_six_months() {
    let mut case = case(&[(TrackCode::Handling, "cn-handling/2021", "suspension", "2022-08-31")]);
    let bounded = one(&case);
    assert_eq!(days(bounded.period.as_ref().expect("a period")), span("2022-08-31", "2023-02-27"));
    assert!(bounded.doubts.contains(&Doubt::LengthOnlyBounded));
    case.measures.get_mut(&id(0)).expect("it").until = date("2022-11-30");
    let named = one(&case);
    assert_eq!(days(named.period.as_ref().expect("a period")), span("2022-08-31", "2022-11-30"));
    assert!(!named.doubts.contains(&Doubt::LengthOnlyBounded));
}

#[test]
fn forms_decided_together_restrict_each_for_itself() {
    let mut case = case(&[(TrackCode::Accountability, "cn-accountability/2019", "notification", "2022-05-04")]);
    case.measures.get_mut(&id(0)).expect("it").combined_with =
        vec!["demotion".to_owned(), "relief_of_post".to_owned(), "notification".to_owned()];
    let found = all(&case);
    let codes: Vec<_> = found.iter().filter_map(|one| one.code.as_deref()).collect();
    assert_eq!(codes, ["notification", "demotion", "relief_of_post"]);
    assert!(found.iter().all(|one| one.measure == id(0)));
    assert_eq!(found.iter().map(|one| one.bars.len()).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(barred(&found).len(), 3);
}

#[test]
fn a_measure_is_read_in_the_version_it_pins() {
    let kept = one(&case(&[(TrackCode::Employer, "cn-employer/2019", "major_demerit", "2021-07-31")]));
    assert_eq!(days(kept.period.as_ref().expect("a period")), span("2021-07-31", "2023-01-30"));
    let gone = one(&case(&[(TrackCode::Employer, "xx-gone/1", "major_demerit", "2021-07-31")]));
    assert_eq!((gone.period.clone(), gone.on(day("2022-01-01"))), (None, Running::Nothing));
}

#[test]
fn a_length_that_the_decision_names_counts_before_that_of_the_text() {
    let mut merged = gov("demerit", "2024-01-15");
    merged.measures.get_mut(&id(0)).expect("it").months = Some(20);
    let one_of = one(&merged);
    assert_eq!(days(one_of.period.as_ref().expect("a period")), span("2024-01-15", "2025-09-14"));
    assert!(one_of.doubts.contains(&Doubt::LengthDiffers));
    assert_eq!(one_of.period.map(|days| days.source), Some(vec![]), "no instrument says so");
    let mut same = case(&[(TrackCode::Gov, "cn-civil-servant/2007", "demerit", "2015-01-31")]);
    same.measures.get_mut(&id(0)).expect("it").months = Some(12);
    assert_eq!(one(&same).period.map(|days| days.mark), Some(Mark::Remembered), "a citation keeps its mark");
    let mut unknown = case(&[(TrackCode::Gov, "generic/1", "suspension", "2010-01-31")]);
    assert!(one(&unknown).period.is_none());
    unknown.measures.get_mut(&id(0)).expect("it").months = Some(1);
    let told = one(&unknown).period.expect("a period");
    assert_eq!((days(&told), told.source.len()), (span("2010-01-31", "2010-02-27"), 0));
    assert_eq!((told.mark, told.start_mark), (Mark::Verified, Mark::Remembered));
}

#[test]
fn a_start_that_is_not_a_day_is_told_as_such() {
    let month = one(&gov("warning", "2024-02"));
    assert_eq!(days(month.period.as_ref().expect("a period")), span("2024-02-01", "2024-08-28"));
    assert_eq!(month.doubts, [Doubt::StartNotExact]);
    let mut undated = gov("warning", "2024-02-01");
    undated.measures.get_mut(&id(0)).expect("it").effective_on = None;
    assert_eq!(period(&undated).0.as_deref(), Some("2024-02-01"), "the day of the decision");
    undated.determinations.values_mut().for_each(|one| one.made_on = None);
    let undated = one(&undated);
    let period = undated.period.as_ref().expect("a period");
    assert_eq!((days(period), period.months), ((None, None), Some(6)));
    assert_eq!(
        (undated.doubts.clone(), undated.on(day("2024-03-01"))),
        (vec![Doubt::StartNotRecorded], Running::Unknown)
    );
    assert_eq!(barred(&[undated]), []);
}

#[test]
fn the_annual_assessment_is_told_by_year() {
    let told =
        |case: &Case| one(case).assessment.into_iter().map(|one| (one.year, one.effect, one.mark)).collect::<Vec<_>>();
    let remembered = Mark::Remembered;
    assert_eq!(
        told(&gov("major_demerit", "2024-12-31")),
        [(2024, "no_grade".to_owned(), remembered), (2025, "no_grade".to_owned(), remembered)]
    );
    assert_eq!(told(&gov("expulsion_from_service", "2024-12-31")), []);
}

#[test]
fn the_four_forms_are_told_as_remembered() {
    let form = |code: &str| {
        let one = one(&gov(code, "2024-01-15"));
        (one.four_form, one.four_form_mark)
    };
    assert_eq!(form("warning"), (Some(2), Some(Mark::Remembered)));
    assert_eq!(form("removal_from_post"), (Some(3), Some(Mark::Remembered)));
}
