//! What stands around the content of every page: where one is, as of when, and the way to the other language.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use wenze_domain::words::Lang;

use crate::assets::{Asset, MARK, SCRIPT, STYLE};
use crate::failure::Failure;
use crate::nav::{Entry, entries};
use crate::own_path::NEXT;
use crate::parts::When;
use crate::reader::{Reader, address};

use crate::texts::Texts;
use crate::waits::Bar;

/// The frame of a page.
pub(crate) struct Frame {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) style: &'static str,
    pub(crate) script: &'static Asset,
    pub(crate) mark: &'static str,
    /// When the page was read.
    pub(crate) now: When,
    /// The same page in the other languages.
    pub(crate) languages: Vec<Language>,
    /// Who is signed in.
    pub(crate) visitor: Option<Person>,
    /// Where to sign in, unless this is the page for it.
    pub(crate) sign_in: Option<String>,
    /// The pages beside this one.
    pub(crate) nav: Vec<Entry>,
    /// The pages above this one, from the outermost.
    pub(crate) crumbs: Vec<Crumb>,
    texts: &'static Texts,
}

/// A page above this one.
pub(crate) struct Crumb {
    pub(crate) href: String,
    pub(crate) word: String,
}

/// Somebody who is signed in.
pub(crate) struct Person {
    pub(crate) name: String,
    /// The role in use, or that one must be chosen.
    pub(crate) role: String,
    pub(crate) role_href: String,
    pub(crate) password_href: String,
}

/// A link to the same page in another language, in that language.
pub(crate) struct Language {
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
}

impl Frame {
    /// The frame of a page with this title.
    pub(crate) fn new(reader: &Reader, title: &str) -> Self {
        let others = Lang::ALL.iter().filter(|lang| **lang != reader.lang);
        let language = |lang: &Lang| Language {
            tag: lang.as_str(),
            name: match lang {
                Lang::ZhCn => "中文",
                Lang::En => "English",
            },
            href: reader.in_language(*lang),
        };
        Self {
            lang: reader.lang.as_str(),
            title: title.to_owned(),
            style: &STYLE.path,
            script: &SCRIPT,
            mark: &MARK.path,
            now: When::instant(reader.words, reader.now),
            languages: others.map(language).collect(),
            visitor: person(reader),
            sign_in: (reader.path() != "/sign-in").then(|| address("/sign-in", &[(NEXT, &reader.here())])),
            nav: entries(reader, reader.path()),
            crumbs: Vec::new(),
            texts: reader.texts,
        }
    }

    /// The same under other pages, from the outermost: address and name of each.
    pub(crate) fn under(self, reader: &Reader, crumbs: &[(String, String)]) -> Self {
        let crumb = |(href, word): &(String, String)| Crumb { href: href.clone(), word: word.clone() };
        let place = crumbs.first().map_or(reader.path(), |(href, _)| href.as_str());
        Self { nav: entries(reader, place), crumbs: crumbs.iter().map(crumb).collect(), ..self }
    }

    /// The bar of what is sent from this page, hidden until something is.
    pub(crate) fn bar(&self) -> Bar {
        Bar::still(self.texts)
    }

    /// The keys of the script and what they do.
    pub(crate) fn keys(&self) -> Vec<(&'static [&'static str], String)> {
        let all: [(&[&str], &str); 8] = [
            (&["j", "k"], /* text */ "keys-rows"),
            (&["l", "h"], /* text */ "keys-within"),
            (&["o", "Enter"], /* text */ "keys-open"),
            (&["]", "["], /* text */ "keys-pages"),
            (&["n", "p"], /* text */ "keys-breaches"),
            (&["g", "d"], /* text */ "keys-replay"),
            (&["/"], /* text */ "keys-search"),
            (&["?"], /* text */ "keys-help"),
        ];
        all.into_iter().map(|(keys, text)| (keys, self.texts.say(text))).collect()
    }

    /// A text of the page, for templates.
    pub(crate) fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }
}

fn person(reader: &Reader) -> Option<Person> {
    let visitor = reader.visitor.as_ref()?;
    let role = || match visitor.role() {
        Some(held) => held.words(reader),
        None if visitor.held.is_empty() => reader.texts.say("role-none-held"),
        None => reader.texts.say("role-choose"),
    };
    let here = reader.here();
    Some(Person {
        name: visitor.name.clone(),
        role: role(),
        role_href: address("/role", &[(NEXT, &here)]),
        password_href: address("/password", &[(NEXT, &here)]),
    })
}

/// A rendered page.
pub(crate) fn page(template: &impl Template) -> Result<Response, Failure> {
    let page = template.render().map_err(|error| {
        tracing::error!(%error, "a page cannot be rendered");
        Failure::Fault
    })?;
    Ok(Html(page).into_response())
}
