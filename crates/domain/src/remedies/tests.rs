use super::*;
use crate::case::{Appeal, Measure, Respondent, Track};
use crate::codes::Identity;

const RESPONDENT: Uuid = Uuid::from_u128(1);
const DETERMINATION: Uuid = Uuid::from_u128(500);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn date(text: &str) -> Option<PartialDate> {
    let date = PartialDate::parse(text);
    assert!(date.is_some(), "{text} is no date");
    date
}

/// A case with one determination: its track, the version its measure pins, made and served on these days.
fn case(track: TrackCode, regime: &str, made: &str, served: Option<&str>) -> Case {
    let mut case = Case::new(Uuid::from_u128(9));
    let mut respondent = Respondent { identity: Some(Identity::CivilServant), ..Respondent::default() };
    respondent.tracks.insert(track, Track { determination: Some(DETERMINATION), ..Track::default() });
    case.respondents.insert(RESPONDENT, respondent);
    let one = Determination {
        respondent: RESPONDENT,
        track: Some(track),
        made_on: date(made),
        served_on: served.and_then(date),
        ..Determination::default()
    };
    case.determinations.insert(DETERMINATION, one);
    let measure = Measure {
        determination: Some(DETERMINATION),
        respondent: RESPONDENT,
        track: Some(track),
        code: Some("warning".to_owned()),
        regime: Some(regime.to_owned()),
        ..Measure::default()
    };
    case.measures.insert(Uuid::from_u128(100), measure);
    case
}

fn appeal(case: &mut Case, n: u128, route: AppealRoute, state: AppealState, filed: &str) -> Uuid {
    let id = Uuid::from_u128(700 + n);
    let one = Appeal {
        state,
        route: Some(route),
        determinations: vec![DETERMINATION],
        filed_on: date(filed),
        ..Appeal::default()
    };
    case.appeals.insert(id, one);
    id
}

fn steps(case: &Case) -> Vec<Step> {
    let mut found = remedies(case, Regimes::shipped());
    assert_eq!(found.len(), 1);
    found.remove(0).steps
}

fn told(case: &Case) -> Vec<(String, Progress, Option<String>)> {
    let last = |step: &Step| step.file.as_ref().and_then(|limit| limit.last_day).map(|day| day.to_string());
    steps(case).iter().map(|step| (step.route.clone(), step.progress, last(step))).collect()
}

fn step(route: &str, progress: Progress, last: Option<&str>) -> (String, Progress, Option<String>) {
    (route.to_owned(), progress, last.map(str::to_owned))
}

#[test]
fn the_first_remedy_opens_with_service_on_the_person_and_its_day_does_not_count() {
    let case_of = |served| case(TrackCode::Gov, "cn-governmental/2020", "2024-01-15", served);
    let open = case_of(Some("2024-01-31"));
    assert_eq!(told(&open), [step("sup_review", Progress::Open, Some("2024-02-29"))]);
    let review = steps(&open).remove(0);
    assert_eq!(review.on(day("2024-02-29")), OnDay::Open);
    assert_eq!(review.on(day("2024-03-01")), OnDay::Lapsed);
    assert_eq!((review.mark, review.file.as_ref().map(|limit| limit.provisional)), (Mark::Verified, Some(false)));
    assert_eq!(review.source.iter().map(ToString::to_string).collect::<Vec<_>>(), ["SUP-2018 49"]);
    assert_eq!(told(&case_of(None)), [step("sup_review", Progress::Waiting, None)]);
}

#[test]
fn a_last_day_of_rest_is_provisional() {
    // 31 January 2026 is a Saturday.
    let case = case(TrackCode::Gov, "cn-governmental/2020", "2025-12-20", Some("2025-12-31"));
    let review = steps(&case).remove(0);
    let limit = review.file.clone().expect("a limit");
    assert_eq!((limit.last_day, limit.provisional), (Some(day("2026-01-31")), true));
    assert_eq!(review.on(day("2026-02-02")), OnDay::PerhapsLapsed, "a calendar must tell");
    assert_eq!(review.source.iter().map(ToString::to_string).collect::<Vec<_>>(), ["SUP-2024 56"]);
}

