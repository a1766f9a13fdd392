//! What stands beside a case.

use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::Coded;

mod appeal;
mod dossier;
mod publication;
mod rectification;
mod relations;
mod responsibility;

pub(crate) use appeal::AppealItem;
pub(crate) use dossier::{DossierItem, MayTakeItem};
pub(crate) use publication::PublicationLog;
pub(crate) use rectification::RectificationItem;
pub(crate) use relations::CaseGraph;
pub(crate) use responsibility::ResponsibilityMatrix;

/// A code with its word.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodeItem {
    /// The code.
    code: String,
    /// Its word, in the language asked for.
    words: String,
}

impl From<Coded> for CodeItem {
    fn from(coded: Coded) -> Self {
        Self { code: coded.code, words: coded.words }
    }
}

/// The same of a code that may be missing.
pub(super) fn code(coded: Option<Coded>) -> Option<CodeItem> {
    coded.map(CodeItem::from)
}
