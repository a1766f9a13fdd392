//! Rulebooks and calendars: adopted, withdrawn and published as events, with their texts stored before.

use chrono::Utc;
use serde_json::{Value, json};
use wenze_domain::acts::Kind;
use wenze_domain::effective::Cut;
use wenze_domain::envelope::{Actor, StreamId};
use wenze_domain::fields::{LABEL_CHARS_MAX, Label, NOT_RECORDED, PartialDate};
use wenze_domain::refusal::Refusal;
use wenze_domain::registers::{self, InUse, calendar_stream, rulebook_stream};
use wenze_domain::shapes::Approval;
use wenze_domain::time::Occurred;
use wenze_ledger::{TextKind, content_hash};
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::rule::Rulebook;

use crate::sealing::hex;
use crate::{ATTEMPTS_MAX, Casework, Command, Error, Place, Receipt};

mod bench;
mod read;
mod shelf;
pub(crate) use read::Read;
pub use shelf::{Broken, CalendarOnShelf, Origin, RulebookOnShelf, Shelf, Standing};

/// The route of these acts; no request from outside comes by it.
const ROUTE: &str = "rulebooks";

/// Who decides on a rulebook or calendar, when, and by whose approval.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Who enters it.
    pub actor: Actor,
    /// When it was decided; of a calendar, when it was published.
    pub occurred: Occurred,
    /// From when on it holds; without one, from the day of the decision.
    pub from: Option<PartialDate>,
    /// Who approved it.
    pub approval: Option<Approval>,
    /// Number of the paper.
    pub document_no: Option<Label>,
}

/// What became of a rulebook or calendar that was brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// The act was recorded.
    Recorded(Receipt),
    /// The register says just that already; at most the text was stored anew.
    AsItStands,
}

/// A text with what the act says of it.
struct Named<'a> {
    kind: TextKind,
    body: &'a [u8],
    stream: StreamId,
    act: Kind,
    payload: Value,
}

impl Casework {
    /// Adopts a release of a rulebook: reads it, stores its text, then records the act. One that does not load is refused
    /// with every complaint and nothing is stored. The same release again changes nothing.
    pub async fn adopt_rulebook(&self, bundle: &Bundle, decision: &Decision) -> Result<(Brought, Rulebook), Error> {
        let book = self.load_rulebook(bundle).await?;
        let body = bundle.packed();
        let house = book.in_use == wenze_rulebook::rule::InUse::WhenAdopted;
        let payload = json!({
            "rulebook": &*book.id,
            "version": &*book.version,
            "title": title(&book.title),
            "sha256": hex(&content_hash(&body)),
            "in_use_from": recorded(decision.from.as_ref()),
            "house": house,
            "approval": recorded(decision.approval.as_ref()),
        });
        let named = Named {
            kind: TextKind::Rulebook,
            body: &body,
            stream: rulebook_stream(&book.id),
            act: Kind::RulebookVersionAdopted,
            payload,
        };
        Ok((self.bring(&named, decision).await?, book))
    }

    /// Takes a rulebook out of use, an adopted one or one that is shipped.
    pub async fn withdraw_rulebook(&self, rulebook: &str, reason: &str, decision: &Decision) -> Result<Brought, Error> {
        let standing = self.rulebooks(Utc::now()).await?;
        let known = standing.rulebooks.iter().find(|one| one.rulebook == rulebook);
        let known = known.ok_or_else(|| Error::NoRulebook(rulebook.to_owned()))?;
        let stream = rulebook_stream(rulebook);
        let mut register = registers::Rulebook::default();
        let history = self.history(stream.kind, stream.id).await?;
        history.effective(Cut::default()).iter().for_each(|item| register.evolve(item));
        let same = |one: &registers::Withdrawal| decision.from.is_none() || decision.from == one.out_of_use_from;
        if matches!(register.latest(), InUse::Withdrawn(one) if same(one)) {
            return Ok(Brought::AsItStands);
        }
        let payload = json!({
            "rulebook": rulebook,
            "title": title(&known.title),
            "out_of_use_from": recorded(decision.from.as_ref()),
            "reason": reason,
            "approval": recorded(decision.approval.as_ref()),
        });
        let receipt = self.act(Kind::RulebookWithdrawn, &payload, decision, Some(history.version)).await?;
        self.take_up_rulebooks().await?;
        Ok(Brought::Recorded(receipt))
    }