#[test]
fn working_days_and_days_that_are_not_exact_are_provisional() {
    let window = |unit| Window {
        count: 15,
        unit,
        start: crate::regimes::RunsFrom::Service,
        first_day: FirstDay::Exclusive,
        mark: Mark::Verified,
    };
    let working = limit(window(SpanUnit::WorkingDay), date("2025-09-22"));
    assert_eq!((working.last_day, working.provisional), (None, true));
    let days = limit(window(SpanUnit::Day), date("2025-09-17"));
    assert_eq!((days.last_day, days.provisional), (Some(day("2025-10-02")), false));
    let month = limit(window(SpanUnit::Day), date("2025-09"));
    assert_eq!((month.last_day, month.provisional), (Some(day("2025-10-15")), true));
    let inclusive = Window { first_day: FirstDay::Inclusive, ..window(SpanUnit::Day) };
    assert_eq!(limit(inclusive, date("2025-09-17")).last_day, Some(day("2025-10-01")));
    assert_eq!(limit(window(SpanUnit::Day), None), Limit { counted_from: None, last_day: None, ..days });
}

#[test]
fn the_next_instance_opens_with_service_of_the_decision_before() {
    let mut case = case(TrackCode::Gov, "cn-governmental/2020", "2024-01-15", Some("2024-01-16"));
    let first = appeal(&mut case, 1, AppealRoute::SupReview, AppealState::Filed, "2024-02-01");
    case.appeals.get_mut(&first).expect("it").received_on = date("2024-02-02");
    let pending = steps(&case);
    assert_eq!(pending.len(), 1, "nothing further is open meanwhile");
    let decide = pending[0].decide.clone().expect("a limit");
    assert_eq!((pending[0].progress, decide.last_day), (Progress::Pending, Some(day("2024-03-02"))));
    let one = case.appeals.get_mut(&first).expect("it");
    (one.state, one.decided_on) = (AppealState::Decided, date("2024-02-20"));
    let review = || step("sup_review", Progress::Decided, Some("2024-02-16"));
    assert_eq!(told(&case), [review(), step("sup_rereview", Progress::Waiting, None)]);
    case.appeals.get_mut(&first).expect("it").person_served_on = date("2024-02-29");
    assert_eq!(told(&case), [review(), step("sup_rereview", Progress::Open, Some("2024-03-29"))]);
    let second = appeal(&mut case, 2, AppealRoute::SupRereview, AppealState::Served, "2024-03-10");
    case.appeals.get_mut(&second).expect("it").decided_on = date("2024-04-01");
    let done = steps(&case);
    assert_eq!((done.len(), done[1].progress, done[1].then.as_deref()), (2, Progress::Decided, Some("correction")));
}

#[test]
fn an_appeal_that_names_only_the_one_before_is_found() {
    let mut case = case(TrackCode::Gov, "cn-governmental/2020", "2024-01-15", Some("2024-01-16"));
    let first = appeal(&mut case, 1, AppealRoute::SupReview, AppealState::Served, "2024-02-01");
    let second = appeal(&mut case, 2, AppealRoute::SupRereview, AppealState::Panel, "2024-03-10");
    let one = case.appeals.get_mut(&second).expect("it");
    (one.determinations, one.prior) = (Vec::new(), Some(first));
    assert_eq!(steps(&case)[1].progress, Progress::Pending);
}

#[test]
fn a_civil_servant_may_leave_the_re_examination_out() {
    let mut case = case(TrackCode::Employer, "cn-civil-servant/2018", "2024-01-15", Some("2024-01-16"));
    let open = told(&case);
    let direct = step("cs_appeal", Progress::Open, Some("2024-02-15"));
    assert_eq!(open, [step("cs_reexam", Progress::Open, Some("2024-02-15")), direct]);
    assert!(steps(&case)[1].direct);
    let taken = appeal(&mut case, 1, AppealRoute::CsAppeal, AppealState::Panel, "2024-02-01");
    case.appeals.get_mut(&taken).expect("it").accepted_on = date("2024-02-05");
    let under_way = steps(&case);
    assert_eq!((under_way.len(), under_way[1].progress), (2, Progress::Pending));
    let decide = under_way[1].decide.as_ref().and_then(|limit| limit.last_day);
    assert_eq!(decide, Some(day("2024-04-05")), "sixty days from acceptance");
    case.appeals.get_mut(&taken).expect("it").decide_by = date("2024-05-05");
    let extended = steps(&case)[1].decide.as_ref().and_then(|limit| limit.last_day);
    assert_eq!(extended, Some(day("2024-05-05")), "as it was extended");
}

