//! `GET /api/v1/cases/{id}/files`: the files of a case.

use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, rows};
use crate::router::Seen;
use crate::wire::{FileItem, Page, path};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FilesQuery {
    /// The file that the page before ended with.
    after: Option<Uuid>,
    /// Rows of a page, 1 to 200; 50 unless told.
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    #[serde(default, rename = "lang")]
    _lang: Option<String>,
}

/// The files that were brought to a case, in the order of their ids: what they are, how long, their digest, who brought them.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/files", tag = "files", operation_id = "list_files",
    params(("id" = Uuid, Path, description = "The case"), FilesQuery),
    responses((status = 200, description = "A page of files", body = Page<FileItem>), ReadProblems)
)]
pub(crate) async fn list(Seen(api): Seen, Id(id): Id, Asked(asked): Asked<FilesQuery>) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let found = api.casework.case_files(id, asked.after, limit).await?;
    let is_full = u32::try_from(found.len()).is_ok_and(|rows| rows == limit);
    let last = found.last().filter(|_| is_full).map(|file| file.info.file_id.to_string());
    let next = last.map(|last| {
        path(&format!("/api/v1/cases/{id}/files"), &[("after", Some(&last)), ("limit", Some(&limit.to_string()))])
    });
    Ok(Answer::of(&Page { items: found.iter().map(FileItem::of).collect(), next }).unkept())
}
