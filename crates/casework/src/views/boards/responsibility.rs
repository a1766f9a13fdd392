//! Who is responsible how, in words, and who is missing.

use serde::Serialize;
use uuid::Uuid;
use wenze_domain::codes::{
    CodeList, JudicialOutcome, Level, Outcome, RespondentKind, ResponsibilityClass, ResponsibilityRole, TrackCode,
};
use wenze_domain::words::Words;
use wenze_projections::responsibility::{self, GapLine, Line};

use super::{Coded, text};
use crate::opening::Texts;
use crate::views::lists::Page;
use crate::{Casework, Error, PAGE_ROWS_MAX};

/// The matrix of a case: a page of respondents, and what is missing in the whole of it.
#[derive(Debug, Clone, Serialize)]
pub struct Responsibilities {
    /// The respondents in the order of their ids.
    pub respondents: Page<Responsible>,
    /// What is missing in the case, whatever the page.
    pub warnings: Vec<Gap>,
}

/// A respondent.
#[derive(Debug, Clone, Serialize)]
pub struct Responsible {
    /// Its id in the case.
    pub id: Uuid,
    /// A body or a cadre.
    pub kind: Option<Coded>,
    /// The name, where it may be read.
    pub name: Option<String>,
    /// The post, where it may be read.
    pub post: Option<String>,
    /// Level of the post.
    pub post_level: Option<Coded>,
    /// The official's entry in the register.
    pub official: Option<Uuid>,
    /// The organ's.
    pub organ: Option<Uuid>,
    /// Responsibility attributed, track by track; a track without any stands here too.
    pub attributed: Vec<Attributed>,
}

/// A responsibility on a track.
#[derive(Debug, Clone, Serialize)]
pub struct Attributed {
    /// The track.
    pub track: Coded,
    /// Where the pair stands.
    pub state: Option<Coded>,
    /// The round in which it was attributed.
    pub round: i32,
    /// Whether no later round took its place.
    pub current: bool,
    /// Collective or individual.
    pub collective: Option<bool>,
    /// In which role.
    pub role: Option<Coded>,
    /// Its class.
    pub class: Option<Coded>,
    /// The duty, where it may be read.
    pub duty: Option<String>,
    /// How it led to what happened, where it may be read.
    pub causal_link: Option<String>,
    /// Whether the paper says how it led to what happened, readable or not.
    pub has_causal_link: bool,
    /// Whether an objection is on record.
    pub objection: Option<bool>,
    /// What became of the track.
    pub outcome: Option<Coded>,
    /// The determination in force.
    pub determination: Option<Uuid>,
    /// Whether it still stands.
    pub standing: Option<String>,
    /// What became of it before the procuratorate and the court.
    pub judicial_outcome: Option<Coded>,
    /// The act that says so.
    pub event_id: Option<Uuid>,
    /// The same in one line.
    pub words: String,
}

/// Something missing.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// `principal_missing`, `direct_missing`, `higher_level_missing` or `causal_link_missing`.
    pub gap: String,
    /// Whose, where it is one respondent's.
    pub respondent: Option<Uuid>,
    /// On which track.
    pub track: Option<String>,
    /// The same in words.
    pub words: String,
}

impl Casework {
    /// Who is responsible how in a case, so many respondents a page.
    pub async fn responsibilities(
        &self,
        id: Uuid,
        cursor: Option<&str>,
        limit: u32,
        words: &Words,
    ) -> Result<Responsibilities, Error> {
        self.on_boards(id).await?;
        let limit = limit.clamp(1, PAGE_ROWS_MAX);
        let after = cursor.map(|cursor| self.reveal("responsibility", cursor)).transpose()?.map(|(_, id)| id);
        let pool = self.inner.views.pool();
        let lines = responsibility::page(pool, id, after, i64::from(limit) + 1).await?;
        let gaps = responsibility::missing(pool, id).await?;
        let columns = lines.iter().flat_map(|line| [&line.name, &line.post, &line.causal_link, &line.duty]);
        let texts = self.open_columns(columns.chain(gaps.iter().map(|gap| &gap.name))).await?;
        let mut items = respondents(lines, &texts, words);
        let more = items.len() > limit as usize;
        items.truncate(limit as usize);
        let next = items.last().filter(|_| more).map(|last| self.hide("responsibility", 0, last.id));
        let warnings = gaps.into_iter().map(|gap| warning(gap, &texts, words)).collect();
        Ok(Responsibilities { respondents: Page { items, next }, warnings })
    }
}

