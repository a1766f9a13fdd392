//! One case that was found, with the passages that hold the words.

use wenze_casework::{SearchHit, SearchPassage};
use wenze_domain::fields::PartialDate;

use crate::parts::{StateTag, When};
use crate::reader::Reader;

/// One case.
pub(super) struct Hit {
    pub(super) href: String,
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) stage: StateTag,
    pub(super) organ: String,
    pub(super) recorded: When,
    /// Names of the registers that hold a word.
    pub(super) named: Vec<String>,
    pub(super) passages: Vec<Passage>,
    /// How many passages more.
    pub(super) more: Option<String>,
}

/// A passage.
pub(super) struct Passage {
    /// The case with the act in it.
    pub(super) href: String,
    /// The act, and the field.
    pub(super) act: String,
    pub(super) field: String,
    pub(super) on: Option<When>,
    pub(super) pieces: Vec<Piece>,
}

/// A piece of a passage.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// It is a word that was asked for.
    pub(super) is_asked: bool,
}

impl Hit {
    pub(super) fn new(reader: &Reader, hit: &SearchHit) -> Self {
        let words = reader.words;
        let id = hit.case.simple().to_string();
        let short = || words.message("short-id", &[("id", id[id.len() - 8..].to_owned())]);
        let found = hit.numbers.first().cloned();
        let told = i64::try_from(hit.passages.len()).unwrap_or(i64::MAX);
        Self {
            href: format!("/cases/{}", hit.case),
            number: hit.case_no.clone().or(found).unwrap_or_else(short),
            kind: words.refs_role(&hit.designation),
            stage: StateTag::new(words, &hit.machine, &hit.stage),
            organ: hit.organ_name.clone().unwrap_or_default(),
            recorded: When::instant(words, hit.last_recorded_at),
            named: hit.named.iter().map(|one| one.name.clone()).collect(),
            passages: hit.passages.iter().map(|one| passage(reader, hit, one)).collect(),
            more: (hit.hits > told).then(|| reader.texts.tell("search-more", [("passages", (hit.hits - told).into())])),
        }
    }
}

fn passage(reader: &Reader, hit: &SearchHit, one: &SearchPassage) -> Passage {
    let date = one.occurred.as_deref().and_then(|on| PartialDate::parse(on.get(..10).unwrap_or(on)));
    Passage {
        href: format!("/cases/{}?version={}#v{}", hit.case, one.version, one.version),
        act: one.label.clone(),
        field: one.field_label.clone(),
        on: date.map(|date| When::date(reader.words, date)),
        pieces: pieces(one),
    }
}

/// The passage, cut where a word that was asked for begins or ends. Places are counted in characters.
pub(super) fn pieces(one: &SearchPassage) -> Vec<Piece> {
    let characters: Vec<char> = one.excerpt.chars().collect();
    let text = |from: usize, until: usize| characters[from..until].iter().collect::<String>();
    let mut pieces = Vec::new();
    let mut add = |text: String, is_asked| {
        if !text.is_empty() {
            pieces.push(Piece { text, is_asked });
        }
    };
    let mut at = 0;
    for (from, until) in &one.highlights {
        let (from, until) = ((*from).clamp(at, characters.len()), (*until).clamp(at, characters.len()));
        add(text(at, from), false);
        add(text(from, until.max(from)), true);
        at = until.max(from);
    }
    add(text(at, characters.len()), false);
    if let Some(first) = pieces.first_mut().filter(|_| one.cut_before) {
        first.text.insert(0, '…');
    }
    if let Some(last) = pieces.last_mut().filter(|_| one.cut_after) {
        last.text.push('…');
    }
    pieces
}
