//! A last day, with what is left of the time; and how a rule stands that sets one.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;
use wenze_casework::RuleStand;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::{Occurred, office_day};

use crate::parts::{StateTag, When};
use crate::reader::Reader;
use crate::shape::Shape;

/// A last day.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<span class="last-day{% if is_over %} over{% endif %}"><span class="day">{{ when }}</span>{{ left }}</span>"#
)]
pub(crate) struct Due {
    pub(crate) when: When,
    /// Days left, or days over.
    pub(crate) left: StateTag,
    pub(crate) is_over: bool,
}

impl Due {
    /// A last day of something that is not done.
    pub(crate) fn open(reader: &Reader, due: NaiveDate) -> Self {
        let days = (due - office_day(reader.now)).num_days();
        let word = match days {
            0 => reader.texts.say("work-today"),
            1.. => reader.texts.tell("work-left", [("days", days.into())]),
            _ => reader.texts.tell("work-over", [("days", (-days).into())]),
        };
        let shape = if days < 0 { Shape::Full } else { Shape::Ring };
        let when = When::occurred(reader.words, &Occurred::on(PartialDate::day(due)));
        Self { when, left: StateTag::made(shape, word), is_over: days < 0 }
    }
}

/// How a rule with a time stands.
#[derive(Template)]
#[template(path = "part/stand.html")]
pub(crate) struct Stand {
    pub(crate) tag: StateTag,
    /// What stands before the last day.
    until_label: String,
    /// The last day, where it is over or done; what runs is told by [`Stand::runs`].
    pub(crate) until: Option<When>,
    /// The last day of what is still to be done.
    pub(crate) runs: Option<Due>,
    pub(crate) article: Option<String>,
    /// What to take heed of.
    pub(crate) heed: Vec<String>,
    pub(crate) is_over: bool,
}

impl Stand {
    /// `told` says what a verdict means here, where it means more than its word.
    pub(crate) fn new(reader: &Reader, stand: &RuleStand, told: impl Fn(&str) -> Option<String>) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let code = stand.verdict.code.as_str();
        let is_open = code == "pending";
        let day = |due: NaiveDate| When::occurred(words, &Occurred::on(PartialDate::day(due)));
        let late = stand.late_days.filter(|days| *days > 0);
        let heed = [
            late.map(|days| texts.tell("stand-late", [("days", days.into())])),
            stand.provisional.then(|| texts.say("stand-provisional")),
            stand.remembered.then(|| texts.say("stand-remembered")),
        ];
        Self {
            tag: StateTag::made(shape(code), told(code).unwrap_or_else(|| stand.verdict.words.clone())),
            until_label: texts.say("stand-until"),
            until: stand.due.filter(|_| !is_open).map(day),
            runs: stand.due.filter(|_| is_open).map(|due| Due::open(reader, due)),
            article: stand.article.clone().filter(|article| !article.is_empty()),
            heed: heed.into_iter().flatten().collect(),
            is_over: code == "violated",
        }
    }
}

// Each is made by its own template, which escapes what it is given.
impl HtmlSafe for Due {}
impl HtmlSafe for Stand {}

/// The shape of a verdict.
pub(crate) fn shape(verdict: &str) -> Shape {
    match verdict {
        "satisfied" | "discharged" | "holding" => Shape::Done,
        "violated" => Shape::Full,
        "pending" => Shape::Ring,
        "waived" => Shape::Ended,
        _ => Shape::Dashed,
    }
}
