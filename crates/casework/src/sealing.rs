//! From decided events to stored ones: private values sealed, content canonical.

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::canonical;
use wenze_domain::decide::{Ids, NewEvent};
use wenze_domain::envelope::Actor;
use wenze_domain::parts::{self, PlainPart};
use wenze_domain::refusal::Refusal;
use wenze_ledger::{CONTENT_BYTES_MAX, Derived};

use crate::{Casework, Error};

/// A commitment that stands in for the real one while an act is only being decided.
const NO_COMMIT: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An event on its way: its JSON with numbered references, and the plain values they stand for.
pub(crate) struct Prepared {
    pub(crate) json: Value,
    pub(crate) parts: Vec<PlainPart>,
    pub(crate) event: NewEvent,
    pub(crate) event_id: Uuid,
}

impl Prepared {
    pub(crate) fn new(event: NewEvent, ids: Ids, actor: Actor) -> Self {
        let mut json = event.json(ids, actor);
        let subject = format!("{}:{}", event.stream.kind.as_str(), event.stream.id);
        let parts = parts::take_plain(&mut json, &subject);
        Self { json, parts, event, event_id: ids.event_id }
    }

    /// Adds claim keys, both to what is appended and to the content, so that the claim table can be rebuilt.
    pub(crate) fn claim(&mut self, keys: &[String]) {
        self.event.take.extend(keys.iter().cloned());
        if !self.event.take.is_empty() {
            self.json["take"] = self.event.take.clone().into();
        }
    }

    /// The bytes as they will be folded: only the commitments differ from what is stored, and no state depends on those.
    pub(crate) fn provisional(&self) -> Vec<u8> {
        let mut json = self.json.clone();
        parts::set_commits(&mut json, &vec![NO_COMMIT.to_owned(); self.parts.len()]);
        json.to_string().into_bytes()
    }
}

/// Everything of one command that is sealed, ready for the log.
pub(crate) struct Sealed {
    pub(crate) events: Vec<wenze_ledger::NewEvent>,
    pub(crate) keys: Vec<wenze_ledger::NewKey>,
}

impl Casework {
    /// Seals the private values of all events of a command and makes their canonical bytes.
    pub(crate) async fn seal(&self, prepared: &[Prepared]) -> Result<Sealed, Error> {
        let mut wanted: Vec<wenze_vault::ToSeal<'_>> = Vec::new();
        for one in prepared {
            wanted.extend(one.parts.iter().map(|p| wenze_vault::ToSeal {
                event_id: one.event_id,
                part_no: p.part_no,
                subject: &p.subject,
                text: &p.text,
            }));
        }
        let sealed = self.inner.sealer.seal(&wanted).await.map_err(|e| too_long(prepared, e))?;
        let mut parts = sealed.parts.into_iter();
        let mut events = Vec::with_capacity(prepared.len());
        for (index, one) in prepared.iter().enumerate() {
            let own: Vec<wenze_vault::SealedPart> = parts.by_ref().take(one.parts.len()).collect();
            events.push(stored(index, one, own)?);
        }
        let keys = sealed.keys.into_iter().map(|k| wenze_ledger::NewKey {
            key_id: k.key_id,
            subject: k.subject,
            epoch: k.epoch,
            wrapped: k.wrapped,
        });
        Ok(Sealed { events, keys: keys.collect() })
    }
}

fn stored(index: usize, one: &Prepared, own: Vec<wenze_vault::SealedPart>) -> Result<wenze_ledger::NewEvent, Error> {
    let mut json = one.json.clone();
    let commits: Vec<String> = own.iter().map(|p| hex(&p.commit)).collect();
    parts::set_commits(&mut json, &commits);
    let content = canonical::bytes(&json).map_err(|e| Error::Unwritable(e.to_string()))?;
    if content.len() > CONTENT_BYTES_MAX {
        let message = format!(
            "the act takes {} bytes, at most {CONTENT_BYTES_MAX} are possible: move long lists to further acts",
            content.len()
        );
        return Err(Error::refused(index, Refusal::malformed("/payload", message)));
    }
    let draft = &one.event.draft;
    let window = draft.occurred.window();
    Ok(wenze_ledger::NewEvent {
        event_id: one.event_id,
        kind: draft.kind.clone(),
        schema_version: draft.kind().spec().schema_version,
        content,
        derived: Derived {
            occurred_from: window.map(|w| w.0),
            occurred_until: window.map(|w| w.1),
            known_at: draft.known_at,
            entered_from: draft.entered_from.to_string(),
        },
        parts: own
            .into_iter()
            .map(|p| wenze_ledger::NewPart {
                part_no: p.part_no,
                subject: p.subject,
                key_id: p.key_id,
                ciphertext: p.ciphertext,
            })
            .collect(),
    })
}

/// A text beyond the largest padded length is the caller's to mend; every other failure is ours.
fn too_long(prepared: &[Prepared], error: wenze_vault::Error) -> Error {
    match error {
        wenze_vault::Error::TooLong { actual, .. } => {
            let index = prepared.iter().position(|one| one.parts.iter().any(|part| part.text.len() == actual));
            Error::refused(index.unwrap_or(0), Refusal::malformed("/payload", error.to_string()))
        }
        other => Error::Vault(other),
    }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
