//! Which moment is looked at, and beside which other one.

use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::fields::PartialDate;
use wenze_domain::time::Occurred;

use super::super::asked::{self, AS_OF, KNOWN, VERSION};
use super::super::read::Read;
use crate::failure::Failure;
use crate::reader::{Reader, address};

/// The moment that is pinned: a version to compare with.
const AGAINST: &str = "against";

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The moment.
    pub(super) cut: Cut,
    /// The days behind it, as a form fills them in again.
    pub(super) as_of: Option<PartialDate>,
    pub(super) known: Option<PartialDate>,
    /// The version to compare with.
    pub(super) against: Option<i32>,
}

impl Asked {
    pub(super) fn of(reader: &Reader) -> Result<Self, Failure> {
        let moment = asked::Asked::of(reader)?;
        let against = asked::number(reader, AGAINST, /* text */ "replay-against")?;
        Ok(Self { cut: moment.cut, as_of: moment.as_of, known: moment.known, against })
    }

    /// The version looked at; the latest where none is named.
    pub(super) fn version(&self, latest: i32) -> i32 {
        self.cut.version.unwrap_or(latest)
    }

    /// The moment that is compared with: the one pinned, or an act before.
    pub(super) fn from(&self, version: i32) -> Cut {
        Cut { version: Some(self.against.unwrap_or((version - 1).max(0))), ..self.cut }
    }

    /// The parameters that stay whatever version is looked at.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let day = |name, date: Option<PartialDate>| date.map(|date| (name, date.to_string()));
        let against = self.against.map(|version| (AGAINST, version.to_string()));
        [day(AS_OF, self.as_of), day(KNOWN, self.known), against].into_iter().flatten().collect()
    }

    /// The same page at a version.
    pub(super) fn at(&self, id: Uuid, version: i32) -> String {
        self.with(id, version, self.against)
    }

    /// The same page at a version, beside another one or none.
    pub(super) fn with(&self, id: Uuid, version: i32, against: Option<i32>) -> String {
        let kept = Self { against, ..self.clone() }.kept();
        path(&format!("/cases/{id}/replay"), version, &kept)
    }

    /// Another page of the case at the same moment.
    pub(super) fn beside(&self, id: Uuid, page: &str, version: i32) -> String {
        path(&format!("/cases/{id}{page}"), version, &Self { against: None, ..self.clone() }.kept())
    }

    /// A finding of the procedure check, by the same two clocks.
    pub(super) fn finding(&self, case: Uuid, id: Uuid) -> String {
        let day = |name, date: Option<PartialDate>| date.map(|date| (name, date.to_string()));
        let kept: Vec<(&str, String)> =
            [day(AS_OF, self.as_of), day(KNOWN, self.known)].into_iter().flatten().collect();
        let kept: Vec<(&str, &str)> = kept.iter().map(|(name, text)| (*name, text.as_str())).collect();
        address(&format!("/cases/{case}/sheet/{id}"), &kept)
    }

    /// Over which two moments the difference is told.
    pub(super) fn between(&self, reader: &Reader, version: i32) -> String {
        match self.against {
            Some(against) => reader.texts.tell("replay-between", [("from", against.into()), ("to", version.into())]),
            None => reader.texts.tell("replay-of-act", [("no", version.into())]),
        }
    }
}

/// The replay at a version, from any page of the case.
pub(crate) fn at_version(id: Uuid, version: i32) -> String {
    path(&format!("/cases/{id}/replay"), version, &[])
}

fn path(page: &str, version: i32, kept: &[(&'static str, String)]) -> String {
    let version = version.to_string();
    let own = [(VERSION, version.as_str())];
    let all: Vec<(&str, &str)> =
        own.into_iter().chain(kept.iter().map(|(name, text)| (*name, text.as_str()))).collect();
    address(page, &all)
}

/// The two clocks, in words and as a form fills them in.
pub(super) struct Clocks {
    pub(super) as_of: String,
    pub(super) known: String,
    /// What the page shows, in words.
    pub(super) says: Vec<String>,
    /// Moments that are often asked for.
    pub(super) presets: Vec<(String, String)>,
}

impl Clocks {
    pub(super) fn new(reader: &Reader, asked: &Asked, read: &Read, version: i32) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let text = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let day = |date| words.partial_date(date);
        let as_of = asked.as_of.map(|date| texts.tell("replay-says-as-of", [("date", day(date).into())]));
        let known = asked.known.map(|date| texts.tell("replay-says-known", [("date", day(date).into())]));
        let plain = (asked.as_of.is_none() && asked.known.is_none()).then(|| texts.say("replay-says-now"));
        Self {
            as_of: text(asked.as_of),
            known: text(asked.known),
            says: [as_of, known, plain].into_iter().flatten().collect(),
            presets: presets(reader, asked, read, version),
        }
    }
}

/// The case as it is known today, what the office knew on the day of this act, and what had happened by then.
fn presets(reader: &Reader, asked: &Asked, read: &Read, version: i32) -> Vec<(String, String)> {
    let (id, texts) = (read.id, reader.texts);
    let at = |as_of, known| Asked { as_of, known, ..asked.clone() }.at(id, version);
    let mut found = Vec::new();
    if asked.as_of.is_some() || asked.known.is_some() {
        found.push((at(None, None), texts.say("replay-preset-now")));
    }
    let Some(line) = read.lines.iter().find(|line| line.version == version) else { return found };
    let known = line.entry.known_at.unwrap_or(line.recorded_at);
    let known = Occurred::at(known).date;
    if let Some(day) = known.filter(|day| Some(*day) != asked.known) {
        let told = texts.tell("replay-preset-known", [("date", reader.words.partial_date(day).into())]);
        found.push((at(None, Some(day)), told));
    }
    let happened = line.entry.occurred.date.map(|date| PartialDate::day(date.last_day()));
    if let Some(day) = happened.filter(|day| Some(*day) != asked.as_of) {
        let told = texts.tell("replay-preset-as-of", [("date", reader.words.partial_date(day).into())]);
        found.push((at(Some(day), None), told));
    }
    found
}
