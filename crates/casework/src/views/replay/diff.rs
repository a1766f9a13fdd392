//! What differs between two points of a history, and who made it so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use wenze_domain::effective::Cut;
use wenze_domain::replay::{Change, OBJECTS, Replay, diff};
use wenze_domain::words::Words;

use super::source::Sources;
use super::{ReplayStamp, Source};
use crate::{Casework, Error, TurnedObligation};

/// What differs between two points of a history.
#[derive(Debug, Clone, Serialize)]
pub struct CaseDiff {
    /// The one point.
    #[serde(skip)]
    pub from: Cut,
    /// The other.
    #[serde(skip)]
    pub to: Cut,
    /// What each person brought about, in the order of their first act.
    pub actors: Vec<ActorChanges>,
    /// Obligations whose verdict differs, the worst first.
    pub obligations: Vec<TurnedObligation>,
    /// The acts that turned verdicts, in the order of the stream.
    pub turned_by: Vec<Source>,
    /// What it takes to come to the same.
    pub stamp: ReplayStamp,
}

/// What one person brought about.
#[derive(Debug, Clone, Serialize)]
pub struct ActorChanges {
    /// The person.
    pub person_id: Uuid,
    /// The name, where it may be read.
    pub by: String,
    /// By which events.
    pub events: Vec<EventChanges>,
}

/// What one event brought about, as far as it still makes a difference.
#[derive(Debug, Clone, Serialize)]
pub struct EventChanges {
    /// The event.
    #[serde(flatten)]
    pub source: Source,
    /// Fields changed.
    pub fields: Vec<FieldChange>,
    /// Objects added.
    pub added: Vec<ObjectChange>,
    /// Objects removed.
    pub removed: Vec<ObjectChange>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    /// Its place, a JSON pointer into the state.
    pub path: String,
    /// What it held; none where it was not there.
    pub before: Option<Value>,
    /// What it holds; none where it is there no more.
    pub after: Option<Value>,
}

/// An object that stands on one side only.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObjectChange {
    /// The role under which acts name it.
    pub role: &'static str,
    /// The object: an id, or `<respondent>/<track>`.
    pub object: String,
    /// Its place, a JSON pointer into the state.
    pub path: String,
    /// What the state holds of it; null for one that has nothing but its id.
    pub value: Value,
    /// The versions of every event that made it what it is.
    pub versions: Vec<i32>,
}

/// A change with the version it comes from.
#[derive(Debug)]
enum Difference {
    Field(FieldChange),
    Added(ObjectChange),
    Removed(ObjectChange),
}

impl Casework {
    /// What differs between two points of the history of a case. Verdicts are those of the rules in use.
    pub async fn diff(&self, id: Uuid, from: Cut, to: Cut, words: &'static Words) -> Result<CaseDiff, Error> {
        let history = self.replayable(id, &[from, to]).await?;
        let (old, new) = (Replay::of(id, &history, from), Replay::of(id, &history, to));
        let found: Vec<(i32, Difference)> =
            diff(old.document(), new.document()).iter().flat_map(|change| differences(change, &old, &new)).collect();
        let (obligations, judged_by) = self.turned(id, &history, (from, to), words).await?;
        let because: BTreeSet<i32> = obligations.iter().flat_map(|one| one.because.iter().copied()).collect();
        let versions: BTreeSet<i32> =
            found.iter().map(|(version, _)| *version).chain(because.iter().copied()).collect();
        let values: Vec<&Value> = found.iter().flat_map(|(_, difference)| difference.values()).collect();
        let known = from.known.zip(to.known).map(|(from, to)| from.max(to));
        let sources = self.sources(&history, known, (&versions, &values), words).await?;
        let stamp = ReplayStamp::of(history.version, to, words.lang()).judged_by(judged_by);
        let turned_by = because.iter().filter_map(|version| sources.at(*version)).collect();
        Ok(CaseDiff { from, to, actors: by_actor(found, &sources), obligations, turned_by, stamp })
    }
}

