//! The registers of persons and organs: streams of their own, with names, posts and hierarchy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::PartAt;
use crate::codes::{Identity, Level, PersonStatus, PostKind};
use crate::decide::{Context, NewEvent, check_common, check_roles, resolve_record_act};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{Guarded, PartialDate, Recorded};
use crate::refs::Refs;
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

/// A register stream as it stands before an act.
#[derive(Clone, Copy)]
struct Register {
    stream: StreamId,
    version: i32,
}

impl Register {
    /// What the act is about is there, and what it founds is not; an event corrected or voided is one of this stream.
    fn check(self, kind: Kind, refs: &Refs, context: &Context<'_>) -> Result<(), Refusal> {
        check_roles(kind, refs)?;
        for role in kind.spec().roles() {
            for id in refs.ids(role.name) {
                let exists = match role.name {
                    "official" => self.knows(StreamKind::Person, id, context),
                    "organ" | "parent" | "managing_organ" => self.knows(StreamKind::Organ, id, context),
                    "event" => context.target.is_some_and(|target| target.id() == id),
                    _ => continue,
                };
                if role.creates && exists {
                    return Err(Refusal::ObjectExists { role: role.name.to_owned(), id });
                }
                if !role.creates && !exists {
                    return Err(Refusal::ObjectMissing { role: role.name.to_owned(), id: id.to_string() });
                }
            }
        }
        Ok(())
    }

    /// Whether an event may be about what a correction of this role makes it be about: it stays in its own stream.
    fn check_corrected(self, target: &Event, role: &str, refs: &Refs, context: &Context<'_>) -> Result<(), Refusal> {
        check_roles(target.kind(), refs)?;
        let (kind, own) = match role {
            "official" => (StreamKind::Person, true),
            "organ" => (StreamKind::Organ, self.stream.kind == StreamKind::Organ),
            _ => (StreamKind::Organ, false),
        };
        let missing = |id: &Uuid| if own { *id != self.stream.id } else { !self.knows(kind, *id, context) };
        match refs.ids(role).find(missing) {
            Some(id) => Err(Refusal::ObjectMissing { role: role.to_owned(), id: id.to_string() }),
            None => Ok(()),
        }
    }

    fn knows(self, kind: StreamKind, id: Uuid, context: &Context<'_>) -> bool {
        if kind == self.stream.kind && id == self.stream.id { self.version > 0 } else { (context.known)(kind, id) }
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
    let kind = draft.kind();
    let is_record_act = matches!(kind, Kind::RecordCorrected | Kind::RecordVoided);
    if stream_of(draft).is_some_and(|own| own != stream) || (stream_of(draft).is_none() && !is_record_act) {
        return Err(Refusal::malformed("/kind", "this act does not belong to this stream of a register"));
    }
    let known = |kind, id| draft.is_restored() || (context.known)(kind, id);
    let context = &Context { known: &known, ..*context };
    check_common(draft, context)?;
    let register = Register { stream, version };
    register.check(kind, &draft.refs, context)?;
    let mut draft = draft.clone();
    let check = |target: &Event, role: &str, refs: &Refs| register.check_corrected(target, role, refs, context);
    resolve_record_act(&mut draft, context, &check)?;
    Ok(vec![NewEvent { stream, draft, regime: None, missing: Vec::new(), take: Vec::new(), release: Vec::new() }])
}
