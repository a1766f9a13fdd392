//! What the objects of a case are called, so that a change says whose it is.

use std::collections::HashMap;

use uuid::Uuid;
use wenze_casework::CaseView;
use wenze_domain::acts::Kind;
use wenze_domain::case::{Case, Respondent};
use wenze_domain::codes::{AppealRoute, CodeList, Outcome, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::regimes::{CodeKind, Pin};
use wenze_domain::words::Words;

use super::read::Read;
use crate::reader::Reader;

/// The labels of the objects of one case.
pub(crate) struct Labels {
    objects: HashMap<String, String>,
    /// In which order they came into being.
    places: HashMap<String, usize>,
}

impl Labels {
    /// From the case as it stands: a label is the same at every moment.
    pub(crate) fn new(reader: &Reader, read: &Read) -> Self {
        let (words, view, case) = (reader.words, &read.now, &read.now.case);
        let places = places(read);
        let mut objects = HashMap::new();
        for (id, respondent) in &case.respondents {
            let name = respondent_name(reader, view, respondent);
            for track in respondent.tracks.keys() {
                let track_word = words.code(TrackCode::LIST, track.as_str());
                objects.insert(format!("{id}/{track}"), format!("{name} · {track_word}"));
            }
            objects.insert(id.to_string(), name);
        }
        add_decided(reader, case, &mut objects);
        let mut several = |role: &str, ids: Vec<(Uuid, Option<String>)>| {
            number_up(words, &places, &mut objects, role, ids);
        };
        several("report", case.reports.iter().map(|(id, r)| (*id, r.register_no.clone())).collect());
        several("clue", case.clues.keys().map(|id| (*id, None)).collect());
        several("letter", case.letters.iter().map(|(id, l)| (*id, l.letter_no.clone())).collect());
        let person = |id: Uuid| read.name(reader, id);
        several("recusal", case.recusals.iter().map(|(id, r)| (*id, r.person.map(person))).collect());
        several("evidence", case.evidence.keys().map(|id| (*id, None)).collect());
        several("allegation", case.allegations.iter().map(|id| (*id, None)).collect());
        several("fact", case.facts.iter().map(|id| (*id, None)).collect());
        several("argument", case.arguments.iter().map(|id| (*id, None)).collect());
        let on = |date: Option<PartialDate>| date.map(|date| words.partial_date(date));
        several("meeting", case.meetings.iter().map(|(id, one)| (*id, on(one.on))).collect());
        let route = |route: AppealRoute| words.code(AppealRoute::LIST, route.as_str());
        several("appeal", case.appeals.iter().map(|(id, a)| (*id, a.route.map(route))).collect());
        several("item", case.items.keys().map(|id| (*id, None)).collect());
        let cleared = |id: &Uuid| (*id, Some(read.name(reader, *id)));
        several("clarification", case.clarifications.keys().map(cleared).collect());
        several("document", case.documents.iter().map(|(id, d)| (*id, d.doc_no.clone())).collect());
        let asked = |kind: &String| Kind::parse(kind).map(|kind| words.kind(kind).to_owned());
        several("request", case.requests.iter().map(|(id, r)| (*id, r.act_kind.as_ref().and_then(asked))).collect());
        Self { objects, places }
    }

    /// Where an object stands in the order in which they came into being.
    pub(crate) fn place(&self, id: Uuid) -> (usize, Uuid) {
        place(&self.places, id)
    }

    /// The label of an object, as changes and offers name it: an id, or `<respondent>/<track>`.
    pub(crate) fn of(&self, object: &str) -> Option<&str> {
        self.objects.get(object).map(String::as_str)
    }
}

/// Objects of one role: each by a name of its own, or numbered where there are several.
fn number_up(
    words: &Words,
    places: &HashMap<String, usize>,
    objects: &mut HashMap<String, String>,
    role: &str,
    mut ids: Vec<(Uuid, Option<String>)>,
) {
    let many = ids.len() > 1;
    ids.sort_by_key(|(id, _)| place(places, *id));
    for (place, (id, own)) in ids.into_iter().enumerate() {
        let word = words.refs_role(role);
        let numbered = || if many { format!("{word} {}", place + 1) } else { word.clone() };
        objects.insert(id.to_string(), own.map_or_else(numbered, |own| format!("{word} · {own}")));
    }
}

/// Determinations and measures, by whose they are and what they say.
fn add_decided(reader: &Reader, case: &Case, objects: &mut HashMap<String, String>) {
    let words = reader.words;
    let pair = |respondent: Uuid, track: Option<TrackCode>, objects: &HashMap<String, String>| {
        let named = track.and_then(|track| objects.get(&format!("{respondent}/{track}")));
        named.or_else(|| objects.get(&respondent.to_string())).cloned().unwrap_or_default()
    };
    for (id, one) in &case.determinations {
        let outcome = one.outcome.map(|outcome| words.code(Outcome::LIST, outcome.as_str()));
        let date = one.made_on.map(|date| words.partial_date(date));
        let own =
            [Some(words.refs_role("determination")), Some(pair(one.respondent, one.track, objects)), outcome, date];
        objects.insert(id.to_string(), own.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    }
    for (id, one) in &case.measures {
        let pin = one.regime.as_deref().and_then(Pin::parse);
        let label = |code: &String| match words.regime_code(CodeKind::SanctionKind, pin.as_ref(), code) {
            plain if plain == code.replace('_', " ") => {
                words.regime_code(CodeKind::AccountabilityForm, pin.as_ref(), code)
            }
            sanction => sanction,
        };
        let code = one.code.as_ref().map(label);
        let own = code.into_iter().chain([pair(one.respondent, one.track, objects)]).collect::<Vec<_>>();
        objects.insert(id.to_string(), own.join(" · "));
    }
}

/// The version of the act that brought each object into being, as far as the history shown tells.
fn places(read: &Read) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (at, line) in read.lines.iter().enumerate() {
        let moved = line.entry.moved.iter().map(|moved| moved.object.clone());
        // A document has no state that moves.
        let documents = line.entry.refs.ids("document").map(|id| id.to_string());
        for object in moved.chain(documents) {
            places.entry(object).or_insert(at);
        }
    }
    places
}

fn place(places: &HashMap<String, usize>, id: Uuid) -> (usize, Uuid) {
    (places.get(&id.to_string()).copied().unwrap_or(usize::MAX), id)
}

/// The name of a respondent, or that it is not shown.
pub(super) fn respondent_name(reader: &Reader, view: &CaseView, respondent: &Respondent) -> String {
    let name = respondent.name.and_then(|at| view.texts.text(at)).map(str::to_owned);
    name.unwrap_or_else(|| reader.texts.say("name-withheld"))
}
