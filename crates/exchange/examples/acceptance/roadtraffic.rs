//! The facts of the set `roadtraffic`: counts from the log, appeals and deadlines from the states.

mod appeals;
mod counts;
mod days;

use chrono::NaiveDate;
use serde_json::{Value, json};
use wenze_domain::case::{Appeal, Case};
use wenze_domain::fields::PartialDate;
use wenze_exchange::ids::Ids;

use crate::Facts;
use crate::walk::CaseBack;
use appeals::Appeals;
use counts::Counts;
use days::Days;

pub(crate) const CREATED: &str = "Create Fine";
pub(crate) const SENT: &str = "Send Fine";
pub(crate) const NOTIFIED: &str = "Insert Fine Notification";
pub(crate) const PENALTY: &str = "Add penalty";
pub(crate) const PAYMENT: &str = "Payment";
pub(crate) const COLLECTION: &str = "Send for Credit Collection";
pub(crate) const FILED: &str = "Insert Date Appeal to Prefecture";
pub(crate) const FORWARDED: &str = "Send Appeal to Prefecture";
pub(crate) const RESULT: &str = "Receive Result Appeal from Prefecture";
pub(crate) const RESULT_SERVED: &str = "Notify Result Appeal to Offender";
pub(crate) const JUDGE: &str = "Appeal to Judge";

/// Decimals are counted in millionths, so that sums are exact.
const DECIMALS: usize = 6;

/// Everything gathered.
pub(crate) struct Roadtraffic {
    ids: Ids,
    file: String,
    counts: Counts,
    days: Days,
    appeals: Appeals,
}

impl Roadtraffic {
    pub(crate) fn new(ids: Ids, file: String) -> Self {
        Self { ids, file, counts: Counts::default(), days: Days::default(), appeals: Appeals::default() }
    }
}

impl Facts for Roadtraffic {
    fn add(&mut self, case: &CaseBack<'_>) {
        let standing = Standing::of(case, &self.ids);
        self.counts.add(case);
        self.days.add(case);
        self.appeals.add(case, &standing);
    }

    fn answer(&self, case: &CaseBack<'_>) -> Option<Vec<(&'static str, String)>> {
        let standing = Standing::of(case, &self.ids);
        standing.is_appealed().then(|| appeals::answer(case, &standing))
    }

    fn finish(self: Box<Self>, expected: &Value) -> Value {
        let mut facts = json!({ "file": self.file, "days_between_first_occurrences": self.days.finish() });
        for (name, value) in self.counts.finish(expected).into_iter().chain(self.appeals.finish()) {
            facts[name] = value;
        }
        facts
    }
}

/// What the state of a case says of its decision and its appeals.
pub(crate) struct Standing<'a> {
    pub(crate) opened: Option<NaiveDate>,
    pub(crate) sent: Option<NaiveDate>,
    pub(crate) notified: Option<NaiveDate>,
    pub(crate) penalty: Option<NaiveDate>,
    /// The appeal to the prefecture, also one whose filing no source row tells.
    pub(crate) prefecture: Option<&'a Appeal>,
    pub(crate) judge: Option<&'a Appeal>,
    /// When each was filed.
    pub(crate) prefecture_filed: Option<NaiveDate>,
    pub(crate) judge_filed: Option<NaiveDate>,
}

impl<'a> Standing<'a> {
    fn of(case: &'a CaseBack<'_>, ids: &Ids) -> Self {
        let state: &Case = &case.state;
        let id = |name: &str| ids.object(&case.row, name, 1);
        let document = state.documents.get(&id("document"));
        let appeal = |name: &str| state.appeals.get(&id(name));
        let (prefecture, judge) = (appeal("appeal:prefecture"), appeal("appeal:judge"));
        Self {
            opened: state.opened_as_case_on.map(PartialDate::first_day),
            sent: day(document.and_then(|document| document.issued_on)),
            notified: day(document.and_then(|document| document.served_on)),
            penalty: day(state.measures.get(&id("increase")).and_then(|measure| measure.effective_on)),
            prefecture,
            judge,
            prefecture_filed: day(prefecture.and_then(|appeal| appeal.filed_on)),
            judge_filed: day(judge.and_then(|appeal| appeal.filed_on)),
        }
    }

    fn is_appealed(&self) -> bool {
        self.prefecture_filed.is_some() || self.judge_filed.is_some()
    }
}

pub(crate) fn day(date: Option<PartialDate>) -> Option<NaiveDate> {
    date.map(PartialDate::first_day)
}

/// Days from one date to another.
pub(crate) fn days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<i64> {
    Some((to? - from?).num_days())
}

/// A decimal in millionths.
pub(crate) fn amount(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(decimals) || decimals.len() > DECIMALS {
        return None;
    }
    format!("{whole}{decimals:0<DECIMALS$}").parse::<i64>().ok().map(|number| sign * number)
}

/// Millionths as a JSON number.
pub(crate) fn decimal(millionths: i64) -> Value {
    let (whole, rest) = (millionths / 1_000_000, (millionths % 1_000_000).abs());
    let sign = if millionths < 0 && whole == 0 { "-" } else { "" };
    format!("{sign}{whole}.{rest:06}").parse::<f64>().map_or(Value::Null, Value::from)
}
