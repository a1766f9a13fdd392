//! Rulebooks and calendars as they are read: releases with their dates, rules with articles and sentences, notices.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use wenze_domain::fields::PartialDate;
use wenze_domain::registers;
use wenze_domain::words::{Lang, Words};
use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::{self, Calendar, Notice};
use wenze_rulebook::rule::{InUse, Mark, Rulebook, Window};
use wenze_rulebook::shipped;

use crate::rulebooks::{Origin, RulebookOnShelf};
use crate::texts::digest;
use crate::{Casework, Error, Standing};

mod compared;
mod rule;

pub use compared::{RuleChange, RuleChanged};
pub use rule::{LawShown, RuleShown};

/// Where the article texts of a rulebook lie in its folder.
const ARTICLES: &str = "text/";

/// A rulebook in a list.
#[derive(Debug, Clone)]
pub struct RulebookLine {
    /// Its id.
    pub rulebook: String,
    /// What it is called.
    pub title: String,
    /// The release that counts.
    pub version: String,
    /// Whether cases are judged by it.
    pub standing: Standing,
    /// When the release became known; none of one that comes with the program.
    pub known_at: Option<DateTime<Utc>>,
    /// How many rules it has.
    pub rules: usize,
    /// How many of them stand on an article that nobody compared with its text.
    pub remembered: usize,
    /// Its text is missing or cannot be read.
    pub is_broken: bool,
}

/// A release of a rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseLine {
    /// The release.
    pub version: String,
    /// Digest of its text.
    pub sha256: String,
    /// It comes with the program.
    pub is_shipped: bool,
    /// When it was adopted, as far as it was.
    pub adopted_on: Option<PartialDate>,
    /// From when on cases are judged by it, where it was adopted.
    pub in_use_from: Option<NaiveDate>,
    /// It cannot be read.
    pub is_broken: bool,
}

/// A legal text that a rulebook stands on.
#[derive(Debug, Clone)]
pub struct SourceShown {
    /// Its name.
    pub name: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it is in force.
    pub window: Window,
    /// Nobody compared these dates with the text.
    pub is_remembered: bool,
}

/// A release of a rulebook with everything it holds.
#[derive(Debug, Clone)]
pub struct RulebookShown {
    /// Its id.
    pub rulebook: String,
    /// What it is called.
    pub title: String,
    /// The release that is shown.
    pub version: String,
    /// Digest of its text.
    pub sha256: String,
    /// Whether cases are judged by the rulebook now.
    pub standing: Standing,
    /// Whether the release that counts now is the one shown.
    pub is_current: bool,
    /// It judges only once somebody adopts it.
    pub is_house: bool,
    /// Every release, the newest first.
    pub releases: Vec<ReleaseLine>,
    /// From when on it was taken out of use, each time.
    pub withdrawn_from: Vec<NaiveDate>,
    /// The texts it stands on.
    pub sources: Vec<SourceShown>,
    /// Its rules, in the order written.
    pub rules: Vec<RuleShown>,
    /// Wordings of articles that it brings along, by their files.
    pub articles: Vec<(String, String)>,
}

/// A calendar with its notices.
#[derive(Debug, Clone)]
pub struct CalendarShown {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The revision.
    pub revision: String,
    /// When it became known; none of one that comes with the program.
    pub known_at: Option<DateTime<Utc>>,
    /// Its notices, the newest first.
    pub notices: Vec<Notice>,
    /// Notices of which something was not compared with its text, by number.
    pub remembered: Vec<String>,
}

impl Casework {
    /// The rulebooks known now, those in use first.
    pub async fn rulebook_lines(&self, words: &Words) -> Result<Vec<RulebookLine>, Error> {
        let shelf = self.rulebooks(Utc::now()).await?;
        let mut lines: Vec<RulebookLine> = shelf.rulebooks.iter().map(|one| line(one, words)).collect();
        lines.sort_by_key(|line| line.standing != Standing::InUse);
        Ok(lines)
    }

    /// One rulebook in a release; in the one that counts now where none is named. Nothing where there is no such, or where
    /// its text cannot be read.
    pub async fn rulebook_shown(
        &self,
        id: &str,
        release: Option<&str>,
        words: &Words,
    ) -> Result<Option<RulebookShown>, Error> {
        let shelf = self.rulebooks(Utc::now()).await?;
        let Some(current) = shelf.rulebooks.iter().find(|one| one.rulebook == id) else { return Ok(None) };
        let wanted = release.unwrap_or(&current.version);
        let is_wanted = |book: &&Arc<Rulebook>| *book.id == *id && *book.version == *wanted;
        let found = current.book.as_ref().filter(is_wanted).or_else(|| shelf.releases.iter().find(is_wanted));
        let Some(book) = found else { return Ok(None) };
        let register = self.rulebook_register(id).await?;
        let from = register.withdrawals.iter().map(registers::Withdrawal::from).collect();
        Ok(Some(RulebookShown {
            rulebook: id.to_owned(),
            title: named(book, words),
            version: wanted.to_owned(),
            sha256: book.digest_hex(),
            standing: current.standing,
            is_current: current.version == wanted,
            is_house: book.in_use == InUse::WhenAdopted,
            releases: releases(id, &register, &shelf.releases),
            withdrawn_from: from,
            sources: book.texts.values().map(|text| source(text, words)).collect(),
            rules: book.rules.iter().map(|rule| RuleShown::of(book, rule, words)).collect(),
            articles: self.article_texts(&book.digest_hex()).await?,
        }))
    }

