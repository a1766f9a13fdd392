//! Who read what of a case that is not for everybody, in words and in the order of the record.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::effective::Cut;
use wenze_domain::event::Event;
use wenze_domain::fields::PartRef;
use wenze_domain::registers::{Accesses, OpeningState, access_stream};
use wenze_domain::words::{Sources, Words};

use crate::opening::Wanted;
use crate::{Casework, Error};

/// One thing that somebody did to read.
#[derive(Debug, Clone)]
pub struct AccessLine {
    /// The act that says so.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// What was done, in words; a sealed part is named and never told.
    pub sentence: String,
    /// Who.
    pub by: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// In which role.
    pub role: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The opening it belongs to, and how that stands now.
    pub opening: Option<(Uuid, OpeningState)>,
}

/// A sealed part on its way to being opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningView {
    /// Its id.
    pub id: Uuid,
    /// The event that holds the part.
    pub of_event: Uuid,
    /// Its number there.
    pub part_no: u32,
    /// How it stands.
    pub state: OpeningState,
    /// Whether another person must approve.
    pub second_person: bool,
}

impl Casework {
    /// What was read of a case, oldest first.
    pub async fn accesses(&self, case: Uuid, words: &'static Words) -> Result<Vec<AccessLine>, Error> {
        self.case_history(case).await?;
        let own = access_stream(case);
        let history = self.history(own.kind, own.id).await?;
        let items = history.effective(Cut::default());
        let mut accesses = Accesses::default();
        let (mut wanted, mut persons) = (Wanted::default(), HashSet::new());
        for item in &items {
            accesses.evolve(item);
            wanted.all_in(&item.event.act().payload(), item.event.id());
            persons.extend(named(&item.event));
        }
        let texts = self.open(&wanted).await?;
        let names = self.names(&persons).await?;
        let now = Utc::now();
        let line = |event: &Event| {
            let text = |part: &PartRef| texts.of(event.id(), part).map(str::to_owned);
            let name = |id: Uuid| names.get(&id).cloned();
            let sources = Sources { texts: &text, names: &name };
            let payload = event.act().payload();
            let by = person(&payload, "by").unwrap_or(event.envelope.actor.person_id);
            let id = event.refs().id("opening");
            AccessLine {
                event_id: event.id(),
                kind: event.kind().as_str().to_owned(),
                title: words.kind(event.kind()).to_owned(),
                sentence: words.sentence_in(event.kind(), &payload, None, &sources),
                by,
                name: name(by),
                role: role(event, &payload, words),
                at: event.known_at(),
                opening: id.and_then(|id| Some((id, accesses.openings.get(&id)?.state(now)))),
            }
        };
        Ok(items.iter().filter(|item| item.event.kind() != Kind::RecordVoided).map(|item| line(&item.event)).collect())
    }

    /// How an opening stands.
    pub async fn opening_view(&self, case: Uuid, id: Uuid) -> Result<OpeningView, Error> {
        let (opening, _) = self.opening(case, id).await?;
        Ok(OpeningView {
            id,
            of_event: opening.of_event,
            part_no: opening.part_no,
            state: opening.state(Utc::now()),
            second_person: opening.second_person,
        })
    }
}

fn person(payload: &serde_json::Value, field: &str) -> Option<Uuid> {
    payload[field]["person_id"].as_str()?.parse().ok()
}

fn named(event: &Event) -> Vec<Uuid> {
    let payload = event.act().payload();
    let told = ["by", "approved_by"].iter().filter_map(|field| person(&payload, field));
    told.chain([event.envelope.actor.person_id]).collect()
}

fn role(event: &Event, payload: &serde_json::Value, words: &Words) -> String {
    let told = payload["by_role"].as_str().unwrap_or(event.envelope.actor.role.as_str());
    words.code(Role::LIST, told)
}
