//! How a text is cut: one plain form for texts and questions alike, and the lexemes that are looked for.
//!
//! A run of Han characters gives each pair of neighbours, so that every word of two characters is found wherever it stands,
//! and the longer words that jieba sees in it. Everything else gives its words and numbers whole.

use std::collections::BTreeSet;
use std::io::BufReader;
use std::iter::once;
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use jieba_rs::Jieba;
use unicode_normalization::UnicodeNormalization;

/// Longest word or number that is told apart, in characters; what follows is not looked at.
const LEXEME_CHARS_MAX: usize = 64;
/// Shortest piece of a name or number that is looked for, in characters.
pub(super) const GRAM_CHARS_MIN: usize = 2;
/// Longest piece that stands in the index, in characters.
const GRAM_CHARS_MAX: usize = 3;

/// The words that jieba knows, from its own release; the crate would bring them with a C library to unpack them.
const DICTIONARY: &[u8] = include_bytes!("dictionary.txt.gz");

/// The dictionary takes a fifth of a second and 33 MiB, so there is one, made when it is first needed.
static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    // A dictionary that cannot be read would leave jieba to its statistics alone; a test says that it can.
    Jieba::with_dict(&mut BufReader::new(GzDecoder::new(DICTIONARY))).unwrap_or_else(|_| Jieba::empty())
});

/// What a character is to a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Gap,
    Han,
    Word,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            '々'
            | '〇'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Han,
            c if c.is_alphanumeric() => Self::Word,
            _ => Self::Gap,
        }
    }
}

/// A text in plain form: NFKC, lower case, runs of Han characters and of others with one space between and around them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Flat {
    /// The plain form.
    pub(super) plain: String,
    /// For each of its characters, which one of the text it comes from.
    origin: Vec<usize>,
}

impl Flat {
    pub(super) fn of(text: &str) -> Self {
        let mut flat = Self::default();
        let mut before = Class::Gap;
        flat.push(' ', 0);
        let mut characters = text.chars().enumerate().peekable();
        while let Some((at, character)) = characters.next() {
            let is_point = character == '.'
                && flat.plain.ends_with(|c: char| c.is_ascii_digit())
                && characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            for c in once(character).nfkc().flat_map(char::to_lowercase) {
                let class = if is_point { Class::Word } else { Class::of(c) };
                if class != before && before != Class::Gap {
                    flat.push(' ', at);
                }
                if class != Class::Gap {
                    flat.push(c, at);
                }
                before = class;
            }
        }
        if before != Class::Gap {
            flat.push(' ', flat.origin.last().copied().unwrap_or_default());
        }
        flat
    }

    fn push(&mut self, c: char, at: usize) {
        self.plain.push(c);
        self.origin.push(at);
    }

    /// Where a needle stands, as ranges of characters of the text.
    pub(super) fn places(&self, needle: &str) -> Vec<(usize, usize)> {
        let spaces = needle.chars().take_while(|c| *c == ' ').count();
        let wide = needle.trim().chars().count();
        let mut found = Vec::new();
        for (byte, _) in self.plain.match_indices(needle) {
            let first = self.plain[..byte].chars().count() + spaces;
            if let (Some(from), Some(to)) = (self.origin.get(first), self.origin.get((first + wide).saturating_sub(1)))
            {
                found.push((*from, *to + 1));
            }
        }
        found
    }
}

/// Whether a run of the plain form is one of Han characters.
pub(super) fn is_han(run: &str) -> bool {
    run.chars().next().is_some_and(|c| Class::of(c) == Class::Han)
}

/// Whether a character parts words as a space does.
pub(super) fn is_gap(c: char) -> bool {
    once(c).nfkc().all(|c| Class::of(c) == Class::Gap)
}

/// What a run is surely found by: its pairs, or itself.
pub(super) fn lexemes_of_run(run: &str) -> BTreeSet<String> {
    if is_han(run) {
        return pieces(run, 2).collect();
    }
    once(run.chars().take(LEXEME_CHARS_MAX).collect()).collect()
}

/// Every lexeme of a plain text.
pub(super) fn lexemes(plain: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in plain.split(' ').filter(|run| !run.is_empty()) {
        found.extend(lexemes_of_run(run));
        if is_han(run) {
            let words = JIEBA.cut_for_search(run, true).into_iter().map(|token| token.word);
            found.extend(words.filter(|word| word.chars().count() > 2).map(str::to_owned));
        }
    }
    found
}

/// The words of a run of Han characters, as a reader would cut it.
pub(super) fn words_of_run(run: &str) -> Vec<&str> {
    JIEBA.cut(run, true).into_iter().map(|token| token.word).collect()
}

/// Pieces of a name or number by which it is found.
pub(super) fn grams(plain: &str) -> Vec<String> {
    let plain = plain.trim();
    let all: BTreeSet<String> =
        (GRAM_CHARS_MIN..=GRAM_CHARS_MAX).flat_map(|wide| pieces(plain, wide).collect::<Vec<_>>()).collect();
    all.into_iter().collect()
}

/// The widest pieces of what is looked for: any name that holds it holds them all.
pub(super) fn grams_of_needle(plain: &str) -> Vec<String> {
    let plain = plain.trim();
    pieces(plain, plain.chars().count().min(GRAM_CHARS_MAX)).collect()
}

fn pieces(run: &str, wide: usize) -> impl Iterator<Item = String> {
    let characters: Vec<char> = run.chars().collect();
    let windows: Vec<String> =
        if wide == 0 { Vec::new() } else { characters.windows(wide).map(|w| w.iter().collect()).collect() };
    windows.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_plain_form_however_it_is_typed() {
        assert_eq!(Flat::of("违规报销５万元,ERP系统").plain, " 违规报销 5 万元 erp 系统 ");
        assert_eq!(Flat::of("示例纪〔2024〕1号").plain, Flat::of("示例纪[2024] 1 号").plain);
        assert_eq!(Flat::of("共计3.5万元。").plain, " 共计 3.5 万元 ");
        assert_eq!(Flat::of("").plain, " ");
    }

    #[test]
    fn a_place_is_told_in_characters_of_the_text_as_written() {
        let flat = Flat::of("经查,㎏级ＥＲＰ系统报销");
        assert_eq!(flat.places("报销"), [(10, 12)]);
        assert_eq!(flat.places(" erp "), [(5, 8)]);
        assert_eq!(flat.places("erp 系统"), [(5, 10)]);
        assert_eq!(flat.places("没有"), []);
    }

    #[test]
    fn the_dictionary_can_be_read() {
        assert_eq!(words_of_run("违规报销差旅费"), ["违规", "报销", "差旅费"]);
    }

    #[test]
    fn every_two_neighbours_are_found_and_long_words_whole() {
        let found = lexemes(&Flat::of("中华人民共和国,差旅费").plain);
        for lexeme in ["中华", "华人", "人民", "民共", "共和国", "中华人民共和国", "差旅费", "旅费"]
        {
            assert!(found.contains(lexeme), "{lexeme}: {found:?}");
        }
        assert!(!found.contains("国差"), "no word reaches over a comma");
    }

    #[test]
    fn a_name_is_found_by_any_piece_of_two() {
        assert_eq!(grams("张三"), ["张三"]);
        assert!(grams(" 欧阳明华 ").contains(&"阳明华".to_owned()));
        assert_eq!(grams_of_needle("欧阳明华"), ["欧阳明", "阳明华"]);
        assert_eq!(grams_of_needle("明华"), ["明华"]);
    }
}
