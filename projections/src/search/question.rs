//! What is asked, as it is understood: words of which all must be found, each in one passage, wherever in the case.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::store::object_lexeme;
use super::words::{Flat, is_gap, is_han, lexemes_of_run, words_of_run};

/// Longest question, in characters.
pub const QUERY_CHARS_MAX: usize = 200;
/// Most words of a question.
pub const QUERY_WORDS_MAX: usize = 12;
/// A run of Han characters of at most so many is a name rather than a sentence when it does not fall into words.
const NAME_CHARS_MAX: usize = 4;
/// Shortest number that is looked for among the numbers of cases, in characters.
const NUMBER_CHARS_MIN: usize = 3;
/// Signs that begin or end a phrase.
const QUOTES: [char; 7] = ['"', '“', '”', '「', '」', '『', '』'];

/// Why nothing is looked for. It tells nothing of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// No word and no number.
    #[error("no word is asked for")]
    Empty,
    /// A word of one Han character, which stands nearly everywhere.
    #[error("a word has only one character")]
    Short,
    /// Too long, or too many words.
    #[error("the question is longer than {QUERY_CHARS_MAX} characters or {QUERY_WORDS_MAX} words")]
    Long,
}

/// A question. It may hold a name, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    pub(super) words: Vec<Word>,
    /// The whole of it in plain form, where it can be a number.
    pub(super) number: Option<String>,
}

/// One word, or several that must stand in sequence.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it stands in a plain text.
    pub(super) needle: String,
    lexemes: BTreeSet<String>,
    kind: WordKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WordKind {
    /// Its one lexeme is the word: a case that has the lexeme has the word.
    Exact,
    /// A longer run of Han characters: the lexeme of the whole proves it, its pairs only point to it.
    Run,
    /// Words in sequence, which only the text itself proves.
    Sequence,
}

impl Question {
    /// Reads what is asked.
    pub fn read(text: &str) -> Result<Self, Unasked> {
        if text.chars().count() > QUERY_CHARS_MAX {
            return Err(Unasked::Long);
        }
        let mut words: Vec<Word> = Vec::new();
        let number = number(text);
        for (place, segment) in text.split(QUOTES).enumerate() {
            // Every second piece stands between quotation marks.
            let read = if place % 2 == 1 { phrase(segment)? } else { loose(segment, number.is_some())? };
            words.extend(read);
        }
        let mut seen = BTreeSet::new();
        words.retain(|word| seen.insert(word.needle.clone()));
        match words.len() {
            0 => Err(Unasked::Empty),
            1..=QUERY_WORDS_MAX => Ok(Self { words, number }),
            _ => Err(Unasked::Long),
        }
    }

    /// The words, as they are looked for.
    pub fn words(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.needle.trim()).collect()
    }

    /// What every case that is found has in its index; `names` are the objects whose names hold each word.
    pub(super) fn wide(&self, names: &[Vec<Uuid>]) -> String {
        let all = |word: &Word| word.lexemes.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(" & ");
        let term = |(word, ids): (&Word, &Vec<Uuid>)| or_named(&all(word), ids);
        self.words.iter().zip(names).map(term).collect::<Vec<_>>().join(" & ")
    }

    /// What proves without a look at the text that a case is found; none if nothing can.
    pub(super) fn sure(&self, names: &[Vec<Uuid>]) -> Option<String> {
        let term = |(word, ids): (&Word, &Vec<Uuid>)| match word.kind {
            WordKind::Exact | WordKind::Run => Some(or_named(&quoted(word.needle.trim()), ids)),
            WordKind::Sequence => None,
        };
        let terms: Option<Vec<String>> = self.words.iter().zip(names).map(term).collect();
        terms.map(|terms| terms.join(" & "))
    }

    /// Whether the index alone tells which cases are found.
    pub(super) fn is_exact(&self) -> bool {
        self.words.iter().all(|word| word.kind == WordKind::Exact)
    }
}

impl Word {
    /// Whether it can be a name or a piece of one.
    pub(super) fn may_be_name(&self) -> bool {
        self.needle.trim().chars().nth(1).is_some()
    }

    fn of_run(run: &str) -> Self {
        let wide = run.chars().count();
        let kind = if is_han(run) && wide > 2 { WordKind::Run } else { WordKind::Exact };
        let lexemes = lexemes_of_run(run);
        // A word that is longer than a lexeme may be is looked for by its beginning, as it stands in the index.
        let run = if kind == WordKind::Exact { lexemes.first().map_or(run, String::as_str) } else { run };
        Self { needle: needle(&[run]), kind, lexemes: lexemes.clone() }
    }

    fn of_sequence(runs: &[&str]) -> Result<Self, Unasked> {
        if let [run] = runs {
            return if is_single(run) { Err(Unasked::Short) } else { Ok(Self::of_run(run)) };
        }
        let lexemes: BTreeSet<String> = runs.iter().flat_map(|run| lexemes_of_run(run)).collect();
        if lexemes.is_empty() {
            return Err(Unasked::Short);
        }
        Ok(Self { needle: needle(runs), kind: WordKind::Sequence, lexemes })
    }
}

fn is_single(run: &str) -> bool {
    is_han(run) && run.chars().nth(1).is_none()
}

/// A word that is not of Han characters must stand alone: its spaces are part of what is looked for.
fn needle(runs: &[&str]) -> String {
    let space = |run: Option<&&str>| if run.is_some_and(|run| !is_han(run)) { " " } else { "" };
    format!("{}{}{}", space(runs.first()), runs.join(" "), space(runs.last()))
}

