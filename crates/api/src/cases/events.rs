//! `GET /api/v1/cases/{id}/events`: the record itself, and the record as a reviewer goes through it.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use wenze_casework::{TimelineAsked, TimelineView};
use wenze_domain::codes::{CodeList, Role};
use wenze_domain::words::Words;

use super::FOLDER;
use super::state::moment;
use crate::answer::Answer;
use crate::problem::{Fault, ReadProblems};
use crate::request::{Asked, Id, Spoken, rows};
use crate::router::Seen;
use crate::wire::{EventsPage, path};

/// How the events are told.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum View {
    Compact,
    Full,
    Raw,
}

/// Which events, as seen from which moment, and in which form.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsQuery {
    /// `compact` tells acts of one day that stand together in one row, `full` each act as the audit trail does, `raw` the
    /// stored envelope with private parts as references only. When absent: the stored envelopes with texts that may be read
    /// beside their references; `full` where anything but a page is asked for.
    #[param(value_type = Option<String>)]
    view: Option<View>,
    /// What had happened by then: a day or an instant. What is later is told too and marked `future`.
    as_of: Option<String>,
    /// What the office knew by then: written like `as_of`. What it did not know is told too and marked `unknown`.
    known: Option<String>,
    /// Only what was entered in this role.
    #[param(value_type = Option<String>, example = "REVIEWER")]
    role: Option<Role>,
    /// Only what this person entered, did, or is named in as having a part.
    official: Option<Uuid>,
    /// Only what is about this object of the case, such as a respondent.
    about: Option<Uuid>,
    /// Only what was recorded after this version.
    #[param(minimum = 0)]
    after: Option<u32>,
    /// Rows of the page; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// `zh-CN` or `en`; before `Accept-Language`.
    lang: Option<String>,
}

/// The events, in the order of the stream, with the days that lie between them.
#[utoipa::path(
    get, path = "/api/v1/cases/{id}/events", tag = "cases", operation_id = "list_case_events",
    params(("id" = Uuid, Path, description = "The case"), EventsQuery),
    responses(
        (status = 200, description = "A page of events", body = EventsPage),
        (status = 304, description = "The answer in `If-None-Match` still holds"),
        ReadProblems
    )
)]
pub(crate) async fn events(
    Seen(api): Seen,
    Id(id): Id,
    Spoken(lang): Spoken,
    Asked(asked): Asked<EventsQuery>,
) -> Result<Answer, Fault> {
    let limit = rows(asked.limit)?;
    let next = |after: Option<i32>| after.map(|after| asked.next(id, after, limit));
    let Some(view) = asked.view() else {
        let page = api.casework.events(id, after(asked.after), limit).await?;
        let next = next(page.next_after);
        return Ok(Answer::of(&EventsPage::stored(page, next)).by_content());
    };
    let words = Words::of(lang);
    let timeline = api.casework.timeline(id, &asked.timeline(view, limit)?, words).await?;
    let (version, next) = (timeline.stamp.case_version, next(timeline.next_after));
    Ok(Answer::of(&EventsPage::of(timeline, next, words)).stamped(version, lang))
}

impl EventsQuery {
    /// The form asked for; none where only a page of the record is.
    fn view(&self) -> Option<TimelineView> {
        let is_narrowed = self.role.is_some() || self.official.is_some() || self.about.is_some();
        match self.view {
            Some(View::Compact) => Some(TimelineView::Compact),
            Some(View::Raw) => Some(TimelineView::Raw),
            Some(View::Full) => Some(TimelineView::Full),
            None => (is_narrowed || self.as_of.is_some() || self.known.is_some()).then_some(TimelineView::Full),
        }
    }

    fn timeline(&self, view: TimelineView, limit: u32) -> Result<TimelineAsked, Fault> {
        let read = |name: &str, text: &Option<String>| -> Result<Option<DateTime<Utc>>, Fault> {
            moment(name, text.as_deref())
        };
        Ok(TimelineAsked {
            as_of: read("as_of", &self.as_of)?,
            known: read("known", &self.known)?,
            view,
            role: self.role,
            official: self.official,
            about: self.about,
            after: after(self.after),
            limit,
        })
    }

    /// The address of the page after a version.
    fn next(&self, id: Uuid, after: i32, limit: u32) -> String {
        let view = self.view.map(View::as_str);
        let id_of = |id: Option<Uuid>| id.map(|id| id.to_string());
        let (official, about) = (id_of(self.official), id_of(self.about));
        let (after, limit) = (after.to_string(), limit.to_string());
        let parameters = [
            ("view", view),
            ("as_of", self.as_of.as_deref()),
            ("known", self.known.as_deref()),
            ("role", self.role.map(CodeList::as_str)),
            ("official", official.as_deref()),
            ("about", about.as_deref()),
            ("after", Some(after.as_str())),
            ("limit", Some(limit.as_str())),
            ("lang", self.lang.as_deref()),
        ];
        path(&format!("{FOLDER}/{id}/events"), &parameters)
    }
}

impl View {
    fn as_str(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Full => "full",
            Self::Raw => "raw",
        }
    }
}

/// The version after which the page starts; no stream has a larger one than this type holds.
pub(super) fn after(asked: Option<u32>) -> i32 {
    i32::try_from(asked.unwrap_or(0)).unwrap_or(i32::MAX)
}
