//! What is asked of a statistic, read from the address of a page and written into those of others.

use std::collections::BTreeMap;

use uuid::Uuid;
use wenze_casework::statistics::Statistic;
use wenze_casework::{CannotCount, StatisticAsked, StatisticGiven, moment};
use wenze_domain::fields::PartialDate;
use wenze_domain::words::Lang;

use super::period::{FROM, KNOWN, TO};
use crate::reader::{Reader, address};

/// The parameters besides those of the period; a dimension that is narrowed to a value is a parameter of its own name.
pub(super) const BY: &str = "by";
pub(super) const ORGAN: &str = "organ";
pub(super) const CELL: &str = "cell";

/// Reads it; or what is wrong, in the words of the reader. What goes on begins on no day, so a first day says nothing of it.
pub(super) fn asked(reader: &Reader, statistic: &'static Statistic) -> Result<StatisticAsked, String> {
    let [from, to] = [day(reader, FROM, /* text */ "statistics-from")?, day(reader, TO, /* text */ "statistics-to")?];
    let read = |text: Option<&str>| text.and_then(PartialDate::parse);
    if read(from)
        .map(PartialDate::first_day)
        .zip(read(to).map(PartialDate::last_day))
        .is_some_and(|(from, to)| to < from)
    {
        return Err(reader.texts.say("statistics-turned"));
    }
    let known = reader
        .parameter(KNOWN)
        .map(|text| moment(text).ok_or_else(|| unread(reader, /* text */ "statistics-known")));
    let organ = reader
        .parameter(ORGAN)
        .map(|id| id.parse::<Uuid>().map_err(|_| unread(reader, /* text */ "statistics-organ")));
    let by: Vec<&str> = reader.parameters(BY).collect();
    let (by, only) = (by.join(","), only(reader, statistic));
    let given = StatisticGiven {
        from: from.filter(|_| !statistic.standing),
        to,
        known: known.transpose()?,
        by: Some(by.as_str()).filter(|by| !by.is_empty()),
        organ: organ.transpose()?,
        only: Some(&only),
    };
    StatisticAsked::read(statistic.name, &given).map_err(|why| told(reader, why))
}

/// What is wrong, in the words of the reader.
pub(super) fn told(reader: &Reader, why: CannotCount) -> String {
    match why {
        CannotCount::NoStatistic => reader.texts.say("failure-no-page"),
        CannotCount::Wrong([zh, en]) => match reader.lang {
            Lang::ZhCn => zh,
            Lang::En => en,
        },
    }
}

/// A day, month or year of the address.
fn day<'r>(reader: &'r Reader, name: &str, field: &'static str) -> Result<Option<&'r str>, String> {
    match reader.parameter(name) {
        Some(text) if PartialDate::parse(text).is_none() => Err(unread(reader, field)),
        given => Ok(given),
    }
}

fn unread(reader: &Reader, field: &str) -> String {
    reader.texts.tell("statistics-unread", [("field", reader.texts.say(field).into())])
}

/// The dimensions that are narrowed to a value.
fn only(reader: &Reader, statistic: &Statistic) -> String {
    let stored = statistic
        .dimensions()
        .filter(|name| statistic.dimension(name).is_some_and(wenze_casework::statistics::Dimension::is_stored));
    // No value has a control character, and the database none of them.
    let value = |name: &'static str| reader.parameter(name).filter(|value| !value.contains(char::is_control));
    let pairs: BTreeMap<&str, &str> = stored.filter_map(|name| Some((name, value(name)?))).collect();
    pairs.iter().map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>().join(",")
}

/// The address that asks the same: of a page under the statistic, or of the statistic itself.
pub(super) fn link(reader: &Reader, asked: &StatisticAsked, under: &str, cell: Option<&str>) -> String {
    let (from, to) = (asked.from.map(|day| day.to_string()), asked.to.map(|day| day.to_string()));
    let organ = asked.organ.map(|id| id.to_string());
    let mut parameters: Vec<(&str, &str)> = Vec::new();
    let one =
        [(FROM, from.as_deref()), (TO, to.as_deref()), (KNOWN, reader.parameter(KNOWN)), (ORGAN, organ.as_deref())];
    parameters.extend(one.into_iter().filter_map(|(name, value)| Some((name, value?))));
    parameters.extend(asked.by.iter().filter(|_| asked.by != asked.statistic.usual).map(|name| (BY, *name)));
    parameters.extend(asked.only.iter().map(|(name, value)| (*name, value.as_str())));
    parameters.extend(cell.map(|cell| (CELL, cell)));
    address(&format!("/statistics/{}{under}", asked.statistic.name), &parameters)
}
