//! Remedies in words.

use chrono::NaiveDate;

use super::{Words, remembered};
use crate::regimes::{Registry, SpanUnit};
use crate::remedies::{Limit, OnDay, Progress, Remedy, Step};
use crate::words::Lang;

impl Words {
    /// The remedies against a determination, as seen on a day: one line for each step reached.
    pub fn remedy_lines(&self, remedy: &Remedy, today: NaiveDate) -> Vec<String> {
        if remedy.steps.is_empty() {
            return vec![self.message("remedy-none", &[])];
        }
        remedy.steps.iter().map(|step| self.step(step, today)).collect()
    }

    fn step(&self, step: &Step, today: NaiveDate) -> String {
        let mut text = self.step_text(step, today);
        if let Some(end) =
            step.then.as_deref().filter(|_| matches!(step.progress, Progress::Decided | Progress::Refused))
        {
            let ends = &Registry::shipped().ends;
            text = self.message("remedy-then", &[("text", text), ("then", self.label(ends, end))]);
        }
        let limit = if step.progress == Progress::Pending { step.decide.as_ref() } else { step.file.as_ref() };
        let told = matches!(step.progress, Progress::Open | Progress::Waiting | Progress::Pending);
        let limit = limit.filter(|_| told);
        let mark = limit.map_or(step.mark, |limit| limit.mark.max(step.mark));
        let mut text = self.noted(text, &step.source, remembered(Some(mark)));
        if limit.is_some_and(|limit| limit.provisional) && step.on(today) == OnDay::Open {
            text = self.message("parentheses", &[("text", text), ("note", self.message("remedy-provisional", &[]))]);
        }
        text
    }

    fn step_text(&self, step: &Step, today: NaiveDate) -> String {
        let both = |[zh, en]: &[String; 2]| match self.lang() {
            Lang::ZhCn => zh.clone(),
            Lang::En => en.clone(),
        };
        let (route, to) = (("route", both(&step.name)), ("to", both(&step.file_to)));
        let length = |limit: Option<&Limit>| ("limit", limit.map(|limit| self.limit(limit)).unwrap_or_default());
        let last = |limit: Option<&Limit>| limit.and_then(|limit| limit.last_day).map(|day| ("last", self.day(day)));
        let file = step.file.as_ref();
        match step.progress {
            Progress::Unlimited => self.message("remedy-unlimited", &[to, route]),
            Progress::NotRegulated => self.message("remedy-not_regulated", &[route]),
            Progress::Waiting if step.direct => self.message("remedy-waiting-direct", &[length(file), to, route]),
            Progress::Waiting => self.message("remedy-waiting", &[length(file), to, route]),
            Progress::Open => match (last(file), step.on(today)) {
                (None, _) => self.message("remedy-open-unknown", &[to, route, length(file)]),
                (Some(last), OnDay::Lapsed) => self.message("remedy-lapsed", &[route, last]),
                (Some(last), OnDay::PerhapsLapsed) => self.message("remedy-perhaps_lapsed", &[route, last]),
                (Some(last), _) if step.direct => self.message("remedy-direct", &[to, route, last]),
                (Some(last), _) => self.message("remedy-open", &[to, route, last]),
            },
            Progress::Pending => {
                let by = last(step.decide.as_ref());
                self.message("remedy-pending", &[Some(route), by].into_iter().flatten().collect::<Vec<_>>())
            }
            Progress::Decided => self.message("remedy-decided", &[route]),
            Progress::Refused => self.message("remedy-refused", &[route]),
            Progress::Withdrawn => self.message("remedy-withdrawn", &[route]),
        }
    }

    fn limit(&self, limit: &Limit) -> String {
        let id = match limit.unit {
            SpanUnit::Month => "limit-month",
            SpanUnit::Day => "limit-day",
            SpanUnit::WorkingDay => "limit-working_day",
        };
        self.message(id, &[("count", limit.count.to_string())])
    }
}
