//! What a recusal would change, before it is decided: the duties that the person would lose, and what he did that must be looked at.

use std::collections::BTreeMap;

use uuid::Uuid;
use wenze_domain::case::{Case, Handler};
use wenze_domain::codes::{CodeList, Duty};
use wenze_domain::effective::{Cut, Effective};
use wenze_domain::words::Words;

use crate::{Casework, Error};

/// What a recusal of one person from one case would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecusalPreview {
    /// The person.
    pub person: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// Whether he may not know of the case already.
    pub excluded: bool,
    /// Duties that somebody else must be given.
    pub duties: Vec<DutyLost>,
    /// Acts in force that he recorded or did: whoever decides looks at whether they still hold.
    pub acts: Vec<ActDone>,
}

/// A duty that a person has in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyLost {
    /// The duty, in words.
    pub duty: Option<String>,
    /// What it is about; none for the whole case.
    pub object: Option<Uuid>,
    /// At which office.
    pub office: Option<Uuid>,
    /// Since when.
    pub since: Option<String>,
}

/// An act that a person had a hand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActDone {
    /// The event.
    pub event_id: Uuid,
    /// Its version in the case.
    pub version: i32,
    /// Its kind.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// When it was done.
    pub on: Option<String>,
    /// Whether it was his act; else he only entered it.
    pub own: bool,
}

impl Casework {
    /// What a recusal of a person would change in a case as it stands.
    pub async fn recusal_preview(
        &self,
        case: Uuid,
        person: Uuid,
        words: &'static Words,
    ) -> Result<RecusalPreview, Error> {
        let history = self.case_history(case).await?;
        let entries = self.entries_or_alone(person).await?;
        let items = history.effective(Cut::default());
        let acts = items.iter().filter_map(|item| act_done(item, &entries, words)).collect();
        Ok(RecusalPreview {
            person,
            name: self.names(&[person].into()).await?.remove(&person),
            excluded: self.hidden(person).await?.holds(case),
            duties: duties(&history.case(case, Cut::default()), &entries, words),
            acts,
        })
    }
}

/// The duties that are the person's: of each, whoever was given it last.
fn duties(case: &Case, entries: &[Uuid], words: &Words) -> Vec<DutyLost> {
    let mut last: BTreeMap<(Option<Duty>, Option<Uuid>), &Handler> = BTreeMap::new();
    for handler in &case.handlers {
        last.insert((handler.duty, handler.object), handler);
    }
    let is_his = |handler: &&Handler| handler.person.is_some_and(|person| entries.contains(&person));
    let lost = |handler: &Handler| DutyLost {
        duty: handler.duty.map(|duty| words.code(Duty::LIST, duty.as_str())),
        object: handler.object.filter(|object| *object != case.id),
        office: handler.office,
        since: handler.from_on.map(|on| on.to_string()),
    };
    last.into_values().filter(is_his).map(lost).collect()
}

fn act_done(item: &Effective<'_>, entries: &[Uuid], words: &Words) -> Option<ActDone> {
    let event = &item.event;
    let behalf = event.envelope.on_behalf_of.as_ref();
    let did = behalf.and_then(|behalf| behalf.person.as_ref()).map(|person| person.person_id);
    let recorded = event.envelope.actor.person_id;
    let own = did.map_or_else(|| entries.contains(&recorded), |did| entries.contains(&did));
    (own || entries.contains(&recorded)).then(|| ActDone {
        event_id: event.id(),
        version: event.version,
        kind: event.kind().as_str().to_owned(),
        title: words.kind(event.kind()).to_owned(),
        on: event.envelope.occurred.date.map(|on| on.to_string()),
        own,
    })
}