    /// Publishes a revision of a calendar, in the same way.
    pub async fn publish_calendar(
        &self,
        text: &str,
        notice_no: Option<&Label>,
        decision: &Decision,
    ) -> Result<(Brought, Calendar), Error> {
        let calendar = Calendar::parse(text).map_err(|error| Error::Calendar(Box::new(error)))?;
        let mut payload = json!({
            "calendar": calendar.id(),
            "revision": calendar.revision(),
            "title": title(calendar.title()),
            "sha256": hex(&content_hash(text.as_bytes())),
        });
        if let Some(notice) = notice_no {
            payload["notice_no"] = json!(notice);
        }
        let named = Named {
            kind: TextKind::Calendar,
            body: text.as_bytes(),
            stream: calendar_stream(calendar.id()),
            act: Kind::CalendarPublished,
            payload,
        };
        Ok((self.bring(&named, decision).await?, calendar))
    }

    /// Stores a text of a rulebook or calendar that acts recorded elsewhere name; false if it was there already.
    pub async fn store_text(&self, kind: TextKind, body: &[u8]) -> Result<bool, Error> {
        Ok(self.inner.ledger.put_text(kind, body).await?)
    }

    /// Stores the text of a release that is at hand, so that an act can name it; false where none has this digest.
    pub async fn keep_release(&self, sha256: &str) -> Result<bool, Error> {
        let Some(bundle) = self.rulebook_bundle(sha256).await? else { return Ok(false) };
        self.store_text(TextKind::Rulebook, &bundle.packed()).await?;
        Ok(true)
    }

    /// First the text, then the act: an act whose text is missing could never be judged by.
    async fn bring(&self, named: &Named<'_>, decision: &Decision) -> Result<Brought, Error> {
        for _ in 0..ATTEMPTS_MAX {
            let standing = self.standing(named, decision).await?;
            self.store_text(named.kind, named.body).await?;
            let Some(version) = standing else { return Ok(Brought::AsItStands) };
            match self.act(named.act, &named.payload, decision, Some(version)).await {
                Err(Error::Refused(problem)) if matches!(problem.refusal, Refusal::Stale { .. }) => {}
                done => {
                    let receipt = done?;
                    self.take_up_rulebooks().await?;
                    return Ok(Brought::Recorded(receipt));
                }
            }
        }
        Err(Error::Contended)
    }

    /// The version of the register that the act follows; none if the register says already what the act would.
    async fn standing(&self, named: &Named<'_>, decision: &Decision) -> Result<Option<i32>, Error> {
        let history = self.history(named.stream.kind, named.stream.id).await?;
        let digest = named.payload["sha256"].as_str().unwrap_or_default();
        let items = history.effective(Cut::default());
        let is_last = if named.kind == TextKind::Rulebook {
            let mut rulebook = registers::Rulebook::default();
            for item in &items {
                rulebook.evolve(item);
            }
            let version = named.payload["version"].as_str().unwrap_or_default();
            if rulebook.releases.iter().any(|one| one.version == version && one.sha256 != digest) {
                return Err(Error::ReleaseTaken(version.to_owned()));
            }
            let same = |one: &registers::Release| {
                one.sha256 == digest && (decision.from.is_none() || decision.from == one.in_use_from)
            };
            matches!(rulebook.latest(), InUse::Release(one) if same(one))
        } else {
            let mut calendar = registers::Calendar::default();
            for item in &items {
                calendar.evolve(item);
            }
            let revision = named.payload["revision"].as_str().unwrap_or_default();
            if calendar.revisions.iter().any(|one| one.revision == revision && one.sha256 != digest) {
                return Err(Error::ReleaseTaken(revision.to_owned()));
            }
            calendar.latest().is_some_and(|one| one.sha256 == digest)
        };
        Ok((!is_last).then_some(history.version))
    }

    async fn act(
        &self,
        kind: Kind,
        payload: &Value,
        decision: &Decision,
        follows: Option<i32>,
    ) -> Result<Receipt, Error> {
        let mut request = json!({ "kind": kind.as_str(), "occurred": decision.occurred, "payload": payload });
        if let Some(number) = &decision.document_no {
            request["document_no"] = json!(number);
        }
        let command = Command {
            route: ROUTE,
            place: Place::Rulebooks,
            acts: vec![request],
            actor: decision.actor,
            idempotency_key: None,
            if_match: follows,
        };
        self.record(&command).await
    }

    /// Reads a rulebook upon what it extends: releases that were adopted or are shipped.
    async fn load_rulebook(&self, bundle: &Bundle) -> Result<Rulebook, Error> {
        let standing = self.rulebooks(Utc::now()).await?;
        read::load(bundle, &standing.releases).map_err(Error::Rulebook)
    }
}

/// A title as a label: one line, cut where a label ends.
fn title(text: &str) -> Value {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LABEL_CHARS_MAX).collect();
    Label::new(&line).map_or(json!(NOT_RECORDED), |label| json!(label))
}

fn recorded<T: serde::Serialize>(value: Option<&T>) -> Value {
    value.map_or(json!(NOT_RECORDED), |value| json!(value))
}
