//! Where a fact stands: an instrument of the register, and the articles as the register names them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One place in an instrument, written `GOV-2020 7-8`, `SOE-2024 11(7)`, `APT-2019 Q44`, or `PDR-2018` alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The instrument's code in the register, e.g. `GOV-2020`.
    pub instrument: String,
    /// The articles as written, e.g. `19-21, 26`; empty where the register names none.
    pub articles: String,
}

/// One article, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Articles {
    /// One article, with the number of its item where one is named.
    One(u16, Option<u16>),
    /// From one to another.
    Range(u16, u16),
    /// A numbered answer of an official questions-and-answers text on the instrument.
    Answer(u16),
}

impl Source {
    /// Reads it as the files write it; none when the articles are not written in one of the known ways.
    pub fn parse(text: &str) -> Option<Self> {
        let (instrument, articles) = text.split_once(' ').unwrap_or((text, ""));
        let source = Self { instrument: instrument.to_owned(), articles: articles.to_owned() };
        let is_named = !instrument.is_empty() && !text.ends_with(' ');
        (is_named && source.read().is_some()).then_some(source)
    }

    /// Its articles, one by one.
    pub fn articles(&self) -> Vec<Articles> {
        self.read().unwrap_or_default()
    }

    fn read(&self) -> Option<Vec<Articles>> {
        let parts = self.articles.split(", ").filter(|part| !part.is_empty());
        parts.map(part).collect()
    }
}

fn part(text: &str) -> Option<Articles> {
    if let Some(number) = text.strip_prefix('Q') {
        return number.parse().ok().map(Articles::Answer);
    }
    if let Some((article, item)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        return Some(Articles::One(article.parse().ok()?, Some(item.parse().ok()?)));
    }
    if let Some((first, last)) = text.split_once('-') {
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        return (first < last).then_some(Articles::Range(first, last));
    }
    text.parse().ok().map(|article| Articles::One(article, None))
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.instrument)?;
        if self.articles.is_empty() { Ok(()) } else { write!(f, " {}", self.articles) }
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "'{text}' is not an instrument followed by its articles, as in GOV-2020 7-8"
            ))
        })
    }
}

impl schemars::JsonSchema for Source {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "An instrument of the register and its articles",
            "examples": ["GOV-2020 7-8"]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_read_as_the_register_writes_them() {
        let articles = |text: &str| Source::parse(text).map(|source| source.articles());
        assert_eq!(articles("PDR-2018"), Some(vec![]));
        assert_eq!(articles("GOV-2020 7-8"), Some(vec![Articles::Range(7, 8)]));
        assert_eq!(articles("GOV-2020 19-21, 26"), Some(vec![Articles::Range(19, 21), Articles::One(26, None)]));
        assert_eq!(articles("SOE-2024 11(7)"), Some(vec![Articles::One(11, Some(7))]));
        assert_eq!(articles("APT-2019 Q44"), Some(vec![Articles::Answer(44)]));
        for wrong in ["", "GOV-2020 ", "GOV-2020 seven", "GOV-2020 8-7", "GOV-2020 7,8", "GOV-2020 11()"] {
            assert_eq!(articles(wrong), None, "{wrong}");
        }
        assert_eq!(Source::parse("GOV-2020 19-21, 26").map(|s| s.to_string()).as_deref(), Some("GOV-2020 19-21, 26"));
    }
}
