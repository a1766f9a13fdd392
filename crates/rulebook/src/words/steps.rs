//! The derivation in words, step by step.

use super::{Lang, Speaker};
use crate::finding::{Finding, Refused, RestDay, Step};
use crate::period::Period;

impl Speaker<'_> {
    /// One step in words; none where it would only repeat what the finding says anyway.
    pub fn step(&self, finding: &Finding, step: &Step) -> Option<String> {
        let zh = self.lang == Lang::ZhCn;
        let act = |id: &str| (self.act)(id).unwrap_or_else(|| self.lang.pick("该项记录", "that record").to_owned());
        Some(match step {
            Step::StartExcluded { .. }
            | Step::StartIncluded { .. }
            | Step::StartMoment { .. }
            | Step::Added { .. }
            | Step::HoursAdded { .. }
            | Step::FixedByDocument { .. }
            | Step::Rolled { .. }
            | Step::NoFigure { .. }
            | Step::CalendarUnknown { .. } => self.counted(step),
            Step::ClockStopped { from, to: Some(to), days } if zh => {
                format!("“{}”至“{}”中止{days}天不计", act(from), act(to))
            }
            Step::ClockStopped { from, to: Some(to), days } => {
                format!("{days} days from “{}” to “{}” do not count", act(from), act(to))
            }
            Step::ClockStopped { from, to: None, .. } if zh => format!("自“{}”起中止", act(from)),
            Step::ClockStopped { from, to: None, .. } => format!("stopped since “{}”", act(from)),
            Step::ClockRestarted { event, date } if zh => format!("“{}”后自{}起重新计算", act(event), self.date(*date)),
            Step::ClockRestarted { event, date } => format!("begun anew on {} by “{}”", self.date(*date), act(event)),
            Step::Extended { event, to } if zh => format!("“{}”延长至{}", act(event), self.date(*to)),
            Step::Extended { event, to } => format!("extended to {} by “{}”", self.date(*to), act(event)),
            Step::ExtensionRefused { event, why } => self.refused(&act(event), *why),
            Step::BreachOf { rule, due } => self.breach(rule, *due),
            Step::DoneBy { event } if zh => format!("已办理：{}", act(event)),
            Step::DoneBy { event } => format!("done: {}", act(event)),
            Step::DischargedBy { event } if zh => format!("因“{}”终结", act(event)),
            Step::DischargedBy { event } => format!("ended by “{}”", act(event)),
            Step::PrecededBy { event } if zh => format!("此前已有：{}", act(event)),
            Step::PrecededBy { event } => format!("before it: {}", act(event)),
            Step::NothingBefore { kinds } if zh => format!("此前没有“{}”", self.kinds(kinds)),
            Step::NothingBefore { kinds } => format!("nothing before it was “{}”", self.kinds(kinds)),
            Step::CameLater { event } if zh => format!("事后才有：{}", act(event)),
            Step::CameLater { event } => format!("only afterwards: {}", act(event)),
            Step::TooOld { event } if zh => format!("“{}”已超过有效期间", act(event)),
            Step::TooOld { event } => format!("“{}” was too old", act(event)),
            Step::DoesNotHold => self.must_hold(finding),
            Step::OnBothSides { person, first, second } => self.both(person, &act(first), &act(second)),
            Step::Counted { times, max } if zh => format!("已有{times}次，至多{max}次"),
            Step::Counted { times, max } => format!("{times} times, at most {max}"),
            Step::Missing { event, field } => self.missing(finding, event.as_deref(), field),
            Step::NoValue { .. } => {
                self.lang.pick("按所记内容无法计算", "it cannot be worked out from what is recorded").to_owned()
            }
            Step::OrderUnknown { event } if zh => format!("与“{}”同日，先后未记载", act(event)),
            Step::OrderUnknown { event } => format!("of the same day as “{}”, the order is not recorded", act(event)),
            Step::DateUnknown { event } if zh => format!("“{}”的日期未记载或者不够具体", act(event)),
            Step::DateUnknown { event } => format!("the date of “{}” is missing or too coarse", act(event)),
            Step::ExceptionApplied { rule } if zh => format!("适用例外规定：{}", self.named(rule)),
            Step::ExceptionApplied { rule } => format!("an exception applies: {}", self.named(rule)),
            Step::ExceptionNotApplied { .. } => return None,
            Step::NewVersion { from } if zh => format!("{}起按新规定计算", self.date(*from)),
            Step::NewVersion { from } => format!("under the new version from {}", self.date(*from)),
        })
    }

    fn named(&self, rule: &str) -> String {
        (self.rule)(rule).unwrap_or_else(|| self.lang.pick("另一规定", "another rule").to_owned())
    }

    /// Steps of counting.
    fn counted(&self, step: &Step) -> String {
        let zh = self.lang == Lang::ZhCn;
        match step {
            Step::StartExcluded { date } if zh => format!("自{}的次日起算", self.date(*date)),
            Step::StartExcluded { date } => format!("counted from the day after {}", self.date(*date)),
            Step::StartIncluded { date } if zh => format!("自{}当日起算", self.date(*date)),
            Step::StartIncluded { date } => format!("counted from {} itself", self.date(*date)),
            Step::StartMoment { at } if zh => format!("自{}起算", self.moment(*at)),
            Step::StartMoment { at } => format!("counted from {}", self.moment(*at)),
            Step::Added { n, unit, to } => {
                let period = self.period(Period { n: *n, unit: *unit });
                if zh {
                    format!("加{period}至{}", self.date(*to))
                } else {
                    format!("plus {period} is {}", self.date(*to))
                }
            }
            Step::HoursAdded { n, to } if zh => format!("加{n}小时至{}", self.moment(*to)),
            Step::HoursAdded { n, to } => format!("plus {n} hours is {}", self.moment(*to)),
            Step::FixedByDocument { date, .. } if zh => format!("文书载明期限为{}", self.date(*date)),
            Step::FixedByDocument { date, .. } => format!("the document names {}", self.date(*date)),
            Step::Rolled { to, because, .. } => self.rolled(*to, because),
            Step::NoFigure { days } if zh => format!("规定未写明天数，已过{days}天"),
            Step::NoFigure { days } => format!("the text gives no figure; {days} days have passed"),
            Step::CalendarUnknown { year } if zh => format!("{year}年放假安排尚未公布，期限为暂计"),
            Step::CalendarUnknown { year } => {
                format!("the calendar of {year} was not published: the date is provisional")
            }
            _ => String::new(),
        }
    }

    fn rolled(&self, to: chrono::NaiveDate, because: &[RestDay]) -> String {
        let mut names: Vec<&str> = because.iter().filter_map(|day| day.name.as_deref()).collect();
        names.dedup();
        match self.lang {
            Lang::ZhCn => {
                let why = if names.is_empty() { "休息日".to_owned() } else { names.join("、") };
                format!("末日逢{why}，顺延至{}", self.date(to))
            }
            Lang::En => format!("the last day was a day of rest, so {}", self.date(to)),
        }
    }

    fn refused(&self, act: &str, why: Refused) -> String {
        let (zh, en) = match why {
            Refused::Times => ("超过允许的次数", "too often"),
            Refused::Late => ("在期满之后", "after the time had run out"),
            Refused::Unapproved => ("缺少所需批准", "without the approval it needs"),
        };
        match self.lang {
            Lang::ZhCn => format!("“{act}”{zh}，不予计入"),
            Lang::En => format!("“{act}” does not count: {en}"),
        }
    }

    fn breach(&self, rule: &str, due: Option<chrono::NaiveDate>) -> String {
        let rule = self.named(rule);
        let due = due.map(|due| self.date(due)).unwrap_or_default();
        match self.lang {
            Lang::ZhCn => format!("“{rule}”应于{due}前办结而未办"),
            Lang::En => format!("“{rule}” was missed on {due}"),
        }
    }

    fn both(&self, person: &str, first: &str, second: &str) -> String {
        let who = (self.object)("person", person);
        match self.lang {
            Lang::ZhCn => format!("{}既参加“{first}”又参加“{second}”", who.unwrap_or_else(|| "同一人".to_owned())),
            Lang::En => {
                format!("{} took part in both “{first}” and “{second}”", who.unwrap_or_else(|| "one person".to_owned()))
            }
        }
    }

    fn missing(&self, finding: &Finding, event: Option<&str>, field: &str) -> String {
        let id = event.or(finding.trigger.as_deref());
        let kind = id.and_then(|id| (self.kind_of)(id));
        let label = self.field(kind.as_deref().filter(|_| event.is_some()), field);
        let supplier = kind.and_then(|kind| {
            let form = self.vocabulary?.kinds.get(&kind)?;
            Some(self.lang.pick(&form.by_zh, &form.by_en).to_owned())
        });
        match (self.lang, supplier.filter(|by| !by.is_empty())) {
            (Lang::ZhCn, Some(by)) => format!("“{label}”未记载，请{by}补充"),
            (Lang::ZhCn, None) => format!("“{label}”未记载，请补充"),
            (Lang::En, Some(by)) => format!("“{label}” is not recorded; {by} can supply it"),
            (Lang::En, None) => format!("“{label}” is not recorded; please supply it"),
        }
    }
}
