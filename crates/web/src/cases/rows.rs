//! One row of the register.

use std::collections::BTreeSet;

use wenze_casework::CaseSummary;
use wenze_domain::codes::{CodeList, TrackCode};
use wenze_domain::fields::PartialDate;

use crate::parts::{StateTag, When};
use crate::reader::Reader;

/// Names in one row; the page of the record has them all.
const NAMES_MAX: usize = 2;

/// One record.
pub(super) struct Row {
    pub(super) href: String,
    /// Its number; a record without one has the end of its id.
    pub(super) number: String,
    /// What it may be called at this stage.
    pub(super) kind: String,
    /// Filed or started on.
    pub(super) opened: Option<When>,
    pub(super) people: Vec<Named>,
    /// How many in all, when not all are named.
    pub(super) more: Option<String>,
    pub(super) tracks: Vec<String>,
    pub(super) stage: StateTag,
    /// How many pairs stand at this stage, when there are several.
    pub(super) at: Option<String>,
    pub(super) recorded: When,
    pub(super) acts: String,
}

/// Somebody the record is about.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) post: String,
}

impl Row {
    pub(super) fn new(reader: &Reader, summary: &CaseSummary) -> Self {
        let (words, texts) = (reader.words, reader.texts);
        let people = named(reader, summary);
        let all = people.len();
        let states = || summary.respondents.iter().flat_map(|r| &r.tracks);
        let at = states().filter(|(_, state)| summary.machine == "track" && *state == summary.stage).count();
        let tracks: BTreeSet<TrackCode> = states().map(|(track, _)| *track).collect();
        let (of, is_several) = (states().count(), states().count() > 1 && summary.machine == "track");
        Self {
            href: format!("/cases/{}", summary.id),
            number: number(reader, summary),
            kind: words.refs_role(&summary.designation),
            opened: summary.opened_on.as_deref().and_then(PartialDate::parse).map(|date| When::date(words, date)),
            people: people.into_iter().take(NAMES_MAX).collect(),
            more: (all > NAMES_MAX).then(|| texts.tell("people-more", [("people", all.into())])),
            tracks: tracks.into_iter().map(|track| words.code(TrackCode::LIST, track.as_str())).collect(),
            stage: StateTag::new(words, &summary.machine, &summary.stage),
            at: is_several.then(|| texts.tell("stage-at", [("at", at.into()), ("of", of.into())])),
            recorded: When::instant(words, summary.last_recorded_at),
            acts: texts.tell("acts", [("acts", summary.version.into())]),
        }
    }
}

/// The number of the filing, or of the first report in the register; a record without one has the end of its id.
pub(crate) fn number(reader: &Reader, summary: &CaseSummary) -> String {
    let first = summary.case_no.clone().or_else(|| summary.numbers.first().cloned());
    first.unwrap_or_else(|| {
        let id = summary.id.simple().to_string();
        reader.words.message("short-id", &[("id", id[id.len() - 8..].to_owned())])
    })
}

/// The respondents; before there are any, those whom a clue or report names.
fn named(reader: &Reader, summary: &CaseSummary) -> Vec<Named> {
    if summary.respondents.is_empty() {
        let named = |name: &String| Named { name: name.clone(), post: String::new() };
        return summary.subjects.iter().map(named).collect();
    }
    let withheld = || reader.texts.say("name-withheld");
    let named = |r: &wenze_casework::RespondentBrief| Named {
        name: r.name.clone().unwrap_or_else(withheld),
        post: r.post.clone().unwrap_or_default(),
    };
    summary.respondents.iter().map(named).collect()
}
