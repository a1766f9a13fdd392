//! Forms that are not recorded yet: kept as sealed drafts of their author, and opened again with everything in them.

use uuid::Uuid;
use wenze_casework::{Casework, DraftKept, NewDraft};
use wenze_domain::acts::Kind;

use super::given::{Given, KEY, is_of_the_step};
use super::outcome::Next;
use super::register::RELEASE;
use super::sittings::Spec;
use super::stead;
use crate::entered::Entered;
use crate::failure::Failure;
use crate::reader::{Reader, address};

/// The parameter that opens a draft.
pub(crate) const DRAFT: &str = "draft";
/// Whose form it is.
pub(crate) const WHOSE: &str = "whose";
/// The form that begins a case.
pub(crate) const NEW_CASE: &str = "/cases/new";
/// The routes of forms that are kept.
pub(crate) const ROUTES: [&str; 7] = [
    NEW_CASE,
    "/cases/{id}/record/{kind}",
    "/cases/{id}/entries/{version}/correct",
    "/cases/{id}/sittings/{name}",
    "/cases/{id}/backfill",
    "/people/{id}/record/{kind}",
    "/rules/{id}/record/{kind}",
];
/// The parameters without which an address is another form: in whose stead, and of which release.
const OF_THE_FORM: [&str; 4] = [stead::FOR, stead::AS, stead::OFFICE, RELEASE];

/// What is told of the draft beside the form.
pub(super) struct Kept {
    /// It could be kept.
    #[expect(clippy::struct_field_names, reason = "the template reads best so")]
    pub(super) is_kept: bool,
    /// Somebody asked for it.
    pub(super) is_asked: bool,
    pub(super) text: String,
}

/// Keeps what was sent until its acts are stored; then its draft goes.
pub(super) async fn follow(
    casework: &Casework,
    reader: &Reader,
    given: &Given,
    entered: &Entered,
    next: &Next,
) -> Option<Kept> {
    if let Next::Stored(_) = next {
        done(casework, reader, given).await;
        return None;
    }
    keep(casework, reader, given, entered).await
}

/// Keeps what was sent, unless nothing was typed. That it cannot be kept is told and keeps nobody from the form.
async fn keep(casework: &Casework, reader: &Reader, given: &Given, entered: &Entered) -> Option<Kept> {
    let author = reader.visitor.as_ref()?.account.person_id;
    if given.typed.is_blank() {
        return None;
    }
    let is_asked = given.is_to_be_kept;
    let told = |is_kept, text: &str| Some(Kept { is_kept, is_asked, text: reader.texts.say(text) });
    match kept(casework, author, &own_address(reader), &given.key, &entered.0).await {
        Ok(DraftKept::Done(_)) => told(true, /* text */ "draft-kept"),
        Ok(DraftKept::Full) => told(false, /* text */ "draft-full"),
        Ok(DraftKept::TooLong) => told(false, /* text */ "draft-too-long"),
        Err(error) => {
            tracing::warn!(%error, "a draft cannot be kept");
            told(false, /* text */ "draft-not-kept")
        }
    }
}

/// Keeps the fields of a form under its key.
pub(crate) async fn kept(
    casework: &Casework,
    author: Uuid,
    path: &str,
    key: &str,
    fields: &[(String, String)],
) -> Result<DraftKept, wenze_casework::Error> {
    let own: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .filter(|(name, _)| !is_of_the_step(name) && *name != WHOSE && *name != KEY)
        .chain([(KEY, key)])
        .collect();
    let text = serde_json::to_string(&own).unwrap_or_default();
    let draft = NewDraft { author, form_key: key, form: path, case: case_of(path), text: &text };
    casework.keep_draft(draft).await
}

/// Keeps what was sent about a case that its sender stepped back from, for whoever takes over: to himself it is closed. Whether it
/// could be kept; what holds nothing need not be.
pub(crate) async fn for_successor(casework: &Casework, author: Uuid, path: &str, entered: &Entered) -> bool {
    let given = Given::of(entered, false);
    if given.typed.is_blank() {
        return true;
    }
    match kept(casework, author, path, &given.key, &entered.0).await {
        Ok(kept) => matches!(kept, DraftKept::Done(_)),
        Err(error) => {
            tracing::warn!(%error, "a draft cannot be kept for whoever takes over");
            false
        }
    }
}

/// The form of the draft that the address names, as it was kept. A draft that is no more opens an empty form.
pub(super) async fn opened(casework: &Casework, reader: &Reader) -> Result<Option<Entered>, Failure> {
    let Some((visitor, key)) = reader.visitor.as_ref().zip(reader.parameter(DRAFT)) else { return Ok(None) };
    let found = casework.draft(visitor.account.person_id, key).await?;
    let own = found.filter(|draft| path_of(&draft.head.form) == reader.path());
    Ok(own.and_then(|draft| serde_json::from_str(draft.text.as_str()).ok()).map(Entered))
}

/// The act was recorded, so its draft goes. One that stays behind is deleted by hand, or when its time is over.
async fn done(casework: &Casework, reader: &Reader, given: &Given) {
    let Some(visitor) = &reader.visitor else { return };
    if let Err(error) = casework.drop_draft(visitor.account.person_id, &given.key).await {
        tracing::warn!(%error, "the draft of a recorded act cannot be deleted");
    }
}

/// Where the form stands, with the parameters without which it is another.
pub(crate) fn own_address(reader: &Reader) -> String {
    let own = OF_THE_FORM.into_iter().filter_map(|name| Some((name, reader.parameter(name)?)));
    address(reader.path(), &own.collect::<Vec<_>>())
}

/// An address without its parameters.
fn path_of(form: &str) -> &str {
    form.split('?').next().unwrap_or_default()
}

/// The address that opens a draft.
pub(crate) fn href(form: &str, key: &str) -> String {
    let opens = address("", &[(DRAFT, key)]);
    if form.contains('?') { format!("{form}{}", opens.replacen('?', "&", 1)) } else { form.to_owned() + &opens }
}

/// The case a form is about.
pub(crate) fn case_of(path: &str) -> Option<Uuid> {
    path_of(path).strip_prefix("/cases/").and_then(|rest| Uuid::try_parse(rest.split('/').next()?).ok())
}

/// The case that a form will begin: files that come with the form belong to it before it has begun, so it follows from who fills in
/// which form. Nobody else's form begins it.
pub(crate) fn case_begun_by(person: Uuid, key: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("wenze/new-case/{person}/{key}").as_bytes())
}

/// What the form at an address is called.
pub(crate) fn title(reader: &Reader, path: &str) -> String {
    let steps: Vec<&str> = path_of(path).split('/').skip(2).collect();
    match steps.as_slice() {
        ["new"] => reader.texts.say("new-title"),
        [_, "record", kind] => Kind::parse(kind).map_or(*kind, |kind| reader.words.kind(kind)).to_owned(),
        [_, "sittings", name] => Spec::named(name).map_or((*name).to_owned(), |spec| spec.title(reader)),
        [_, "backfill"] => reader.texts.say("backfill-title"),
        [_, "entries", version, _] => {
            let no = version.parse::<i32>().unwrap_or_default();
            let act = reader.texts.tell("entry-no", [("no", no.into())]);
            reader.texts.tell("correct-title", [("act", act.into())])
        }
        _ => reader.texts.say("draft-form"),
    }
}
