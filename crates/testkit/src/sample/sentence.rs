//! What the audit trail says of the samples: a golden file for every change of words.

use serde_json::Value;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartRef;
use wenze_domain::parts;
use wenze_domain::refusal::Refusal;
use wenze_domain::request::Draft;
use wenze_domain::words::{Lang, Sources, Words};

use super::{object, request};
use crate::record::commit;

/// How the texts of samples begin; what follows is the name of the field they stand in.
pub(super) const TEXT_MARK: &str = "示例文字:";
/// The same of short open texts.
pub(super) const LABEL_MARK: &str = "示例〔2024〕1号 ";

/// One line for every kind: its name, a tab, and the sentence of its sample with every private part opened, so that a
/// reader sees every clause of every sentence.
pub fn sentences(lang: Lang) -> Result<String, Refusal> {
    Kind::ALL.iter().map(|kind| Ok(format!("{}\t{}\n", kind.as_str(), sentence(*kind, lang)?))).collect()
}

fn sentence(kind: Kind, lang: Lang) -> Result<String, Refusal> {
    let draft = Draft::read(request(kind), &mut || object("fresh"))?;
    let mut payload = draft.payload.payload();
    let taken = parts::take_plain(&mut payload, "case:sample");
    parts::set_commits(&mut payload, &taken.iter().map(|part| commit(object("event"), part)).collect::<Vec<_>>());
    let texts = |part: &PartRef| taken.iter().find(|one| one.part_no == part.part).map(|one| told(&one.text, lang));
    let names = |id: Uuid| Some(name(id, lang).to_owned());
    let said = Words::of(lang).sentence_in(kind, &payload, None, &Sources { texts: &texts, names: &names });
    let mut pieces = said.split(LABEL_MARK);
    let first = pieces.next().unwrap_or_default().to_owned();
    Ok(pieces.fold(first, |said, rest| {
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(rest.len());
        let (field, rest) = rest.split_at(end);
        format!("{said}{}{rest}", quoted(field, lang))
    }))
}

/// The name of a field in the place of its text.
fn quoted(field: &str, lang: Lang) -> String {
    if lang == Lang::ZhCn { format!("“{field}”") } else { format!("‘{field}’") }
}

/// The text of a part: the name of its field, or of a person.
fn told(text: &str, lang: Lang) -> String {
    let quoted = |text: &str| match text.strip_prefix(TEXT_MARK) {
        Some("as_named") => person(lang).to_owned(),
        Some(field) => quoted(field, lang),
        None => text.to_owned(),
    };
    let value = match serde_json::from_str(text) {
        Ok(Value::String(plain)) => Value::String(quoted(&plain)),
        Ok(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(quoted).collect(),
        _ => return text.to_owned(),
    };
    value.to_string()
}

fn person(lang: Lang) -> &'static str {
    if lang == Lang::ZhCn { "王某" } else { "Wang" }
}

fn name(id: Uuid, lang: Lang) -> &'static str {
    match (id == object("organ"), lang) {
        (true, Lang::ZhCn) => "某市纪委监委",
        (true, Lang::En) => "the City CDI",
        (false, _) => person(lang),
    }
}
