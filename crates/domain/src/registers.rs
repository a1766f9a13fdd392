//! The registers: persons and organs with names, posts and hierarchy, rulebooks and calendars with their releases, what
//! reviewers marked in each case, the roles that persons hold and what they delegated, who read what of a case, what is to be erased
//! and what is held. Each entry is a stream of its own.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acts::{Act, Kind};
use crate::case::PartAt;
use crate::codes::{Identity, Level, PersonStatus, PostKind};
use crate::decide::{Context, NewEvent, check_common, check_roles, named_files, resolve_record_act};
use crate::effective::Effective;
use crate::envelope::{StreamId, StreamKind};
use crate::event::Event;
use crate::fields::{Guarded, PartialDate, Recorded};
use crate::history::History;
use crate::refs::Refs;
use crate::refusal::{Refusal, WrongFile};
use crate::request::Draft;

mod accesses;
mod delegations;
mod erasures;
mod grants;
mod marks;
mod rulebooks;
mod special_access;
pub use accesses::{
    Accesses, Done, FileRead, OPENED_WITHIN_HOURS, OPENING_DECIDED_WITHIN_DAYS, Opening, OpeningState, Replayed,
    access_stream,
};
pub use delegations::{
    DELEGATED_ACTS_MAX, Delegation, DelegationEnd, DelegationState, Delegations, delegations_stream,
};
pub use erasures::{
    ERASURE_APPROVALS, ERASURE_DECIDED_WITHIN_DAYS, ERASURE_PARTS_MAX, Erasure, ErasureState, Erasures, Hold,
    erasure_stream,
};
pub use grants::{Grant, Grants, Revocation, grants_stream};
pub use marks::{Mark, Marks, marks_stream};
pub use rulebooks::{Calendar, InUse, Release, Revision, Rulebook, Withdrawal, calendar_stream, rulebook_stream};
pub use special_access::{ACCESS_DAYS_MAX, ACCESS_DECIDED_WITHIN_DAYS, AccessDecision, AccessState, SpecialAccess};

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
    /// The entry this one was merged into: both are the same person. It still takes acts, for papers go on naming it.
    #[serde(default)]
    pub merged_into: Option<Uuid>,
    /// Entries that were merged into this one.
    #[serde(default)]
    pub merged: BTreeSet<Uuid>,
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
            Act::OfficialsMerged(_) => self.merge(event.refs()),
            _ => {}
        }
    }

    /// Whoever stays is merged into nobody from then on, so entries never end up merged into each other in a circle.
    fn merge(&mut self, refs: &Refs) {
        if refs.id("official") == Some(self.id) {
            self.merged_into = None;
            self.merged.extend(refs.ids("merged_official").filter(|id| *id != self.id));
        } else if refs.ids("merged_official").any(|id| id == self.id) {
            self.merged_into = refs.id("official");
            self.merged.retain(|id| Some(*id) != self.merged_into);
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

/// The register streams an act stands in, by the objects it names: mostly one; for a merger that of the person who stays,
/// then those of the entries merged; for a rulebook or calendar that of the id it bears; for a mark, or for what was read,
/// that of its case; for an erasure or a hold that of the case or person whose texts they are; for a role or a delegation that of the official. None for an act of another kind.
pub fn streams_of(draft: &Draft) -> Vec<StreamId> {
    let of = |kind, role| draft.refs.ids(role).map(move |id| StreamId { kind, id });
    match draft.payload {
        Act::OfficialRecorded(_) | Act::PostHeld(_) => of(StreamKind::Person, "official").take(1).collect(),
        Act::OfficialsMerged(_) => {
            of(StreamKind::Person, "official").take(1).chain(of(StreamKind::Person, "merged_official")).collect()
        }
        Act::OrganRecorded(_) | Act::OrganChanged(_) => of(StreamKind::Organ, "organ").take(1).collect(),
        Act::ObligationMarked(_) => draft.refs.ids("case").take(1).map(marks_stream).collect(),
        Act::RulebookVersionAdopted(ref p) => vec![rulebook_stream(p.rulebook.as_str())],
        Act::RulebookWithdrawn(ref p) => vec![rulebook_stream(p.rulebook.as_str())],
        Act::CalendarPublished(ref p) => vec![calendar_stream(p.calendar.as_str())],
        Act::RoleGranted(_) | Act::RoleRevoked(_) | Act::AccessRequested(_) => {
            draft.refs.ids("official").take(1).map(grants_stream).collect()
        }
        Act::AuthorityDelegated(_) | Act::DelegationRevoked(_) => {
            draft.refs.ids("official").take(1).map(delegations_stream).collect()
        }
        Act::HistoryReplayed(_)
        | Act::SealedOpeningRequested(_)
        | Act::SealedOpeningDecided(_)
        | Act::SealedPartOpened(_)
        | Act::CaseExported(_)
        | Act::SealedFileOpened(_) => draft.refs.ids("case").take(1).map(access_stream).collect(),
        Act::AccessDecided(_) | Act::AccessRevoked(_) => {
            let own = draft.refs.ids("official").take(1).map(grants_stream);
            own.chain(draft.refs.ids("case").take(1).map(access_stream)).collect()
        }
        Act::ErasureProposed(_)
        | Act::ErasureDecided(_)
        | Act::PartErased(_)
        | Act::LegalHoldPlaced(_)
        | Act::LegalHoldLifted(_) => {
            draft.refs.ids("case").chain(draft.refs.ids("official")).take(1).map(erasure_stream).collect()
        }
        _ => Vec::new(),
    }
}

/// Roles under which acts of a register name objects that stand in the register's own stream.
const OWN_OBJECTS: [&str; 5] = ["delegation", "opening", "erasure", "hold", SPECIAL_ACCESS];
/// Of those, the one that acts name in a second stream too, where it was not founded.
const SPECIAL_ACCESS: &str = "special_access";

/// Whether the objects of its own stream that an act names are there, and those that it founds are not.
pub fn check_objects(stream: StreamId, history: &History, draft: &Draft) -> Result<(), Refusal> {
    let is_own =
        |name: &str| OWN_OBJECTS.contains(&name) && (name != SPECIAL_ACCESS || stream.kind == StreamKind::Grants);
    let founded = |role: &str, id: Uuid| {
        let founds = |event: &&Event| event.kind().spec().role(role).is_some_and(|role| role.creates);
        history.events.iter().filter(founds).any(|event| event.refs().ids(role).any(|own| own == id))
    };
    for role in draft.kind().spec().roles().filter(|role| is_own(role.name)) {
        for id in draft.refs.ids(role.name) {
            match (role.creates, founded(role.name, id)) {
                (true, true) => return Err(Refusal::ObjectExists { role: role.name.to_owned(), id }),
                (false, false) => {
                    return Err(Refusal::ObjectMissing { role: role.name.to_owned(), id: id.to_string() });
                }
                _ => {}
            }
        }
    }
    Ok(())
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
                    "official" | "merged_official" => self.knows(StreamKind::Person, id, context),
                    "organ" | "parent" | "managing_organ" => self.knows(StreamKind::Organ, id, context),
                    "case" => self.knows(StreamKind::Case, id, context),
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
        check_merger(refs)
    }

    /// Whether an event may be about what a correction of this role makes it be about: it stays in its own stream.
    fn check_corrected(self, target: &Event, role: &str, refs: &Refs, context: &Context<'_>) -> Result<(), Refusal> {
        check_roles(target.kind(), refs)?;
        check_merger(refs)?;
        // A merger stands in several streams: it may come to name others as long as it still names this one.
        let merger = target.kind() == Kind::OfficialsMerged;
        if merger && !["official", "merged_official"].iter().any(|role| refs.ids(role).any(|id| id == self.stream.id)) {
            return Err(Refusal::ObjectMissing { role: role.to_owned(), id: self.stream.id.to_string() });
        }
        let (kind, own) = match role {
            "official" | "merged_official" => (StreamKind::Person, !merger),
            "organ" => (StreamKind::Organ, self.stream.kind == StreamKind::Organ),
            // A mark stays with its case: its stream bears the case in its id.
            "case" if refs.ids(role).map(marks_stream).all(|own| own == self.stream) => (StreamKind::Case, false),
            "case" => return Err(Refusal::ObjectMissing { role: role.to_owned(), id: self.stream.id.to_string() }),
            _ => (StreamKind::Organ, false),
        };
        let missing = |id: &Uuid| match role {
            "official" if self.stream.kind == StreamKind::Grants => grants_stream(*id) != self.stream,
            // What was decided on access stands in the stream of the case too.
            "official" if self.stream.kind == StreamKind::Access => !self.knows(kind, *id, context),
            _ if own => *id != self.stream.id,
            _ => !self.knows(kind, *id, context),
        };
        match refs.ids(role).find(missing) {
            Some(id) => Err(Refusal::ObjectMissing { role: role.to_owned(), id: id.to_string() }),
            None => Ok(()),
        }
    }

    fn knows(self, kind: StreamKind, id: Uuid, context: &Context<'_>) -> bool {
        if kind == self.stream.kind && id == self.stream.id { self.version > 0 } else { (context.known)(kind, id) }
    }
}

/// Nobody is merged with himself.
fn check_merger(refs: &Refs) -> Result<(), Refusal> {
    let stays = refs.id("official");
    if refs.ids("merged_official").any(|id| Some(id) == stays) {
        let problem = "name entries other than the one that stays".to_owned();
        return Err(Refusal::Roles { role: "merged_official".to_owned(), problem });
    }
    Ok(())
}

/// A register stream before an act that may stand in several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The stream.
    pub stream: StreamId,
    /// Its version; 0 when it has no events.
    pub version: i32,
    /// Versions this program cannot read.
    pub unreadable: Vec<i32>,
}

