//! What was told of decisions, and what was not.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use wenze_casework::{Publication, Publications, Untold};

use super::{CodeItem, code};

/// What was told, and what was not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PublicationLog {
    /// What was told, in the order in which it was recorded.
    items: Vec<PublicationItem>,
    /// The path of the next page with its query, or null on the last one.
    next: Option<String>,
    /// Determinations that stand and of which something was not told, on every page.
    untold: Vec<UntoldItem>,
}

/// A decision told to somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PublicationItem {
    /// The act.
    event: Uuid,
    /// `served`, `announced`, `notified`, `published` or `archived`.
    act: CodeItem,
    /// Number of the document.
    doc_no: Option<String>,
    /// The document.
    document: Option<Uuid>,
    /// The determinations told of.
    determinations: Vec<Uuid>,
    /// The appeal whose result it is.
    appeal: Option<Uuid>,
    /// Whose decision it is.
    respondent: Option<Uuid>,
    /// The name, where it may be read.
    name: Option<String>,
    /// To whom, before whom, or where.
    audience: Option<CodeItem>,
    /// Who exactly, where it may be read.
    recipient: Option<String>,
    /// How it was served.
    method: Option<CodeItem>,
    /// How far it was made public.
    scope: Option<CodeItem>,
    /// What was left out.
    redactions: Vec<CodeItem>,
    /// Why it was not made public, where it may be read.
    withheld: Option<String>,
    /// When.
    told_on: Option<String>,
    /// The same in one line.
    words: String,
}

/// A determination of which something was not told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UntoldItem {
    /// The determination.
    determination: Uuid,
    /// Whose it is.
    respondent: Uuid,
    /// The name, where it may be read.
    name: Option<String>,
    /// The track.
    track: Option<CodeItem>,
    /// What it says.
    outcome: Option<CodeItem>,
    /// When it was made.
    made_on: Option<String>,
    /// What is missing: `documented`, `served`, `announced`, `notified`, `published`.
    missing: Vec<CodeItem>,
    /// The same in one line.
    words: String,
}

impl PublicationLog {
    pub(crate) fn of(found: Publications, next: Option<String>) -> Self {
        Self {
            items: found.told.items.into_iter().map(told).collect(),
            next,
            untold: found.untold.into_iter().map(untold).collect(),
        }
    }
}

fn told(one: Publication) -> PublicationItem {
    PublicationItem {
        event: one.event_id,
        act: one.act.into(),
        doc_no: one.doc_no,
        document: one.document,
        determinations: one.determinations,
        appeal: one.appeal,
        respondent: one.respondent,
        name: one.name,
        audience: code(one.audience),
        recipient: one.recipient,
        method: code(one.method),
        scope: code(one.scope),
        redactions: one.redactions.into_iter().map(CodeItem::from).collect(),
        withheld: one.withheld,
        told_on: one.told_on,
        words: one.words,
    }
}

fn untold(one: Untold) -> UntoldItem {
    UntoldItem {
        determination: one.determination,
        respondent: one.respondent,
        name: one.name,
        track: code(one.track),
        outcome: code(one.outcome),
        made_on: one.made_on,
        missing: one.missing.into_iter().map(CodeItem::from).collect(),
        words: one.words,
    }
}