#[test]
fn three_instances_of_a_civil_servant_one_after_the_other() {
    let mut case = case(TrackCode::Employer, "cn-civil-servant/2018", "2024-01-15", Some("2024-01-16"));
    for (n, route, served) in [(1, AppealRoute::CsReexam, "2024-03-01"), (2, AppealRoute::CsAppeal, "2024-06-03")] {
        let id = appeal(&mut case, n, route, AppealState::Served, "2024-02-01");
        case.appeals.get_mut(&id).expect("it").person_served_on = date(served);
    }
    let last = steps(&case).remove(2);
    assert_eq!((last.route.as_str(), last.progress), ("cs_second_appeal", Progress::Open));
    let limit = last.file.expect("a limit");
    assert_eq!((limit.last_day, limit.mark), (Some(day("2024-07-03")), Mark::Remembered));
    assert_eq!(last.mark, Mark::Verified, "the right was seen, the limit was not");
}

#[test]
fn a_refused_appeal_opens_the_next_route_and_a_withdrawn_one_does_not() {
    let mut case = case(TrackCode::Gov, "cn-governmental/2020", "2024-01-15", Some("2024-01-16"));
    let id = appeal(&mut case, 1, AppealRoute::SupReview, AppealState::Refused, "2024-02-01");
    assert_eq!(told(&case)[1], step("sup_rereview", Progress::Waiting, None));
    case.appeals.get_mut(&id).expect("it").state = AppealState::Withdrawn;
    assert_eq!(told(&case), [step("sup_review", Progress::Withdrawn, Some("2024-02-16"))]);
}

#[test]
fn no_limit_and_no_rule_are_two_things() {
    let party = case(TrackCode::Party, "cn-party/2018", "2020-01-15", Some("2020-01-16"));
    assert_eq!(told(&party), [step("party_appeal", Progress::Unlimited, None)]);
    let silent = case(TrackCode::Accountability, "cn-accountability/2016", "2018-01-15", Some("2018-01-16"));
    assert_eq!(told(&silent), [step("acc_appeal", Progress::NotRegulated, None)]);
    let old = case(TrackCode::Accountability, "cn-accountability/2009", "2012-01-15", Some("2012-01-16"));
    assert_eq!(told(&old), [step("acc_appeal", Progress::Open, Some("2012-01-31"))]);
}

#[test]
fn a_manager_of_a_state_enterprise_goes_another_way() {
    for regime in ["cn-soe/2024", "cn-employer/2024"] {
        let mut case = case(TrackCode::Employer, regime, "2024-10-10", Some("2024-10-11"));
        case.respondents.get_mut(&RESPONDENT).expect("they").identity = Some(Identity::SoeManager);
        assert_eq!(told(&case), [step("soe_reexam", Progress::Open, Some("2024-11-11"))], "{regime}");
    }
}

#[test]
fn a_supervisory_decision_before_the_law_on_sanctions_goes_the_way_of_the_supervision_law() {
    let case_of = |made: &str| case(TrackCode::Gov, "cn-civil-servant/2018", made, Some(made));
    assert_eq!(told(&case_of("2019-07-01")), [step("sup_review", Progress::Open, Some("2019-08-01"))]);
    assert_eq!(told(&case_of("2017-07-01")), [], "no law that is loaded had one");
}

#[test]
fn what_no_longer_stands_has_no_remedy() {
    let mut case = case(TrackCode::Gov, "cn-governmental/2020", "2024-01-15", Some("2024-01-16"));
    for (standing, remains) in
        [(Standing::Remanded, 0), (Standing::Replaced, 0), (Standing::Varied, 1), (Standing::Revoked, 1)]
    {
        case.determinations.get_mut(&DETERMINATION).expect("it").standing = standing;
        assert_eq!(remedies(&case, Regimes::shipped()).len(), remains, "{standing:?}");
    }
}

#[test]
fn every_route_against_a_decision_can_be_walked_to_its_end() {
    for version in Regimes::shipped().all() {
        let starts = version.routes.iter().filter(|r| r.against == Against::Decision);
        for route in starts.filter(|r| !version.routes.iter().any(|other| other.next.as_ref() == Some(&r.route))) {
            let mut at = Some(route);
            let mut ends = None;
            while let Some(one) = at {
                ends = one.then.clone();
                at = one.next.as_deref().and_then(|next| version.route(next));
            }
            assert!(ends.is_some(), "{} {}", version.pin(), route.route);
        }
    }
}
