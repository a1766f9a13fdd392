//! Alarms: each is a rule of which something is late or soon will be, told in the rule's own words.

use wenze_casework::AlarmView;
use wenze_domain::fields::PartialDate;

use super::listed::{RELEASE, RULE};
use crate::parts::{StateTag, When};
use crate::reader::{Reader, address};
use crate::shape::Shape;

/// One alarm.
pub(super) struct Alarm {
    pub(super) title: String,
    pub(super) article: Option<String>,
    /// How much a breach weighs.
    pub(super) weight: StateTag,
    pub(super) overdue: i64,
    pub(super) soon: i64,
    pub(super) cases: i64,
    pub(super) first_due: Option<When>,
    pub(super) href: String,
}

impl Alarm {
    pub(super) fn new(reader: &Reader, alarm: &AlarmView) -> Self {
        let (shape, weight) = weight(reader, &alarm.severity);
        Self {
            title: alarm.title.clone().unwrap_or_else(|| reader.texts.say("overview-rule-gone")),
            article: alarm.article.clone().filter(|article| !article.is_empty()),
            weight: StateTag::made(shape, weight),
            overdue: alarm.overdue,
            soon: alarm.soon,
            cases: alarm.cases,
            first_due: alarm.first_due.map(|day| When::date(reader.words, PartialDate::day(day))),
            href: address("/overview/cases", &[(RELEASE, &alarm.rulebook), (RULE, &alarm.rule)]),
        }
    }
}

fn weight(reader: &Reader, severity: &str) -> (Shape, String) {
    let texts = reader.texts;
    match severity {
        "VIOLATION" => (Shape::Full, texts.say("weight-violation")),
        "DEFECT" => (Shape::ThreeQuarters, texts.say("weight-defect")),
        _ => (Shape::Half, texts.say("weight-warn")),
    }
}
