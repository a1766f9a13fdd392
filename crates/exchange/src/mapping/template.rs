//! Payloads with gaps, filled from the attributes of a case.
//!
//! `"{amount}"` is an attribute of the step, `"{dismissal of Appeal to Judge}"` one of the first step of that name,
//! `"{x of case}"` one of the case, `"{case}"` its name; `… as codes` sends the value through a value map, `as date`
//! `as number` and `as person` read it. What the source does not say, or no map knows, becomes `not_recorded`. `"@name"` is the id
//! of an object. Doubled signs stand for themselves.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;
use wenze_domain::fields::NOT_RECORDED;
use wenze_domain::time::PartialDate;

use super::names::Name;
use crate::patterns;

/// Value maps by name.
pub(super) type ValueMaps = BTreeMap<String, BTreeMap<String, Value>>;

const DATE: &str = "date";
const NUMBER: &str = "number";
const PERSON: &str = "person";
/// Readings that are built in, so no value map may have their names.
pub(super) const READINGS: [&str; 3] = [DATE, NUMBER, PERSON];
/// Characters of a timestamp that are its local date.
const DATE_CHARS: usize = 10;

/// A JSON value with gaps.
#[derive(Debug, Clone)]
pub(super) enum Template {
    Fixed(Value),
    Gap(Gap),
    Text(Vec<Piece>),
    Object(Vec<(String, Self)>),
    List(Vec<Self>),
    /// The id of an object.
    Id(Name),
}

#[derive(Debug, Clone)]
pub(super) enum Piece {
    Words(String),
    Gap(Gap),
}

/// One value taken from the source.
#[derive(Debug, Clone)]
pub(super) struct Gap {
    from: From,
    reading: Reading,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    CaseName,
    Case(String),
    Step(String),
    /// An attribute of the first step of an activity.
    Activity(String, String),
}

#[derive(Debug, Clone)]
enum Reading {
    AsWritten,
    Date,
    Number,
    Person,
    Map(BTreeMap<String, Value>),
}

/// What gaps are filled from.
pub(super) trait Source {
    /// Name of the case.
    fn case_name(&self) -> &str;
    /// An attribute of the case.
    fn of_case(&self, attribute: &str) -> Option<&str>;
    /// An attribute of the step at hand.
    fn of_step(&self, attribute: &str) -> Option<&str>;
    /// An attribute of the first step of an activity.
    fn of_activity(&self, activity: &str, attribute: &str) -> Option<&str>;
    /// The object that stands under a name now.
    fn object(&self, name: &str) -> Option<Uuid>;
    /// The id of the person whom a value names.
    fn person(&self, value: &str) -> Uuid;
    /// What stands for a person whom the source does not name.
    fn nobody(&self) -> Value {
        Value::Null
    }
}

impl Template {
    /// Reads a JSON value with gaps in its strings.
    pub(super) fn compile(value: Value, maps: &ValueMaps) -> Result<Self, String> {
        Ok(match value {
            Value::String(text) => text_of(&text, maps)?,
            Value::Array(items) => {
                Self::List(items.into_iter().map(|item| Self::compile(item, maps)).collect::<Result<_, _>>()?)
            }
            Value::Object(object) => {
                let field = |(name, value)| Ok((name, Self::compile(value, maps)?));
                Self::Object(object.into_iter().map(field).collect::<Result<_, String>>()?)
            }
            other => Self::Fixed(other),
        })
    }

    /// The value for one case.
    pub(super) fn fill(&self, source: &impl Source) -> Value {
        match self {
            Self::Fixed(value) => value.clone(),
            Self::Gap(gap) => gap.fill(source),
            Self::Text(pieces) => filled_text(pieces, source).into(),
            Self::Object(fields) => {
                let filled = fields.iter().map(|(name, template)| (name.clone(), template.fill(source)));
                Value::Object(filled.collect::<Map<_, _>>())
            }
            Self::List(items) => items.iter().map(|item| item.fill(source)).collect(),
            Self::Id(name) => source.object(&name.fill(source)).map_or(Value::Null, |id| id.to_string().into()),
        }
    }

    /// Every object named.
    pub(super) fn objects<'a>(&'a self, found: &mut Vec<&'a Name>) {
        match self {
            Self::Id(name) => found.push(name),
            Self::Object(fields) => fields.iter().for_each(|(_, inner)| inner.objects(found)),
            Self::List(items) => items.iter().for_each(|inner| inner.objects(found)),
            Self::Fixed(_) | Self::Gap(_) | Self::Text(_) => {}
        }
    }
}

