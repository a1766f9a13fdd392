//! What of a passage is shown, and where in it the words stand.

use uuid::Uuid;

use super::question::Word;
use super::words::Flat;

/// Characters of a passage that are shown, where it is longer.
pub const EXCERPT_CHARS: usize = 80;
/// Characters that are shown before the first word.
const BEFORE_CHARS: usize = 20;
/// What a word counts that is found, one that stands alone between signs, and all words found in one passage.
const FOUND: i64 = 10;
const ALONE: i64 = 5;
const TOGETHER: i64 = 20;

/// A passage in which words were found. It holds a private text, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The event.
    pub event_id: Uuid,
    /// Its version.
    pub version: i32,
    /// Its kind.
    pub kind: String,
    /// When it happened, as precise as the papers say.
    pub occurred: Option<String>,
    /// RFC 6901 pointer into the event.
    pub field: String,
    /// The words around.
    pub text: String,
    /// Whether the passage goes on before and after.
    pub cut: (bool, bool),
    /// Where the words stand in `text`: first character and the one after the last.
    pub highlights: Vec<(usize, usize)>,
    pub(super) score: i64,
}

/// What a row of the passages table tells.
pub(super) struct Passage {
    pub(super) event_id: Uuid,
    pub(super) version: i32,
    pub(super) kind: String,
    pub(super) occurred: Option<String>,
    pub(super) field: String,
    pub(super) text: String,
}

impl Excerpt {
    pub(super) fn of(passage: Passage, words: &[Word]) -> Self {
        let flat = Flat::of(&passage.text);
        let mut places = Vec::new();
        let (mut score, mut found) = (0, 0);
        for word in words {
            let of_word = flat.places(&word.needle);
            if of_word.is_empty() {
                continue;
            }
            found += 1;
            score += FOUND + if flat.plain.contains(&format!(" {} ", word.needle.trim())) { ALONE } else { 0 };
            places.extend(of_word);
        }
        if found > 1 && found == words.len() {
            score += TOGETHER;
        }
        let places = merged(places);
        let (text, cut, highlights) = window(&passage.text, &places);
        let Passage { event_id, version, kind, occurred, field, .. } = passage;
        Self { event_id, version, kind, occurred, field, text, cut, highlights, score }
    }
}

/// Places in order, those that touch made one.
fn merged(mut places: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    places.sort_unstable();
    let mut one: Vec<(usize, usize)> = Vec::new();
    for (from, to) in places {
        match one.last_mut().filter(|last| last.1 >= from) {
            Some(last) => last.1 = last.1.max(to),
            None => one.push((from, to)),
        }
    }
    one
}

type Window = (String, (bool, bool), Vec<(usize, usize)>);

fn window(text: &str, places: &[(usize, usize)]) -> Window {
    let long = text.chars().count();
    let first = places.first().map_or(0, |place| place.0);
    let start = if long <= EXCERPT_CHARS { 0 } else { first.saturating_sub(BEFORE_CHARS).min(long - EXCERPT_CHARS) };
    let end = (start + EXCERPT_CHARS).min(long);
    let shown = text.chars().skip(start).take(end - start).collect();
    let within = places.iter().filter(|(from, _)| *from < end).map(|(from, to)| (from - start, (*to).min(end) - start));
    (shown, (start > 0, end < long), within.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Question;

    fn excerpt(text: &str, asked: &str) -> Excerpt {
        let passage = Passage {
            event_id: Uuid::nil(),
            version: 1,
            kind: "ReportReceived".into(),
            occurred: None,
            field: "/payload/summary".into(),
            text: text.into(),
        };
        Excerpt::of(passage, &Question::read(asked).ok().unwrap().words)
    }

    fn marked(excerpt: &Excerpt) -> Vec<String> {
        let of = |(from, to): &(usize, usize)| excerpt.text.chars().skip(*from).take(to - from).collect();
        excerpt.highlights.iter().map(of).collect()
    }

    #[test]
    fn the_words_are_marked_as_they_are_written() {
        let found = excerpt("经查,ＥＲＰ系统中报销５万元,多次报销。", "erp 报销 5万元");
        assert_eq!(marked(&found), ["ＥＲＰ", "报销５万元", "报销"]);
        assert_eq!(found.cut, (false, false));
    }

    #[test]
    fn a_long_passage_is_cut_around_the_first_word() {
        let text = format!("{}报销{}", "前".repeat(200), "后".repeat(200));
        let found = excerpt(&text, "报销");
        assert_eq!((found.text.chars().count(), found.cut), (EXCERPT_CHARS, (true, true)));
        assert_eq!(
            (marked(&found), found.highlights),
            (vec!["报销".to_owned()], vec![(BEFORE_CHARS, BEFORE_CHARS + 2)])
        );
        let at_the_end = excerpt(&format!("{}报销", "前".repeat(200)), "报销");
        assert_eq!((marked(&at_the_end), at_the_end.cut), (vec!["报销".to_owned()], (true, false)));
    }

    #[test]
    fn a_passage_with_all_words_counts_most() {
        let score = |text: &str| excerpt(text, "违规 报销").score;
        assert!(score("违规报销") > score("违规。"));
        assert!(score("违规。") > score("多次违规使用"));
    }
}
