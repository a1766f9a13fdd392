//! Small pieces that pages are made of: a time, a state, a long text. Each renders itself, escaped.

use askama::Template;
use askama::filters::HtmlSafe;
use chrono::{DateTime, Utc};
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;
use wenze_domain::words::Words;

use crate::shape::Shape;

/// Characters of a text that stand on the page at once; a longer one is opened by its reader.
const TEXT_CHARS_MAX: usize = 110;
/// Characters of a longer text that stand in its summary.
const SUMMARY_CHARS: usize = 60;

/// A time, for people and for machines.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"{% if datetime.is_empty() %}{{ words }}{% else %}<time datetime="{{ datetime }}">{{ words }}</time>{% endif %}"#
)]
pub(crate) struct When {
    datetime: String,
    words: String,
}

impl When {
    /// An instant, by the clock of the office.
    pub(crate) fn instant(words: &Words, at: DateTime<Utc>) -> Self {
        Self { datetime: at.format("%Y-%m-%dT%H:%M:%SZ").to_string(), words: words.date(&Occurred::at(at)) }
    }

    /// The date of an act, as precise as its papers, with the day of the week.
    pub(crate) fn occurred(words: &Words, occurred: &Occurred) -> Self {
        let date = occurred.date.map(|date| date.to_string()).unwrap_or_default();
        let time = occurred.time.map(|time| format!("T{}", String::from(time))).unwrap_or_default();
        Self { datetime: date + &time, words: words.date(occurred) }
    }

    /// A date without the day of the week.
    pub(crate) fn date(words: &Words, date: PartialDate) -> Self {
        Self { datetime: date.to_string(), words: words.partial_date(date) }
    }
}

/// A state: a shape and a word.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"<span class="state {{ shape.tone() }}">{{ shape }}<span>{{ word }}</span></span>"#
)]
pub(crate) struct StateTag {
    shape: Shape,
    word: String,
}

impl StateTag {
    /// The state of one of the machines.
    pub(crate) fn new(words: &Words, machine: &str, state: &str) -> Self {
        Self { shape: Shape::of(machine, state), word: words.state(machine, state) }
    }

    /// A state with a shape and a word of its own.
    pub(crate) fn made(shape: Shape, word: String) -> Self {
        Self { shape, word }
    }
}

/// A text that may be long.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"{% if summary.is_empty() %}<span class="text">{{ full }}</span>{% else %}<details class="text"><summary>{{ summary }}…</summary><div class="full">{{ full }}</div></details>{% endif %}"#
)]
pub(crate) struct LongText {
    summary: String,
    full: String,
}

impl LongText {
    /// A text, folded when it is long or has several lines.
    pub(crate) fn new(text: &str) -> Self {
        let text = text.trim();
        let is_long = text.chars().count() > TEXT_CHARS_MAX || text.lines().count() > 2;
        let first: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SUMMARY_CHARS).collect();
        Self { summary: if is_long { first } else { String::new() }, full: text.to_owned() }
    }
}

/// One fact of an object: its name, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    ext = "html",
    source = r#"<div><dt>{{ label }}</dt><dd>{% match value %}{% when Value::Time(when) %}{{ when }}{% when Value::Text(text) %}{{ text }}{% endmatch %}</dd></div>"#
)]
pub(crate) struct Fact {
    label: String,
    value: Value,
}

/// What a fact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// A time.
    Time(When),
    /// Anything else.
    Text(String),
}

impl Fact {
    /// A fact in words.
    pub(crate) fn text(label: String, text: impl Into<String>) -> Self {
        Self { label, value: Value::Text(text.into()) }
    }

    /// A time.
    pub(crate) fn time(label: String, when: When) -> Self {
        Self { label, value: Value::Time(when) }
    }
}

// Each is made by its own template, which escapes what it is given.
impl HtmlSafe for When {}
impl HtmlSafe for StateTag {}
impl HtmlSafe for LongText {}
impl HtmlSafe for Fact {}

#[cfg(test)]
mod tests {
    use wenze_domain::words::Lang;

    use super::*;

    #[test]
    fn each_piece_escapes_what_it_is_given() {
        let bad = "<script>alert(1)</script>";
        for piece in [
            StateTag::made(Shape::Done, bad.to_owned()).to_string(),
            LongText::new(bad).to_string(),
            LongText::new(&bad.repeat(9)).to_string(),
            Fact::text(bad.to_owned(), bad).to_string(),
        ] {
            assert!(!piece.contains("<script") && piece.contains("&#60;script"), "{piece}");
        }
    }

    #[test]
    fn a_long_text_is_folded_and_whole() {
        let long = "事".repeat(TEXT_CHARS_MAX + 1);
        let shown = LongText::new(&long).to_string();
        assert!(shown.starts_with("<details") && shown.contains(&long));
        assert!(!LongText::new("短").to_string().contains("details"));
    }

    #[test]
    fn a_time_is_for_people_and_for_machines() {
        let words = Words::of(Lang::ZhCn);
        let month = Occurred::on(PartialDate::parse("2024-03").unwrap());
        assert_eq!(When::occurred(words, &month).to_string(), r#"<time datetime="2024-03">2024年3月</time>"#);
        assert_eq!(When::occurred(words, &Occurred::default()).to_string(), "未注明日期");
        let at = "2024-03-05T23:30:00Z".parse().unwrap();
        let shown = r#"<time datetime="2024-03-05T23:30:00Z">2024年3月6日(星期三) 07:30</time>"#;
        assert_eq!(When::instant(words, at).to_string(), shown);
    }
}
