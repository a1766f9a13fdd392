//! `/rules/{id}`: one rulebook in a release: since when it counts, on what it stands, every rule with its articles.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use wenze_casework::{ReleaseLine, RulebookShown, SourceShown, Standing};
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;

use super::shown::Shown;
use crate::failure::Failure;
use crate::frame::{Frame, page};
use crate::parts::{StateTag, When};
use crate::reader::{Reader, address};
use crate::record::register::just_recorded;
use crate::seen::{Seen, fills};

/// The parameter that names a release.
pub(super) const RELEASE: &str = "release";

/// A release of a rulebook.
pub(crate) async fn show(Seen(casework): Seen, Path(id): Path<String>, reader: Reader) -> Result<Response, Failure> {
    let found = casework.rulebook_shown(&id, reader.parameter(RELEASE), reader.words).await?;
    let found = found.ok_or(Failure::NoPage)?;
    page(&RulebookPage::new(&reader, found))
}

#[derive(Template)]
#[template(path = "rulebook.html")]
struct RulebookPage {
    frame: Frame,
    /// What was just recorded.
    recorded: Option<String>,
    version: String,
    sha256: String,
    standing: StateTag,
    /// Another release than the one that counts is shown.
    is_other: bool,
    is_house: bool,
    releases: Vec<Release>,
    withdrawn: Vec<When>,
    sources: Vec<Source>,
    remembered: Option<String>,
    rules: Vec<Shown>,
    articles: Vec<(String, String)>,
    /// Trying it on past cases.
    compare: String,
    /// The forms of the acts, for whoever may record them.
    adopt: Option<String>,
    withdraw: Option<String>,
}

/// A release in the list.
struct Release {
    href: Option<String>,
    version: String,
    is_shown: bool,
    origin: String,
    adopted: Option<When>,
    from: Option<When>,
    compare: Option<String>,
}

/// A legal text.
struct Source {
    name: String,
    issuer: String,
    from: Option<When>,
    until: Option<When>,
    is_remembered: bool,
}

impl RulebookPage {
    fn new(reader: &Reader, found: RulebookShown) -> Self {
        let remembered = found.rules.iter().filter(|rule| rule.law.iter().any(|law| law.is_remembered)).count();
        let record = |kind: Kind| {
            let role = reader.visitor.as_ref().and_then(|visitor| visitor.role()).map(|held| held.role)?;
            let path = format!("/rules/{}/record/{}", found.rulebook, kind.as_str());
            fills(role, kind).then(|| address(&path, &[(RELEASE, found.version.as_str())]))
        };
        let is_in_use = found.standing == Standing::InUse;
        Self {
            frame: Frame::new(reader, &found.title),
            recorded: just_recorded(reader),
            standing: super::standing(reader, found.standing),
            is_other: !found.is_current,
            is_house: found.is_house,
            releases: found.releases.iter().map(|one| release(reader, &found, one)).collect(),
            withdrawn: found
                .withdrawn_from
                .iter()
                .map(|day| When::date(reader.words, PartialDate::day(*day)))
                .collect(),
            sources: found.sources.iter().map(|one| source(reader, one)).collect(),
            remembered: (remembered > 0).then(|| reader.texts.tell("rules-remembered", [("rules", remembered.into())])),
            rules: found.rules.iter().map(|rule| Shown::new(reader, rule)).collect(),
            compare: compare(&found.rulebook, None, &found.version),
            adopt: record(Kind::RulebookVersionAdopted).filter(|_| !(is_in_use && found.is_current)),
            withdraw: record(Kind::RulebookWithdrawn).filter(|_| is_in_use),
            articles: found.articles,
            version: found.version,
            sha256: found.sha256,
        }
    }
}

/// The address of a comparison; without an old release with nothing.
pub(super) fn compare(id: &str, old: Option<&str>, new: &str) -> String {
    let parameters: Vec<(&str, &str)> = old.map(|old| ("old", old)).into_iter().chain([("new", new)]).collect();
    address(&format!("/rules/{id}/compare"), &parameters)
}

fn release(reader: &Reader, found: &RulebookShown, one: &ReleaseLine) -> Release {
    let is_shown = one.sha256 == found.sha256;
    let origin = match (one.is_broken, one.is_shipped) {
        (true, _) => reader.texts.say("rules-broken"),
        (false, true) => reader.texts.say("rules-shipped"),
        (false, false) => reader.texts.say("rules-brought"),
    };
    let path = format!("/rules/{}", found.rulebook);
    let is_other = !one.is_broken && one.version != found.version;
    Release {
        href: (!one.is_broken && !is_shown).then(|| address(&path, &[(RELEASE, one.version.as_str())])),
        version: one.version.clone(),
        is_shown,
        origin,
        adopted: one.adopted_on.map(|date| When::date(reader.words, date)),
        from: one.in_use_from.map(|day| When::date(reader.words, PartialDate::day(day))),
        compare: is_other.then(|| compare(&found.rulebook, Some(&one.version), &found.version)),
    }
}

fn source(reader: &Reader, one: &SourceShown) -> Source {
    let when = |day| When::date(reader.words, PartialDate::day(day));
    Source {
        name: one.name.clone(),
        issuer: one.issuer.clone().unwrap_or_default(),
        from: one.window.from.map(when),
        until: one.window.to.and_then(|day| day.pred_opt()).map(when),
        is_remembered: one.is_remembered,
    }
}