/// Lines come in the order of the respondents, each one's together.
fn respondents(lines: Vec<Line>, texts: &Texts, words: &Words) -> Vec<Responsible> {
    let mut found: Vec<Responsible> = Vec::new();
    for line in lines {
        if found.last().is_none_or(|last| last.id != line.respondent) {
            found.push(Responsible {
                id: line.respondent,
                kind: Coded::of::<RespondentKind>(words, line.kind.clone()),
                name: text(texts, line.name.as_ref()),
                post: text(texts, line.post.as_ref()),
                post_level: Coded::of::<Level>(words, line.post_level.clone()),
                official: line.official,
                organ: line.organ,
                attributed: Vec::new(),
            });
        }
        let attributed = attributed(line, texts, words);
        if let Some(last) = found.last_mut() {
            last.attributed.extend(attributed);
        }
    }
    found
}

/// A line with a track; a respondent on no track yet has none.
fn attributed(line: Line, texts: &Texts, words: &Words) -> Option<Attributed> {
    let track = Coded::of::<TrackCode>(words, Some(line.track).filter(|track| !track.is_empty()))?;
    let mut one = Attributed {
        track,
        state: Coded::state(words, "track", line.state),
        round: line.round,
        current: line.current,
        collective: line.collective,
        role: Coded::of::<ResponsibilityRole>(words, line.role),
        class: Coded::of::<ResponsibilityClass>(words, line.class),
        duty: text(texts, line.duty.as_ref()),
        causal_link: text(texts, line.causal_link.as_ref()),
        has_causal_link: line.causal_link.is_some(),
        objection: line.objection,
        outcome: Coded::of::<Outcome>(words, line.outcome),
        determination: line.determination,
        standing: line.standing,
        judicial_outcome: Coded::of::<JudicialOutcome>(words, line.judicial_outcome),
        event_id: line.event_id,
        words: String::new(),
    };
    one.words = told(&one, words);
    Some(one)
}

fn told(one: &Attributed, words: &Words) -> String {
    let share = one.collective.map(|is| if is { "share-collective" } else { "share-individual" });
    let facts = [
        ("track", Some(one.track.words.clone())),
        ("share", share.map(|id| words.message(id, &[]))),
        ("role", one.role.as_ref().map(|role| role.words.clone())),
        ("class", one.class.as_ref().map(|class| class.words.clone())),
        ("outcome", one.outcome.as_ref().map(|outcome| outcome.words.clone())),
    ];
    let known: Vec<(&str, String)> = facts.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect();
    words.message("responsibility-line", &known)
}

fn warning(gap: GapLine, texts: &Texts, words: &Words) -> Gap {
    let whom = gap.respondent.map(|id| text(texts, gap.name.as_ref()).unwrap_or_else(|| id.to_string()));
    let track = gap.track.as_deref().map(|track| words.code(TrackCode::LIST, track));
    let whom: Vec<String> = whom.into_iter().chain(track).collect();
    let args: Vec<(&str, String)> =
        if whom.is_empty() { Vec::new() } else { vec![("whom", whom.join(&words.message("join-words", &[])))] };
    let told = words.message(&format!("gap-{}", gap.gap), &args);
    Gap { gap: gap.gap, respondent: gap.respondent, track: gap.track, words: told }
}
