//! What becomes of a page while somebody has it open: acts that others record on its case, how much stands in each tab of the work list, how far
//! a verification and the read models came. Told as it happens, to whoever may open the page, for as long as he may.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use chrono::Utc;
use futures_util::Stream;
use serde_json::json;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;
use wenze_casework::{Casework, Feed, FeedEvent, FeedFilter, roles_that_may};

use crate::Pages;
use crate::failure::Failure;
use crate::reader::Reader;
use crate::seen::{Seen, may};
use crate::{integrity, work};

/// The parameter: the version of the case that the page shows.
const SINCE: &str = "since";
/// After how long it is looked whether whoever listens is still signed in, and how a verification goes on.
const CHECKED: Duration = Duration::from_secs(5);
/// How long acts are gathered before they are told together: what is recorded at once is told once.
const GATHERED: Duration = Duration::from_millis(400);
/// How long tables take to show an act, as a rule.
const SETTLED: Duration = Duration::from_secs(1);
/// After how long without news a comment is sent, so that nobody between takes the connection for dead.
const QUIET: Duration = Duration::from_secs(15);
/// After how many milliseconds a page that was cut off asks again.
const RETRY_MS: u64 = 5_000;

/// The address that tells what was recorded on a case since a version.
pub(crate) fn of_case(case: Uuid, since: i32) -> String {
    format!("/cases/{case}/live?{SINCE}={since}")
}

/// What is recorded on a case.
pub(crate) async fn case(
    State(pages): State<Pages>,
    Seen(casework): Seen,
    Path(id): Path<String>,
    reader: Reader,
) -> Result<Response, Failure> {
    let id = Uuid::try_parse(&id).map_err(|_| Failure::NoCase)?;
    // Listening begins first, so that nothing falls between.
    let feed = casework.listen(FeedFilter::default(), None).await?;
    let latest = casework.case(id).await?.case.version;
    let since = reader.parameter(SINCE).and_then(|since| since.parse().ok()).unwrap_or(latest);
    Ok(Listener::new(pages, feed, reader, Subject::Case { id, since, latest }).answer())
}

/// How much stands in each tab of the work list.
pub(crate) async fn work(
    State(pages): State<Pages>,
    Seen(casework): Seen,
    reader: Reader,
) -> Result<Response, Failure> {
    if reader.visitor.is_none() {
        return Err(Failure::NotPermitted(Vec::new()));
    }
    let feed = casework.listen(FeedFilter::default(), None).await?;
    Ok(Listener::new(pages, feed, reader, Subject::Work).answer())
}

/// How far a verification and the read models came.
pub(crate) async fn integrity(
    State(pages): State<Pages>,
    Seen(casework): Seen,
    reader: Reader,
) -> Result<Response, Failure> {
    if !may(&reader, integrity::RUNS_THE_SERVER) {
        return Err(Failure::NotPermitted(roles_that_may(integrity::RUNS_THE_SERVER)));
    }
    let feed = casework.listen(FeedFilter::default(), None).await?;
    Ok(Listener::new(pages, feed, reader, Subject::Integrity).answer())
}

/// Texts by the places where they stand, and how far the bars of a page have come; none where nothing is waited for.
pub(crate) type Counts = BTreeMap<String, String>;
pub(crate) type Bars = BTreeMap<String, Option<(u64, u64)>>;

/// What a page is told: a text that leads to the page as it is by now, and what stands in places of it that bear a name.
#[derive(Clone, PartialEq, Eq)]
struct News {
    say: Option<String>,
    counts: Counts,
    bars: Bars,
}

/// What the page is about.
enum Subject {
    Case { id: Uuid, since: i32, latest: i32 },
    Work,
    Integrity,
}

impl Subject {
    /// Whether an event bears on it.
    fn hears(&mut self, event: &FeedEvent) -> bool {
        match self {
            Self::Case { id, latest, .. } if event.stream == *id => {
                *latest = event.version.max(*latest);
                true
            }
            Self::Case { .. } => false,
            Self::Work | Self::Integrity => true,
        }
    }

