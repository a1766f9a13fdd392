//! Planted breaches: histories in which a rule is kept, changed in one place where the rule may look.
//!
//! Rules are judged on what their authors thought of. This turns every worked example against the rulebooks: somebody does
//! not do it, does it late, does it too early, does it twice, does it with the wrong people, leaves a content out. Whoever
//! judges the outcome learns whether the rule notices, and whether others cry out with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use crate::history::{Event, History, When};
use crate::rule::{Body, Pattern, Rule, Rulebook};

mod content;

pub use content::payloads;

/// A history changed in one place.
#[derive(Debug, Clone)]
pub struct Planted {
    /// What was changed, for whoever reads the outcome.
    pub what: String,
    /// The history.
    pub history: History,
    /// The moment at which it is to be judged: that of the unchanged one or later, so that a duty can become overdue.
    pub as_of: DateTime<Utc>,
}

/// By how many days an act is moved, the smallest that may do first.
const MOVES: [i64; 13] = [1, 2, 7, -1, -2, -7, 40, -40, 130, -130, 400, -400, 2000];
/// By how many days the moment of judging is moved, after an act was left out.
const WAITS: [i64; 5] = [0, 15, 100, 400, 4000];

/// Every history that differs from this one in one place which the rule may look at, made as they are asked for; plain
/// changes come before odd ones. `donors` are acts of other histories, which may have happened in this one too.
pub fn plant<'a>(
    book: &'a Rulebook,
    rule: &'a Rule,
    history: &'a History,
    as_of: DateTime<Utc>,
    donors: &'a [Event],
) -> impl Iterator<Item = Planted> + 'a {
    let kinds = kinds(book, rule);
    let named =
        |events: &'a [Event]| -> Vec<&'a Event> { events.iter().filter(|event| kinds.contains(&event.kind)).collect() };
    let (own, others) = (named(&history.events), named(donors));
    let waited = WAITS[1..].iter().map(move |days| {
        let as_of = as_of + TimeDelta::days(*days);
        Planted { what: format!("judged {days} days later"), history: history.clone(), as_of }
    });
    let fewer = own.clone().into_iter().flat_map(move |event| left_out(history, event, as_of));
    let shifted = own
        .clone()
        .into_iter()
        .flat_map(move |event| MOVES.into_iter().filter_map(move |days| moved(history, event, days, as_of, book.zone)));
    let other = own.clone().into_iter().flat_map(move |event| {
        let changed = content::changed(book, rule, history, event).into_iter();
        changed.map(move |(what, changed)| Planted { what, history: with(history, changed), as_of })
    });
    let again = own.into_iter().map(move |event| twice(history, event, as_of));
    let more = others.into_iter().flat_map(move |donor| added(history, donor, as_of, book.zone));
    waited.chain(fewer).chain(shifted).chain(other).chain(again).chain(more)
}

/// Kinds of act that a rule names anywhere, with those of the rules whose breach it begins with.
fn kinds(book: &Rulebook, rule: &Rule) -> BTreeSet<Arc<str>> {
    let mut found = BTreeSet::new();
    let mut pattern = |pattern: &Pattern| found.extend(pattern.kinds.iter().cloned());
    match &rule.body {
        Body::Respond(body) => {
            pattern(&body.on);
            pattern(&body.action);
            body.extend.iter().for_each(|extend| pattern(&extend.on));
            body.discharge.iter().for_each(&mut pattern);
            for stop in &body.suspend {
                pattern(&stop.from);
                pattern(&stop.to);
            }
        }
        Body::Precede(body) => {
            pattern(&body.on);
            pattern(&body.needs);
        }
        Body::Require(body) => {
            pattern(&body.on);
            found.extend(body.using.iter().flat_map(|using| using.kinds.iter().cloned()));
        }
        Body::Separate { a, b } => found.extend(a.kinds.iter().chain(&b.kinds).cloned()),
        Body::Limit { on, .. } => pattern(on),
    }
    if let Some(breached) = rule.on().and_then(|on| on.breach_of.as_ref()) {
        for cause in book.rules.iter().filter(|one| one.id == *breached && one.id != rule.id) {
            found.extend(kinds(book, cause));
        }
    }
    found
}

fn with(history: &History, event: Event) -> History {
    let mut other = history.clone();
    if let Some(slot) = other.events.iter_mut().find(|one| one.id == event.id) {
        *slot = event;
    }
    other
}

