//! Receiving the bytes of a file, to their end whatever becomes of the connection.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use wenze_casework::{Appended, Error, FileProblem};

use super::headers::{UPLOAD_OFFSET, told};
use crate::problem::{Code, Fault};
use crate::request::Sending;
use crate::router::Api;

/// Takes what is sent. A handler ends with its connection, and what came last would go with it, so this goes on beside it. What
/// should have come whole and did not is given up: nobody knows its id, so nobody goes on with it.
pub(super) async fn take(api: &Api, id: Uuid, offset: u64, sending: Sending, whole: bool) -> Result<(), Response> {
    let (casework, actor) = (api.casework.clone(), sending.actor);
    let taking = tokio::spawn(async move {
        let done = casework.append_file(id, actor, offset, sending.bytes()).await;
        let is_there = done.as_ref().is_ok_and(|appended| appended.finished);
        if whole && !is_there {
            // What cannot be given up now is swept away later.
            let _ = casework.discard_file(id, actor).await;
        }
        done
    });
    match taking.await {
        Ok(Ok(Appended { broken_off: Some(fault), .. })) => Err(fault.into_response()),
        Ok(Ok(appended)) if whole && !appended.finished => {
            Err(Fault::new(Code::Malformed).because("the body was cut off").into_response())
        }
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(refused(error)),
        Err(_) => {
            tracing::error!("receiving a file panicked");
            Err(Fault::new(Code::Internal).into_response())
        }
    }
}

/// Whoever would go on elsewhere is told where.
fn refused(error: Error) -> Response {
    let mut headers = HeaderMap::new();
    if let Error::File(FileProblem::Offset(at) | FileProblem::Beyond(at)) = &error {
        told(&mut headers, UPLOAD_OFFSET, &at.to_string());
    }
    (headers, Fault::from(error)).into_response()
}
