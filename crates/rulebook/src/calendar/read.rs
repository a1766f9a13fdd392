//! Reads a calendar file and refuses what cannot be meant.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use toml::Spanned;
use toml::value::{Datetime, Offset};

use super::FORMAT;
use super::error::{CalendarError, Lines};
use super::format::{File, RawHoliday, RawNotice};
use super::notice::{Holiday, Marks, Notice};
use super::order::follows;

/// The longest file, in bytes.
const BYTES_MAX: usize = 256 * 1024;
/// The most notices of a file.
const NOTICES_MAX: usize = 200;
/// The most days that one notice rules.
const DAYS_MAX: usize = 200;
/// The longest name or number, in characters.
const NAME_MAX: usize = 100;
/// The years a notice can be for.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// A checked file.
pub(super) struct Table {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) revision: String,
    pub(super) notices: Vec<Notice>,
}

/// Reads and checks a file.
pub(super) fn table(text: &str) -> Result<Table, CalendarError> {
    let lines = Lines(text);
    if text.len() > BYTES_MAX {
        return Err(lines.error(0, format!("the file is longer than {BYTES_MAX} bytes"), "split the calendar"));
    }
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        lines.error(at, error.message(), format!("write the file as {FORMAT} does, dates as 2026-10-01"))
    })?;
    if file.format.get_ref() != FORMAT {
        let problem = format!("this is not {FORMAT}");
        return Err(lines.error(file.format.span().start, problem, format!("say format = \"{FORMAT}\"")));
    }
    for name in [&file.id, &file.title, &file.revision] {
        named(&lines, name)?;
    }
    if let Some(over) = file.notice.get(NOTICES_MAX) {
        return Err(lines.error(over.span().start, format!("more than {NOTICES_MAX} notices"), "split the calendar"));
    }
    let mut notices: Vec<Notice> = Vec::new();
    for raw in &file.notice {
        let notice = notice(&lines, raw)?;
        follows(&lines, raw, &notice, &notices)?;
        notices.push(notice);
    }
    Ok(Table {
        id: file.id.into_inner(),
        title: file.title.into_inner(),
        revision: file.revision.into_inner(),
        notices,
    })
}

/// Refuses a name that is empty or too long to print.
fn named(lines: &Lines<'_>, name: &Spanned<String>) -> Result<(), CalendarError> {
    let length = name.get_ref().chars().count();
    if name.get_ref().trim().is_empty() || length > NAME_MAX {
        let mend = format!("write 1 to {NAME_MAX} characters");
        return Err(lines.error(name.span().start, "a name is empty or too long", mend));
    }
    Ok(())
}

/// Reads one notice by itself.
fn notice(lines: &Lines<'_>, spanned: &Spanned<RawNotice>) -> Result<Notice, CalendarError> {
    let raw = spanned.get_ref();
    named(lines, &raw.number)?;
    let for_year = *raw.for_year.get_ref();
    if !YEARS.contains(&for_year) {
        let mend = format!("write a year from {} to {}", YEARS.start(), YEARS.end());
        return Err(lines.error(raw.for_year.span().start, format!("no notice is for {for_year}"), mend));
    }
    let mut ruled = BTreeMap::new();
    let holidays = raw.holidays.iter().map(|holiday| self::holiday(lines, holiday, for_year, &mut ruled));
    let holidays = holidays.collect::<Result<Vec<_>, _>>()?;
    if ruled.is_empty() {
        return Err(lines.error(spanned.span().start, "the notice rules no day", "write its holidays or drop it"));
    }
    let marks = Marks { number: raw.mark.number, published: raw.mark.published, days: raw.mark.days };
    Ok(Notice {
        number: raw.number.get_ref().clone(),
        url: raw.url.clone(),
        published_at: instant(lines, &raw.published_at)?,
        for_year,
        amends: raw.amends.as_ref().map(|number| number.get_ref().clone()),
        marks,
        note: raw.note.clone(),
        holidays,
    })
}

