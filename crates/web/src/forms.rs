//! Links to forms: of an act, with what it is about chosen, where the reader's role may record it at all.

use askama::Template;
use askama::filters::HtmlSafe;
use uuid::Uuid;
use wenze_domain::acts::Kind;

use crate::reader::{Reader, address};
use crate::seen::fills;

/// An act by name, with its form where the reader may fill it in.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% if let Some(href) = href %}<a href="{{ href }}">{{ word }}</a>{% else %}<span>{{ word }}</span>{% endif %}"#
)]
pub(crate) struct Act {
    pub(crate) word: String,
    pub(crate) href: Option<String>,
}

// Made by its own template, which escapes what it is given.
impl HtmlSafe for Act {}

impl Act {
    /// An act on a case about these objects, role → id.
    pub(crate) fn new(reader: &Reader, case: Uuid, kind: &str, objects: &[(&str, &str)]) -> Self {
        let known = Kind::parse(kind);
        let word = known.map_or_else(|| kind.to_owned(), |kind| reader.words.kind(kind).to_owned());
        let role = reader.visitor.as_ref().and_then(|visitor| visitor.role()).map(|held| held.role);
        let may = known.zip(role).is_some_and(|(kind, role)| fills(role, kind));
        Self { word, href: may.then(|| form(case, kind, objects)) }
    }
}

/// The address of a form with its objects chosen.
pub(crate) fn form(case: Uuid, kind: &str, objects: &[(&str, &str)]) -> String {
    address(&format!("/cases/{case}/record/{kind}"), objects)
}
