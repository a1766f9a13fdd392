//! What is recorded, told to those who listen as it happens: which act of which stream, and never its contents.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use uuid::Uuid;
use wenze_domain::envelope::StreamKind;
use wenze_ledger::{Ledger, Recorded};

use crate::{Casework, Error, Hidden};

/// Most listeners of one process at a time; each holds at most one page of events.
pub const LISTENERS_MAX: usize = 256;
/// Events read at once for a listener.
const PAGE_EVENTS: i64 = 500;
/// After how many seconds one who found no place may ask again.
const FULL_RETRY_S: u32 = 10;

/// What a listener wants to hear of.
#[derive(Debug, Clone, Default)]
pub struct FeedFilter {
    /// Only these kinds of act; all when there are none.
    pub kinds: HashSet<String>,
    /// Only what this organ did, or what was entered at its office where no organ is named.
    pub organ: Option<Uuid>,
}

/// One event, as a listener hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEvent {
    /// Goes on from behind this event.
    pub token: String,
    /// Kind of the stream: `case`, `person`, `organ` …
    pub stream_kind: String,
    /// The stream.
    pub stream: Uuid,
    /// The version it brought.
    pub version: i32,
    /// The kind of act.
    pub kind: String,
    /// The organ whose act it is.
    pub organ: Option<Uuid>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// The part of a stored event that a listener's filter looks at.
#[derive(Debug, Deserialize)]
struct Told {
    #[serde(default)]
    refs: Refs,
    actor: Office,
    #[serde(default)]
    on_behalf_of: Option<Acted>,
}

/// What an act outside a case says of the case it is about.
#[derive(Debug, Default, Deserialize)]
struct Refs {
    #[serde(default)]
    case: Vec<Uuid>,
}

#[derive(Debug, Deserialize)]
struct Office {
    office_id: Uuid,
}

#[derive(Debug, Deserialize)]
struct Acted {
    #[serde(default)]
    organ_id: Option<Uuid>,
}

/// One follower of the log for all listeners of a process.
pub(crate) struct Feeds {
    heads: Arc<watch::Sender<i64>>,
    is_following: Arc<Mutex<bool>>,
    ending: watch::Sender<bool>,
    places: Arc<Semaphore>,
}

impl Default for Feeds {
    fn default() -> Self {
        Self {
            heads: Arc::new(watch::Sender::new(0)),
            is_following: Arc::default(),
            ending: watch::Sender::new(false),
            places: Arc::new(Semaphore::new(LISTENERS_MAX)),
        }
    }
}

impl Feeds {
    /// Where the log ends, from now on; the follower runs while anybody listens.
    fn listen(&self, ledger: &Ledger) -> watch::Receiver<i64> {
        let mut is_following = self.is_following.lock().unwrap_or_else(PoisonError::into_inner);
        let heads = self.heads.subscribe();
        if !std::mem::replace(&mut *is_following, true) {
            tokio::spawn(follow(ledger.clone(), Arc::clone(&self.heads), Arc::clone(&self.is_following)));
        }
        heads
    }
}

async fn follow(ledger: Ledger, heads: Arc<watch::Sender<i64>>, is_following: Arc<Mutex<bool>>) {
    let mut follower = ledger.follow(*heads.borrow());
    loop {
        tokio::select! {
            head = follower.next() => { heads.send_replace(head); }
            () = heads.closed() => {
                let mut is_following = is_following.lock().unwrap_or_else(PoisonError::into_inner);
                // Somebody may have come in between.
                if heads.receiver_count() == 0 {
                    *is_following = false;
                    return;
                }
            }
        }
    }
}

/// What a listener hears, from one position on and as it comes. Dropping it frees the place.
pub struct Feed {
    casework: Casework,
    filter: FeedFilter,
    /// Cases the listener may not know of.
    hidden: Hidden,
    heads: watch::Receiver<i64>,
    ending: watch::Receiver<bool>,
    after: i64,
    pending: VecDeque<FeedEvent>,
    _place: OwnedSemaphorePermit,
}

