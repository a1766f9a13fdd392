//! Cases that look real, from a seed: the same seed and day give the same bytes on any machine.
//!
//! A world holds the registers of an invented province and cases of every phase, finished and in progress, some of them
//! recorded late, out of order, with gaps, or put right afterwards. Each act is a request as `POST /cases/{id}/acts`
//! takes it. Ids are explicit, so that later acts can name earlier objects; only ids of events are not known before an
//! act is recorded. A request names the event of an earlier act of its case as `"@event:N"`, where N is the place of that
//! act in [`GeneratedCase::acts`]; [`resolve_event_refs`] puts the ids in.

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::envelope::{Actor, StreamKind};

use cast::{Cast, accesses, delegations, erasures, grants, marks, registers, rulebooks};
use dice::Dice;
use script::{EVENT_MARK, Note, Script, Setting};
use stories::{CAREFUL_STORIES, STORIES, Story};

mod cast;
mod chapters;
mod dice;
mod disturb;
mod script;
mod settle;
mod stories;
mod texts;

/// Everything a generated demonstration holds, in the order in which it can be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The register of organs: foundings first, a parent before what is under it.
    pub organs: Vec<RegisterAct>,
    /// The register of persons.
    pub persons: Vec<RegisterAct>,
    /// Texts of rulebooks and calendars, which must be stored before the acts that name them.
    pub texts: Vec<Text>,
    /// The rulebooks and calendars.
    pub rulebooks: Vec<RegisterAct>,
    /// The roles that people of the demonstration's own office hold there.
    pub grants: Vec<RegisterAct>,
    /// What the head of that office delegated.
    pub delegations: Vec<RegisterAct>,
    /// The cases; one that is linked with another comes after it.
    pub cases: Vec<GeneratedCase>,
    /// Marks on obligations of some of the cases. Which obligations there are only a judge knows: these have the form of marks
    /// and name real rules, and no case bears them out.
    pub marks: Vec<RegisterAct>,
    /// Who replayed some of the cases, and opened a sealed part of them. The parts are as made up as the obligations of marks.
    pub accesses: Vec<RegisterAct>,
    /// What was to be erased of some of the cases and was held up, and of one person. Nothing of it was carried out: a vault destroys
    /// what its own log says and nothing that is imported.
    pub erasures: Vec<RegisterAct>,
}

/// A text that an act names by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it is the text of.
    pub kind: TextKind,
    /// The text.
    pub body: Vec<u8>,
}

/// What a text is the text of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// A release of a rulebook.
    Rulebook,
    /// A revision of a calendar.
    Calendar,
}

/// One act on a register.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterAct {
    /// The stream.
    pub stream: (StreamKind, Uuid),
    /// The request.
    pub request: Value,
    /// Who enters it.
    pub actor: Actor,
}

/// One case.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedCase {
    /// Its stream.
    pub id: Uuid,
    /// Which story it tells.
    pub title_hint: &'static str,
    /// Its acts, in the order in which they are recorded.
    pub acts: Vec<GeneratedAct>,
}

/// One act of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedAct {
    /// What `POST /cases/{id}/acts` takes; may name events as `"@event:N"`.
    pub request: Value,
    /// Who enters it.
    pub actor: Actor,
}

/// Puts the ids of recorded events in for `"@event:N"`: `recorded[N]` is the event of act N of the case. A place that is
/// not there yet stays as it is and is refused as malformed.
pub fn resolve_event_refs(request: &mut Value, recorded: &[Uuid]) {
    replace_marks(request, &|place| recorded.get(place).map(|id| json!(id)));
}