    /// A release of a rulebook, as it judges.
    pub async fn rulebook_release(&self, id: &str, release: &str) -> Result<Option<Arc<Rulebook>>, Error> {
        let shelf = self.rulebooks(Utc::now()).await?;
        Ok(shelf.releases.into_iter().find(|book| *book.id == *id && *book.version == *release))
    }

    /// The files of a release that comes with the program or was adopted.
    pub async fn rulebook_bundle(&self, sha256: &str) -> Result<Option<Bundle>, Error> {
        if let Some(one) = shipped::all().iter().find(|one| one.book.digest_hex() == sha256) {
            return Ok(Some(one.bundle.clone()));
        }
        let Some(digest) = digest(sha256) else { return Ok(None) };
        let text = self.inner.ledger.text(&digest).await?;
        Ok(text.and_then(|text| Bundle::unpacked(&text.body).ok()))
    }

    /// The calendars known now.
    pub async fn calendars_shown(&self) -> Result<Vec<CalendarShown>, Error> {
        let shelf = self.rulebooks(Utc::now()).await?;
        let known_at = |origin: Origin| match origin {
            Origin::Shipped => None,
            Origin::Event { known_at, .. } => Some(known_at),
        };
        Ok(shelf.calendars.iter().map(|one| calendar(one.table.calendar(), known_at(one.origin))).collect())
    }

    async fn article_texts(&self, sha256: &str) -> Result<Vec<(String, String)>, Error> {
        let bundle = self.rulebook_bundle(sha256).await?;
        let files =
            bundle.iter().flat_map(Bundle::files).filter_map(|(path, text)| Some((path.strip_prefix(ARTICLES)?, text)));
        Ok(files.map(|(path, text)| (path.trim_end_matches(".md").to_owned(), text.to_owned())).collect())
    }
}

/// The title in a language; in Chinese, the source, where the rulebook does not say it in that language.
pub(crate) fn named(book: &Rulebook, words: &Words) -> String {
    match words.lang() {
        Lang::ZhCn => book.title.clone(),
        Lang::En => book.title_en.clone().unwrap_or_else(|| book.title.clone()),
    }
}

fn line(one: &RulebookOnShelf, words: &Words) -> RulebookLine {
    let book = one.book.as_ref();
    RulebookLine {
        rulebook: one.rulebook.clone(),
        title: book.map_or_else(|| one.title.clone(), |book| named(book, words)),
        version: one.version.clone(),
        standing: one.standing,
        known_at: match one.origin {
            Origin::Shipped => None,
            Origin::Event { known_at, .. } => Some(known_at),
        },
        rules: book.map_or(0, |book| book.rules.len()),
        remembered: book.map_or(0, |book| book.rules.iter().filter(|rule| rule.is_remembered()).count()),
        is_broken: book.is_none(),
    }
}

/// Those adopted, the newest first, then the one that comes with the program unless it was adopted too.
fn releases(id: &str, register: &registers::Rulebook, known: &[Arc<Rulebook>]) -> Vec<ReleaseLine> {
    let is_read = |sha256: &str| known.iter().any(|book| book.digest_hex() == sha256);
    let is_shipped = |sha256: &str| shipped::named(id).is_some_and(|one| one.book.digest_hex() == sha256);
    let adopted = register.releases.iter().rev().map(|one| ReleaseLine {
        version: one.version.clone(),
        sha256: one.sha256.clone(),
        is_shipped: is_shipped(&one.sha256),
        adopted_on: one.adopted_on,
        in_use_from: Some(one.from()),
        is_broken: !is_read(&one.sha256),
    });
    let mut lines: Vec<ReleaseLine> = adopted.collect();
    let own = shipped::named(id).filter(|own| lines.iter().all(|line| line.sha256 != own.book.digest_hex()));
    lines.extend(own.map(|one| ReleaseLine {
        version: one.book.version.to_string(),
        sha256: one.book.digest_hex(),
        is_shipped: true,
        adopted_on: None,
        in_use_from: None,
        is_broken: false,
    }));
    lines
}

fn source(text: &wenze_rulebook::rule::LegalText, words: &Words) -> SourceShown {
    SourceShown {
        name: match words.lang() {
            Lang::ZhCn => text.name.clone(),
            Lang::En => text.name_en.clone().unwrap_or_else(|| text.name.clone()),
        },
        issuer: text.issuer.clone(),
        window: text.window,
        is_remembered: text.mark == Mark::Remembered,
    }
}

fn calendar(calendar: &Calendar, known_at: Option<DateTime<Utc>>) -> CalendarShown {
    let remembered = |notice: &&Notice| {
        let marks = notice.marks;
        [marks.number, marks.published, marks.days].contains(&calendar::Mark::Remembered)
    };
    CalendarShown {
        id: calendar.id().to_owned(),
        title: calendar.title().to_owned(),
        revision: calendar.revision().to_owned(),
        known_at,
        remembered: calendar.notices().iter().filter(remembered).map(|notice| notice.number.clone()).collect(),
        notices: calendar.notices().iter().rev().cloned().collect(),
    }
}
