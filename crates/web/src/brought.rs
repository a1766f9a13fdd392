//! Files that come with a form: each is sealed in the vault while it arrives, and what the form goes on with is its id. So what is kept of
//! the form as a draft keeps the file, and nobody sends it twice.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts as RequestParts;
use futures_util::Stream;
use uuid::Uuid;
use wenze_casework::{Awaited, Casework, Error, FILE_NAME_CHARS_MAX, FileProblem, FileView};
use wenze_domain::envelope::Actor;

use crate::entered::FORM_BYTES_MAX;
use crate::failure::Failure;
use crate::multipart::{Broken, Head, Parts, boundary};
use crate::reader::Reader;
use crate::record::{KEY, keep, workbook};
use crate::seen::may;
use crate::waits::{Counted, Waited, Waits, of_form, whose};

/// The step below the name of a field whose file is sent; the id of the file that was; why one was not taken; and that it is not wanted.
pub(crate) const UPLOAD: &str = "upload";
pub(crate) const FILE: &str = "file";
pub(crate) const BROKEN: &str = "broken";
pub(crate) const DROP: &str = "drop";
/// The field of a table that comes as a file; the field that its text becomes; why it did not.
const TABLE_FILE: &str = "table_file";
pub(crate) const TABLE: &str = "table";
pub(crate) const TABLE_BROKEN: &str = "table_broken";
/// Longest file that comes with a form, in bytes; what is longer comes in parts by the API, where it can be gone on with.
const FILE_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Longest media type, in bytes.
const MEDIA_TYPE_BYTES_MAX: usize = 127;
/// What a file is of which the browser does not know it.
const UNKNOWN_TYPE: &str = "application/octet-stream";
/// Why a file was not taken: what a form says and what a reader is told.
const REASONS: [(&str, &str); 8] = [
    ("too-long", /* text */ "file-too-long"),
    ("empty", /* text */ "file-empty"),
    ("cut-off", /* text */ "file-cut-off"),
    ("busy", /* text */ "file-busy"),
    ("full", /* text */ "file-full"),
    ("signed-out", /* text */ "file-signed-out"),
    ("not-permitted", /* text */ "file-not-permitted"),
    ("failed", /* text */ "file-failed"),
];

/// The text that tells why a file was not taken.
pub(crate) fn reason(code: &str) -> &'static str {
    let found = REASONS.iter().find(|(one, _)| *one == code).map(|(_, text)| *text);
    found.unwrap_or(/* text */ "file-failed")
}

/// A form as the pages read it. Where it comes with files they are stored, if somebody is there who may; how far it has arrived is told to
/// the page that it comes from, until what is answered here is dropped.
pub(crate) async fn received(
    (reader, waits): (&Reader, &Waits),
    parts: &mut RequestParts,
    body: Body,
) -> Result<(Bytes, Option<Waited>), Failure> {
    let media_type = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(boundary) = boundary(media_type).map(str::to_owned) else {
        let bytes = to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| Failure::FormTooLong)?;
        return Ok((bytes, None));
    };
    let casework = parts.extensions.get::<Casework>();
    let mut desk = Desk { arriving: Some((waits, whole_length(parts))), ..Desk::new(reader, casework) };
    let fields = desk.fields(Parts::new(body.into_data_stream(), &boundary)).await.map_err(|broken| match broken {
        Broken::TooLong => Failure::FormTooLong,
        Broken::Form | Broken::CutOff => Failure::Form,
    })?;
    let text = serde_urlencoded::to_string(fields).map_err(|_| Failure::Form)?;
    if text.len() > FORM_BYTES_MAX {
        return Err(Failure::FormTooLong);
    }
    parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    Ok((text.into(), desk.waited))
}

/// How long a form will be, as whoever sends it says; 0 where he does not.
fn whole_length(parts: &RequestParts) -> u64 {
    let told = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    told.and_then(|length| length.parse().ok()).unwrap_or_default()
}

