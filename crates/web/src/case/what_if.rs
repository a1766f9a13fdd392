//! `/cases/{id}/what-if`: what a verdict hangs on. The case judged without some of its acts, or by another release of a rulebook;
//! only what would stand otherwise is told, and nothing is stored.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;
use wenze_casework::{AuditLine, Error, LEFT_OUT_MAX, TurnedObligation, WhatIf, WhatIfAsked};

use super::asked::Asked;
use super::doors::Doors;
use super::read::Read;
use super::replay::{Turned, at_version};
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::reader::Reader;
use crate::seen::Seen;

const ROUTE: &str = "/cases/{id}/what-if";
/// The parameters: a version that is left out, as often as there are; and a release.
const WITHOUT: &str = "without";
const RELEASE: &str = "release";
/// Longest name of a release, in bytes.
const RELEASE_BYTES_MAX: usize = 200;
/// Acts that can be chosen; of a longer record the latest.
const CHOICES_MAX: usize = 300;

/// What would be otherwise.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    let moment = Asked::of(&reader)?;
    let asked = WhatIfAsked {
        without: without(&reader)?,
        release: reader.parameter(RELEASE).filter(|one| one.len() <= RELEASE_BYTES_MAX).map(str::to_owned),
        as_of: moment.cut.as_of,
        known: moment.cut.known,
    };
    let read = Read::replayed(&casework, id, wenze_domain::effective::Cut::default(), &reader).await?;
    let found = match casework.what_if(id, &asked, reader.words).await {
        Err(Error::NotFound { kind: "release", .. }) => {
            let unknown = asked.release.clone().unwrap_or_default();
            return Err(Failure::Unreadable(/* text */ "what-if-release", unknown));
        }
        found => found?,
    };
    page(&WhatIfPage::new(&reader, &read, &asked, &found))
}

/// The versions that are left out, each a number.
fn without(reader: &Reader) -> Result<Vec<i32>, Failure> {
    let wrong = |text: &str| Failure::Unreadable(/* text */ "what-if-without", text.chars().take(40).collect());
    let read = |text: &str| text.parse::<i32>().map_err(|_| wrong(text));
    let found: Vec<i32> = reader.parameters(WITHOUT).map(read).collect::<Result<_, _>>()?;
    if found.len() > LEFT_OUT_MAX { Err(wrong(&found.len().to_string())) } else { Ok(found) }
}

#[derive(Template)]
#[template(path = "what_if.html")]
struct WhatIfPage {
    frame: Frame,
    doors: Doors,
    path: String,
    choices: Vec<Choice>,
    releases: Vec<Release>,
    most: usize,
    /// What is supposed, in words; nothing before anything is.
    supposed: Vec<(String, Option<String>)>,
    turned: Vec<Turned>,
}

/// An act that may be left out.
struct Choice {
    version: i32,
    word: String,
    is_chosen: bool,
}

/// A release that may judge instead.
struct Release {
    value: String,
    word: String,
    is_chosen: bool,
}

impl WhatIfPage {
    fn new(reader: &Reader, read: &Read, asked: &WhatIfAsked, found: &WhatIf) -> Self {
        let doors = Doors::new(reader, read.id, &read.now, ROUTE);
        let skipped = read.lines.len().saturating_sub(CHOICES_MAX);
        let choice = |line: &AuditLine| Choice {
            version: line.version,
            word: format!("{} {} {}", no(reader, line.version), line.title, line.occurred_words),
            is_chosen: asked.without.contains(&line.version),
        };
        let release = |one: &wenze_casework::OtherRelease| Release {
            value: one.release.clone(),
            word: format!("{} {}", one.title, one.release.rsplit('@').next().unwrap_or_default()),
            is_chosen: asked.release.as_ref() == Some(&one.release),
        };
        Self {
            frame: Frame::new(reader, &doors.title()),
            path: format!("/cases/{}/what-if", read.id),
            choices: read.lines.iter().skip(skipped).map(choice).collect(),
            releases: found.releases.iter().map(release).collect(),
            most: LEFT_OUT_MAX,
            supposed: supposed(reader, read.id, found),
            turned: found.turned.iter().map(|one| turned(reader, read.id, one)).collect(),
            doors,
        }
    }
}

/// What would stand otherwise; what does not stand now has no page.
fn turned(reader: &Reader, case: Uuid, one: &TurnedObligation) -> Turned {
    let href = one.from.as_ref().map(|_| format!("/cases/{case}/sheet/{}", one.id));
    Turned::new(reader, (case, href), one, &[])
}

fn no(reader: &Reader, version: i32) -> String {
    reader.texts.tell("entry-no", [("no", version.into())])
}

/// Each act that is left out with the way to it, and the release.
fn supposed(reader: &Reader, case: Uuid, found: &WhatIf) -> Vec<(String, Option<String>)> {
    let act = |one: &wenze_casework::LeftOut| {
        let word = format!("{} {} {}", no(reader, one.version), one.title, one.occurred_words);
        (reader.texts.tell("what-if-left-out", [("act", word.into())]), Some(at_version(case, one.version)))
    };
    let release = found.release.as_ref().map(|one| {
        let version = one.release.rsplit('@').next().unwrap_or_default();
        let args = [("title", one.title.as_str().into()), ("version", version.into())];
        (reader.texts.tell("what-if-judged-by", args), None)
    });
    found.left_out.iter().map(act).chain(release).collect()
}