fn left_out(history: &History, event: &Event, as_of: DateTime<Utc>) -> impl Iterator<Item = Planted> + use<> {
    let mut other = history.clone();
    other.events.retain(|one| one.id != event.id);
    let kind = event.kind.clone();
    WAITS.into_iter().map(move |days| {
        let what = match days {
            0 => format!("{kind} left out"),
            days => format!("{kind} left out, judged {days} days later"),
        };
        Planted { what, history: other.clone(), as_of: as_of + TimeDelta::days(days) }
    })
}

/// The act on another day; dates in it that are its own go with it.
fn moved(history: &History, event: &Event, days: i64, as_of: DateTime<Utc>, zone: Tz) -> Option<Planted> {
    let at = event.at?;
    let shift = |day: chrono::NaiveDate| {
        let by = Days::new(days.unsigned_abs());
        if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }
    };
    let other = When {
        first: shift(at.first)?,
        last: shift(at.last)?,
        moment: at.moment.and_then(|moment| moment.checked_add_signed(TimeDelta::days(days))),
    };
    let changed = on(event, other, TimeDelta::days(days))?;
    let over = changed.recorded + TimeDelta::days(1);
    let ends = end_of_day(other, zone);
    let what = format!("{} {} days {}", event.kind, days.abs(), if days < 0 { "earlier" } else { "later" });
    Some(Planted { what, history: with(history, changed), as_of: as_of.max(over).max(ends) })
}

/// An act on another day, recorded as much later.
fn on(event: &Event, other: When, later: TimeDelta) -> Option<Event> {
    let mut changed = event.clone();
    changed.recorded = event.recorded.checked_add_signed(later)?;
    changed.at = Some(other);
    if let Some(at) = event.at {
        replace_dates(&mut changed.view, &at.first.to_string(), &other.first.to_string());
    }
    Some(changed)
}

/// The end of the last day that an act can have been on.
fn end_of_day(when: When, zone: Tz) -> DateTime<Utc> {
    let after = when.last.checked_add_days(Days::new(1)).unwrap_or(when.last).and_time(NaiveTime::MIN);
    zone.from_local_datetime(&after).earliest().map_or(DateTime::UNIX_EPOCH, |at| at.to_utc())
}

/// Puts one day in place of another wherever it stands, with or without a time.
fn replace_dates(value: &mut Value, before: &str, after: &str) {
    match value {
        Value::String(text) if text.starts_with(before) => *text = text.replacen(before, after, 1),
        Value::Array(items) => items.iter_mut().for_each(|item| replace_dates(item, before, after)),
        Value::Object(map) => map.values_mut().for_each(|inner| replace_dates(inner, before, after)),
        _ => {}
    }
}

/// The act once more.
fn twice(history: &History, event: &Event, as_of: DateTime<Utc>) -> Planted {
    Planted { what: format!("{} twice", event.kind), history: and(history, event.clone()), as_of }
}

/// A history and one act more, recorded last.
fn and(history: &History, mut event: Event) -> History {
    event.id = Arc::from(format!("{}-planted", event.id));
    event.seq = history.events.iter().map(|one| one.seq).max().unwrap_or_default() + 1;
    if let Some(id) = event.view.get_mut("id") {
        *id = Value::from(event.id.as_ref());
    }
    let mut other = history.clone();
    other.events.push(event);
    other
}

/// An act of another history, about the objects of this one; on its own day, and on that of each act of this one.
fn added(history: &History, donor: &Event, as_of: DateTime<Utc>, zone: Tz) -> Vec<Planted> {
    let mut event = donor.clone();
    for (role, ids) in &mut event.rel {
        let own = history.events.iter().find_map(|one| one.rel.get(role));
        if let Some(own) = own {
            ids.clone_from(own);
            if let Some(slot) = event.view.get_mut("rel").and_then(|rel| rel.get_mut(role)) {
                *slot = own.iter().map(|id| Value::from(id.as_ref())).collect();
            }
        }
    }
    let days: BTreeSet<chrono::NaiveDate> = history.events.iter().filter_map(|one| one.at).map(|at| at.last).collect();
    let later = days.into_iter().flat_map(|day| [day, day.checked_add_days(Days::new(1)).unwrap_or(day)]);
    let at = donor.at.map(|at| at.first).into_iter().chain(later);
    let put = |day: chrono::NaiveDate| {
        let end = end_of_day(When::day(day), zone);
        let mut put = on(&event, When::day(day), TimeDelta::zero())?;
        put.recorded = end;
        let what = format!("{} added on {day}", event.kind);
        Some(Planted { what, history: and(history, put), as_of: as_of.max(end) })
    };
    at.filter_map(put).collect()
}