/// Who brings files, and to which case: one that the form will begin is known once the key of the form is.
struct Desk<'a> {
    place: Result<(&'a Casework, Option<Uuid>, Actor), &'static str>,
    /// The form begins a case.
    is_new: bool,
    person: Uuid,
    /// Where it is told how far the form has arrived, and how long it will be, until its key is known.
    arriving: Option<(&'a Waits, u64)>,
    waited: Option<Waited>,
}

impl<'a> Desk<'a> {
    fn new(reader: &Reader, casework: Option<&'a Casework>) -> Self {
        let actor = reader.visitor.as_ref().and_then(|visitor| visitor.actor());
        let case = keep::case_of(reader.path());
        let place = match (casework, actor) {
            _ if reader.visitor.is_none() => Err("signed-out"),
            (Some(casework), Some(actor)) if may(reader, "bring_file") => Ok((casework, case, actor)),
            (None, _) => Err("failed"),
            _ => Err("not-permitted"),
        };
        let is_new = reader.path() == keep::NEW_CASE;
        Self { place, is_new, person: whose(reader), arriving: None, waited: None }
    }

    /// The fields in their order, a file by its id.
    async fn fields<S, B, E>(&mut self, mut parts: Parts<S>) -> Result<Vec<(String, String)>, Broken>
    where
        S: Stream<Item = Result<B, E>> + Unpin,
        B: AsRef<[u8]>,
    {
        let (mut fields, mut held) = (Vec::new(), 0);
        while let Some(head) = parts.next().await? {
            if head.file.is_none() {
                let text = text(&mut parts, &mut held).await?;
                self.begins(&head.name, &text);
                fields.push((head.name, text));
                continue;
            }
            if head.name == TABLE_FILE {
                fields.extend(table(&head, &mut parts).await?);
                continue;
            }
            let field = head.name.strip_suffix(UPLOAD).filter(|field| field.ends_with('.')).map(str::to_owned);
            let is_chosen = head.file.as_ref().is_some_and(|name| !name.is_empty());
            if let Some(field) = field.filter(|_| is_chosen) {
                let (file, broken) = (format!("{field}{FILE}"), format!("{field}{BROKEN}"));
                match self.taken(head, &mut parts).await {
                    // What was typed before it is not lost with it.
                    Err(Broken::CutOff) => {
                        fields.push((broken, "cut-off".to_owned()));
                        return Ok(fields);
                    }
                    Err(other) => return Err(other),
                    Ok(Ok(found)) => {
                        // The new one takes the place of the one that was there.
                        fields.retain(|(name, _)| *name != file);
                        fields.push((file, found.info.file_id.to_string()));
                    }
                    Ok(Err(why)) => fields.push((broken, why.to_owned())),
                }
            }
        }
        Ok(fields)
    }

    /// The key of a form stands before its files: from there on it is told how much has arrived.
    fn begins(&mut self, name: &str, value: &str) {
        if name != KEY {
            return;
        }
        if let Ok((_, case, actor)) = &mut self.place
            && self.is_new
        {
            *case = Some(keep::case_begun_by(actor.person_id, value));
        }
        if let Some((waits, total)) = self.arriving.take() {
            self.waited = Some(waits.begin(self.person, &of_form(value), Counted::Bytes, total));
        }
    }

    fn note(&self, received: u64) {
        if let Some(waited) = &self.waited {
            let (_, total) = waited.reached().now();
            waited.reached().note(received, total);
        }
    }

    /// Stores a file while it arrives, or tells why it is not taken; then the rest of it is passed over.
    async fn taken<S, B, E>(&self, head: Head, parts: &mut Parts<S>) -> Result<Result<FileView, &'static str>, Broken>
    where
        S: Stream<Item = Result<B, E>> + Unpin,
        B: AsRef<[u8]>,
    {
        let (casework, case, actor) = match self.place {
            Ok((casework, Some(case), actor)) => (casework, case, actor),
            Ok((_, None, _)) => return Ok(Err("failed")),
            Err(why) => return Ok(Err(why)),
        };
        let mut waiting = match casework.await_file(case, actor.person_id, self.is_new, FILE_BYTES_MAX).await {
            Ok(waiting) => waiting,
            Err(error) => return Ok(Err(why(&error))),
        };
        let mut is_empty = true;
        while let Some(bytes) = parts.bytes().await? {
            is_empty = false;
            self.note(parts.received());
            if let Err(error) = waiting.take(&bytes).await {
                return Ok(Err(why(&error.into())));
            }
        }
        if is_empty {
            return Ok(Err("empty"));
        }
        let (name, media_type, may_precede) = (called(&head), media_type(&head), self.is_new);
        let awaited = Awaited { case, name, media_type, actor, may_precede };
        Ok(casework.bring_awaited(awaited, waiting).await.map_err(|error| why(&error)))
    }
}

/// A table as the field that it could have been pasted into, or why it is none; nothing where no file was chosen.
async fn table<S, B, E>(head: &Head, parts: &mut Parts<S>) -> Result<Option<(String, String)>, Broken>
where
    S: Stream<Item = Result<B, E>> + Unpin,
    B: AsRef<[u8]>,
{
    let mut own = Vec::new();
    while let Some(bytes) = parts.bytes().await? {
        // What is beyond tells only that there is too much.
        if own.len() <= workbook::TABLE_BYTES_MAX {
            own.extend(bytes);
        }
    }
    if head.file.as_ref().is_none_or(String::is_empty) {
        return Ok(None);
    }
    // What cannot be read stops a worker, and no page.
    let read = tokio::task::spawn_blocking(move || workbook::text(&own)).await;
    Ok(Some(match read.unwrap_or(Err(workbook::Unread::Unknown)) {
        Ok(text) => (TABLE.to_owned(), text),
        Err(unread) => (TABLE_BROKEN.to_owned(), unread.code().to_owned()),
    }))
}

/// The text of a field; all texts of a form together are bounded.
async fn text<S, B, E>(parts: &mut Parts<S>, held: &mut usize) -> Result<String, Broken>
where
    S: Stream<Item = Result<B, E>> + Unpin,
    B: AsRef<[u8]>,
{
    let mut own = Vec::new();
    while let Some(bytes) = parts.bytes().await? {
        *held += bytes.len();
        if *held > FORM_BYTES_MAX {
            return Err(Broken::TooLong);
        }
        own.extend(bytes);
    }
    String::from_utf8(own).map_err(|_| Broken::Form)
}

/// What a file is called: one line, without the folders that some browsers tell.
fn called(head: &Head) -> String {
    let whole = head.file.as_deref().unwrap_or_default();
    let own = whole.rsplit(['/', '\\']).next().unwrap_or_default();
    let line: String = own.chars().filter(|c| !c.is_control()).take(FILE_NAME_CHARS_MAX).collect();
    if line.trim().is_empty() { "-".to_owned() } else { line }
}

fn media_type(head: &Head) -> String {
    let told = head.media_type.to_ascii_lowercase();
    let is_token =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    let fits = told.split_once('/').is_some_and(|(kind, own)| is_token(kind) && is_token(own))
        && told.len() <= MEDIA_TYPE_BYTES_MAX;
    if fits { told } else { UNKNOWN_TYPE.to_owned() }
}

fn why(error: &Error) -> &'static str {
    match error {
        Error::File(FileProblem::TooLong) => "too-long",
        Error::File(FileProblem::Busy) => "busy",
        Error::File(FileProblem::TooManyOfCase | FileProblem::TooManyUnfinished) => "full",
        Error::Refused(_) | Error::NotFound { .. } => "not-permitted",
        error => {
            tracing::warn!(%error, "a file that came with a form is not stored");
            "failed"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_own_name_in_one_line() {
        let head = |file: &str, media_type: &str| Head {
            file: Some(file.to_owned()),
            media_type: media_type.to_owned(),
            ..Head::default()
        };
        assert_eq!(called(&head("C:\\案卷\\谈话\r\n笔录.pdf", "")), "谈话笔录.pdf");
        assert_eq!(called(&head("a/", "")), "-");
        assert_eq!(called(&head(&"长".repeat(300), "")).chars().count(), FILE_NAME_CHARS_MAX);
        assert_eq!(media_type(&head("a", "Image/PNG")), "image/png");
        assert_eq!(media_type(&head("a", "text/html\u{7f}")), UNKNOWN_TYPE);
    }

    #[test]
    fn every_reason_has_its_text() {
        for (code, text) in REASONS {
            assert_eq!(reason(code), text);
        }
        assert_eq!(reason("<b>"), "file-failed");
    }
}
