//! What differs between two moments, in words: under whoever made it so, act by act, then what became of obligations.

use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{
    ActorChanges, CaseDiff, EventChanges, FieldChange, ObjectChange, Sheet, Source, TurnedObligation,
};

use super::super::places::Places;
use super::asked::Asked;
use crate::reader::Reader;

/// Changes of one act that are shown; more are counted.
const LINES_MAX: usize = 60;
/// Fields of an object that came or went which are shown.
const FACTS_MAX: usize = 12;

/// What differs.
pub(super) struct Changes {
    pub(super) actors: Vec<Actor>,
    pub(super) verdicts: Vec<Turned>,
    pub(super) is_nothing: bool,
}

/// What one person brought about.
pub(super) struct Actor {
    pub(super) name: String,
    pub(super) acts: Vec<Act>,
}

/// What one act brought about.
pub(super) struct Act {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) happened: String,
    pub(super) organ: String,
    pub(super) document_no: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) lines: Vec<Line>,
    /// How many more there are.
    pub(super) more: Option<String>,
}

/// One change.
pub(super) enum Line {
    /// A field holds another value.
    Field { object: String, field: String, before: String, after: String },
    /// An object came into being.
    Added { object: String, facts: Vec<(String, String)> },
    /// An object is there no more.
    Removed { object: String },
}

/// An obligation that stands otherwise.
pub(crate) struct Turned {
    pub(crate) title: String,
    pub(crate) words: String,
    /// Its own page, where it has one.
    pub(crate) href: Option<String>,
    /// The lines that tell how it stands.
    pub(crate) lines: Vec<String>,
    pub(crate) is_broken: bool,
    pub(crate) because: Vec<(String, String)>,
}

impl Changes {
    pub(super) fn new(places: &Places<'_>, asked: &Asked, case: Uuid, (diff, sheet): (&CaseDiff, &Sheet)) -> Self {
        let telling = Telling { places, asked, case };
        let actors: Vec<Actor> = diff.actors.iter().filter_map(|actor| telling.actor(actor)).collect();
        let turned = |one: &TurnedObligation| {
            // What stood then and does not by these clocks has no page of its own.
            let is_there = sheet.obligations.iter().any(|other| other.id == one.id);
            let href = is_there.then(|| asked.finding(case, one.id));
            Turned::new(places.reader, (case, href), one, &diff.turned_by)
        };
        let verdicts: Vec<Turned> = diff.obligations.iter().map(turned).collect();
        Self { is_nothing: actors.is_empty() && verdicts.is_empty(), actors, verdicts }
    }
}

impl Turned {
    /// An obligation with how it stood and stands, and the acts that turned it.
    pub(crate) fn new(
        reader: &Reader,
        (case, href): (Uuid, Option<String>),
        one: &TurnedObligation,
        acts: &[Source],
    ) -> Self {
        let because = acts.iter().filter(|source| one.because.contains(&source.version));
        Self {
            title: one.obligation.finding.title(one.obligation.lang).to_owned(),
            words: one.words.clone(),
            href,
            lines: one.obligation.lines.iter().skip(1).cloned().collect(),
            is_broken: one.to.as_ref().is_some_and(|stood| stood.verdict == "violated"),
            because: because.map(|source| (super::at_version(case, source.version), named(reader, source))).collect(),
        }
    }
}

fn named(reader: &Reader, source: &Source) -> String {
    let no = reader.texts.tell("entry-no", [("no", source.version.into())]);
    format!("{no} {}", source.title)
}

/// Every value of a difference, for the ids in them.
pub(super) fn values_of(diff: &CaseDiff) -> impl Iterator<Item = &Value> {
    let events = diff.actors.iter().flat_map(|actor| &actor.events);
    events.flat_map(|event| {
        let fields = event.fields.iter().flat_map(|field| field.before.iter().chain(&field.after));
        fields.chain(event.added.iter().chain(&event.removed).map(|object| &object.value))
    })
}

struct Telling<'a> {
    places: &'a Places<'a>,
    asked: &'a Asked,
    case: Uuid,
}

impl Telling<'_> {
    fn actor(&self, actor: &ActorChanges) -> Option<Actor> {
        let acts: Vec<Act> = actor.events.iter().filter_map(|event| self.act(event)).collect();
        (!acts.is_empty()).then(|| Actor { name: actor.by.clone(), acts })
    }

    fn act(&self, event: &EventChanges) -> Option<Act> {
        let added = event.added.iter().map(|object| self.added(object));
        let removed = event.removed.iter().map(|object| Line::Removed { object: self.object(object) });
        let fields = event.fields.iter().filter_map(|field| self.field(field));
        let mut lines: Vec<Line> = added.chain(removed).chain(fields).collect();
        if lines.is_empty() {
            return None;
        }
        let more = lines.len().saturating_sub(LINES_MAX);
        lines.truncate(LINES_MAX);
        let (reader, source) = (self.places.reader, &event.source);
        Some(Act {
            title: named(reader, source),
            href: self.asked.with(self.case, source.version, None),
            happened: source.occurred_words.clone(),
            organ: source.organ.clone(),
            document_no: source.document_no.clone(),
            reason: source.reason.clone(),
            lines,
            more: (more > 0).then(|| reader.texts.tell("changes-more", [("n", more.into())])),
        })
    }

    fn object(&self, object: &ObjectChange) -> String {
        self.places.named(object.role, &object.object)
    }

    fn added(&self, object: &ObjectChange) -> Line {
        let mut facts = self.places.fields_of(&object.path, &object.value);
        facts.truncate(FACTS_MAX);
        Line::Added { object: self.object(object), facts }
    }

    fn field(&self, change: &FieldChange) -> Option<Line> {
        if Places::is_hidden(&change.path) {
            return None;
        }
        let told = |side: Option<&Value>| match side {
            Some(value) => self.places.whole(&change.path, value),
            None => self.places.reader.texts.say("value-none"),
        };
        Some(Line::Field {
            object: self.places.object(&change.path),
            field: self.places.field(&change.path),
            before: told(change.before.as_ref()),
            after: told(change.after.as_ref()),
        })
    }
}
