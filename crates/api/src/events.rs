//! `GET /api/v1/events`: what is recorded, as it happens, as server-sent events.

use std::convert::Infallible;
use std::time::Duration;

use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use wenze_casework::{Feed, FeedEvent, FeedFilter};
use wenze_domain::acts::Kind;

use crate::caller::Proof;
use crate::problem::{Code, Fault, ListenProblems};
use crate::request::Asked;
use crate::router::{Api, Seen};

/// After how long without an event a comment is sent, so that nobody between takes the connection for dead.
const QUIET: Duration = Duration::from_secs(15);
/// After how long without an event it is looked whether the listener is still signed in; before each event it is too.
const CHECKED: Duration = Duration::from_secs(5);
/// After how many milliseconds a listener that was cut off comes back.
const RETRY_MS: u64 = 2_000;
/// Browsers send it when they come back: the token of the last event they got.
const LAST_EVENT_ID: &str = "last-event-id";
/// Most kinds that one listener names.
const KINDS_MAX: usize = 64;

/// What to hear of.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListenQuery {
    /// Only these kinds of act, separated by commas.
    #[param(example = "ReportReceived,CaseFiled")]
    kinds: Option<String>,
    /// Only what this organ did, or what was entered at its office where no organ is named.
    organ: Option<Uuid>,
    /// The `id` of the last event heard: what came after it is told first. Without it, what is recorded from now on. A browser
    /// that reconnects sends it as `Last-Event-ID`, which goes before.
    after: Option<String>,
}

/// That something was recorded. What it says is read at its case.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Heard {
    /// Kind of the stream: `case`, `person`, `organ`, `rulebook`, `calendar` or `grants`.
    stream_kind: String,
    /// The stream.
    stream: Uuid,
    /// The version that the event brought.
    version: i32,
    /// The kind of act.
    kind: String,
    /// The organ whose act it is.
    organ: Option<Uuid>,
    /// When it was recorded.
    recorded_at: chrono::DateTime<chrono::Utc>,
}

/// A stream of `recorded` events without end; `id` is the token to go on from, `data` a JSON document.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "system", operation_id = "listen",
    params(ListenQuery, ("Last-Event-ID" = Option<String>, Header, description = "As `after`.")),
    responses(
        (status = 200, description = "Events as they are recorded", body = Heard, content_type = "text/event-stream"),
        ListenProblems
    )
)]
pub(crate) async fn listen(
    Seen(api): Seen,
    headers: HeaderMap,
    Asked(asked): Asked<ListenQuery>,
) -> Result<Response, Fault> {
    let filter = FeedFilter { kinds: kinds(asked.kinds.as_deref())?, organ: asked.organ };
    let last = headers.get(LAST_EVENT_ID).and_then(|value| value.to_str().ok());
    let feed = api.casework.listen(filter, last.or(asked.after.as_deref())).await?;
    let listener = Listener { feed, proof: Proof::of(&headers)?, api };
    let events = Sse::new(told(listener)).keep_alive(KeepAlive::new().interval(QUIET));
    Ok(([(CACHE_CONTROL, "no-store")], events).into_response())
}

fn kinds(asked: Option<&str>) -> Result<std::collections::HashSet<String>, Fault> {
    let names: Vec<&str> = asked.into_iter().flat_map(|list| list.split(',')).map(str::trim).collect();
    if names.len() > KINDS_MAX {
        return Err(Fault::new(Code::Query).because(&format!("kinds names at most {KINDS_MAX} kinds")));
    }
    let unknown = names.iter().position(|name| Kind::parse(name).is_none());
    match unknown {
        Some(index) => Err(Fault::new(Code::Query).because(&format!("kinds: number {} is no kind of act", index + 1))),
        None => Ok(names.into_iter().map(str::to_owned).collect()),
    }
}

/// Whoever listens, and by what he is signed in.
struct Listener {
    feed: Feed,
    proof: Option<Proof>,
    api: Api,
}

impl Listener {
    /// The next event; none when he is signed in no more.
    async fn next(&mut self) -> Option<FeedEvent> {
        loop {
            let heard = tokio::time::timeout(CHECKED, self.feed.next()).await;
            if let Some(proof) = &self.proof
                && !proof.goes_on(&self.api).await
            {
                return None;
            }
            if let Ok(event) = heard {
                return event?.ok();
            }
        }
    }
}

/// A listener whose log cannot be read now is cut off, and comes back with its token.
fn told(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(document(event)), listener))
    })
}

fn document(event: FeedEvent) -> Event {
    let FeedEvent { token, stream_kind, stream, version, kind, organ, recorded_at } = event;
    let heard = Heard { stream_kind, stream, version, kind, organ, recorded_at };
    // Strings and numbers always serialise.
    let data = serde_json::to_string(&heard).unwrap_or_default();
    Event::default().id(token).event("recorded").retry(Duration::from_millis(RETRY_MS)).data(data)
}
