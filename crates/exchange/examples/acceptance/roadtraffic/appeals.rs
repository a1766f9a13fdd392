//! Appeals and deadlines: from the states of the cases, and from the log only what no state holds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use wenze_domain::case::Appeal;
use wenze_domain::codes::AppealOutcome;

use super::{COLLECTION, CREATED, FORWARDED, JUDGE, PAYMENT, Standing, amount, day, days, decimal};
use crate::walk::CaseBack;

const IN_TIME_DAYS: i64 = 60;
const SENT_IN_TIME_DAYS: i64 = 90;
const DISMISSAL: &str = "dismissal";

type Histogram = BTreeMap<&'static str, u64>;

#[derive(Default)]
pub(crate) struct Appeals {
    with_any: u64,
    prefecture_timeliness: Histogram,
    judge_timeliness: Histogram,
    counts: Histogram,
    outcomes: Histogram,
    deadlines: Histogram,
}

impl Appeals {
    pub(crate) fn add(&mut self, case: &CaseBack<'_>, standing: &Standing<'_>) {
        self.count_deadlines(standing);
        self.count_appeals(case, standing);
        self.count_outcomes(case, standing);
        if standing.is_appealed() {
            self.with_any += 1;
            let timely = |filed| timeliness(standing.notified, filed);
            *self.prefecture_timeliness.entry(timely(standing.prefecture_filed)).or_default() += 1;
            *self.judge_timeliness.entry(timely(standing.judge_filed)).or_default() += 1;
        }
    }

    fn count_appeals(&mut self, case: &CaseBack<'_>, standing: &Standing<'_>) {
        let (prefecture, judge) = (standing.prefecture_filed.is_some(), standing.judge_filed.is_some());
        let is_forwarded = case.acts("AppealPassedOn") > 0;
        let received = day(standing.prefecture.and_then(|appeal| appeal.decided_on)).is_some();
        let served = standing.prefecture.is_some_and(|appeal| appeal.served_on.is_some());
        let facts = [
            ("appealed_and_penalised", prefecture && standing.penalty.is_some()),
            ("cases_both_appeals", prefecture && judge),
            ("cases_judge_appeal", judge),
            ("cases_prefecture_appeal", prefecture),
            ("prefecture_appeal_never_sent", prefecture && !is_forwarded),
            ("result_without_notification", received && !served),
            ("sent_without_result", is_forwarded && !received),
        ];
        add(&mut self.counts, &facts);
    }

    fn count_outcomes(&mut self, case: &CaseBack<'_>, standing: &Standing<'_>) {
        let revoked = |appeal: Option<&Appeal>| appeal.is_some_and(|a| a.outcome == Some(AppealOutcome::Revoked));
        let code = case.first(FORWARDED).map(|step| step.field(DISMISSAL));
        let not_annulled =
            |appeal: Option<&Appeal>| appeal.is_some_and(|a| matches!(a.outcome, None | Some(AppealOutcome::Upheld)));
        let annulled = revoked(standing.prefecture);
        let facts = [
            ("judge_NIL", not_annulled(standing.judge)),
            ("judge_upheld_G", revoked(standing.judge)),
            ("prefecture_NIL", code == Some("NIL") && not_annulled(standing.prefecture)),
            ("prefecture_other_code", code.is_some_and(|code| code != "NIL") && !annulled),
            ("prefecture_upheld_#", annulled),
            ("prefecture_upheld_#_and_later_credit_collection", annulled && case.first(COLLECTION).is_some()),
            ("prefecture_upheld_#_and_paid", annulled && case.acts("ExecutionReported") > 0),
        ];
        add(&mut self.outcomes, &facts);
    }

