//! Somebody in one case: in which capacity, and what came of it on each track.

use serde_json::Value;
use wenze_casework::InvolvedView;
use wenze_domain::codes::{CodeList, JudicialOutcome, Outcome, ResponsibilityClass, ResponsibilityRole, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::regimes::{CodeKind, Pin};

use crate::reader::Reader;

/// One case.
pub(super) struct Involved {
    pub(super) number: String,
    pub(super) href: String,
    pub(super) opened: String,
    pub(super) capacity: String,
    pub(super) post: String,
    pub(super) state: String,
    /// Each track with what came of it.
    pub(super) tracks: Vec<String>,
}

impl Involved {
    pub(super) fn new(reader: &Reader, one: &InvolvedView) -> Self {
        let texts = reader.texts;
        let opened = one.opened_on.as_deref().and_then(PartialDate::parse).map(|on| reader.words.partial_date(on));
        let capacity = if one.capacity == "cleared" {
            /* text */
            "dossier-cleared"
        } else {
            /* text */
            "dossier-respondent"
        };
        Self {
            number: one.case_no.clone().unwrap_or_else(|| texts.say("number-none")),
            href: format!("/cases/{}", one.case),
            opened: opened.unwrap_or_default(),
            capacity: texts.say(capacity),
            post: one.post.clone().unwrap_or_default(),
            state: one.state.as_ref().map(|state| state.words.clone()).unwrap_or_default(),
            tracks: one.tracks.as_array().into_iter().flatten().map(|track| told(reader, track)).collect(),
        }
    }
}

/// A track in words: what it is, where it stands, what was attributed, decided and imposed.
fn told(reader: &Reader, track: &Value) -> String {
    let words = reader.words;
    let code = |name: &str| track[name].as_str().unwrap_or_default();
    let list =
        |list: &str, name: &str| Some(code(name)).filter(|code| !code.is_empty()).map(|code| words.code(list, code));
    let mut parts = vec![words.code(TrackCode::LIST, code("track")), words.state("track", code("state"))];
    for one in track["responsibility"].as_array().into_iter().flatten() {
        let of = |list: &str, name: &str| one[name].as_str().map(|code| words.code(list, code));
        parts.extend(of(ResponsibilityRole::LIST, "role"));
        parts.extend(of(ResponsibilityClass::LIST, "class"));
    }
    parts.extend(list(Outcome::LIST, "outcome"));
    parts.extend(track["measures"].as_array().into_iter().flatten().map(|one| measure(reader, one)));
    parts.extend(list(JudicialOutcome::LIST, "judicial_outcome"));
    parts.dedup();
    parts.join(" · ")
}

/// A sanction or form, in the words of the regime that it pins.
fn measure(reader: &Reader, one: &Value) -> String {
    let words = reader.words;
    let Some(code) = one["code"].as_str() else { return words.not_recorded() };
    let pin = one["regime"].as_str().and_then(Pin::parse);
    let plain = code.replace('_', " ");
    let lists = [CodeKind::SanctionKind, CodeKind::AccountabilityForm];
    let named = lists.into_iter().map(|list| words.regime_code(list, pin.as_ref(), code)).find(|told| *told != plain);
    let named = named.unwrap_or(plain);
    match one["standing"].as_str() {
        Some(standing @ ("varied" | "revoked")) => format!("{named} ({})", words.state("measure", standing)),
        _ => named,
    }
}
