//! `POST /api/v1/files`: a file in one go, or the beginning of an upload in parts.

use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::{FILE_BYTES_MAX, FileView, Upload};

use super::headers::{UPLOAD_OFFSET, told};
use super::taking::take;
use crate::answer::{Answer, REPEATED};
use crate::problem::{Code, Fault, WriteProblems};
use crate::request::{Asked, Sending, throw_away};
use crate::router::{Api, Seen};
use crate::wire::FileItem;

/// What the file is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NewFileQuery {
    /// The case it belongs to.
    case: Uuid,
    /// What it is called, in 1 to 255 characters.
    #[param(example = "谈话笔录.pdf")]
    name: String,
    /// Whether it is of class sealed: read by `INTAKE` and whoever brought it, and every reading recorded.
    #[serde(default)]
    sealed: bool,
}

/// Brings a file to a case. Its media type stands in `Content-Type`. Without `Upload-Length` the body is the whole file and
/// `Content-Length` its length. With `Upload-Length` the upload is begun, the body (which may be empty) is its first part, and
/// `PATCH` at the `Location` goes on with it. At most 2 GiB. The same request with the same `Idempotency-Key` begins no second one.
#[utoipa::path(
    post, path = "/api/v1/files", tag = "files", operation_id = "bring_file",
    params(
        NewFileQuery,
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 200 visible ASCII characters; the same request with the same key begins no second upload"),
        ("Upload-Length" = Option<u64>, Header, description = "The length of the file that comes in parts, in bytes"),
    ),
    request_body(content_type = "application/octet-stream", description = "The bytes"),
    responses(
        (status = 201, description = "Stored, or begun", body = FileItem, headers(
            ("Location" = String, description = "Where the file is read and gone on with"),
            ("Upload-Offset" = u64, description = "How much of it is there"),
        )),
        WriteProblems
    )
)]
pub(crate) async fn begin(
    Seen(api): Seen,
    Asked(asked): Asked<NewFileQuery>,
    sending: Sending,
) -> Result<Response, Fault> {
    let declared = sending.upload_length()?;
    // What is on its way cannot be looked at by two at once, so it is read from before anything is waited for.
    let begun = match upload(asked, &sending, declared) {
        Ok(upload) => begun(&api, &upload, declared.is_some()).await,
        Err(fault) => Err(fault),
    };
    match begun {
        Ok((file, repeated)) => took(&api, file, repeated, sending, declared.is_some()).await,
        Err(fault) => {
            throw_away(sending.body).await;
            Err(fault)
        }
    }
}

fn upload(asked: NewFileQuery, sending: &Sending, declared: Option<u64>) -> Result<Upload, Fault> {
    let size = declared.or(sending.content_length()?).ok_or(Fault::new(Code::FileLength))?;
    if size > FILE_BYTES_MAX {
        return Err(Fault::of(wenze_casework::Error::File(wenze_casework::FileProblem::TooLong), false));
    }
    Ok(Upload {
        case: asked.case,
        name: asked.name,
        media_type: sending.media_type(),
        size,
        sealed: asked.sealed,
        actor: sending.actor,
        idempotency_key: sending.key.clone(),
    })
}

async fn begun(api: &Api, upload: &Upload, in_parts: bool) -> Result<(FileView, bool), Fault> {
    let begun = api.casework.begin_file(upload).await?;
    let is_half = begun.1 && begun.0.info.stored_at.is_none();
    if !is_half || in_parts {
        return Ok(begun);
    }
    // What all comes at once begins anew: how much of it came before does not matter.
    api.casework.discard_file(begun.0.info.file_id, upload.actor).await?;
    Ok(api.casework.begin_file(upload).await?)
}

/// Takes the bytes that came with the request, unless the same request began the upload before.
async fn took(api: &Api, file: FileView, repeated: bool, sending: Sending, in_parts: bool) -> Result<Response, Fault> {
    if repeated {
        throw_away(sending.body).await;
        return Ok(created(&file, true));
    }
    let id = file.info.file_id;
    take(api, id, 0, sending, !in_parts).await?;
    Ok(created(&file_of(api, id).await?, false))
}

pub(super) async fn file_of(api: &Api, id: Uuid) -> Result<FileView, Fault> {
    Ok(api.casework.file(id, None).await?)
}

fn created(file: &FileView, repeated: bool) -> Response {
    let mut headers = HeaderMap::new();
    told(&mut headers, LOCATION, &format!("/api/v1/files/{}", file.info.file_id));
    told(&mut headers, UPLOAD_OFFSET, &file.info.received.to_string());
    if repeated {
        told(&mut headers, REPEATED, "true");
    }
    (headers, Answer::of(&FileItem::of(file)).status(StatusCode::CREATED).unkept()).into_response()
}