    fn count_deadlines(&mut self, standing: &Standing<'_>) {
        let since = |date: Option<NaiveDate>| days(standing.notified, date);
        let (judge, prefecture) = (since(standing.judge_filed), since(standing.prefecture_filed));
        let penalty = since(standing.penalty);
        let sent = days(standing.opened, standing.sent);
        let is = |days: Option<i64>, test: fn(i64) -> bool| days.is_some_and(test);
        let facts = [
            ("judge_appeal_before_notification", is(judge, |n| n < 0)),
            ("judge_appeal_later_than_60_days_after_notification", is(judge, |n| n > IN_TIME_DAYS)),
            ("penalty_earlier_than_60_days_after_notification", is(penalty, |n| n < IN_TIME_DAYS)),
            ("penalty_exactly_60_days_after_notification", is(penalty, |n| n == IN_TIME_DAYS)),
            ("penalty_later_than_60_days_after_notification", is(penalty, |n| n > IN_TIME_DAYS)),
            ("prefecture_appeal_before_notification", is(prefecture, |n| n < 0)),
            ("prefecture_appeal_later_than_60_days_after_notification", is(prefecture, |n| n > IN_TIME_DAYS)),
            ("send_later_than_90_days_after_create", is(sent, |n| n > SENT_IN_TIME_DAYS)),
        ];
        add(&mut self.deadlines, &facts);
    }

    pub(crate) fn finish(self) -> Vec<(&'static str, Value)> {
        let timeliness = json!({
            "cases_with_any_appeal": self.with_any,
            "judge": self.judge_timeliness,
            "prefecture": self.prefecture_timeliness,
        });
        vec![
            ("appeal_outcome_codes", json!(self.outcomes)),
            ("appeal_timeliness", timeliness),
            ("appeals", json!(self.counts)),
            ("deadline_counts", json!(self.deadlines)),
        ]
    }
}

/// A fact that holds nowhere is counted too, as nought.
fn add(histogram: &mut Histogram, facts: &[(&'static str, bool)]) {
    for (name, holds) in facts {
        *histogram.entry(name).or_default() += u64::from(*holds);
    }
}

fn timeliness(notified: Option<NaiveDate>, filed: Option<NaiveDate>) -> &'static str {
    match (filed, days(notified, filed)) {
        (None, _) => "no_appeal",
        (Some(_), None) => "no_notification",
        (_, Some(..0)) => "before_notification",
        (_, Some(0..=IN_TIME_DAYS)) => "yes",
        (_, Some(_)) => "late",
    }
}

/// Whether it was in time, in the words of the table: empty where that cannot be said.
fn in_time(notified: Option<NaiveDate>, filed: Option<NaiveDate>) -> String {
    let word = timeliness(notified, filed);
    if matches!(word, "no_appeal" | "no_notification") { String::new() } else { word.to_owned() }
}

/// One line of the table of appeals.
pub(crate) fn answer(case: &CaseBack<'_>, standing: &Standing<'_>) -> Vec<(&'static str, String)> {
    let date = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| date.to_string());
    let number = |days: Option<i64>| days.map_or_else(String::new, |days| days.to_string());
    let field = |label: &str, name: &str| case.first(label).map_or("", |step| step.field(name)).to_owned();
    let latest = |name: &str| {
        let mut values = case.steps.iter().rev().map(|step| step.field(name));
        values.find(|value| !value.is_empty()).unwrap_or_default().to_owned()
    };
    let payments = case.steps.iter().filter(|step| step.label == PAYMENT);
    let paid: i64 = payments.filter_map(|step| amount(step.field("paymentAmount"))).sum();
    let (notified, prefecture, judge) = (standing.notified, standing.prefecture_filed, standing.judge_filed);
    vec![
        ("fine_created", date(standing.opened)),
        ("notified", date(notified)),
        ("penalty_added", date(standing.penalty)),
        ("prefecture_appeal", date(prefecture)),
        ("days_notified_to_prefecture_appeal", number(days(notified, prefecture))),
        ("prefecture_in_time_60", in_time(notified, prefecture)),
        ("appeal_sent", date(case.first_date(FORWARDED))),
        ("result_received", date(day(standing.prefecture.and_then(|appeal| appeal.decided_on)))),
        ("result_notified", date(day(standing.prefecture.and_then(|appeal| appeal.served_on)))),
        ("judge_appeal", date(judge)),
        ("days_notified_to_judge_appeal", number(days(notified, judge))),
        ("judge_in_time_60", in_time(notified, judge)),
        ("payments", case.acts("ExecutionReported").to_string()),
        ("paid_total", decimal(paid).to_string()),
        ("last_amount", latest("amount")),
        ("expense", latest("expense")),
        ("dismissal_create", field(CREATED, DISMISSAL)),
        ("dismissal_prefecture", field(FORWARDED, DISMISSAL)),
        ("dismissal_judge", field(JUDGE, DISMISSAL)),
    ]
}
