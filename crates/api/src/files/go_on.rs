//! `PATCH /api/v1/files/{id}`: further bytes of an upload.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::begin::file_of;
use super::headers::{UPLOAD_OFFSET, told};
use super::taking::take;
use crate::answer::Answer;
use crate::problem::{Fault, WriteProblems};
use crate::request::{Id, Sending, throw_away};
use crate::router::Seen;
use crate::wire::FileItem;

/// Goes on with an upload at the byte that it reached, as `Upload-Offset` of `HEAD` tells; only whoever began it does. What
/// comes before a connection breaks is kept. When all is there the answer has the SHA-256 that the server computed.
#[utoipa::path(
    patch, path = "/api/v1/files/{id}", tag = "files", operation_id = "continue_file",
    params(
        ("id" = Uuid, Path, description = "The file"),
        ("Upload-Offset" = u64, Header, description = "The byte that the first one sent stands at"),
    ),
    request_body(content_type = "application/offset+octet-stream", description = "The bytes from there on"),
    responses(
        (status = 200, description = "Taken", body = FileItem, headers(
            ("Upload-Offset" = u64, description = "How much of the file is there now"),
        )),
        WriteProblems
    )
)]
pub(crate) async fn go_on(Seen(api): Seen, Id(id): Id, sending: Sending) -> Result<Response, Fault> {
    let offset = match sending.upload_offset() {
        Ok(offset) => offset,
        Err(fault) => {
            throw_away(sending.body).await;
            return Err(fault);
        }
    };
    take(&api, id, offset, sending, false).await?;
    let file = file_of(&api, id).await?;
    let mut headers = HeaderMap::new();
    told(&mut headers, UPLOAD_OFFSET, &file.info.received.to_string());
    Ok((headers, Answer::of(&FileItem::of(&file)).unkept()).into_response())
}
