//! What people read: labels, dates, and the sentence that tells what an act did. Chinese is the source, English complete.

use std::sync::LazyLock;

use serde_json::Value;
use uuid::Uuid;

use crate::acts::Kind;
use crate::fields::PartRef;
use crate::regimes::{CodeKind, Pin, Regimes};
use crate::spec::Phase;

mod args;
mod dates;
mod effects;
mod facts;
mod lists;
mod locale;
mod reasons;
mod refusals;
pub mod shape;
pub mod vocabulary;

pub use effects::MeasureWords;

use args::Args;
use facts::Reader;
use locale::Locale;

/// A language people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese, the source language.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// All languages, the source first.
    pub const ALL: &'static [Self] = &[Self::ZhCn, Self::En];

    /// The language tag.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// Reads a tag, or a list of them as `Accept-Language` writes it; the first known language with the highest weight
    /// wins. `None` when no language of ours is named.
    pub fn parse(text: &str) -> Option<Self> {
        let mut best: Option<(u32, Self)> = None;
        for item in text.split(',') {
            let mut fields = item.split(';');
            let tag = fields.next().unwrap_or_default().trim();
            let weight = fields.find_map(|f| f.trim().strip_prefix("q=")).map_or(1000, permille);
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            let lang = match primary.to_ascii_lowercase().as_str() {
                "zh" => Self::ZhCn,
                "en" => Self::En,
                _ => continue,
            };
            if weight > 0 && best.is_none_or(|(b, _)| weight > b) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

/// A weight of 0 to 1 with up to three decimals; what cannot be read weighs nothing.
fn permille(text: &str) -> u32 {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let padded = format!("{whole}{:0<3}", decimals.get(..3).unwrap_or(decimals));
    padded.parse().unwrap_or(0).min(1000)
}

/// How a sentence opens the private parts it shows, and names people and organs.
pub struct Sources<'a> {
    /// The text of a part as the vault gives it; none when the reader may not see it.
    pub texts: &'a dyn Fn(&PartRef) -> Option<String>,
    /// The display name of a person or organ.
    pub names: &'a dyn Fn(Uuid) -> Option<String>,
}

/// All words of one language.
pub struct Words {
    lang: Lang,
    locale: Locale,
}

static ZH_CN: LazyLock<Words> = LazyLock::new(|| Words::load(Lang::ZhCn));
static EN: LazyLock<Words> = LazyLock::new(|| Words::load(Lang::En));

impl Words {
    /// The words of a language, loaded once.
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::ZhCn => &ZH_CN,
            Lang::En => &EN,
        }
    }

    fn load(lang: Lang) -> Self {
        Self { lang, locale: Locale::load(lang) }
    }

    /// Which language these are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The name of a kind of act.
    pub fn kind(&self, kind: Kind) -> &'static str {
        match self.lang {
            Lang::ZhCn => kind.spec().zh,
            Lang::En => kind.spec().en,
        }
    }

    /// The label of a payload field, nested ones too, by its own name.
    pub fn field(&self, kind: Kind, field: &str) -> String {
        let special = self.plain(&format!("field-{}-{field}", kind.as_str()));
        special.or_else(|| self.plain(&format!("field-{field}"))).unwrap_or_else(|| spaced(field))
    }

    /// The label of a code of one of [`crate::codes::LISTS`].
    pub fn code(&self, list: &str, code: &str) -> String {
        if code == crate::fields::NOT_RECORDED {
            return self.not_recorded();
        }
        self.plain(&format!("code-{list}-{code}")).unwrap_or_else(|| spaced(code))
    }

    /// The label of a usual code of an open list; other codes have none.
    pub fn usual_code(&self, list: &str, code: &str) -> Option<String> {
        self.plain(&format!("open-{list}-{code}"))
    }

    /// The label of a code of a regime; an unknown one is shown as it stands.
    pub fn regime_code(&self, list: CodeKind, pin: Option<&Pin>, code: &str) -> String {
        let prefer = pin.map(|p| (p.regime.as_str(), Some(p.version.as_str())));
        self.regime_label(list, prefer, code).unwrap_or_else(|| spaced(code))
    }

    fn regime_label(&self, list: CodeKind, prefer: Option<(&str, Option<&str>)>, code: &str) -> Option<String> {
        let entry = Regimes::shipped().find(list, code, prefer, None)?.entry(list, code)?;
        Some(match self.lang {
            Lang::ZhCn => entry.zh.clone(),
            Lang::En => entry.en.clone(),
        })
    }

    /// The name of a sub-state. A case without a state of its own name shows that of its least advanced track.
    pub fn state(&self, machine: &str, state: &str) -> String {
        let own = self.plain(&format!("state-{machine}-{state}"));
        let track = || (machine == "case").then(|| self.plain(&format!("state-track-{state}"))).flatten();
        own.or_else(track).unwrap_or_else(|| spaced(state))
    }

    /// The name of a role under which an act names objects.
    pub fn refs_role(&self, role: &str) -> String {
        self.plain(&format!("ref-{role}")).unwrap_or_else(|| spaced(role))
    }

    /// The name of a phase.
    pub fn phase(&self, phase: Phase) -> String {
        let id = lists::phase(phase);
        self.plain(&format!("phase-{id}")).unwrap_or_else(|| spaced(id))
    }

    /// The heading an act stands under.
    pub fn group(&self, kind: Kind) -> String {
        let heading = kind.spec().group;
        let id = lists::GROUPS.iter().find(|(zh, _)| *zh == heading).map(|(_, id)| *id);
        id.and_then(|id| self.plain(&format!("group-{id}"))).unwrap_or_else(|| heading.to_owned())
    }

    /// The words for a fact the papers do not hold.
    pub fn not_recorded(&self) -> String {
        self.plain("not-recorded").unwrap_or_default()
    }

    /// The sentence that tells what an act did, in the payload's own terms. A fact that is not recorded leaves its
    /// clause out.
    pub fn sentence(
        &self,
        kind: Kind,
        payload: &Value,
        texts: &dyn Fn(&PartRef) -> Option<String>,
        names: &dyn Fn(Uuid) -> Option<String>,
    ) -> String {
        self.sentence_in(kind, payload, None, &Sources { texts, names })
    }

    /// The same, with the regime version the event pins.
    pub fn sentence_in(&self, kind: Kind, payload: &Value, pin: Option<&Pin>, sources: &Sources<'_>) -> String {
        let args = Reader { words: self, kind, pin, sources }.payload(payload);
        let sentence = self.locale.sentence(&format!("act-{}", kind.as_str()), &args);
        sentence.unwrap_or_else(|| self.kind(kind).to_owned())
    }

    /// One value of a stored payload in words, by its RFC 6901 pointer from the payload's root, as a correction names it.
    pub fn value(&self, kind: Kind, pointer: &str, value: &Value, pin: Option<&Pin>, sources: &Sources<'_>) -> String {
        Reader { words: self, kind, pin, sources }.at(pointer, value)
    }

    /// The label of the field a pointer leads to, from the event's or the payload's root.
    pub fn field_at(&self, kind: Kind, pointer: &str) -> String {
        // The date of an act stands in its envelope, where no field of the payload gives it a name.
        if let Some(part) = pointer.strip_prefix("/occurred") {
            return self.plain(if part == "/time" { "envelope-time" } else { "envelope-occurred" }).unwrap_or_default();
        }
        let named = pointer.rsplit('/').find(|step| !step.is_empty() && step.parse::<usize>().is_err());
        let name = named.unwrap_or(pointer);
        if pointer.starts_with("/refs/") { self.refs_role(name) } else { self.field(kind, name) }
    }

    /// A message by its id. An argument that is a whole number is counted with; a clause whose argument is not given
    /// is left out. An unknown id is shown as it stands.
    pub fn message(&self, id: &str, args: &[(&str, String)]) -> String {
        let args: Args = args.iter().map(|(name, text)| ((*name).to_owned(), args::Arg::read(text))).collect();
        self.locale.sentence(id, &args).unwrap_or_else(|| id.to_owned())
    }

    fn plain(&self, id: &str) -> Option<String> {
        self.locale.value(id, &Args::new())
    }
}

/// A code nobody named a label for, with its joints opened.
fn spaced(code: &str) -> String {
    code.replace('_', " ")
}

/// The sentences of a stored payload in both languages, for golden files: no part opened, no name known.
pub fn golden(kind: Kind, payload: &Value) -> (String, String) {
    let in_lang = |lang| Words::of(lang).sentence(kind, payload, &|_| None, &|_| None);
    (in_lang(Lang::ZhCn), in_lang(Lang::En))
}

#[cfg(test)]
mod tests;
