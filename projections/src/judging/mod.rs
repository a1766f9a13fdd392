//! Cases before the rulebooks: stored acts as rules read them.
//!
//! A rule sees an act's open facts only. What is private is there as `true`, what the papers leave open as
//! `not_recorded`; objects that an act is about without naming them are completed from the case.

use chrono_tz::Tz;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::codes::Level;
use wenze_domain::effective::Effective;
use wenze_rulebook::history::{Event, History};

mod act;
mod facts;
mod links;
mod payload;
mod plan;

use act::Read;
use links::Links;

/// The zone in which dates are written and days end.
pub const ZONE: Tz = Tz::Asia__Shanghai;

/// The level of an organ, as far as the register knows it.
pub type Organs<'o> = &'o dyn Fn(Uuid) -> Option<Level>;

/// A case as rules read it: the acts in force and the case folded from them.
pub fn history(items: &[Effective<'_>], case: &Case, organs: Organs<'_>) -> History {
    let links = Links::of(items, case);
    let events: Vec<Event> = items.iter().map(|item| Read::of(item, organs).ready(&links)).collect();
    let (facts, objects) = facts::of(items, case, organs);
    History { events, facts, objects, is_closed: case.closed.is_some() }
}
