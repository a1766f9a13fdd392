//! What was told of the decisions of a case, in words, and what was not.

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::{Outcome, ServiceMethod, TrackCode};
use wenze_domain::fields::PartialDate;
use wenze_domain::words::Words;
use wenze_projections::publication_log::{self, Disclosure, Line};

use super::{Coded, text};
use crate::opening::Texts;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// What was told, and what was not.
#[derive(Debug, Clone, Serialize)]
pub struct Publications {
    /// What was told, in the order in which it was recorded.
    pub told: Page<Publication>,
    /// Determinations that stand and of which something was not told, whatever the page.
    pub untold: Vec<Untold>,
}

/// A decision told to somebody.
#[derive(Debug, Clone, Serialize)]
pub struct Publication {
    /// The act.
    pub event_id: Uuid,
    /// `served`, `announced`, `notified`, `published` or `archived`.
    pub act: Coded,
    /// Number of the document.
    pub doc_no: Option<String>,
    /// The document.
    pub document: Option<Uuid>,
    /// The determinations told of.
    pub determinations: Vec<Uuid>,
    /// The appeal whose result it is.
    pub appeal: Option<Uuid>,
    /// Whose decision it is.
    pub respondent: Option<Uuid>,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// To whom, before whom, or where.
    pub audience: Option<Coded>,
    /// Who exactly, where it may be read.
    pub recipient: Option<String>,
    /// How it was served.
    pub method: Option<Coded>,
    /// How far it was made public.
    pub scope: Option<Coded>,
    /// What was left out.
    pub redactions: Vec<Coded>,
    /// Why it was not made public, where it may be read.
    pub withheld: Option<String>,
    /// When.
    pub told_on: Option<String>,
    /// The same in one line.
    pub words: String,
}

/// A determination of which something was not told.
#[derive(Debug, Clone, Serialize)]
pub struct Untold {
    /// The determination.
    pub determination: Uuid,
    /// Whose it is.
    pub respondent: Uuid,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// The track.
    pub track: Option<Coded>,
    /// What it says.
    pub outcome: Option<Coded>,
    /// When it was made.
    pub made_on: Option<String>,
    /// What is missing: `documented`, `served`, `announced`, `notified`, `published`.
    pub missing: Vec<Coded>,
    /// The same in one line.
    pub words: String,
}

impl Casework {
    /// What was told of the decisions of a case, page by page, and what was not.
    pub async fn publication_log(
        &self,
        id: Uuid,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Publications, Error> {
        self.on_boards(id).await?;
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = self.place_after("publications", cursor)?;
        let pool = self.inner.views.pool();
        let mut lines = publication_log::page(pool, id, after, i64::from(limit) + 1).await?;
        let more = lines.len() > limit as usize;
        lines.truncate(limit as usize);
        let next =
            lines.last().filter(|_| more).map(|last| self.hide("publications", last.place.into(), last.event_id));
        let untold = publication_log::untold(pool, id).await?;
        let columns = lines.iter().flat_map(|line| [&line.name, &line.recipient, &line.withheld]);
        let texts = self.open_columns(columns.chain(untold.iter().map(|one| &one.name))).await?;
        let items = lines.into_iter().map(|line| publication(line, &texts, words)).collect();
        let untold = untold.into_iter().map(|one| missing(one, &texts, words)).collect();
        Ok(Publications { told: Page { items, next }, untold })
    }
}

fn publication(line: Line, texts: &Texts, words: &Words) -> Publication {
    let redactions: Vec<String> = serde_json::from_value(line.redactions).unwrap_or_default();
    let mut told = Publication {
        event_id: line.event_id,
        act: Coded { words: words.message(&format!("told-{}", line.act), &[]), code: line.act },
        doc_no: line.doc_no,
        document: line.document,
        determinations: serde_json::from_value(line.determinations).unwrap_or_default(),
        appeal: line.appeal,
        respondent: line.respondent,
        name: text(texts, line.name.as_ref()),
        audience: line.audience.map(|code| Coded { words: words.code(&line.list, &code), code }),
        recipient: text(texts, line.recipient.as_ref()),
        method: Coded::of::<ServiceMethod>(words, line.method),
        scope: line.scope.map(|code| usual(words, "PublicScope", code)),
        redactions: redactions.into_iter().map(|code| usual(words, "Redaction", code)).collect(),
        withheld: text(texts, line.withheld.as_ref()),
        told_on: line.told_on,
        words: String::new(),
    };
    told.words = one_line(&told, words);
    told
}

/// A code of an open list; one that nobody named a word for stands as it is.
fn usual(words: &Words, list: &str, code: String) -> Coded {
    Coded { words: words.usual_code(list, &code).unwrap_or_else(|| code.clone()), code }
}

fn one_line(told: &Publication, words: &Words) -> String {
    let day = told.told_on.as_deref().and_then(PartialDate::parse).map(|day| words.partial_date(day));
    let word = |coded: &Option<Coded>| coded.as_ref().map(|coded| coded.words.clone());
    let facts = [
        ("act", Some(told.act.words.clone())),
        ("on", day),
        ("audience", word(&told.audience)),
        ("scope", word(&told.scope)),
        ("method", word(&told.method)),
        ("document", told.doc_no.clone()),
    ];
    let known: Vec<(&str, String)> = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
    words.message("publication-line", &known)
}

fn missing(one: Disclosure, texts: &Texts, words: &Words) -> Untold {
    let facts = [
        ("documented", one.documented),
        ("served", one.served),
        ("announced", one.announced),
        ("notified", one.notified),
        ("published", one.published || one.withheld),
    ];
    let code = |code: &str| Coded { words: words.message(&format!("untold-{code}"), &[]), code: code.to_owned() };
    let missing: Vec<Coded> = facts.iter().filter(|(_, is)| !is).map(|(fact, _)| code(fact)).collect();
    let told: Vec<&str> = missing.iter().map(|fact| fact.words.as_str()).collect();
    let told = ("missing", told.join(&words.message("join-words", &[])));
    let track = Coded::of::<TrackCode>(words, one.track);
    let facts = [track.as_ref().map(|track| ("track", track.words.clone())), Some(told)];
    Untold {
        determination: one.determination,
        respondent: one.respondent,
        name: text(texts, one.name.as_ref()),
        words: words.message("untold-line", &facts.into_iter().flatten().collect::<Vec<_>>()),
        track,
        outcome: Coded::of::<Outcome>(words, one.outcome),
        made_on: one.made_on,
        missing,
    }
}