/// Decides an act in every register stream it stands in: one event in each, all or none. `streams` are those of
/// [`streams_of`]; one that is left out is one that does not exist.
pub fn decide_across(streams: &[Standing], draft: &Draft, context: &Context<'_>) -> Result<Vec<NewEvent>, Refusal> {
    let named = streams_of(draft);
    if let Some(absent) = named.iter().find(|id| streams.iter().all(|one| one.stream != **id)) {
        let role = if named.first() == Some(absent) { "official" } else { "merged_official" };
        return Err(Refusal::ObjectMissing { role: role.to_owned(), id: absent.id.to_string() });
    }
    let mut events = Vec::new();
    for one in streams {
        events.extend(decide(one.stream, one.version, &one.unreadable, draft, context)?);
    }
    Ok(events)
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
    let own = streams_of(draft);
    let belongs = if own.is_empty() { is_record_act } else { own.contains(&stream) };
    if !belongs {
        return Err(Refusal::malformed("/kind", "this act does not belong to this stream of a register"));
    }
    let known = |kind, id| draft.is_restored() || (context.known)(kind, id);
    let context = &Context { known: &known, ..*context };
    check_common(draft, context)?;
    if let Some(named) = named_files(draft).into_iter().next() {
        return Err(Refusal::File { pointer: named.pointer, why: WrongFile::NoCase });
    }
    let register = Register { stream, version };
    register.check(kind, &draft.refs, context)?;
    delegations::check(draft)?;
    erasures::check(draft)?;
    let mut draft = draft.clone();
    let check = |target: &Event, role: &str, refs: &Refs| register.check_corrected(target, role, refs, context);
    resolve_record_act(&mut draft, context, &check)?;
    Ok(vec![NewEvent { stream, draft, regime: None, missing: Vec::new(), take: Vec::new(), release: Vec::new() }])
}
