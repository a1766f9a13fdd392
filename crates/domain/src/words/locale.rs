//! The messages of one language, and how a sentence is put together from a value and the clauses that apply.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::Lang;
use super::args::{self, Args};

/// The files of a language, in the order in which a person would read them.
macro_rules! files {
    ($lang:literal) => {
        files!($lang: "words", "fields", "codes", "open-codes", "states", "acts-to-review", "acts-from-decision",
            "items", "refusals", "audit", "regimes", "boards")
    };
    ($lang:literal: $($file:literal),*) => {
        &[$(($file, include_str!(concat!("../../locales/", $lang, "/", $file, ".ftl")))),*]
    };
}

const ZH_CN: &[(&str, &str)] = files!("zh-CN");
const EN: &[(&str, &str)] = files!("en");

/// A clause with this beginning in its name follows without a comma.
const CLOSE: &str = "and-";
/// What Fluent prints for an argument it was not given.
const LEFTOVER: &str = "{$";

/// The files of a language, by name.
pub(super) fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::ZhCn => ZH_CN,
        Lang::En => EN,
    }
}

/// The loaded messages of a language.
pub(super) struct Locale {
    bundle: FluentBundle<FluentResource>,
    comma: String,
    space: String,
}

impl Locale {
    /// Loads a language. A message that does not parse is left out; the tests refuse to let one be shipped.
    pub(super) fn load(lang: Lang) -> Self {
        let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Marks of direction around each argument would show up in exports and break searching.
        bundle.set_use_isolating(false);
        for (_, text) in sources(lang) {
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(kept, _)| kept);
            bundle.add_resource_overriding(resource);
        }
        let mut locale = Self { bundle, comma: String::new(), space: String::new() };
        locale.comma = locale.value("join-clauses", &Args::new()).unwrap_or_default();
        locale.space = locale.value("join-parts", &Args::new()).unwrap_or_default();
        locale
    }

    /// The value of a message; none when there is no such message, or it prints an argument that is not given.
    pub(super) fn value(&self, id: &str, args: &Args) -> Option<String> {
        self.render_value(id, &args::fluent(args))
    }

    fn render_value(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(message.value()?, Some(args), &mut errors).into_owned();
        // A choice over a missing argument falls to its default variant, which is what a value is written for.
        (errors.is_empty() || !text.contains(LEFTOVER)).then_some(text)
    }

    /// The value and those clauses whose every argument is given.
    pub(super) fn sentence(&self, id: &str, args: &Args) -> Option<String> {
        let args = args::fluent(args);
        let message = self.bundle.get_message(id)?;
        let mut text = self.render_value(id, &args).unwrap_or_default();
        for clause in message.attributes() {
            let mut errors = Vec::new();
            let words = self.bundle.format_pattern(clause.value(), Some(&args), &mut errors);
            if !errors.is_empty() || words.trim().is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str(self.joint(clause.id(), &words));
            }
            text.push_str(&words);
        }
        (!text.is_empty()).then_some(text)
    }

    /// What stands between two clauses.
    pub(super) fn comma(&self) -> &str {
        &self.comma
    }

    /// A close clause stands apart by the language's own space, except where it brings a mark of its own.
    fn joint(&self, clause: &str, words: &str) -> &str {
        match clause.starts_with(CLOSE) {
            false => &self.comma,
            true if words.starts_with([':', ',']) => "",
            true => &self.space,
        }
    }
}