impl Gap {
    fn compile(words: &str, maps: &ValueMaps) -> Result<Self, String> {
        let (path, reading) = match words.rsplit_once(" as ") {
            None => (words, Reading::AsWritten),
            Some((path, DATE)) => (path, Reading::Date),
            Some((path, NUMBER)) => (path, Reading::Number),
            Some((path, PERSON)) => (path, Reading::Person),
            Some((path, map)) => {
                let map = maps.get(map).ok_or_else(|| format!("there is no value map '{map}'"))?;
                (path, Reading::Map(map.clone()))
            }
        };
        let from = match path.split_once(" of ") {
            None if path == "case" => From::CaseName,
            None => From::Step(path.to_owned()),
            Some((attribute, "case")) => From::Case(attribute.to_owned()),
            Some((attribute, activity)) => From::Activity(activity.to_owned(), attribute.to_owned()),
        };
        let names_nothing = path.split(" of ").any(str::is_empty);
        if names_nothing { Err("a gap names an attribute".to_owned()) } else { Ok(Self { from, reading }) }
    }

    fn fill(&self, source: &impl Source) -> Value {
        match (self.read(source), &self.reading) {
            (Some(value), _) => value,
            (None, Reading::Person) => source.nobody(),
            (None, _) => NOT_RECORDED.into(),
        }
    }

    pub(super) fn read(&self, source: &impl Source) -> Option<Value> {
        let text = match &self.from {
            From::CaseName => Some(source.case_name()),
            From::Case(attribute) => source.of_case(attribute),
            From::Step(attribute) => source.of_step(attribute),
            From::Activity(activity, attribute) => source.of_activity(activity, attribute),
        }?;
        match &self.reading {
            Reading::AsWritten => Some(text.into()),
            Reading::Date => local_date(text).map(|date| date.to_string().into()),
            Reading::Number => text.parse::<u32>().ok().map(Value::from),
            Reading::Person => Some(source.person(text).to_string().into()),
            Reading::Map(map) => mapped(map, text).cloned(),
        }
    }
}

/// What a map says of a value: by the value itself, else by the longest pattern that fits it.
fn mapped<'a>(map: &'a BTreeMap<String, Value>, text: &str) -> Option<&'a Value> {
    let by_pattern = || {
        let fitting = map.iter().filter(|(pattern, _)| pattern.contains('*') && patterns::fits(pattern, text));
        fitting.max_by_key(|(pattern, _)| pattern.len()).map(|(_, value)| value)
    };
    map.get(text).or_else(by_pattern)
}

/// The legal date of a timestamp: its day as written, as precise as it is written.
pub(super) fn local_date(timestamp: &str) -> Option<PartialDate> {
    PartialDate::parse(timestamp.get(..DATE_CHARS).unwrap_or(timestamp))
}

/// A text with several pieces says nothing if one of them is missing.
fn filled_text(pieces: &[Piece], source: &impl Source) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Gap(gap) => match gap.read(source) {
                Some(Value::String(value)) => text.push_str(&value),
                Some(other) => text.push_str(&other.to_string()),
                None => return NOT_RECORDED.to_owned(),
            },
        }
    }
    text
}

fn text_of(text: &str, maps: &ValueMaps) -> Result<Template, String> {
    if let Some(name) = text.strip_prefix('@').filter(|rest| !rest.starts_with('@')) {
        if name.is_empty() {
            return Err("'@' names an object".to_owned());
        }
        return Ok(Template::Id(Name::compile(name, maps)?));
    }
    let text = if text.starts_with("@@") { &text[1..] } else { text };
    let mut pieces = pieces_of(text, maps)?;
    Ok(match (pieces.pop(), pieces.is_empty()) {
        (None, _) => Template::Fixed("".into()),
        (Some(Piece::Words(words)), true) => Template::Fixed(words.into()),
        (Some(Piece::Gap(gap)), true) => Template::Gap(gap),
        (Some(last), false) => {
            pieces.push(last);
            Template::Text(pieces)
        }
    })
}

