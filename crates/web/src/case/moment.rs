//! The moment a page speaks of: by version of the record, or by two clocks, what had happened and what was known.

use super::asked::{AFTER, AS_OF, Asked, KNOWN, ORDER, VERSION};
use super::read::Read;
use crate::parts::When;
use crate::reader::Reader;

/// The moment, and the ways to others.
pub(super) struct Moment {
    /// What the page shows, when it is not the case as it stands.
    pub(super) banner: Option<Banner>,
    /// The latest version.
    pub(super) latest: i32,
    /// What the form is filled with.
    pub(super) version: String,
    pub(super) as_of: String,
    pub(super) known: String,
    /// What the form keeps.
    pub(super) order: String,
    pub(super) path: String,
    /// From the case as it stands, a step back.
    pub(super) before: Option<String>,
}

/// What the page shows, and the steps from there.
pub(super) struct Banner {
    pub(super) says: Vec<String>,
    /// The last act that counts.
    pub(super) act: Option<ActAt>,
    pub(super) before: Option<Step>,
    pub(super) after: Option<Step>,
    pub(super) now: String,
}

/// The last act that counts at a moment.
pub(super) struct ActAt {
    pub(super) title: String,
    pub(super) recorded: When,
    pub(super) anchor: String,
}

/// A step to a version beside this one.
pub(super) struct Step {
    pub(super) href: String,
    pub(super) word: String,
}

impl Moment {
    pub(super) fn new(reader: &Reader, asked: &Asked, read: &Read) -> Self {
        let text = |date: Option<wenze_domain::fields::PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
        let latest = read.at.version_now;
        Self {
            banner: (!asked.is_now()).then(|| banner(reader, asked, read)),
            latest,
            version: asked.cut.version.map(|version| version.to_string()).unwrap_or_default(),
            as_of: text(asked.as_of),
            known: text(asked.known),
            order: reader.parameter(ORDER).unwrap_or_default().to_owned(),
            path: format!("/cases/{}", read.id),
            before: (asked.is_now() && latest > 1).then(|| at_version(reader, latest - 1)),
        }
    }
}

/// The same page at a version; the order stays, the part of the history follows.
pub(super) fn at_version(reader: &Reader, version: i32) -> String {
    reader.with(&[(AFTER, None), (AS_OF, None), (KNOWN, None), (VERSION, Some(&version.to_string()))])
}

fn banner(reader: &Reader, asked: &Asked, read: &Read) -> Banner {
    let (words, texts) = (reader.words, reader.texts);
    let latest = read.at.version_now;
    let of_version = asked
        .cut
        .version
        .map(|version| texts.tell("then-version", [("version", version.into()), ("latest", latest.into())]));
    let day = |date| words.partial_date(date);
    let as_of = asked.as_of.map(|date| texts.tell("then-as-of", [("date", day(date).into())]));
    let known = asked.known.map(|date| texts.tell("then-known", [("date", day(date).into())]));
    // With a date, the steps go on from the last act that counts at that moment.
    let version = asked.cut.version.unwrap_or(read.at.view.case.version);
    let step = |version: i32| Step {
        href: at_version(reader, version),
        word: texts.tell("entry-no", [("no", version.into())]),
    };
    let act = read.lines.iter().find(|line| line.version == version);
    Banner {
        says: [of_version, as_of, known].into_iter().flatten().collect(),
        act: act.map(|line| ActAt {
            title: line.title.clone(),
            recorded: When::instant(words, line.recorded_at),
            anchor: format!("#v{}", line.version),
        }),
        before: (version > 1).then(|| step(version - 1)),
        after: (version < latest).then(|| step(version + 1)),
        now: reader.with(&[(AFTER, None), (AS_OF, None), (KNOWN, None), (VERSION, None)]),
    }
}
