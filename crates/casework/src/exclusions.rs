//! Who may not know of a case: whoever it names, and whoever is recused from it. To such a person it does not exist.
//!
//! The read model holds who is excluded up to its position; what the log holds beyond is looked at here, so that an exclusion
//! counts from the request after the act that brought it, however far the model has come.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use uuid::Uuid;
use wenze_domain::case::Case;
use wenze_domain::envelope::StreamKind;
use wenze_domain::refusal::Refusal;
use wenze_ledger::Recorded;
use wenze_projections::exclusions;
use wenze_projector::Waited;

use crate::opening::NO_CASE;
use crate::{Casework, EXCLUDED_CACHED_MAX, Error, Viewer};

/// The model whose tables say who is excluded.
pub(crate) const MODEL: &str = "boards";
/// The model that knows which entries of the register are one person.
pub(crate) const REGISTER: &str = "register";
/// Events read at once beyond a position.
pub(crate) const PAGE_EVENTS: i64 = 500;
/// Most pages that one request reads beyond the model: where it is further behind, the caller must come again.
pub(crate) const PAGES_MAX: usize = 40;

/// Why a case is hidden from a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Grounds {
    /// It is about the person.
    pub named: bool,
    /// The person is recused from it, or to be taken for recused until that is decided.
    pub recused: bool,
    /// A policy keeps the person from it.
    pub barred: bool,
}

/// The cases that do not exist to a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hidden {
    cases: HashMap<Uuid, Grounds>,
    /// What his roles do not reach, the same for all who hold them.
    beyond: Arc<HashSet<Uuid>>,
    /// What of that he reaches as the person he is.
    own: HashSet<Uuid>,
}

impl Hidden {
    /// What somebody is excluded from, and what his roles do not reach but for what he reaches himself.
    pub(crate) fn of(excluded: &Self, beyond: Arc<HashSet<Uuid>>, own: HashSet<Uuid>) -> Self {
        Self { cases: excluded.cases.clone(), beyond, own }
    }

    /// Whether a case does not exist to the person.
    pub fn holds(&self, case: Uuid) -> bool {
        self.cases.contains_key(&case) || (self.beyond.contains(&case) && !self.own.contains(&case))
    }

    /// Why he is excluded from it; no ground where it is only beyond his roles.
    pub fn grounds(&self, case: Uuid) -> Grounds {
        self.cases.get(&case).copied().unwrap_or_default()
    }

    /// Whether nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.beyond.is_empty()
    }

    /// The cases, as queries take them.
    pub(crate) fn ids(&self) -> Vec<Uuid> {
        let beyond = self.beyond.iter().filter(|case| !self.own.contains(*case));
        self.cases.keys().chain(beyond).copied().collect()
    }

    fn set_grounds<'a>(&mut self, case: Uuid, grounds: impl Iterator<Item = &'a str>) {
        let mut own = Grounds::default();
        for ground in grounds {
            if exclusions::Line::is_named(ground) { own.named = true } else { own.recused = true }
        }
        if own == Grounds::default() {
            self.cases.remove(&case)
        } else {
            self.cases.insert(case, own)
        };
    }
}

/// Who reads, and what does not exist to him. To nobody in particular everything does.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reader {
    person: Option<Uuid>,
    /// In which roles, where he reads in any.
    viewer: Option<Arc<Viewer>>,
    hidden: Arc<Hidden>,
}

impl Reader {
    pub(crate) fn of(viewer: Viewer, hidden: Hidden) -> Self {
        Self { person: Some(viewer.person), viewer: Some(Arc::new(viewer)), hidden: Arc::new(hidden) }
    }

    pub(crate) fn viewer(&self) -> Option<&Viewer> {
        self.viewer.as_deref()
    }
}

/// What is known of a person up to a position of the log.
#[derive(Debug, Clone)]
struct Kept {
    position: i64,
    /// Entries of the register that are this person.
    entries: Vec<Uuid>,
    hidden: Arc<Hidden>,
}

/// The same by person. Each use asks the log for what came after, so what is kept here is never out of date.
#[derive(Debug, Default)]
pub(crate) struct ExclusionsCache(Mutex<HashMap<Uuid, Kept>>);

impl ExclusionsCache {
    fn get(&self, person: Uuid) -> Option<Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&person).cloned()
    }

    /// Keeps what is newer than what is kept. When there are too many all go: who is still there is read again.
    fn put(&self, person: Uuid, known: Kept) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= EXCLUDED_CACHED_MAX {
            kept.clear();
        }
        let held = kept.entry(person).or_insert_with(|| known.clone());
        if held.position <= known.position {
            *held = known;
        }
    }
}

