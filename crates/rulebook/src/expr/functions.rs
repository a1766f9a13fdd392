//! The functions that a rule may call. None reads a clock or anything else outside its values.

use std::borrow::Cow;
use std::rc::Rc;

use chrono::{Days, Months, NaiveDate};

use super::Unknown;
use super::val::Val;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Function {
    Size,
    Distinct,
    Overlap,
    Rank,
    Days,
    Plus,
    Number,
    Int,
    Double,
    Text,
    StartsWith,
    EndsWith,
    Contains,
}

/// Name, function, how many values it takes.
const ALL: [(&str, Function, usize); 13] = [
    ("size", Function::Size, 1),
    ("distinct", Function::Distinct, 1),
    ("overlap", Function::Overlap, 2),
    ("rank", Function::Rank, 1),
    ("days", Function::Days, 2),
    ("plus", Function::Plus, 3),
    ("number", Function::Number, 1),
    ("int", Function::Int, 1),
    ("double", Function::Double, 1),
    ("string", Function::Text, 1),
    ("startsWith", Function::StartsWith, 2),
    ("endsWith", Function::EndsWith, 2),
    ("contains", Function::Contains, 2),
];

/// Levels from below, so that they can be compared; the names are those of the catalogue.
pub(crate) const LEVELS: [&str; 5] = ["township", "county", "city", "province", "centre"];

impl Function {
    pub(super) fn named(name: &str) -> Option<Self> {
        ALL.iter().find(|(known, ..)| *known == name).map(|(_, function, _)| *function)
    }

    pub(super) fn arity(self) -> usize {
        ALL.iter().find(|(_, function, _)| *function == self).map_or(0, |(.., arity)| *arity)
    }

    pub(super) fn names() -> String {
        ALL.map(|(name, ..)| name).join(", ")
    }

    /// Calls it.
    pub(super) fn call<'a>(self, args: &[Val<'a>]) -> Result<Val<'a>, Unknown> {
        let wrong =
            || Unknown::Error(format!("{self:?} cannot take {}", args.first().map_or("nothing", Val::type_name)));
        let (first, second) = (args.first().ok_or_else(wrong)?, args.get(1));
        match self {
            Self::Size => first.size().and_then(|n| i64::try_from(n).ok()).map(Val::Int).ok_or_else(wrong),
            Self::Distinct => first.items().map(distinct).ok_or_else(wrong),
            Self::Overlap => {
                let (a, b) = first.items().zip(second.and_then(Val::items)).ok_or_else(wrong)?;
                Ok(Val::Bool(a.iter().any(|x| b.iter().any(|y| x.same(y)))))
            }
            Self::Rank => rank(first).ok_or_else(wrong),
            Self::Days => days(first, second).ok_or_else(wrong),
            Self::Plus => plus(args).ok_or_else(wrong),
            Self::Number | Self::Double => number(first).map(Val::Double).ok_or_else(wrong),
            Self::Int => int(first).ok_or_else(wrong),
            Self::Text => text(first).ok_or_else(wrong),
            Self::StartsWith | Self::EndsWith | Self::Contains => self.compare(first, second).ok_or_else(wrong),
        }
    }

    fn compare<'a>(self, first: &Val<'_>, second: Option<&Val<'_>>) -> Option<Val<'a>> {
        let (Val::Str(text), Some(Val::Str(part))) = (first, second) else { return None };
        Some(Val::Bool(match self {
            Self::StartsWith => text.starts_with(part.as_ref()),
            Self::EndsWith => text.ends_with(part.as_ref()),
            _ => text.contains(part.as_ref()),
        }))
    }
}

fn distinct(items: Vec<Val<'_>>) -> Val<'_> {
    let mut kept: Vec<Val<'_>> = Vec::with_capacity(items.len());
    for item in items {
        if !kept.iter().any(|seen| seen.same(&item)) {
            kept.push(item);
        }
    }
    Val::List(Rc::new(kept))
}

fn rank<'a>(level: &Val<'_>) -> Option<Val<'a>> {
    let Val::Str(name) = level else { return None };
    let at = LEVELS.iter().position(|level| *level == name.as_ref())?;
    i64::try_from(at + 1).ok().map(Val::Int)
}

fn date(value: &Val<'_>) -> Option<NaiveDate> {
    let Val::Str(text) = value else { return None };
    NaiveDate::parse_from_str(text.get(..10)?, "%Y-%m-%d").ok()
}

fn days<'a>(from: &Val<'_>, to: Option<&Val<'_>>) -> Option<Val<'a>> {
    Some(Val::Int((date(to?)? - date(from)?).num_days()))
}

/// A date and a period later: the corresponding day or, where there is none, the end of the month; never moved.
fn plus<'a>(args: &[Val<'_>]) -> Option<Val<'a>> {
    let [from, Val::Int(n), Val::Str(unit)] = args else { return None };
    let (from, n) = (date(from)?, u32::try_from(*n).ok()?);
    let later = match unit.as_ref() {
        "day" => from.checked_add_days(Days::new(u64::from(n))),
        "month" => from.checked_add_months(Months::new(n)),
        "year" => from.checked_add_months(Months::new(n.checked_mul(12)?)),
        _ => None,
    };
    later.map(|date| Val::Str(Cow::Owned(date.to_string())))
}

fn number(value: &Val<'_>) -> Option<f64> {
    match value {
        Val::Str(text) => text.parse().ok(),
        other => other.number(),
    }
}

fn int<'a>(value: &Val<'_>) -> Option<Val<'a>> {
    match value {
        Val::Int(n) => Some(Val::Int(*n)),
        Val::Str(text) => text.parse().ok().map(Val::Int),
        #[expect(clippy::cast_possible_truncation, reason = "CEL's int() drops the decimals; far values saturate")]
        Val::Double(x) => Some(Val::Int(*x as i64)),
        _ => None,
    }
}

fn text<'a>(value: &Val<'a>) -> Option<Val<'a>> {
    Some(match value {
        Val::Str(text) => Val::Str(text.clone()),
        Val::Int(n) => Val::Str(Cow::Owned(n.to_string())),
        Val::Bool(yes) => Val::Str(Cow::Owned(yes.to_string())),
        _ => return None,
    })
}
