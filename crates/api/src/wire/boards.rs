//! What stands beside a case.

use serde::Serialize;
use utoipa::ToSchema;
use wenze_casework::Coded;

mod responsibility;

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
fn code(coded: Option<Coded>) -> Option<CodeItem> {
    coded.map(CodeItem::from)
}
