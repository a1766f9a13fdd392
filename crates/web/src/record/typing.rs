//! What is being typed into a form and was not sent yet: the script of the pages sends it now and then, and it is kept as the draft of its
//! form. The answer is one line for the page, whatever became of it; the form itself stays as it is.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use axum::{Json, http::header::CACHE_CONTROL};
use serde_json::json;
use wenze_casework::{Casework, DraftKept};

use super::given::Given;
use super::keep::{kept, own_address};
use super::written::by_the_offices_clock;
use crate::entered::Entered;
use crate::reader::Reader;

/// What the script asks for, and no form does.
const ASKED: &str = "application/json";

/// Whether the script sends a form that goes on being filled in.
pub(crate) fn is_typing(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).is_some_and(|value| value.as_bytes() == ASKED.as_bytes())
}

/// Keeps it, and tells the page what became of it.
pub(crate) async fn keep(casework: Option<&Casework>, reader: &Reader, bytes: &[u8]) -> Response {
    let (is_kept, say) = told(casework, reader, bytes).await;
    ([(CACHE_CONTROL, "no-store")], Json(json!({ "kept": is_kept, "say": say }))).into_response()
}

async fn told(casework: Option<&Casework>, reader: &Reader, bytes: &[u8]) -> (bool, String) {
    let texts = reader.texts;
    let Some((visitor, casework)) = reader.visitor.as_ref().zip(casework) else {
        return (false, texts.say("draft-signed-out"));
    };
    let Ok(entered) = Entered::of(bytes) else { return (false, texts.say("draft-too-long")) };
    let given = Given::of(&entered, true);
    if given.typed.is_blank() {
        return (false, String::new());
    }
    match kept(casework, visitor.account.person_id, &own_address(reader), &given.key, &entered.0).await {
        Ok(DraftKept::Done(_)) => {
            (true, texts.tell("draft-kept-at", [("time", by_the_offices_clock(reader.now, "%H:%M").into())]))
        }
        Ok(DraftKept::Full) => (false, texts.say("draft-full")),
        Ok(DraftKept::TooLong) => (false, texts.say("draft-too-long")),
        Err(error) => {
            tracing::warn!(%error, "a form that is being filled in cannot be kept");
            (false, texts.say("draft-not-kept"))
        }
    }
}
