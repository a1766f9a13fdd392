//! The ways through a record: the slider, one act on or back, and from one decision, breach or correction to the next.

use std::collections::BTreeSet;

use super::super::read::Read;
use super::asked::Asked;
use super::signs::Signs;
use crate::reader::Reader;

/// The ways.
pub(super) struct Walk {
    /// Where the form is sent.
    pub(super) path: String,
    pub(super) version: i32,
    pub(super) latest: i32,
    pub(super) position: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) jumps: Vec<Jump>,
    /// The version that is pinned, which the form keeps.
    pub(super) against: String,
    pub(super) pin: Pin,
}

/// The way to the same kind of act before and after.
pub(super) struct Jump {
    pub(super) word: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    /// Whether keys lead there, too.
    pub(super) has_keys: bool,
}

/// The moment that is compared with.
pub(super) struct Pin {
    /// What is pinned, in words.
    pub(super) says: Option<String>,
    /// Pins this moment.
    pub(super) href: String,
    /// Takes the pin away.
    pub(super) off: Option<String>,
    /// Looks at the pinned moment and compares with this one.
    pub(super) swap: Option<String>,
}

impl Walk {
    pub(super) fn new(reader: &Reader, asked: &Asked, read: &Read, signs: &Signs) -> Self {
        let (texts, latest) = (reader.texts, read.at.version_now);
        let version = asked.version(latest);
        let at = |version: i32| asked.at(read.id, version);
        let jump = |text: &str, versions: &BTreeSet<i32>| Jump {
            word: texts.tell(text, [("n", versions.len().into())]),
            before: versions.range(..version).next_back().map(|version| at(*version)),
            after: versions.range(version + 1..).next().map(|version| at(*version)),
            has_keys: text == "jump-breaches",
        };
        Self {
            path: format!("/cases/{}/replay", read.id),
            version,
            latest,
            position: texts.tell("replay-position", [("version", version.into()), ("latest", latest.into())]),
            before: (version > 1).then(|| at(version - 1)),
            after: (version < latest).then(|| at(version + 1)),
            jumps: vec![
                jump(/* text */ "jump-decisions", &signs.decisions),
                jump(/* text */ "jump-breaches", &signs.breaches),
                jump(/* text */ "jump-corrections", &signs.corrections),
            ],
            against: asked.against.map(|version| version.to_string()).unwrap_or_default(),
            pin: Pin {
                says: asked.against.map(|no| texts.tell("pin-says", [("no", no.into())])),
                href: asked.with(read.id, version, Some(version)),
                off: asked.against.map(|_| asked.with(read.id, version, None)),
                swap: asked.against.filter(|no| *no > 0).map(|no| asked.with(read.id, no, Some(version))),
            },
        }
    }
}
