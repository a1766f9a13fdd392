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
    words.message("passed-looked-at", &[("name", name.unwrap_or_else(|| words.not_recorded()))])
}

/// Why a restriction that does not bar a step on a day does not.
pub(super) fn passed(one: &Restriction, step: Step, day: NaiveDate, words: &Words) -> String {
    words.message("passed", &[("why", reason(one, step, day).told(words))])
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
    fn told(&self, words: &Words) -> String {
        let on = |id: &str, day: NaiveDate| words.message(id, &[("on", words.partial_date(PartialDate::day(day)))]);
        let plain = |id: &str| words.message(id, &[]);
        match self {
            Self::Nothing => plain("passed-nothing"),
            Self::Ended(Some(from)) => on("passed-ended-on", *from),
            Self::Ended(None) => plain("passed-ended"),
            Self::Over(Some(until)) => on("passed-over-on", *until),
            Self::Over(None) => plain("passed-over"),
            Self::Ahead(Some(from)) => on("passed-ahead-on", *from),
            Self::Ahead(None) => plain("passed-ahead"),
            Self::Suspended => plain("passed-suspended"),
            Self::NoBar => plain("passed-no-bar"),
            Self::Other(bars) => words.message("passed-other", &[("bars", named(bars, words))]),
        }
    }
}

/// The names of bars, in the language of the reader.
fn named(bars: &[[String; 2]], words: &Words) -> String {
    let name = |[zh, en]: &[String; 2]| match words.lang() {
        Lang::ZhCn => zh.clone(),
        Lang::En => en.clone(),
    };
    bars.iter().map(name).collect::<Vec<_>>().join(&words.message("passed-join", &[]))
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