/// The entries of the register that an event says are one person.
#[derive(Debug, Deserialize)]
struct Merge {
    refs: MergedRefs,
}

#[derive(Debug, Deserialize)]
struct MergedRefs {
    #[serde(default)]
    official: Vec<Uuid>,
    #[serde(default)]
    merged_official: Vec<Uuid>,
}

impl Casework {
    /// The same use cases as a person sees them, whatever his roles ([`Casework::seen_as`]): what names him, and what he is recused
    /// from, does not exist in any of them.
    pub async fn seen_by(&self, person: Uuid) -> Result<Self, Error> {
        let hidden = self.hidden(person).await?;
        Ok(Self { reader: Reader { person: Some(person), viewer: None, hidden }, ..self.clone() })
    }

    /// The same without one more case, which a policy keeps the reader from.
    #[must_use]
    pub fn without(self, case: Uuid) -> Self {
        let mut hidden = (*self.reader.hidden).clone();
        hidden.cases.entry(case).or_default().barred = true;
        Self { reader: Reader { hidden: Arc::new(hidden), ..self.reader }, ..self }
    }

    /// What does not exist to whoever reads here.
    pub fn unseen(&self) -> &Hidden {
        &self.reader.hidden
    }

    /// The cases that a person is excluded from, by everything that is recorded by now.
    pub async fn hidden(&self, person: Uuid) -> Result<Arc<Hidden>, Error> {
        self.excluded(person, None).await
    }

    /// The same, by everything up to a position where the log was found to end.
    pub(crate) async fn excluded(&self, person: Uuid, until: Option<i64>) -> Result<Arc<Hidden>, Error> {
        let (mut known, mut is_stored) = match self.inner.exclusions.get(person) {
            Some(kept) => (kept, false),
            None => (self.stored(person).await?, true),
        };
        for _ in 0..PAGES_MAX {
            if until.is_some_and(|until| until <= known.position) {
                self.inner.exclusions.put(person, known.clone());
                return Ok(known.hidden);
            }
            let page = self.inner.ledger.read_log(known.position, PAGE_EVENTS).await?;
            let goes_on = i64::try_from(page.len()).is_ok_and(|read| read == PAGE_EVENTS);
            // Far behind, what is stored is nearer than what was kept.
            if goes_on && !is_stored {
                let stored = self.stored(person).await?;
                is_stored = true;
                if stored.position > known.position {
                    known = stored;
                    continue;
                }
            }
            if let Some(entries) = merged(&page, &known.entries) {
                // What names the other entries may lie before this page.
                let position = self.stands_at(MODEL).await?.min(known.position);
                known = self.stored_of(entries, position).await?;
                continue;
            }
            self.take(&mut known, &page).await?;
            known.position = page.last().map_or(known.position, |last| last.position);
            if !goes_on {
                self.inner.exclusions.put(person, known.clone());
                return Ok(known.hidden);
            }
        }
        Err(Error::ViewBehind)
    }

    /// What the tables say of a person. The position is read before them, so that they hold at least what it says.
    async fn stored(&self, person: Uuid) -> Result<Kept, Error> {
        let position = self.stands_at(MODEL).await?.min(self.stands_at(REGISTER).await?);
        let entries = if position == 0 { vec![person] } else { self.entries_or_alone(person).await? };
        self.stored_of(entries, position).await
    }

    async fn stored_of(&self, entries: Vec<Uuid>, position: i64) -> Result<Kept, Error> {
        let mut by_case: HashMap<Uuid, Vec<String>> = HashMap::new();
        // Tables that were not built yet hold nothing.
        let rows = match position {
            0 => Vec::new(),
            _ => exclusions::of_persons(self.inner.views.pool(), &entries).await?,
        };
        for row in rows {
            by_case.entry(row.case_id).or_default().push(row.ground);
        }
        let mut hidden = Hidden::default();
        for (case, grounds) in by_case {
            hidden.set_grounds(case, grounds.iter().map(String::as_str));
        }
        Ok(Kept { position, entries, hidden: Arc::new(hidden) })
    }

    /// How far a read model has come.
    pub(crate) async fn stands_at(&self, model: &'static str) -> Result<i64, Error> {
        match self.inner.views.projector().wait_for(model, i64::MAX, Duration::ZERO).await? {
            Waited::Behind(position) | Waited::Stopped(position) => Ok(position),
            Waited::Reached => Ok(i64::MAX),
        }
    }

