//! Why a recorded restriction does not stand in the way of a step: what was looked at is told where nothing bars, too.

use chrono::NaiveDate;
use wenze_domain::fields::PartialDate;
use wenze_domain::restrictions::{BarOf, Meets, Restriction, Running, Step};
use wenze_domain::words::{Lang, Words};

/// Why it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    /// The measure has neither a period nor a bar.
    Nothing,
    /// Something recorded ended it, from that day on where it is known.
    Ended(Option<NaiveDate>),
    /// Its days are over, after that one where it is known.
    Over(Option<NaiveDate>),
    /// It has not begun; it does on that day where it is known.
    Ahead(Option<NaiveDate>),
    /// Its execution is suspended.
    Suspended,
    /// It runs, and bars no step at all.
    NoBar,
    /// It runs, and bars steps of another level or kind: their names in Chinese and English.
    Other(Vec<[String; 2]>),
}

/// The measure that was looked at.
pub(super) fn looked_at(name: Option<String>, words: &Words) -> String {
    let name = name.unwrap_or_else(|| words.not_recorded());
    match words.lang() {
        Lang::ZhCn => format!("已查看：{name}"),
        Lang::En => format!("looked at: {name}"),
    }
}

/// Why a restriction that does not bar a step on a day does not.
pub(super) fn passed(one: &Restriction, step: Step, day: NaiveDate, words: &Words) -> String {
    let reason = reason(one, step, day);
    match words.lang() {
        Lang::ZhCn => format!("不妨碍任职：{}", reason.in_chinese(words)),
        Lang::En => format!("not in the way: {}", reason.in_english(words)),
    }
}

fn reason(one: &Restriction, step: Step, day: NaiveDate) -> Reason {
    let first = |bars: &[&BarOf]| bars.iter().filter_map(|bar| bar.days.from).min();
    let all: Vec<&BarOf> = one.bars.iter().collect();
    let met: Vec<&BarOf> = one.bars.iter().filter(|bar| step.meets(&bar.bar) != Meets::No).collect();
    match one.on(day) {
        Running::Nothing => Reason::Nothing,
        Running::Ended => Reason::Ended(one.ended_from()),
        Running::Over => Reason::Over(one.last_day()),
        Running::Ahead => Reason::Ahead(one.period.as_ref().and_then(|days| days.from).or_else(|| first(&all))),
        Running::Unknown | Running::Runs | Running::Suspended | Running::AwaitsLifting => {
            if all.is_empty() {
                return Reason::NoBar;
            }
            if met.is_empty() {
                return Reason::Other(all.iter().map(|bar| bar.name.clone()).collect());
            }
            if one.suspended {
                return Reason::Suspended;
            }
            // What it bars has days of its own, which need not be those of the period.
            match first(&met) {
                Some(from) if day < from => Reason::Ahead(Some(from)),
                _ => Reason::Over(met.iter().filter_map(|bar| bar.days.until).max()),
            }
        }
    }
}

impl Reason {
    fn in_chinese(&self, words: &Words) -> String {
        let on = |day: NaiveDate| words.partial_date(PartialDate::day(day));
        match self {
            Self::Nothing => "这项处分或者问责方式不附带期限，也不附带限制".to_owned(),
            Self::Ended(Some(from)) => format!("自{}起已解除、撤销或者被取代", on(*from)),
            Self::Ended(None) => "已解除、撤销或者被取代".to_owned(),
            Self::Over(Some(until)) => format!("限制期已于{}届满", on(*until)),
            Self::Over(None) => "限制期已经届满".to_owned(),
            Self::Ahead(Some(from)) => format!("限制期自{}起才开始", on(*from)),
            Self::Ahead(None) => "限制期尚未开始".to_owned(),
            Self::Suspended => "执行已中止".to_owned(),
            Self::NoBar => "期内没有限制任职的内容".to_owned(),
            Self::Other(bars) => {
                let names: Vec<&str> = bars.iter().map(|[zh, _]| zh.as_str()).collect();
                format!("期内不得{}，所问职务的层级和类型不在其内", names.join("、"))
            }
        }
    }

    fn in_english(&self, words: &Words) -> String {
        let on = |day: NaiveDate| words.partial_date(PartialDate::day(day));
        match self {
            Self::Nothing => "the measure brings no period and no bar with it".to_owned(),
            Self::Ended(Some(from)) => format!("lifted, revoked or replaced from {} on", on(*from)),
            Self::Ended(None) => "lifted, revoked or replaced".to_owned(),
            Self::Over(Some(until)) => format!("its days ended on {}", on(*until)),
            Self::Over(None) => "its days are over".to_owned(),
            Self::Ahead(Some(from)) => format!("it begins on {} only", on(*from)),
            Self::Ahead(None) => "it has not begun".to_owned(),
            Self::Suspended => "its execution is suspended".to_owned(),
            Self::NoBar => "it bars no post".to_owned(),
            Self::Other(bars) => {
                let names: Vec<&str> = bars.iter().map(|[_, en]| en.as_str()).collect();
                format!("barred: {}; a post of the level and kind asked for is none of that", names.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use wenze_domain::codes::PostComparison;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(from: &str, until: &str) -> Value {
        json!({
            "from": from, "until": until, "months": 12, "first_day": "inclusive", "source": [],
            "mark": "verified", "start_mark": "verified",
        })
    }

    /// A sanction of two years that bars a promotion for the first of them.
    fn sanction(changes: &Value) -> Restriction {
        let mut one = json!({
            "measure": uuid::Uuid::nil(), "respondent": uuid::Uuid::nil(), "track": "party", "code": "warning",
            "regime": null, "period": days("2023-01-05", "2025-01-04"),
            "bars": [{ "bar": "promotion", "name": ["晋升", "promotion"], "days": days("2023-01-05", "2024-01-04") }],
            "ending": null, "not_restored": null, "ended": null, "suspended": false, "doubts": [], "assessment": [],
            "four_form": null, "four_form_mark": null,
        });
        for (name, value) in changes.as_object().unwrap() {
            one[name] = value.clone();
        }
        serde_json::from_value(one).unwrap()
    }

    #[test]
    fn each_reason_is_told_with_its_day() {
        let above = Step::Post { compared: Some(PostComparison::Above), leading: None };
        let same = Step::Post { compared: Some(PostComparison::Same), leading: None };
        let none = json!({});
        let ended = json!({ "ended": { "cause": "lifted", "on": "2023-03-01" } });
        let bare = json!({ "period": null, "bars": [] });
        let other = vec![["晋升".to_owned(), "promotion".to_owned()]];
        for (changes, step, on, expected) in [
            (&none, above, "2023-01-04", Reason::Ahead(Some(day("2023-01-05")))),
            (&none, same, "2023-06-01", Reason::Other(other)),
            (&none, above, "2024-06-01", Reason::Over(Some(day("2024-01-04")))),
            (&none, above, "2025-06-01", Reason::Over(Some(day("2025-01-04")))),
            (&ended, above, "2023-06-01", Reason::Ended(Some(day("2023-03-01")))),
            (&json!({ "suspended": true }), above, "2023-06-01", Reason::Suspended),
            (&json!({ "bars": [] }), above, "2023-06-01", Reason::NoBar),
            (&bare, above, "2023-06-01", Reason::Nothing),
        ] {
            assert_eq!(reason(&sanction(changes), step, day(on)), expected, "{on} {changes}");
            for lang in [Lang::ZhCn, Lang::En] {
                assert!(passed(&sanction(changes), step, day(on), Words::of(lang)).len() > 20, "{on} {changes}");
            }
        }
    }
}