fn replace_marks(value: &mut Value, by: &dyn Fn(usize) -> Option<Value>) {
    match value {
        Value::String(text) => {
            let place = text.strip_prefix(EVENT_MARK).and_then(|place| place.parse().ok());
            if let Some(put) = place.and_then(by) {
                *value = put;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_marks(item, by)),
        Value::Object(object) => object.values_mut().for_each(|inner| replace_marks(inner, by)),
        _ => {}
    }
}

/// A world of so many cases. `today` is the day on which the demonstration is looked at: nothing happens after it.
pub fn world(seed: u64, cases: usize, today: NaiveDate) -> World {
    Generator::new(seed, today).world(cases)
}

/// The day a story is rehearsed on, to learn how long it takes.
const REHEARSAL: (i32, u32, u32) = (2022, 1, 4);
/// No generated case begins before, unless it could not be over today; it is soon after the first accountability
/// regulations of the Party.
const EARLIEST: (i32, u32, u32) = (2016, 8, 1);
/// How often a story is told anew, each time earlier, so that it is over today.
const TELLINGS_MAX: usize = 20;
/// How many of a hundred cases are told to their end.
const FINISHED_PERCENT: usize = 55;
/// How many of a hundred records of a case have something the matter with them.
const DISTURBED_PERCENT: usize = 38;

/// Makes cases one by one; a case depends on the seed, the day and its number, not on how many there are.
#[derive(Debug, Clone)]
pub struct Generator {
    seed: u64,
    today: NaiveDate,
    cast: Cast,
    careful: bool,
}

impl Generator {
    /// A generator for a seed and the day on which its cases are looked at.
    pub fn new(seed: u64, today: NaiveDate) -> Self {
        Self { seed, today, cast: Cast::new(seed, today), careful: false }
    }

    /// The same, whose offices keep every rule of the shipped rulebooks: they skip nothing, wait for nobody and leave no
    /// field out. What the respondents, the reporters and chance do is as various as ever.
    pub fn careful(seed: u64, today: NaiveDate) -> Self {
        Self { careful: true, ..Self::new(seed, today) }
    }

    /// The names of the stories.
    pub fn stories() -> impl Iterator<Item = &'static str> {
        STORIES.iter().map(|story| story.hint)
    }

    /// The names of the stories that a careful generator tells: those of a world and some more.
    pub fn careful_stories() -> impl Iterator<Item = &'static str> {
        STORIES.iter().chain(CAREFUL_STORIES).map(|story| story.hint)
    }

    /// The registers and the first `cases` cases.
    pub fn world(&self, cases: usize) -> World {
        let cases: Vec<GeneratedCase> = (0..cases).map(|number| self.case(number)).collect();
        World {
            organs: registers::organs(&self.cast, self.today),
            persons: registers::persons(&self.cast, self.today),
            texts: rulebooks::texts(),
            rulebooks: rulebooks::acts(&self.cast, self.today),
            grants: grants::acts(&self.cast, self.today),
            delegations: delegations::acts(&self.cast, self.today),
            accesses: accesses::acts(&self.cast, &cases, self.today),
            erasures: erasures::acts(&self.cast, &cases, self.today),
            marks: marks::acts(&self.cast, &cases, self.today),
            cases,
        }
    }

    /// The id of a case by its number.
    pub fn case_id(&self, number: usize) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("wenze:testkit/{}/case/{number}", self.seed).as_bytes())
    }

    /// One case as a demonstration holds it. The first cases tell every story once, to its end and in order; those after
    /// are of any story, finished or not, their record in order or not.
    pub fn case(&self, number: usize) -> GeneratedCase {
        let mut dice = Dice::of(self.seed, &format!("plan/{number}"));
        if let Some(story) = STORIES.get(number) {
            let age = dice.between(3, 700).unsigned_abs();
            return finished(story, self.told(story, number, age));
        }
        let story = &STORIES[dice.weighted(STORIES.iter().map(|story| story.weight))];
        let rehearsal = self.rehearse(story, number);
        let mut script = if dice.chance(FINISHED_PERCENT) {
            let age = if dice.chance(20) { dice.between(1100, 2700) } else { dice.between(3, 1100) };
            self.told(story, number, age.unsigned_abs())
        } else {
            self.stopped(story, number, &rehearsal, &mut dice)
        };
        script.notes.retain(|note| note.day <= self.today);
        if dice.chance(DISTURBED_PERCENT) {
            disturb::disturb(&mut script, &mut dice);
        }
        finished(story, script)
    }

    /// One story told to its end and recorded in order, however far in the past it has to begin.
    pub fn story(&self, hint: &str, number: usize) -> Option<GeneratedCase> {
        let more = if self.careful { CAREFUL_STORIES } else { &[] };
        let story = STORIES.iter().chain(more).find(|story| story.hint == hint)?;
        Some(finished(story, self.told(story, number, 1)))
    }

    /// A story that stands today at one of its acts: each kind of act is as likely as any other, so that every stage is
    /// met, also those that pass quickly.
    fn stopped(&self, story: &Story, number: usize, rehearsal: &[(Kind, u64)], dice: &mut Dice) -> Script<'_> {
        let mut kinds: Vec<Kind> = rehearsal.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let kind = *dice.pick(&kinds);
        let places: Vec<usize> = (0..rehearsal.len()).filter(|at| rehearsal[*at].0 == kind).collect();
        let last = *dice.pick(&places);
        let idle = dice.between(0, 8).unsigned_abs();
        let mut script = self.tell(story, number, self.begins(rehearsal[last].1 + idle));
        script.notes.truncate(last + 1);
        script
    }

    /// A story that ended so many days ago. What a careful office has to do depends on the rules of the day, so that a story
    /// may take longer than it was rehearsed to; it begins as much earlier then.
    fn told(&self, story: &Story, number: usize, age: u64) -> Script<'_> {
        let mut start = self.ending(story, number, age);
        for _ in 0..TELLINGS_MAX {
            let script = self.tell(story, number, start);
            let last = script.notes.last().map_or(self.today, |note| note.day);
            let over = u64::try_from((last - self.today).num_days()).unwrap_or(0);
            if !self.careful || over == 0 {
                return script;
            }
            start = start.checked_sub_days(Days::new(over.div_ceil(7) * 7)).unwrap_or(start);
        }
        self.tell(story, number, start)
    }

    /// When a story begins that ends so many days before today.
    fn ending(&self, story: &Story, number: usize, age: u64) -> NaiveDate {
        let span = self.rehearse(story, number).last().map_or(0, |(_, span)| *span);
        let earliest = NaiveDate::from_ymd_opt(EARLIEST.0, EARLIEST.1, EARLIEST.2).unwrap_or(self.today);
        let room = u64::try_from((self.today - earliest).num_days()).unwrap_or(0);
        self.begins(span + age.min(room.saturating_sub(span)))
    }

    /// A day so long ago, on the weekday of the rehearsal: from the same weekday on, every wait takes as long as there.
    fn begins(&self, days_ago: u64) -> NaiveDate {
        let start = self.today.checked_sub_days(Days::new(days_ago)).unwrap_or(self.today);
        let over = u64::from(start.weekday().days_since(self.rehearsal().weekday()));
        start.checked_sub_days(Days::new(over)).unwrap_or(start)
    }

    fn rehearsal(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(REHEARSAL.0, REHEARSAL.1, REHEARSAL.2).unwrap_or(self.today)
    }

    /// The acts of a story with the days from its start to each of them.
    fn rehearse(&self, story: &Story, number: usize) -> Vec<(Kind, u64)> {
        let start = self.rehearsal();
        let script = self.tell(story, number, start);
        script.notes.iter().map(|note| (note.kind, (note.day - start).num_days().unsigned_abs())).collect()
    }

    fn tell(&self, story: &Story, number: usize, start: NaiveDate) -> Script<'_> {
        let setting = Setting {
            cast: &self.cast,
            case: self.case_id(number),
            number,
            other: number.checked_sub(1).map(|before| self.case_id(before)),
            start,
            today: self.today,
            careful: self.careful,
            unit: story.unit,
        };
        let dice = Dice::of(self.seed, &format!("case/{number}"));
        let mut script = Script::new(&setting, story.style, dice);
        (story.tell)(&mut script);
        script
    }
}

/// The written acts as a case, with marks by place.
fn finished(story: &Story, script: Script<'_>) -> GeneratedCase {
    let places: Vec<usize> = script.notes.iter().map(|note| note.key).collect();
    let at = |key| places.iter().position(|one| *one == key).map(|place| json!(format!("{EVENT_MARK}{place}")));
    let act = |Note { mut request, actor, .. }: Note| {
        replace_marks(&mut request, &at);
        GeneratedAct { request, actor }
    };
    GeneratedCase { id: script.case, title_hint: story.hint, acts: script.notes.into_iter().map(act).collect() }
}

#[cfg(test)]
mod tests;