    /// Looks at the cases that events may have changed for a person. A case is folded as it stands now, which may be beyond
    /// this page: what it says is then only said again.
    async fn take(&self, known: &mut Kept, page: &[Recorded]) -> Result<(), Error> {
        let needles: Vec<String> = known.entries.iter().map(Uuid::to_string).collect();
        let may_change = |event: &&Recorded| known.hidden.holds(event.stream.id) || is_about(event, &needles);
        let cases: HashSet<Uuid> = page.iter().filter(may_change).map(|event| event.stream.id).collect();
        if cases.is_empty() {
            return Ok(());
        }
        let mut hidden = (*known.hidden).clone();
        for case in cases {
            let lines = exclusions::of_history(case, &self.history(StreamKind::Case, case).await?);
            let own = lines.iter().filter(|line| known.entries.contains(&line.person));
            hidden.set_grounds(case, own.map(|line| line.ground.as_str()));
        }
        known.hidden = Arc::new(hidden);
        Ok(())
    }

    /// Whoever reads here may know of the case; else there is none.
    pub(crate) fn seen(&self, case: Uuid) -> Result<(), Error> {
        if self.reader.hidden.holds(case) { Err(Error::NotFound { kind: "case", id: case }) } else { Ok(()) }
    }

    /// The same, to be kept with an answer.
    pub(crate) fn hidden_shared(&self) -> Arc<Hidden> {
        Arc::clone(&self.reader.hidden)
    }

    /// A refusal as whoever reads here may be told it: a case that does not exist to him is not named.
    pub(crate) fn without_hidden(&self, refusal: Refusal) -> Refusal {
        match refusal {
            Refusal::Absorbed { by } if self.unseen().holds(by) => Refusal::Absorbed { by: NO_CASE },
            other => other,
        }
    }

    /// What queries leave out.
    pub(crate) fn hidden_ids(&self) -> Vec<Uuid> {
        self.reader.hidden.ids()
    }

    /// What those leave out that must be answered over all cases and name none: only what the reader is excluded from.
    pub(crate) fn excluded_ids(&self) -> Vec<Uuid> {
        self.reader.hidden.cases.keys().copied().collect()
    }

    /// What whoever reads here may not know of by now: he may have been excluded since he began, and what his roles reach may have
    /// changed. None where he holds none of them any more.
    pub(crate) async fn hidden_by_now(&self) -> Result<Option<Hidden>, Error> {
        match (&self.reader.viewer, self.reader.person) {
            (Some(viewer), _) => match self.viewer_by_now(viewer).await? {
                Some(viewer) => self.hidden_from(&viewer).await.map(Some),
                None => Ok(None),
            },
            (None, Some(person)) => Ok(Some((*self.hidden(person).await?).clone())),
            (None, None) => Ok(Some(Hidden::default())),
        }
    }

    /// Whoever is excluded from a case records nothing in it. The case is the one the act is decided on, so that nothing that
    /// is recorded before goes unnoticed; the reader of a case that does not exist to him gets no further than that.
    pub(crate) async fn may_record_in(&self, case: &Case, recorder: Uuid) -> Result<(), Error> {
        if !exclusions::may_exclude(case, recorder) {
            return Ok(());
        }
        let lines = exclusions::of_history(case.id, &self.history(StreamKind::Case, case.id).await?);
        if !lines.iter().any(|line| line.person == recorder) {
            return Ok(());
        }
        if self.reader.person.is_some() {
            return Err(Error::NotFound { kind: "case", id: case.id });
        }
        let reason = "the recorder is recused from this case or named in it".to_owned();
        Err(Error::refused(0, Refusal::NotAuthorised { reason }))
    }
}

/// Whether an event may exclude one of these from its case: it names him, or changes what earlier events mean.
fn is_about(event: &Recorded, needles: &[String]) -> bool {
    let of_record = matches!(event.kind.as_str(), "RecordCorrected" | "RecordVoided");
    event.stream.kind == StreamKind::Case.as_str() && (of_record || names(event, needles))
}

fn names(event: &Recorded, needles: &[String]) -> bool {
    std::str::from_utf8(&event.content).is_ok_and(|text| needles.iter().any(|needle| text.contains(needle.as_str())))
}

/// The entries of one person, where events of the page say that there are more than were known.
fn merged(page: &[Recorded], entries: &[Uuid]) -> Option<Vec<Uuid>> {
    let mut all: HashSet<Uuid> = entries.iter().copied().collect();
    for event in page.iter().filter(|event| event.kind == "OfficialsMerged") {
        let Ok(Merge { refs }) = serde_json::from_slice(&event.content) else { continue };
        let named: Vec<Uuid> = refs.official.into_iter().chain(refs.merged_official).collect();
        if named.iter().any(|one| all.contains(one)) {
            all.extend(named);
        }
    }
    (all.len() > entries.len()).then(|| all.into_iter().collect())
}
