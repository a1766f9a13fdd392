//! Receiving the bytes of a file, to their end whatever becomes of the connection.

use uuid::Uuid;
use wenze_casework::{Appended, Error, FileProblem};

use super::headers::UPLOAD_OFFSET;
use crate::problem::{Code, Fault};
use crate::request::Sending;
use crate::router::Api;

/// Takes what is sent. A handler ends with its connection, and what came last would go with it, so this goes on beside it. What
/// should have come whole and did not is given up: nobody knows its id, so nobody goes on with it.
pub(super) async fn take(api: &Api, id: Uuid, offset: u64, sending: Sending, whole: bool) -> Result<(), Fault> {
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
        Ok(Ok(Appended { broken_off: Some(fault), .. })) => Err(fault),
        Ok(Ok(appended)) if whole && !appended.finished => {
            Err(Fault::new(Code::Malformed).because("the body was cut off"))
        }
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(refused(error)),
        Err(_) => {
            tracing::error!("receiving a file panicked");
            Err(Fault::new(Code::Internal))
        }
    }
}

/// Whoever would go on elsewhere is told where.
fn refused(error: Error) -> Fault {
    let reached = match &error {
        Error::File(FileProblem::Offset(at) | FileProblem::Beyond(at)) => Some(*at),
        _ => None,
    };
    let fault = Fault::from(error);
    reached.into_iter().fold(fault, |fault, at| fault.telling(UPLOAD_OFFSET, &at.to_string()))
}
