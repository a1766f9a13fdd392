//! Forms of acts on registers: roles granted and taken back (`/people/{id}/record/{kind}`), rulebooks adopted and withdrawn
//! (`/rules/{id}/record/{kind}`).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;
use serde_json::Value;
use uuid::Uuid;
use wenze_casework::{Casework, Held, Place, RulebookShown};
use wenze_domain::acts::Kind;
use wenze_domain::codes::{CodeList, EnteredFrom, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::time::office_day;

use super::act::{actor, status};
use super::answers::{AnswersPage, FormPage, Heading};
use super::choices::Choices;
use super::given::{Given, Step, is_formal};
use super::keep::{self, Kept};
use super::outcome::{Next, Sitting};
use super::refused::Wrong;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::frame::page;
use crate::reader::{Reader, address};
use crate::seen::{Seen, may_fill};

/// The routes, which are part of what a form is.
const PERSON_ROUTE: &str = "POST /people/{id}/record/{kind}";
const RULEBOOK_ROUTE: &str = "POST /rules/{id}/record/{kind}";
/// The acts that each has forms for.
const OF_PERSONS: [Kind; 2] = [Kind::RoleGranted, Kind::RoleRevoked];
const OF_RULEBOOKS: [Kind; 2] = [Kind::RulebookVersionAdopted, Kind::RulebookWithdrawn];
/// The parameters of addresses.
const ORGAN: &str = "organ";
const ROLE: &str = "role";
pub(super) const RELEASE: &str = "release";
/// What a page is told by that something was just recorded.
pub(crate) const RECORDED: &str = "recorded";
/// What an adoption says that is a fact of the release.
const OF_RELEASE: [&str; 3] = ["rulebook", "version", "sha256"];

/// The form of an act on a person's roles.
pub(crate) async fn show_person(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let entry = person(&casework, &reader, &id).await?;
    show(&casework, &reader, entry, &kind).await
}

/// What became of it.
pub(crate) async fn send_person(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let entry = person(&casework, &reader, &id).await?;
    send(&casework, &reader, entry, &kind, &entered).await
}

/// The form of an act on a rulebook.
pub(crate) async fn show_rulebook(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Failure> {
    let entry = rulebook(&casework, &reader, &id).await?;
    show(&casework, &reader, entry, &kind).await
}

/// What became of it.
pub(crate) async fn send_rulebook(
    Seen(casework): Seen,
    Path((id, kind)): Path<(String, String)>,
    reader: Reader,
    entered: Entered,
) -> Result<Response, Failure> {
    let entry = rulebook(&casework, &reader, &id).await?;
    send(&casework, &reader, entry, &kind, &entered).await
}

/// What an act is about.
enum Entry {
    /// Somebody, with his name.
    Person(Uuid, String),
    /// A release of a rulebook.
    Rulebook(Box<RulebookShown>),
}

async fn person(casework: &Casework, reader: &Reader, id: &str) -> Result<Entry, Failure> {
    let id = Uuid::try_parse(id).map_err(|_| Failure::NoPage)?;
    match casework.person(id).await {
        Err(wenze_casework::Error::NotFound { .. }) => Err(Failure::NoPage),
        found => Ok(Entry::Person(id, found?.name.unwrap_or_else(|| reader.texts.say("name-withheld")))),
    }
}

async fn rulebook(casework: &Casework, reader: &Reader, id: &str) -> Result<Entry, Failure> {
    let found = casework.rulebook_shown(id, reader.parameter(RELEASE), reader.words).await?;
    Ok(Entry::Rulebook(Box::new(found.ok_or(Failure::NoPage)?)))
}

async fn show(casework: &Casework, reader: &Reader, entry: Entry, kind: &str) -> Result<Response, Failure> {
    let desk = match Desk::open(casework, reader, entry, kind).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let kept = keep::opened(casework, reader).await?;
    let given = kept.map_or_else(|| desk.fresh(), |entered| Given::kept(&entered));
    desk.form(&given, Wrong::default(), None)
}

async fn send(
    casework: &Casework,
    reader: &Reader,
    entry: Entry,
    kind: &str,
    entered: &Entered,
) -> Result<Response, Failure> {
    let desk = match Desk::open(casework, reader, entry, kind).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere.into_response()),
    };
    let given = Given::of(entered, is_formal(desk.kind));
    let next = desk.next(&given).await?;
    let kept = keep::follow(casework, reader, &given, entered, &next).await;
    match next {
        Next::Form(wrong) => desk.form(&given, wrong, kept),
        Next::Answers(told) => page(&AnswersPage::new(reader, desk.heading(), &desk.sitting(), &given, told)),
        Next::Stored(_) => desk.recorded().await,
    }
}

