//! What a caller asks to be recorded, and what it is told.

use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::canonical;
use wenze_domain::envelope::{Actor, StreamId};

/// Where the acts go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A new case; the id is made here unless the caller brings one.
    NewCase(Option<Uuid>),
    /// A case that exists.
    Case(Uuid),
    /// The register of persons or organs, by the object the act names.
    Register,
    /// The register of rulebooks or calendars, by the id the act names.
    Rulebooks,
    /// The register of roles, by the official the act names.
    Grants,
    /// The register of delegations, by the official the act names.
    Delegations,
    /// The marks of a case, which the act names.
    Marks(Uuid),
    /// What was read of a case, which the act names.
    Access(Uuid),
    /// What is to be erased or held of a case or person, which the act names.
    Erasure(Uuid),
    /// One entry of a register alone, also where the act stands in several: an act restored from another log.
    Entry(StreamId),
}

/// A request to record acts, all or none.
#[derive(Debug, Clone)]
pub struct Command {
    /// The route it came by; part of its identity.
    pub route: &'static str,
    /// Where it goes.
    pub place: Place,
    /// The acts as the request gives them.
    pub acts: Vec<Value>,
    /// Who records.
    pub actor: Actor,
    /// The caller's key for repeating the request safely.
    pub idempotency_key: Option<String>,
    /// The version the caller saw.
    pub if_match: Option<i32>,
}

impl Command {
    /// The same actor and key make the same command; without a key every request is its own.
    pub(crate) fn id(&self, log_id: i16) -> Uuid {
        let Some(key) = &self.idempotency_key else { return Uuid::now_v7() };
        let actor = format!("{}/{}/{}", self.actor.person_id, self.actor.role, self.actor.office_id);
        Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/command/{log_id}/{actor}/{key}").as_bytes())
    }

    /// The bytes whose keyed digest tells one request from another under the same key.
    pub(crate) fn identity(&self) -> Result<Vec<u8>, canonical::Error> {
        let case = match self.place {
            Place::NewCase(id) => json!({ "new": id }),
            Place::Case(id) => json!(id),
            Place::Register => Value::Null,
            Place::Rulebooks => json!("rulebooks"),
            Place::Grants => json!("grants"),
            Place::Delegations => json!("delegations"),
            Place::Marks(case) => json!({ "marks": case }),
            Place::Access(case) => json!({ "access": case }),
            Place::Erasure(whose) => json!({ "erasure": whose }),
            Place::Entry(entry) => json!({ "entry": entry }),
        };
        canonical::bytes(&json!({ "route": self.route, "case": case, "acts": self.acts, "if_match": self.if_match }))
    }
}

/// One event written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// The event.
    pub event_id: Uuid,
    /// Its kind.
    pub kind: String,
    /// Its version in the stream.
    pub version: i32,
    /// Objects it brought into being or is about: role → ids.
    pub refs: Value,
}

/// The answer to an accepted command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The stream written: a case or an entry of a register.
    pub id: Uuid,
    /// Its version now.
    pub version: i32,
    /// The events, in order.
    pub events: Vec<Written>,
    /// Opaque: lists asked with it wait until they show this write.
    pub position: String,
    /// The command had been accepted before; this is its first answer.
    pub repeated: bool,
}
