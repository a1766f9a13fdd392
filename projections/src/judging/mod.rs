//! Cases before the rulebooks: stored acts as rules read them, and what they are judged by.
//!
//! A rule sees an act's open facts only. What is private is there as `true`, what the papers leave open as
//! `not_recorded`; objects that an act is about without naming them are completed from the case.

use chrono_tz::Tz;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::codes::Level;
use wenze_domain::effective::Effective;
use wenze_rulebook::history::History;

mod act;
mod answers;
mod bench;
mod docket;
mod facts;
mod links;
mod payload;
mod plan;
mod terms;
mod turns;

pub use answers::{Answer, answers, settle};
pub use bench::{Bench, Days, Judges, Occasion, Release, Term, Turn};
pub use docket::Docket;
pub use terms::{Adoption, Publication};
pub use turns::{Turns, named};

use act::Read;
use facts::Told;
use links::Links;

/// The zone in which dates are written and days end.
pub const ZONE: Tz = Tz::Asia__Shanghai;

/// The level of an organ, as far as the register knows it.
pub type Organs<'o> = &'o dyn Fn(Uuid) -> Option<Level>;

/// Levels that no paper tells stay unknown: what depends on a case's own stream alone can be built again from it.
pub const NO_REGISTER: Organs<'static> = &|_| None;

/// A case as rules read it: the acts in force and the case folded from them.
pub fn history(items: &[Effective<'_>], case: &Case, organs: Organs<'_>) -> History {
    let told = Told::by(items, organs);
    let links = Links::of(case, &told);
    let ready = |item| {
        let read = Read::of(item, organs);
        let completed = read.completed(&links);
        read.ready(&completed)
    };
    History {
        events: items.iter().map(ready).collect(),
        facts: facts::of(case, &told),
        objects: facts::objects(case, &told),
        is_closed: case.closed.is_some(),
    }
}