impl Casework {
    /// Listens from behind the event of a token, or from now on.
    pub async fn listen(&self, filter: FeedFilter, token: Option<&str>) -> Result<Feed, Error> {
        let feeds = &self.inner.feeds;
        let place = Arc::clone(&feeds.places).try_acquire_owned();
        let place = place.map_err(|_| Error::ListenersFull { retry_after_s: FULL_RETRY_S })?;
        let ending = feeds.ending.subscribe();
        let heads = feeds.listen(&self.inner.ledger);
        let after = match token {
            Some(token) => self.reveal("feed", token)?.0,
            None => self.inner.ledger.head().await?,
        };
        let pending = VecDeque::new();
        let hidden = self.unseen().clone();
        Ok(Feed { casework: self.clone(), filter, hidden, heads, ending, after, pending, _place: place })
    }

    /// Ends what everybody hears, so that the process can end; they go on elsewhere with their last token.
    pub fn end_feeds(&self) {
        self.inner.feeds.ending.send_replace(true);
    }
}

impl Feed {
    /// The next event; none when the process ends or the listener holds none of his roles any more. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<FeedEvent, Error>> {
        loop {
            if let Some(event) = self.pending.pop_front() {
                return Some(Ok(event));
            }
            if *self.ending.borrow() {
                return None;
            }
            match self.casework.inner.ledger.read_log(self.after, PAGE_EVENTS).await {
                Err(error) => return Some(Err(error.into())),
                Ok(page) if page.is_empty() => {
                    tokio::select! {
                        changed = self.heads.wait_for(|head| *head > self.after) => { changed.ok()?; }
                        _ = self.ending.wait_for(|ending| *ending) => return None,
                    }
                }
                Ok(page) => match self.casework.hidden_by_now().await {
                    Err(error) => return Some(Err(error)),
                    Ok(None) => return None,
                    // What is so by now counts for the very page that was read.
                    Ok(Some(hidden)) => {
                        self.hidden = hidden;
                        self.take(&page);
                    }
                },
            }
        }
    }

    fn take(&mut self, page: &[Recorded]) {
        let Some(last) = page.last() else { return };
        self.after = last.position;
        self.pending = page.iter().filter_map(|event| self.heard(event)).collect();
    }

    /// The event, if the listener wants to hear of it and may.
    fn heard(&self, event: &Recorded) -> Option<FeedEvent> {
        let filter = &self.filter;
        if self.hidden.holds(event.stream.id) || !(filter.kinds.is_empty() || filter.kinds.contains(&event.kind)) {
            return None;
        }
        let told: Option<Told> = serde_json::from_slice(&event.content).ok();
        // Marks, and what was read, stand in streams of their own and tell as much of a hidden case as its acts do; so does a link to it.
        let is_of_hidden = |told: &Told| told.refs.case.iter().any(|case| self.hidden.holds(*case));
        let beside = [StreamKind::Marks, StreamKind::Access, StreamKind::Erasure]
            .iter()
            .any(|kind| event.stream.kind == kind.as_str());
        if told.as_ref().map_or(beside, is_of_hidden) {
            return None;
        }
        // The organ is the one whose act it is, or else whose office entered it.
        let organ = told.map(|told| told.on_behalf_of.and_then(|acted| acted.organ_id).unwrap_or(told.actor.office_id));
        if filter.organ.is_some() && filter.organ != organ {
            return None;
        }
        Some(FeedEvent {
            token: self.casework.hide("feed", event.position, Uuid::nil()),
            stream_kind: event.stream.kind.clone(),
            stream: event.stream.id,
            version: event.stream_version,
            kind: event.kind.clone(),
            organ,
            recorded_at: event.recorded_at,
        })
    }
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Feed").field("after", &self.after).finish_non_exhaustive()
    }
}