fn runs(plain: &str) -> Vec<&str> {
    plain.split(' ').filter(|run| !run.is_empty()).collect()
}

fn phrase(segment: &str) -> Result<Vec<Word>, Unasked> {
    let flat = Flat::of(segment);
    let runs = runs(&flat.plain);
    if runs.is_empty() { Ok(Vec::new()) } else { Ok(vec![Word::of_sequence(&runs)?]) }
}

fn loose(segment: &str, is_number: bool) -> Result<Vec<Word>, Unasked> {
    let mut words = Vec::new();
    // A point stays, for it may stand in a number.
    for token in segment.split(|c: char| c != '.' && is_gap(c)) {
        let flat = Flat::of(token);
        let runs = runs(&flat.plain);
        // The sign in 17 号 says nothing beside the number.
        if is_number && matches!(runs[..], [run] if is_single(run)) {
            continue;
        }
        // 第3条, 2024年: what is written in one stands in one.
        if runs.iter().any(|run| is_single(run)) {
            words.push(Word::of_sequence(&runs)?);
            continue;
        }
        words.extend(runs.into_iter().flat_map(words_in).map(|run| Word::of_run(&run)));
    }
    Ok(words)
}

/// The words of one run. Single characters between words (的, 了) are not asked for.
fn words_in(run: &str) -> Vec<String> {
    let wide = run.chars().count();
    if !is_han(run) || wide == 2 {
        return vec![run.to_owned()];
    }
    let cut = words_of_run(run);
    let (words, single): (Vec<&str>, Vec<&str>) = cut.into_iter().partition(|word| word.chars().nth(1).is_some());
    if words.is_empty() || (!single.is_empty() && wide <= NAME_CHARS_MAX) {
        return vec![run.to_owned()];
    }
    words.into_iter().map(str::to_owned).collect()
}

fn number(text: &str) -> Option<String> {
    let plain = Flat::of(text).plain;
    let plain = plain.trim();
    let is_number = plain.contains(|c: char| c.is_ascii_digit()) && plain.chars().count() >= NUMBER_CHARS_MIN;
    is_number.then(|| plain.to_owned())
}

/// Lexemes have letters, digits and points only, and the mark of objects: nothing that ends a quotation.
fn quoted(lexeme: &str) -> String {
    format!("'{lexeme}'")
}

fn or_named(term: &str, ids: &[Uuid]) -> String {
    let mut terms = vec![format!("({term})")];
    terms.extend(ids.iter().map(|id| quoted(&object_lexeme(*id))));
    format!("({})", terms.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        match Question::read(text) {
            Ok(question) => question.words().into_iter().map(str::to_owned).collect(),
            Err(unasked) => vec![unasked.to_string()],
        }
    }

    #[test]
    fn a_question_falls_into_words_as_a_reader_would_cut_it() {
        assert_eq!(words("违规报销差旅费"), ["违规", "报销", "差旅费"]);
        assert_eq!(words("李某某 挪用"), ["李某某", "挪用"]);
        assert_eq!(words("欧阳明华"), ["欧阳明华"]);
        assert_eq!(words("ERP系统,5万元"), ["erp", "系统", "5", "万元"]);
        assert_eq!(words("2024年 第3条"), ["2024 年", "第 3 条"]);
        assert_eq!(words("共计3.5万元"), ["共计", "3.5", "万元"]);
        assert_eq!(words("\"报销差旅费5万元\""), ["报销差旅费 5 万元"]);
        assert_eq!(words("“违规报销” 违规 违规"), ["违规报销", "违规"]);
    }

    #[test]
    fn what_cannot_be_looked_for_is_said() {
        let unasked = |text: &str| Question::read(text).err();
        assert_eq!(unasked(" ,。“”"), Some(Unasked::Empty));
        assert_eq!(unasked("贪"), Some(Unasked::Short));
        assert_eq!(unasked("“贪”"), Some(Unasked::Short));
        assert_eq!(unasked("王 报销"), Some(Unasked::Short));
        assert_eq!(unasked(&"报销".repeat(101)), Some(Unasked::Long));
        let many: Vec<String> = (0..13).map(|n| n.to_string()).collect();
        assert_eq!(unasked(&many.join(" ")), Some(Unasked::Long));
    }

    #[test]
    fn the_index_is_asked_widely_and_surely() {
        let question = Question::read("报销 差旅费").ok().unwrap();
        let id = Uuid::nil();
        let names = [Vec::new(), vec![id]];
        let object = object_lexeme(id);
        assert_eq!(question.wide(&names), format!("(('报销')) & (('差旅' & '旅费') | '{object}')"));
        assert_eq!(question.sure(&names).unwrap(), format!("(('报销')) & (('差旅费') | '{object}')"));
        assert!(!question.is_exact());
        assert!(Question::read("\"报销 5 万元\"").ok().unwrap().sure(&[Vec::new()]).is_none());
        assert!(Question::read("报销 ERP").ok().unwrap().is_exact());
    }

    #[test]
    fn a_number_is_one_however_its_brackets_are_typed() {
        let number = |text: &str| Question::read(text).ok().unwrap().number;
        assert_eq!(number("示例纪〔2024〕1号"), number("示例纪(2024) 1 号"));
        assert_eq!(number("报销"), None);
    }
}
