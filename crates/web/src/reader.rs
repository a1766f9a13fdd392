//! Who reads: in which language, at which address, and when.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use chrono::{DateTime, Utc};
use uuid::Uuid;
use wenze_domain::words::{Lang, Words};

use crate::texts::Texts;
use crate::visitor::Visitor;

/// The cookie that keeps the language a reader chose.
pub(crate) const LANG_COOKIE: &str = "wenze-lang";
/// The parameter that chooses it.
const LANG_PARAMETER: &str = "lang";

/// One reader of one page.
#[derive(Clone)]
pub(crate) struct Reader {
    /// The language read.
    pub(crate) lang: Lang,
    /// The language was chosen with this very request.
    pub(crate) chosen_now: bool,
    /// Words of acts, states and dates.
    pub(crate) words: &'static Words,
    /// Words of the pages.
    pub(crate) texts: &'static Texts,
    /// When the page is read.
    pub(crate) now: DateTime<Utc>,
    /// Who reads, where somebody is signed in.
    pub(crate) visitor: Option<Arc<Visitor>>,
    path: String,
    query: Vec<(String, String)>,
}

impl Reader {
    /// Reads the request: the parameter wins over the cookie, the cookie over the browser's wish, and that over Chinese.
    pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let query: Vec<(String, String)> =
            serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
        let asked = query.iter().find(|(name, _)| name == LANG_PARAMETER).and_then(|(_, lang)| Lang::parse(lang));
        let lang = asked.or_else(|| kept(headers)).or_else(|| wished(headers)).unwrap_or_default();
        Self { query, ..Self::new(lang, uri.path(), asked.is_some()) }
    }

    fn new(lang: Lang, path: &str, chosen_now: bool) -> Self {
        let (words, texts) = (Words::of(lang), Texts::of(lang));
        let (path, query, visitor) = (path.to_owned(), Vec::new(), None);
        Self { lang, chosen_now, words, texts, now: Utc::now(), visitor, path, query }
    }

    /// A reader of a page without parameters, for tests.
    #[cfg(test)]
    pub(crate) fn plain(lang: Lang) -> Self {
        Self::new(lang, "/cases", false)
    }

    /// A parameter of the address, unless it is empty: an empty field of a form asks for nothing.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(one, _)| one == name).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// Every value of a parameter.
    pub(crate) fn parameters<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.query.iter().filter(move |(one, value)| one == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The address of this page, to come back to it.
    pub(crate) fn here(&self) -> String {
        self.with(&[])
    }

    /// The path of this page.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The same page in another language.
    pub(crate) fn in_language(&self, lang: Lang) -> String {
        self.with(&[(LANG_PARAMETER, Some(lang.as_str()))])
    }

    /// What is called by nothing else: the end of its id.
    pub(crate) fn short_id(&self, id: Uuid) -> String {
        let id = id.simple().to_string();
        self.words.message("short-id", &[("id", id[id.len() - 8..].to_owned())])
    }

    /// The same page with some parameters set anew or taken away.
    pub(crate) fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let kept = self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, value)| !value.is_empty() && changes.iter().all(|(one, _)| one != name));
        // The cookie keeps the language, so links inside do not have to.
        let kept = kept.filter(|(name, _)| *name != LANG_PARAMETER);
        let set = changes.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
        address(&self.path, &kept.chain(set).collect::<Vec<_>>())
    }
}

/// A path with parameters.
pub(crate) fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    match serde_urlencoded::to_string(parameters) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

fn kept(headers: &HeaderMap) -> Option<Lang> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    let mut pairs = cookies.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == LANG_COOKIE).and_then(|(_, lang)| Lang::parse(lang))
}

fn wished(headers: &HeaderMap) -> Option<Lang> {
    Lang::parse(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?)
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let visitor = parts.extensions.get::<Arc<Visitor>>().cloned();
        Ok(Self { visitor, ..Self::of(&parts.uri, &parts.headers) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(uri: &str, cookie: Option<&str>, accept: Option<&str>) -> Reader {
        let mut headers = HeaderMap::new();
        headers.extend(cookie.map(|c| (COOKIE, c.parse().unwrap())));
        headers.extend(accept.map(|a| (ACCEPT_LANGUAGE, a.parse().unwrap())));
        Reader::of(&uri.parse().unwrap(), &headers)
    }

    #[test]
    fn parameter_before_cookie_before_wish_before_chinese() {
        assert_eq!(reader("/cases", None, None).lang, Lang::ZhCn);
        assert_eq!(reader("/cases", None, Some("fr, en;q=0.8")).lang, Lang::En);
        assert_eq!(reader("/cases", Some("a=b; wenze-lang=zh-CN"), Some("en")).lang, Lang::ZhCn);
        let chosen = reader("/cases?lang=en", Some("wenze-lang=zh-CN"), Some("zh"));
        assert!(chosen.lang == Lang::En && chosen.chosen_now);
        let unknown = reader("/cases?lang=tlh", None, Some("en"));
        assert!(unknown.lang == Lang::En && !unknown.chosen_now);
    }

    #[test]
    fn a_link_keeps_the_other_parameters() {
        let one = reader("/cases?number=%E9%9D%92%E7%BA%AA&stage=&lang=en", None, None);
        assert_eq!(one.in_language(Lang::ZhCn), "/cases?number=%E9%9D%92%E7%BA%AA&lang=zh-CN");
        assert_eq!(one.with(&[("number", None), ("stage", Some("a/b"))]), "/cases?stage=a%2Fb");
        assert_eq!(one.with(&[("number", None)]), "/cases");
        assert_eq!(one.parameter("number"), Some("青纪"));
        assert_eq!(one.parameter("stage"), None);
    }
}