/// One difference of the states as a reviewer reads it: a field, or objects that stand on one side only.
fn differences(change: &Change, old: &Replay, new: &Replay) -> Vec<(i32, Difference)> {
    let steps: Vec<&str> = change.path.split('/').skip(1).collect();
    let role = |part: &str| OBJECTS.iter().find(|(name, _)| *name == part).map(|(_, role)| *role);
    let object = match steps.as_slice() {
        [part] if role(part).is_some() => return members(change, role(part).unwrap_or_default(), old, new),
        [part, id] => role(part).map(|role| (role, (*id).to_owned())),
        ["respondents", id, "tracks", code] => Some(("track", format!("{id}/{code}"))),
        _ => None,
    };
    let origin = new.origin(&change.path).or_else(|| old.origin(&change.path)).unwrap_or_default();
    let stands = |(role, object), value: &Value, side: &Replay| ObjectChange {
        role,
        object,
        path: change.path.clone(),
        value: value.clone(),
        versions: side.origins_below(&change.path),
    };
    let difference = match (object, &change.before, &change.after) {
        (Some(object), None, Some(value)) => Difference::Added(stands(object, value, new)),
        (Some(object), Some(value), None) => Difference::Removed(stands(object, value, old)),
        (_, before, after) => {
            Difference::Field(FieldChange { path: change.path.clone(), before: before.clone(), after: after.clone() })
        }
    };
    vec![(origin, difference)]
}

/// Objects that have nothing but their ids stand in lists.
fn members(change: &Change, role: &'static str, old: &Replay, new: &Replay) -> Vec<(i32, Difference)> {
    let list = |side: &Option<Value>| side.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
    let (before, after) = (list(&change.before), list(&change.after));
    let object = |member: &Value, version| ObjectChange {
        role,
        object: member.as_str().unwrap_or_default().to_owned(),
        path: change.path.clone(),
        value: Value::Null,
        versions: vec![version],
    };
    let added = after.iter().filter(|member| !before.contains(member)).map(|member| {
        let since = |side: &Replay| side.origin_of_member(&change.path, member);
        let version = since(new).or_else(|| since(old)).unwrap_or_default();
        (version, Difference::Added(object(member, version)))
    });
    let removed = before.iter().filter(|member| !after.contains(member)).map(|member| {
        let version =
            new.origin(&change.path).or_else(|| old.origin_of_member(&change.path, member)).unwrap_or_default();
        (version, Difference::Removed(object(member, version)))
    });
    added.chain(removed).collect()
}

impl Difference {
    fn values(&self) -> Vec<&Value> {
        match self {
            Self::Field(field) => field.before.iter().chain(&field.after).collect(),
            Self::Added(object) | Self::Removed(object) => vec![&object.value],
        }
    }
}

/// The differences under the persons whose acts they come from, and under these acts.
fn by_actor(found: Vec<(i32, Difference)>, sources: &Sources) -> Vec<ActorChanges> {
    let mut events: BTreeMap<i32, EventChanges> = BTreeMap::new();
    for (version, difference) in found {
        let Some(source) = sources.at(version) else { continue };
        let changes = events.entry(version).or_insert_with(|| EventChanges {
            source,
            fields: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
        });
        let readable = |object: ObjectChange| ObjectChange { value: sources.readable(&object.value), ..object };
        match difference {
            Difference::Field(field) => changes.fields.push(FieldChange {
                before: field.before.map(|value| sources.readable(&value)),
                after: field.after.map(|value| sources.readable(&value)),
                path: field.path,
            }),
            Difference::Added(object) => changes.added.push(readable(object)),
            Difference::Removed(object) => changes.removed.push(readable(object)),
        }
    }
    let mut actors: Vec<ActorChanges> = Vec::new();
    for changes in events.into_values() {
        let Source { person_id, by, .. } = &changes.source;
        match actors.iter_mut().find(|actor| actor.person_id == *person_id) {
            Some(actor) => actor.events.push(changes),
            None => actors.push(ActorChanges { person_id: *person_id, by: by.clone(), events: vec![changes] }),
        }
    }
    actors
}