pub(super) fn pieces_of(text: &str, maps: &ValueMaps) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        words.push_str(&rest[..at]);
        let sign = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(sign) {
            words.push_str(sign);
            rest = after;
        } else if sign == "{" {
            let (gap, after) = rest.split_once('}').ok_or("a '{' without its '}'")?;
            pieces.extend((!words.is_empty()).then(|| Piece::Words(std::mem::take(&mut words))));
            pieces.push(Piece::Gap(Gap::compile(gap, maps)?));
            rest = after;
        } else {
            return Err("a '}' without its '{'; write '}}' for the sign itself".to_owned());
        }
    }
    words.push_str(rest);
    pieces.extend((!words.is_empty()).then_some(Piece::Words(words)));
    Ok(pieces)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    struct Sample;

    impl Source for Sample {
        fn case_name(&self) -> &'static str {
            "A1"
        }
        fn of_case(&self, attribute: &str) -> Option<&'static str> {
            (attribute == "kind").then_some("fine")
        }
        fn of_step(&self, attribute: &str) -> Option<&'static str> {
            match attribute {
                "org:resource" => Some("541"),
                "time" => Some("2006-07-24T00:00:00+02:00"),
                "odd" => Some("?"),
                _ => None,
            }
        }
        fn of_activity(&self, activity: &str, attribute: &str) -> Option<&'static str> {
            (activity == "Appeal to Judge" && attribute == "dismissal").then_some("G")
        }
        fn object(&self, name: &str) -> Option<Uuid> {
            (name == "fine" || name == "officer 541" || name == "officer ?").then_some(Uuid::nil())
        }
        fn person(&self, value: &str) -> Uuid {
            Uuid::new_v5(&Uuid::NAMESPACE_OID, value.as_bytes())
        }
    }

    fn fill(value: Value) -> Value {
        let outcome = [("G".to_owned(), json!("revoked"))].into_iter().collect();
        let maps = [("outcome".to_owned(), outcome)].into_iter().collect();
        Template::compile(value, &maps).unwrap().fill(&Sample)
    }

    #[test]
    fn gaps_are_filled_from_the_step_another_step_and_the_case() {
        assert_eq!(fill(json!("{org:resource}")), json!("541"));
        assert_eq!(fill(json!("{org:resource as number}")), json!(541));
        assert_eq!(fill(json!("{time as date}")), json!("2006-07-24"));
        assert_eq!(fill(json!("{dismissal of Appeal to Judge as outcome}")), json!("revoked"));
        assert_eq!(fill(json!("{case}: {kind of case}, {org:resource as number}")), json!("A1: fine, 541"));
        assert_eq!(
            fill(json!({"a": ["@fine", "@@fine", "{{x}}", true, 7]})),
            json!({"a": [Uuid::nil(), "@fine", "{x}", true, 7]})
        );
        assert_eq!(fill(json!("")), json!(""));
    }

    #[test]
    fn a_person_is_an_id_and_an_object_can_be_named_by_a_value() {
        assert_eq!(fill(json!("{org:resource as person}")), json!(Sample.person("541")));
        assert_eq!(fill(json!({"official": "{none as person}"})), json!({"official": null}));
        assert_eq!(
            fill(json!(["@officer {org:resource}", "@officer {none}", "@officer 7"])),
            json!([Uuid::nil(), Uuid::nil(), null])
        );
    }

    #[test]
    fn a_value_map_may_hold_patterns_and_the_longest_that_fits_counts() {
        let map: BTreeMap<String, Value> =
            [("Fine*", json!(1)), ("Fine of *", json!(2)), ("Fine of 5", json!(3)), ("*", json!(4))]
                .map(|(pattern, value)| (pattern.to_owned(), value))
                .into();
        let read = |text: &str| mapped(&map, text).cloned();
        assert_eq!((read("Fine"), read("Fine of 7")), (Some(json!(1)), Some(json!(2))));
        assert_eq!((read("Fine of 5"), read("other")), (Some(json!(3)), Some(json!(4))));
    }

    #[test]
    fn what_the_source_does_not_say_is_not_recorded() {
        for gap in
            ["{none}", "{odd as number}", "{odd as date}", "{odd as outcome}", "{x of Appeal to Judge}", "a {none}"]
        {
            assert_eq!(fill(json!(gap)), json!("not_recorded"), "{gap}");
        }
    }

    #[test]
    fn a_gap_that_cannot_be_read_is_an_error_of_the_mapping() {
        for gap in ["{", "}", "{a", "a}", "{}", "{a as nothing}", "@", "{ of b}"] {
            assert!(Template::compile(json!(gap), &ValueMaps::new()).is_err(), "{gap}");
        }
    }

    #[test]
    fn a_date_is_the_day_as_written() {
        let read = |text: &str| local_date(text).map(|date| date.to_string());
        assert_eq!(read("2006-07-24T00:00:00.000+02:00").as_deref(), Some("2006-07-24"));
        assert_eq!(read("2006-07").as_deref(), Some("2006-07"));
        assert_eq!(read("2006").as_deref(), Some("2006"));
        for bad in ["", "2006-13-01T", "24.07.2006", "0000-00-00", "2006-7-4", "éééééééééé"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
