//! Work that somebody waits for at a page: how far it has come, told while it goes on. What is worked at stands in the memory of the node that
//! works at it; to another node it is over, and the page is loaded again.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::Pages;
use crate::failure::Failure;
use crate::reader::{Reader, address};
use crate::record::paper::length;
use crate::texts::Texts;

/// The parameter: the key of what is waited for.
const OF: &str = "of";
/// The place on the page, by the name that its bar bears.
const PLACE: &str = "waiting";
/// How often it is looked how far something has come.
const LOOKED: Duration = Duration::from_millis(250);
/// How often it is looked for a form whose sending has not begun.
const LOOKS_BEFORE_BEGUN: u32 = 40;
/// After how long without news a comment is sent.
const QUIET: Duration = Duration::from_secs(15);
/// Most pieces of work that are told of at once; those beyond are done, and nobody hears how far they are.
const WAITS_MAX: usize = 1_000;
/// Longest key, in characters.
const KEY_CHARS_MAX: usize = 200;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Bytes of a form that arrived.
    Bytes,
    /// Cases that were judged.
    Cases,
}

/// Whose it is, and what.
type Key = (Uuid, String);

/// Everything that somebody waits for at this node.
#[derive(Clone, Default)]
pub(crate) struct Waits(Arc<Mutex<HashMap<Key, Arc<Reached>>>>);

/// How far one piece of work has come.
pub(crate) struct Reached {
    counted: Counted,
    done: AtomicU64,
    total: AtomicU64,
}

impl Reached {
    /// Notes how far it has come.
    pub(crate) fn note(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// How far it has come, of how much.
    pub(crate) fn now(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// The same in words.
    pub(crate) fn says(&self, reader: &Reader) -> String {
        let (done, total) = self.now();
        let texts = reader.texts;
        match self.counted {
            Counted::Bytes => {
                texts.tell("waiting-bytes", [("done", length(done).into()), ("total", length(total).into())])
            }
            Counted::Cases => texts.tell("waiting-cases", [("done", done.into()), ("total", total.into())]),
        }
    }
}

/// A piece of work under way; it is over when this is dropped, whatever came of it.
pub(crate) struct Waited {
    waits: Waits,
    key: Key,
    reached: Arc<Reached>,
}

impl Waited {
    pub(crate) fn reached(&self) -> &Reached {
        &self.reached
    }
}

impl Drop for Waited {
    fn drop(&mut self) {
        self.waits.with(|all| {
            // Another of the same key may have taken its place.
            if all.get(&self.key).is_some_and(|one| Arc::ptr_eq(one, &self.reached)) {
                all.remove(&self.key);
            }
        });
    }
}

impl Waits {
    fn with<T>(&self, use_it: impl FnOnce(&mut HashMap<Key, Arc<Reached>>) -> T) -> T {
        use_it(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins a piece of work of somebody.
    pub(crate) fn begin(&self, person: Uuid, key: &str, counted: Counted, total: u64) -> Waited {
        let key = (person, key.chars().take(KEY_CHARS_MAX).collect::<String>());
        let reached = Arc::new(Reached { counted, done: AtomicU64::new(0), total: AtomicU64::new(total) });
        self.with(|all| {
            if all.len() < WAITS_MAX {
                all.insert(key.clone(), Arc::clone(&reached));
            }
        });
        Waited { waits: self.clone(), key, reached }
    }

    /// How far one of them has come, while it goes on.
    pub(crate) fn reached(&self, person: Uuid, key: &str) -> Option<Arc<Reached>> {
        let key = (person, key.chars().take(KEY_CHARS_MAX).collect::<String>());
        self.with(|all| all.get(&key).cloned())
    }
}

/// Who waits; whoever is not signed in is nobody in particular.
pub(crate) fn whose(reader: &Reader) -> Uuid {
    reader.visitor.as_ref().map_or(Uuid::nil(), |visitor| visitor.account.person_id)
}

/// The key of a form while it is sent.
pub(crate) fn of_form(key: &str) -> String {
    format!("form:{key}")
}

/// The address that tells how far something has come.
pub(crate) fn href(key: &str) -> String {
    address("/waiting/live", &[(OF, key)])
}

/// A bar on a page: its place, which is hidden while nothing is waited for, the bar, and how far it is in words.
#[derive(askama::Template)]
#[template(
    ext = "html",
    source = r#"<span class="waiting" data-bar-of="{{ name }}"{% if of.is_none() %} hidden{% endif %}><progress data-bar="{{ name }}" aria-label="{{ label }}"{% if let Some((done, total)) = of %}{% if *total > 0 %} value="{{ done }}" max="{{ total }}"{% endif %}{% endif %}></progress> <span data-count="{{ name }}">{{ says }}</span></span>"#
)]
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) label: String,
    /// How far, of how much; none while nothing is waited for. Of 0 it is not known how much there is.
    pub(crate) of: Option<(u64, u64)>,
    pub(crate) says: String,
}

