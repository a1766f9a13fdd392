//! The registers of persons and organs: streams of their own, with names, posts and hierarchy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acts::Act;
use crate::case::PartAt;
use crate::codes::{Identity, Level, PersonStatus, PostKind};
use crate::decide::{Context, NewEvent, check_common, check_roles, resolve_record_act};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{Guarded, PartialDate, Recorded};
use crate::refusal::Refusal;
use crate::request::Draft;

/// An official or other person.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// Name.
    pub name: Option<PartAt>,
    /// Which law the person stands under.
    pub identity: Option<Identity>,
    /// Whether in office.
    pub status: Option<PersonStatus>,
    /// Posts held, in the order recorded.
    pub posts: Vec<Post>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// A post held.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Post {
    /// The organ.
    pub organ: Option<Uuid>,
    /// Who manages the cadre.
    pub managing_organ: Option<Uuid>,
    /// The post's name.
    pub post: Option<PartAt>,
    /// Its level.
    pub level: Option<Level>,
    /// Posts that raise who must approve.
    pub post_kind: Option<PostKind>,
    /// Held from.
    pub from: Option<PartialDate>,
    /// Held until.
    pub until: Option<PartialDate>,
}

/// An organ.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Organ {
    /// The stream.
    pub id: Uuid,
    /// Version of the last event folded.
    pub version: i32,
    /// Name; names of organs are open.
    pub name: Option<String>,
    /// Level.
    pub level: Option<Level>,
    /// Kind, a code.
    pub kind: Option<String>,
    /// The organ above.
    pub parent: Option<Uuid>,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

impl Person {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        match event.act() {
            Act::OfficialRecorded(p) => {
                self.name = part_at(event, &p.name).or(self.name);
                self.identity = p.identity.known().copied().or(self.identity);
                self.status = p.status.known().copied().or(self.status);
            }
            Act::PostHeld(p) => self.posts.push(Post {
                organ: event.refs().id("organ"),
                managing_organ: event.refs().id("managing_organ"),
                post: part_at(event, &p.post),
                level: p.level.known().copied(),
                post_kind: p.post_kind.known().copied(),
                from: event.envelope.occurred.date,
                until: p.to.as_ref().and_then(Recorded::known).copied(),
            }),
            _ => {}
        }
    }

    /// The post held on a day, the one recorded last when there are several.
    pub fn post_on(&self, day: chrono::NaiveDate) -> Option<&Post> {
        self.posts.iter().rev().find(|p| {
            p.from.is_none_or(|from| from.first_day() <= day) && p.until.is_none_or(|until| until.last_day() >= day)
        })
    }
}

impl Organ {
    /// Folds one event; acts that are not of this register change nothing.
    pub fn evolve(&mut self, item: &Effective<'_>) {
        let event: &Event = &item.event;
        self.id = event.envelope.stream.id;
        self.version = event.version;
        let (name, level, kind) = match event.act() {
            Act::OrganRecorded(p) => (p.name.known(), p.level.known(), p.kind.known()),
            Act::OrganChanged(p) => (p.name.as_ref().and_then(Recorded::known), p.level.known(), p.kind.known()),
            _ => return,
        };
        self.name = name.map(|n| n.as_str().to_owned()).or(self.name.take());
        self.level = level.copied().or(self.level);
        self.kind = kind.map(|k| k.as_str().to_owned()).or(self.kind.take());
        self.parent = event.refs().id("parent").or(self.parent);
    }
}

fn part_at<T, const SEALED: bool>(event: &Event, field: &Recorded<Guarded<T, SEALED>>) -> Option<PartAt> {
    let part = field.known()?.part()?;
    Some(PartAt { event_id: part.event.unwrap_or(event.id()), part: part.part })
}

/// The register stream an act belongs to, by the object it names.
pub fn stream_of(draft: &Draft) -> Option<StreamId> {
    let of = |kind, role| draft.refs.id(role).map(|id| StreamId { kind, id });
    match draft.payload {
        Act::OfficialRecorded(_) | Act::PostHeld(_) => of(StreamKind::Person, "official"),
        Act::OrganRecorded(_) | Act::OrganChanged(_) => of(StreamKind::Organ, "organ"),
        _ => None,
    }
}

/// Decides an act on a register stream that stands at `version` and holds events this program cannot read at `unreadable`.
pub fn decide(
    stream: StreamId,
    version: i32,
    unreadable: &[i32],
    draft: &Draft,
    context: &Context<'_>,
) -> Result<Vec<NewEvent>, Refusal> {
    if !unreadable.is_empty() {
        return Err(Refusal::Unreadable { versions: unreadable.to_vec() });
    }
    check_common(draft, context)?;
    check_roles(draft)?;
    for role in draft.kind().spec().roles() {
        let kind = match role.name {
            "official" => StreamKind::Person,
            "organ" | "parent" | "managing_organ" => StreamKind::Organ,
            _ => continue,
        };
        for id in draft.refs.ids(role.name) {
            let own = kind == stream.kind && id == stream.id;
            let exists = if own { version > 0 } else { (context.known)(kind, id) };
            if role.creates && exists {
                return Err(Refusal::ObjectExists { role: role.name.to_owned(), id });
            }
            if !role.creates && !exists {
                return Err(Refusal::ObjectMissing { role: role.name.to_owned(), id: id.to_string() });
            }
        }
    }
    let mut draft = draft.clone();
    resolve_record_act(&mut draft, context)?;
    Ok(vec![NewEvent { stream, draft, regime: None, missing: Vec::new(), take: Vec::new(), release: Vec::new() }])
}
