//! What the objects of a case are called, so that a change says whose it is.

use std::collections::HashMap;

use uuid::Uuid;
use wenze_casework::CaseView;
use wenze_domain::acts::Kind;
use wenze_domain::case::Respondent;
use wenze_domain::codes::{AppealRoute, CodeList};

use crate::reader::Reader;

/// The labels of the objects of one case.
pub(super) struct Labels {
    objects: HashMap<String, String>,
}

impl Labels {
    pub(super) fn new(reader: &Reader, view: &CaseView) -> Self {
        let (words, case) = (reader.words, &view.case);
        let mut objects = HashMap::new();
        for (id, respondent) in &case.respondents {
            let name = respondent_name(reader, view, respondent);
            for track in respondent.tracks.keys() {
                let track_word = words.code(wenze_domain::codes::TrackCode::LIST, track.as_str());
                objects.insert(format!("{id}/{track}"), format!("{name} · {track_word}"));
            }
            objects.insert(id.to_string(), name);
        }
        let mut several = |role: &str, ids: Vec<(Uuid, Option<String>)>| {
            let many = ids.len() > 1;
            for (place, (id, own)) in ids.into_iter().enumerate() {
                let word = words.refs_role(role);
                let numbered = || if many { format!("{word} {}", place + 1) } else { word.clone() };
                objects.insert(id.to_string(), own.map_or_else(numbered, |own| format!("{word} · {own}")));
            }
        };
        several("report", case.reports.iter().map(|(id, r)| (*id, r.register_no.clone())).collect());
        several("clue", case.clues.keys().map(|id| (*id, None)).collect());
        let route = |route: AppealRoute| words.code(AppealRoute::LIST, route.as_str());
        several("appeal", case.appeals.iter().map(|(id, a)| (*id, a.route.map(route))).collect());
        several("item", case.items.keys().map(|id| (*id, None)).collect());
        several("document", case.documents.iter().map(|(id, d)| (*id, d.doc_no.clone())).collect());
        let asked = |kind: &String| Kind::parse(kind).map(|kind| words.kind(kind).to_owned());
        several("request", case.requests.iter().map(|(id, r)| (*id, r.act_kind.as_ref().and_then(asked))).collect());
        Self { objects }
    }

    /// The label of an object, as changes and offers name it: an id, or `<respondent>/<track>`.
    pub(super) fn of(&self, object: &str) -> Option<&str> {
        self.objects.get(object).map(String::as_str)
    }
}

/// The name of a respondent, or that it is not shown.
pub(super) fn respondent_name(reader: &Reader, view: &CaseView, respondent: &Respondent) -> String {
    let name = respondent.name.and_then(|at| view.texts.text(at)).map(str::to_owned);
    name.unwrap_or_else(|| reader.texts.say("name-withheld"))
}
