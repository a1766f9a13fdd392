//! Passages and their marks, without a database.

use uuid::Uuid;
use wenze_casework::SearchPassage;

use super::hit::{Piece, pieces};

fn passage(excerpt: &str, highlights: &[(usize, usize)], cut: (bool, bool)) -> SearchPassage {
    SearchPassage {
        event: Uuid::nil(),
        version: 3,
        kind: "ReportReceived".to_owned(),
        label: String::new(),
        occurred: None,
        field: String::new(),
        field_label: String::new(),
        excerpt: excerpt.to_owned(),
        cut_before: cut.0,
        cut_after: cut.1,
        highlights: highlights.to_vec(),
    }
}

fn cut(one: &SearchPassage) -> Vec<(String, bool)> {
    pieces(one).into_iter().map(|Piece { text, is_asked }| (text, is_asked)).collect()
}

#[test]
fn words_are_marked_where_they_stand_by_characters() {
    let told = cut(&passage("违规报销差旅费", &[(2, 4), (4, 7)], (true, false)));
    assert_eq!(told, [("…违规".to_owned(), false), ("报销".to_owned(), true), ("差旅费".to_owned(), true)]);
    assert_eq!(cut(&passage("甲", &[], (false, true))), [("甲…".to_owned(), false)]);
}

#[test]
fn a_mark_beyond_the_passage_cuts_nothing_off() {
    assert_eq!(
        cut(&passage("甲乙", &[(1, 9), (0, 1)], (false, false))),
        [("甲".to_owned(), false), ("乙".to_owned(), true)]
    );
}