// Made by its own template, which escapes what it is given.
impl askama::filters::HtmlSafe for Bar {}

impl Bar {
    /// The bar of something at this node that the page waits for.
    pub(crate) fn waiting(reader: &Reader, reached: Option<&Reached>) -> Self {
        Self {
            of: reached.map(Reached::now),
            says: reached.map(|reached| reached.says(reader)).unwrap_or_default(),
            ..Self::still(reader.texts)
        }
    }

    /// The same while nothing is waited for.
    pub(crate) fn still(texts: &Texts) -> Self {
        Self { name: PLACE.to_owned(), label: texts.say("waiting-label"), of: None, says: String::new() }
    }
}

/// `/waiting/live?of=`: how far something of the reader's has come, until it is over.
pub(crate) async fn live(State(pages): State<Pages>, reader: Reader) -> Result<Response, Failure> {
    let key = reader.parameter(OF).ok_or(Failure::NoPage)?.to_owned();
    // The page of a form asks before the first bytes of it arrive.
    let looks = if key.starts_with(&of_form("")) { LOOKS_BEFORE_BEGUN } else { 0 };
    let listener = Listener { waits: pages.waits, reader, key, looks, told: None, is_over: false };
    let events = Sse::new(told(listener)).keep_alive(KeepAlive::new().interval(QUIET));
    Ok(([(CACHE_CONTROL, "no-store")], events).into_response())
}

/// Whoever looks at the page.
struct Listener {
    waits: Waits,
    reader: Reader,
    key: String,
    /// How often it is still looked for what has not begun.
    looks: u32,
    told: Option<(u64, u64)>,
    is_over: bool,
}

impl Listener {
    /// What is told next; none when all was told.
    async fn next(&mut self) -> Option<Value> {
        while !self.is_over {
            match self.waits.reached(whose(&self.reader), &self.key) {
                Some(reached) if self.told != Some(reached.now()) => {
                    let (done, total) = reached.now();
                    (self.told, self.looks) = (Some((done, total)), 0);
                    let says = reached.says(&self.reader);
                    return Some(json!({ "say": null, "counts": { PLACE: says }, "bars": { PLACE: [done, total] } }));
                }
                Some(_) => {}
                None if self.looks == 0 => {
                    self.is_over = true;
                    let say = self.reader.texts.say("waiting-over");
                    return Some(json!({ "say": say, "counts": {}, "bars": { PLACE: null }, "over": true }));
                }
                None => self.looks -= 1,
            }
            tokio::time::sleep(LOOKED).await;
        }
        None
    }
}

fn told(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    futures_util::stream::unfold(listener, |mut listener| async move {
        let document = listener.next().await?.to_string();
        Some((Ok(Event::default().event("told").data(document)), listener))
    })
}

#[cfg(test)]
mod tests {
    use wenze_domain::words::Lang;

    use super::*;

    #[test]
    fn what_is_over_is_told_no_more_and_is_nobody_elses() {
        let (waits, person) = (Waits::default(), Uuid::from_u128(1));
        let first = waits.begin(person, "a", Counted::Cases, 20);
        first.reached().note(7, 20);
        assert_eq!(waits.reached(person, "a").map(|one| one.now()), Some((7, 20)));
        assert!(waits.reached(Uuid::nil(), "a").is_none());
        // Begun again, the end of the first leaves the second.
        let second = waits.begin(person, "a", Counted::Cases, 50);
        drop(first);
        assert_eq!(waits.reached(person, "a").map(|one| one.now()), Some((0, 50)));
        drop(second);
        assert!(waits.reached(person, "a").is_none());
    }

    #[tokio::test]
    async fn a_listener_hears_every_step_and_then_the_end() {
        let (waits, reader) = (Waits::default(), Reader::plain(Lang::En));
        let waited = waits.begin(Uuid::nil(), "form:k", Counted::Bytes, 4096);
        let mut listener =
            Listener { waits: waits.clone(), reader, key: "form:k".to_owned(), looks: 0, told: None, is_over: false };
        assert_eq!(listener.next().await.unwrap()["bars"]["waiting"], json!([0, 4096]));
        waited.reached().note(1024, 4096);
        let told = listener.next().await.unwrap();
        assert!(told["counts"]["waiting"].as_str().unwrap().contains("1.0 KiB"), "{told}");
        drop(waited);
        assert_eq!(listener.next().await.unwrap()["over"], true);
        assert_eq!(listener.next().await, None);
    }
}