/// Everything a form on a register needs.
struct Desk<'a> {
    casework: &'a Casework,
    reader: &'a Reader,
    kind: Kind,
    entry: Entry,
    choices: Choices,
    actor: Actor,
}

impl<'a> Desk<'a> {
    async fn open(
        casework: &'a Casework,
        reader: &'a Reader,
        entry: Entry,
        kind: &str,
    ) -> Result<Result<Self, Redirect>, Failure> {
        let known = match entry {
            Entry::Person(..) => OF_PERSONS,
            Entry::Rulebook(_) => OF_RULEBOOKS,
        };
        let kind = Kind::parse(kind).filter(|kind| known.contains(kind)).ok_or(Failure::NoAct)?;
        let actor = match actor(reader) {
            Ok(actor) => actor,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        may_fill(actor.role, kind)?;
        let choices = Choices::of_register(casework).await?;
        Ok(Ok(Self { casework, reader, kind, entry, choices, actor }))
    }

    /// The form as it is opened: of today, with what the address and the release say.
    fn fresh(&self) -> Given {
        let mut given = Given::fresh();
        given.typed.fill("a0.occurred.date", &office_day(Utc::now()).to_string());
        match &self.entry {
            Entry::Person(id, _) => {
                given.typed.fill("a0.refs.official", &id.to_string());
                let organ = self.reader.parameter(ORGAN).map(|organ| ("a0.refs.organ", organ));
                let role = self.reader.parameter(ROLE).map(|role| ("a0.payload.role", role));
                organ.into_iter().chain(role).for_each(|(path, value)| given.typed.fill(path, value));
            }
            Entry::Rulebook(one) => {
                let house = if one.is_house { "yes" } else { "no" };
                let facts = [
                    ("rulebook", one.rulebook.as_str()),
                    ("version", one.version.as_str()),
                    ("title", one.title.as_str()),
                    ("sha256", one.sha256.as_str()),
                    ("house", house),
                ];
                let is_adopted = self.kind == Kind::RulebookVersionAdopted;
                let told = facts.into_iter().filter(|(name, _)| is_adopted || matches!(*name, "rulebook" | "title"));
                told.for_each(|(name, value)| given.typed.fill(&format!("a0.payload.{name}"), value));
            }
        }
        given
    }

    /// Does what the form asks for. First the text is kept, then the act: an act whose text is missing could never be judged by.
    async fn next(&self, given: &Given) -> Result<Next, Failure> {
        if given.step == Step::Edit {
            return Ok(Next::Form(Wrong::default()));
        }
        let sitting = self.sitting();
        let acts = match sitting.read(given).and_then(|acts| self.fits(acts)) {
            Ok(acts) => acts,
            Err(wrong) => return Ok(Next::Form(wrong)),
        };
        if let Some(wrong) = self.leaves_undone(&acts).await? {
            return Ok(Next::Form(wrong));
        }
        if let (Step::Save, Entry::Rulebook(one), Kind::RulebookVersionAdopted) = (given.step, &self.entry, self.kind) {
            self.casework.keep_release(&one.sha256).await?;
        }
        sitting.next_of(&acts, given).await
    }

    /// Refuses an adoption that says of a release what it is not: cases would be judged by a text that nobody adopted.
    fn fits(&self, acts: Vec<Value>) -> Result<Vec<Value>, Wrong> {
        let Entry::Rulebook(one) = &self.entry else { return Ok(acts) };
        let facts = [one.rulebook.as_str(), &one.version, &one.sha256];
        let said = |name: &str| acts.first().and_then(|act| act["payload"].get(name)).and_then(Value::as_str);
        let differs = |(name, fact): (&&str, &str)| said(name).is_some_and(|said| said != fact);
        if OF_RELEASE.iter().zip(facts).any(differs) {
            let why = self.reader.texts.say("rules-release-differs");
            return Err(Wrong { general: Some(why), ..Wrong::default() });
        }
        Ok(acts)
    }

    /// Whether the use case would refuse to take the role back, which is told before anything is recorded.
    async fn leaves_undone(&self, acts: &[Value]) -> Result<Option<Wrong>, Failure> {
        let (Entry::Person(person, _), Kind::RoleRevoked, Some(act)) = (&self.entry, self.kind, acts.first()) else {
            return Ok(None);
        };
        if act["entered_from"] == EnteredFrom::Paper.as_str() {
            return Ok(None);
        }
        let role = serde_json::from_value::<Role>(act["payload"]["role"].clone()).ok();
        let office = serde_json::from_value::<Uuid>(act["refs"]["organ"][0].clone()).ok();
        let Some((role, office)) = role.zip(office) else { return Ok(None) };
        let duties = self.casework.left_undone(&Held { person: *person, role, office }).await?;
        let why = || self.reader.texts.tell("revoke-duties", [("duties", duties.into())]);
        Ok((duties > 0).then(|| Wrong { general: Some(why()), ..Wrong::default() }))
    }

    fn sitting(&self) -> Sitting<'_> {
        let (place, route) = match self.entry {
            Entry::Person(..) => (Place::Grants, PERSON_ROUTE),
            Entry::Rulebook(_) => (Place::Rulebooks, RULEBOOK_ROUTE),
        };
        Sitting {
            reader: self.reader,
            casework: self.casework,
            choices: &self.choices,
            kinds: vec![self.kind],
            place,
            actor: self.actor,
            route,
            report: None,
            // The entries of a register are not decided upon a version that was shown.
            version: None,
        }
    }

