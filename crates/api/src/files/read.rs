//! `GET /api/v1/files/{id}`: a file, whole or a range of it; `HEAD`: how far an upload came.

use std::ops::Range;

use axum::body::Body;
use axum::extract::Extension;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, TryStreamExt};
use wenze_casework::{FileContent, FileState, FileView, RangeAsked};

use super::headers::{SANDBOX, UPLOAD_LENGTH, UPLOAD_OFFSET, disposition, told};
use crate::caller::Caller;
use crate::problem::{Code, Fault, ReadProblems};
use crate::request::Id;
use crate::router::Seen;

/// Reads a file, or one range of it (`Range: bytes=…`, 206, or 416 outside of it). Images and PDF may be shown, without running
/// or loading anything; everything else is laid down. No cache keeps it. A sealed file is for `INTAKE` and whoever brought it, and
/// that it is read is recorded. `HEAD` of an upload that is not finished tells `Upload-Offset` and `Upload-Length`.
#[utoipa::path(
    get, path = "/api/v1/files/{id}", tag = "files", operation_id = "read_file",
    params(
        ("id" = Uuid, Path, description = "The file"),
        ("Range" = Option<String>, Header, description = "`bytes=0-499`, `bytes=500-`, `bytes=-500`"),
    ),
    responses(
        (status = 200, description = "The file", content_type = "application/octet-stream"),
        (status = 206, description = "The range", content_type = "application/octet-stream"),
        (status = 409, description = "`file-unfinished`", body = crate::Problem, content_type = "application/problem+json"),
        (status = 410, description = "`file-erased`", body = crate::Problem, content_type = "application/problem+json"),
        (status = 416, description = "`file-range`", body = crate::Problem, content_type = "application/problem+json"),
        ReadProblems
    )
)]
pub(crate) async fn read(
    Seen(api): Seen,
    Extension(caller): Extension<Caller>,
    Id(id): Id,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let reader = match &caller {
        Caller::SignedIn(signed_in) => signed_in.reader(),
        Caller::Unknown => None,
    };
    let file = api.casework.file(id, reader.map(|reader| reader.person_id)).await?;
    if method == Method::HEAD {
        return Ok(head(&file));
    }
    let content = api.casework.read_file(id, reader).await?;
    let size = file.info.size;
    match asked(&headers).map(|asked| asked.within(size)) {
        Some(None) => Err(Fault::new(Code::FileRange).telling(CONTENT_RANGE, &format!("bytes */{size}"))),
        Some(Some(range)) => shown(&file, content, range, StatusCode::PARTIAL_CONTENT).await,
        None => shown(&file, content, 0..size, StatusCode::OK).await,
    }
}

/// What is to be known before the file is read, or gone on with.
fn head(file: &FileView) -> Response {
    let mut headers = HeaderMap::new();
    told(&mut headers, CACHE_CONTROL, "no-store");
    if file.state == FileState::Unfinished {
        told(&mut headers, UPLOAD_OFFSET, &file.info.received.to_string());
        told(&mut headers, UPLOAD_LENGTH, &file.info.size.to_string());
        return (StatusCode::NO_CONTENT, headers).into_response();
    }
    if file.state == FileState::Erased {
        return Fault::new(Code::FileErased).into_response();
    }
    // What a sealed file is called is told to whoever reads it.
    described(&mut headers, file, file.info.name.as_deref().filter(|_| !file.info.sealed));
    told(&mut headers, CONTENT_LENGTH, &file.info.size.to_string());
    (headers, Body::empty()).into_response()
}

fn described(headers: &mut HeaderMap, file: &FileView, name: Option<&str>) {
    told(headers, CONTENT_TYPE, &file.info.media_type);
    told(headers, ACCEPT_RANGES, "bytes");
    told(headers, CACHE_CONTROL, "no-store");
    told(headers, CONTENT_SECURITY_POLICY, SANDBOX);
    told(headers, CONTENT_DISPOSITION, &disposition(&file.info.media_type, name.unwrap_or("file")));
}

/// Answers with a range. Its first bytes are opened before anything is said, so that a file that was altered is a problem and no
/// answer that breaks off.
async fn shown(
    file: &FileView,
    content: FileContent,
    range: Range<u64>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut headers = HeaderMap::new();
    described(&mut headers, file, file.info.name.as_deref());
    told(&mut headers, CONTENT_LENGTH, &(range.end - range.start).to_string());
    if status == StatusCode::PARTIAL_CONTENT {
        told(&mut headers, CONTENT_RANGE, &format!("bytes {}-{}/{}", range.start, range.end - 1, file.info.size));
    }
    let mut bytes = Box::pin(content.range(range));
    let first = bytes.next().await.transpose().map_err(wenze_casework::Error::from)?;
    let bytes = futures_util::stream::iter(first.map(Ok)).chain(bytes).map_ok(|bytes| bytes.to_vec());
    Ok((status, headers, Body::from_stream(bytes)).into_response())
}

/// The range that is asked for. What is not one range of bytes is passed over, as RFC 9110 allows, and so is one that holds
/// only for a version of the file: a file has none to tell.
fn asked(headers: &HeaderMap) -> Option<RangeAsked> {
    if headers.contains_key(IF_RANGE) {
        return None;
    }
    let (first, last) = headers.get(RANGE)?.to_str().ok()?.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.parse::<u64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    match (first.trim(), last.trim()) {
        ("", last) => number(last).map(RangeAsked::Last),
        (first, "") => number(first).map(RangeAsked::From),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            (first <= last).then_some(RangeAsked::Between(first, last))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_read_and_everything_else_passed_over() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RANGE, value.parse().unwrap());
            asked(&headers)
        };
        assert_eq!(read("bytes=0-499"), Some(RangeAsked::Between(0, 499)));
        assert_eq!(read("bytes=500-"), Some(RangeAsked::From(500)));
        assert_eq!(read("bytes=-5"), Some(RangeAsked::Last(5)));
        for other in ["bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "items=0-1", "bytes=+1-2", "0-1", "bytes=a-b"]
        {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