    /// What is to be told now, after what was told before.
    async fn news(&self, casework: &Casework, reader: &Reader, before: Option<&News>) -> Result<News, Failure> {
        let (say, counts, bars) = match self {
            Self::Case { since, latest, .. } => {
                let acts = (*latest - *since).max(0);
                (
                    (acts > 0).then(|| reader.texts.tell("live-acts", [("acts", acts.into())])),
                    Counts::new(),
                    Bars::new(),
                )
            }
            Self::Work => (None, work::counts(casework, reader).await?.into_iter().collect(), Bars::new()),
            Self::Integrity => {
                let (counts, bars) = integrity::counts(casework, reader).await?;
                (None, counts, bars)
            }
        };
        let say = match (self, before) {
            (Self::Work, Some(before)) if before.counts != counts => Some(reader.texts.say("live-work")),
            (Self::Work, Some(before)) => before.say.clone(),
            _ => say,
        };
        Ok(News { say, counts, bars })
    }
}

/// Whoever has a page open.
struct Listener {
    pages: Pages,
    reader: Reader,
    subject: Subject,
    feed: Feed,
    told: Option<News>,
    /// How often it is still looked what is to be told: tables come a moment after the act.
    looks: u8,
}

impl Listener {
    fn new(pages: Pages, feed: Feed, reader: Reader, subject: Subject) -> Self {
        Self { pages, reader, subject, feed, told: None, looks: 1 }
    }

    fn answer(self) -> Response {
        let events = Sse::new(told(self)).keep_alive(KeepAlive::new().interval(QUIET));
        ([(CACHE_CONTROL, "no-store")], events).into_response()
    }

    /// What is to be told next; none when whoever listens is signed in no more, or the server ends.
    async fn next(&mut self) -> Option<News> {
        loop {
            if self.looks > 0 {
                self.looks -= 1;
                self.reader.now = Utc::now();
                let casework = self.casework().await?;
                let news = self.subject.news(&casework, &self.reader, self.told.as_ref()).await.ok()?;
                if self.told.as_ref() != Some(&news) {
                    self.told = Some(news.clone());
                    return Some(news);
                }
            }
            let is_own = self.heard().await?;
            if !self.goes_on().await {
                return None;
            }
            if is_own {
                self.looks = 2;
            } else if matches!(self.subject, Subject::Integrity) {
                self.looks = 1;
            }
        }
    }

    /// Waits for a while, and gathers what is recorded; whether any of it bears on the page.
    async fn heard(&mut self) -> Option<bool> {
        let mut until = Instant::now() + if self.looks > 0 || self.is_busy() { SETTLED } else { CHECKED };
        let mut is_own = false;
        while let Ok(event) = timeout_at(until, self.feed.next()).await {
            if self.subject.hears(&event?.ok()?) && !is_own {
                is_own = true;
                until = until.min(Instant::now() + GATHERED);
            }
        }
        Some(is_own)
    }

    /// Whether a bar of the page moves.
    fn is_busy(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.bars.values().any(Option::is_some))
    }

    /// The use cases as whoever listens sees them by now.
    async fn casework(&self) -> Option<Casework> {
        match &self.reader.visitor {
            Some(visitor) => self.pages.casework.seen_as(visitor.viewer()).await.ok(),
            None => Some(self.pages.casework.clone()),
        }
    }

    async fn goes_on(&self) -> bool {
        let Some(visitor) = &self.reader.visitor else { return true };
        self.pages.access.session_goes_on(visitor.session.reveal()).await.unwrap_or_default()
    }
}

/// A listener that is cut off comes back and is told how it stands.
fn told(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(listener, |mut listener| async move {
        let News { say, counts, bars } = listener.next().await?;
        let document = json!({ "say": say, "counts": counts, "bars": bars }).to_string();
        let event = Event::default().event("told").retry(Duration::from_millis(RETRY_MS)).data(document);
        Some((Ok(event), listener))
    })
}