    fn heading(&self) -> Heading {
        let (back, about) = match &self.entry {
            Entry::Person(id, name) => (format!("/people/{id}"), name.clone()),
            Entry::Rulebook(one) => (format!("/rules/{}", one.rulebook), one.title.clone()),
        };
        Heading {
            title: self.reader.words.kind(self.kind).to_owned(),
            action: self.reader.here(),
            back,
            number: about,
            about: None,
            usually: super::sheet::usually(self.reader, self.kind),
            is_formal: is_formal(self.kind),
        }
    }

    /// The form, with what is wrong and everything that was typed.
    fn form(&self, given: &Given, mut wrong: Wrong, kept: Option<Kept>) -> Result<Response, Failure> {
        let status = status(&wrong);
        let sheets = self.sitting().sheets(given, &mut wrong);
        let page = page(&FormPage::new(self.reader, self.heading(), given, wrong, sheets, (&self.choices, kept)))?;
        Ok((status, page).into_response())
    }

    /// Back to the person or rulebook, which shows what was recorded. From now on cases are judged by what was adopted.
    async fn recorded(&self) -> Result<Response, Failure> {
        if matches!(self.entry, Entry::Rulebook(_)) {
            self.casework.take_up_rulebooks().await?;
        }
        Ok(Redirect::to(&address(&self.heading().back, &[(RECORDED, self.kind.as_str())])).into_response())
    }
}

/// What was just recorded, where the address says so: the name of the act.
pub(crate) fn just_recorded(reader: &Reader) -> Option<String> {
    let kind = reader.parameter(RECORDED).and_then(Kind::parse)?;
    let is_known = OF_PERSONS.contains(&kind) || OF_RULEBOOKS.contains(&kind);
    is_known.then(|| reader.words.kind(kind).to_owned())
}
