//! `/cases/{id}/appeals/{appeal}`: one appeal beside the decision it is against, with every step of its times.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use uuid::Uuid;
use wenze_casework::{AppealFile, AppealView, AppealWindows, Casework};
use wenze_domain::acts::Kind;
use wenze_domain::spec::Phase;

use crate::case::asked::Asked;
use crate::case::head;
use crate::case::labels::Labels;
use crate::case::read::Read;
use crate::docket::People;
use crate::failure::Failure;
use crate::forms::Act;
use crate::frame::{Frame, page};
use crate::parts::{Fact, LongText, StateTag, When};
use crate::reader::Reader;
use crate::seen::Seen;

mod calculator;
mod chain;
mod examined;
mod original;

use calculator::Calculator;
use chain::Link;
use examined::Examined;
use original::Original;

/// Appeals of one case that are read for the map; none has as many.
const APPEALS_MAX: u32 = 200;
/// Of which phases the acts are that carry an appeal on.
const PHASES: [Phase; 3] = [Phase::Appeal, Phase::Investigation, Phase::Execution];
/// The parameter of the small form.
const SERVED_ON: &str = "served_on";

/// The appeal.
pub(crate) async fn show(
    Seen(casework): Seen,
    Path((case, appeal)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let case = Uuid::try_parse(&case).map_err(|_| Failure::NoCase)?;
    let appeal = Uuid::try_parse(&appeal).map_err(|_| Failure::NoPage)?;
    let asked = served_on(&reader)?;
    let told = Told::read(&casework, (case, appeal), asked, &reader).await?;
    let originals = original::all(&casework, &told, &reader).await?;
    page(&AppealPage::new(&reader, &told, originals, asked))
}

fn served_on(reader: &Reader) -> Result<Option<NaiveDate>, Failure> {
    let read = |value: &str| {
        let shown = || value.chars().take(40).collect();
        NaiveDate::parse_from_str(value, "%Y-%m-%d")
            .map_err(|_| Failure::Unreadable(/* text */ "calculator-served-on", shown()))
    };
    reader.parameter(SERVED_ON).map(read).transpose()
}

/// What the page is made of.
struct Told {
    read: Read,
    /// The appeal.
    own: AppealView,
    /// Every appeal of the case, in the order in which they were recorded.
    appeals: Vec<AppealView>,
    file: AppealFile,
    windows: AppealWindows,
}

impl Told {
    async fn read(
        casework: &Casework,
        (case, appeal): (Uuid, Uuid),
        served_on: Option<NaiveDate>,
        reader: &Reader,
    ) -> Result<Self, Failure> {
        let words = reader.words;
        let appeals = casework.appeals(case, None, APPEALS_MAX, words).await?.items;
        let own = appeals.iter().find(|one| one.id == appeal).cloned().ok_or(Failure::NoPage)?;
        let read = Read::all(casework, case, &Asked::default(), reader).await?;
        let file = casework.appeal_file(case, appeal, words).await?;
        let windows = casework.appeal_windows(case, appeal, served_on, words).await?;
        Ok(Self { read, own, appeals, file, windows })
    }
}

#[derive(Template)]
#[template(path = "appeal.html")]
struct AppealPage {
    frame: Frame,
    case: String,
    number: String,
    title: String,
    state: StateTag,
    facts: Vec<Fact>,
    relief: Option<LongText>,
    originals: Vec<Original>,
    examined: Examined,
    chain: Vec<Link>,
    people: People,
    calculator: Calculator,
    next: Vec<Act>,
}

impl AppealPage {
    fn new(reader: &Reader, told: &Told, originals: Vec<Original>, asked: Option<NaiveDate>) -> Self {
        let (words, own, read) = (reader.words, &told.own, &told.read);
        let name = own.name.clone().unwrap_or_else(|| reader.texts.say("name-withheld"));
        let route = own.route.as_ref().map_or_else(|| words.not_recorded(), |route| route.words.clone());
        let title = reader.texts.tell("appeal-title", [("name", name.into()), ("route", route.into())]);
        let state = own.state.as_ref().map_or("none", |state| state.code.as_str());
        let labels = Labels::new(reader, read);
        let (case, number) = (format!("/cases/{}", read.id), head::number(reader, &read.now.case));
        let crumbs = [("/appeals".to_owned(), reader.texts.say("docket-title")), (case.clone(), number.clone())];
        let people = told.file.people.clone();
        Self {
            frame: Frame::new(reader, &title).under(reader, &crumbs),
            number,
            state: StateTag::new(words, "appeal", state),
            facts: facts(reader, own),
            relief: told.file.relief.as_deref().map(LongText::new),
            originals,
            examined: Examined::new(reader, told, &labels),
            chain: chain::links(reader, told),
            people: People::new(reader, &people.unwrap_or_else(nobody)),
            calculator: Calculator::new(reader, told, asked),
            next: next(reader, told),
            case,
            title,
        }
    }
}

fn nobody() -> wenze_casework::AppealPeople {
    wenze_casework::AppealPeople { handling: Vec::new(), original: 0, overlap: Vec::new() }
}

fn facts(reader: &Reader, own: &AppealView) -> Vec<Fact> {
    use wenze_domain::fields::PartialDate;
    let (words, texts, days) = (reader.words, reader.texts, &own.days);
    let dates = [
        (/* text */ "docket-filed", &days.filed),
        (/* text */ "docket-received", &days.received),
        (/* text */ "docket-accepted", &days.accepted),
        (/* text */ "docket-refused", &days.refused),
        (/* text */ "docket-passed-on", &days.passed_on),
        (/* text */ "appeal-withdrawn", &days.withdrawn),
        (/* text */ "appeal-decided", &days.decided),
        (/* text */ "appeal-served", &days.served),
    ];
    let dated = dates.into_iter().filter_map(|(label, day)| {
        let day = day.as_deref().and_then(PartialDate::parse)?;
        Some(Fact::time(texts.say(label), When::date(words, day)))
    });
    let outcome = own.outcome.as_ref().map(|outcome| Fact::text(texts.say("appeal-outcome"), outcome.words.clone()));
    let organ = own.organ_name.clone().map(|organ| Fact::text(texts.say("appeal-organ"), organ));
    let handler = own.handler_name.clone().map(|name| Fact::text(texts.say("appeal-handler"), name));
    dated.chain(outcome).chain(organ).chain(handler).collect()
}

/// What may usually be done next with it.
fn next(reader: &Reader, told: &Told) -> Vec<Act> {
    let id = told.own.id.to_string();
    let offers = told.read.offers.iter().flatten();
    let is_its = |offer: &&wenze_casework::OfferView| {
        offer.status == wenze_casework::Possible::Expected
            && Kind::parse(offer.kind).is_some_and(|kind| PHASES.contains(&kind.spec().phase))
            && offer.candidates.iter().any(|one| one.object == id && one.missing.is_empty())
    };
    let act = |offer: &wenze_casework::OfferView| Act::new(reader, told.read.id, offer.kind, &[("appeal", &id)]);
    offers.filter(is_its).map(act).collect()
}