/// Reads one holiday and notes the days it rules, whether rest, in `ruled`.
fn holiday(
    lines: &Lines<'_>,
    spanned: &Spanned<RawHoliday>,
    for_year: i32,
    ruled: &mut BTreeMap<NaiveDate, bool>,
) -> Result<Holiday, CalendarError> {
    let raw = spanned.get_ref();
    named(lines, &raw.name)?;
    let mut rest = Vec::new();
    if let Some(first) = &raw.from {
        let from = day(lines, first, for_year)?;
        let to = raw.to.as_ref().map_or(Ok(from), |last| day(lines, last, for_year))?;
        if to < from {
            let problem = format!("{} ends before it begins", raw.name.get_ref());
            return Err(lines.error(first.span().start, problem, "put from before to"));
        }
        for each in from.iter_days().take_while(|each| *each <= to) {
            rule(lines, first.span().start, (each, true), ruled)?;
            rest.push(each);
        }
    } else if let Some(last) = &raw.to {
        return Err(lines.error(last.span().start, "to stands without from", "write from, or only from for one day"));
    }
    let mut work = Vec::new();
    for each in &raw.work {
        let date = day(lines, each, for_year)?;
        rule(lines, each.span().start, (date, false), ruled)?;
        work.push(date);
    }
    Ok(Holiday { name: raw.name.get_ref().clone(), rest, work })
}

/// Notes one ruled day of a notice.
fn rule(
    lines: &Lines<'_>,
    at: usize,
    (day, rest): (NaiveDate, bool),
    ruled: &mut BTreeMap<NaiveDate, bool>,
) -> Result<(), CalendarError> {
    match ruled.insert(day, rest) {
        Some(other) if other != rest => {
            Err(lines.error(at, format!("{day} is both a rest day and a working day"), "keep one of the two"))
        }
        Some(_) => Err(lines.error(at, format!("{day} is ruled twice by one notice"), "let the holidays not overlap")),
        None if ruled.len() > DAYS_MAX => {
            Err(lines.error(at, format!("one notice rules more than {DAYS_MAX} days"), "look for a wrong from or to"))
        }
        None => Ok(()),
    }
}

/// Reads a day, which lies in the notice's year or in one beside it.
fn day(lines: &Lines<'_>, spanned: &Spanned<Datetime>, for_year: i32) -> Result<NaiveDate, CalendarError> {
    let (at, value) = (spanned.span().start, spanned.get_ref());
    let date = value.date.filter(|_| value.time.is_none() && value.offset.is_none());
    let date = date.and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
    let Some(date) = date else {
        return Err(lines.error(at, format!("{value} is not a day"), "write a day that exists, as 2026-10-01"));
    };
    if (date.year() - for_year).abs() > 1 {
        let problem = format!("{date} is far from {for_year}");
        return Err(lines.error(at, problem, "write a day of the notice's year or of a year beside it"));
    }
    Ok(date)
}

/// Reads an instant with its offset.
fn instant(lines: &Lines<'_>, spanned: &Spanned<Datetime>) -> Result<DateTime<Utc>, CalendarError> {
    let (at, value) = (spanned.span().start, spanned.get_ref());
    let minutes = match value.offset {
        Some(Offset::Z) => Some(0),
        Some(Offset::Custom { minutes }) => Some(i32::from(minutes)),
        None => None,
    };
    let local = value.date.zip(value.time).and_then(|(d, t)| {
        let day = NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into())?;
        day.and_hms_opt(t.hour.into(), t.minute.into(), t.second.unwrap_or(0).into())
    });
    let read = minutes.and_then(|m| FixedOffset::east_opt(m * 60)).zip(local);
    let read = read.and_then(|(offset, local)| local.and_local_timezone(offset).single());
    read.map(|instant| instant.to_utc()).ok_or_else(|| {
        let mend = "write it with its offset, as 2025-11-04T00:00:00+08:00";
        lines.error(at, format!("{value} is not an instant"), mend)
    })
}
