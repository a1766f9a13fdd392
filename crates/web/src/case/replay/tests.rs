//! The page of a record without a database: what is too long to be compared is still walked through.

use std::collections::{BTreeMap, HashMap};

use askama::Template;
use uuid::Uuid;
use wenze_casework::{CalendarStamp, Review, Sheet, Stamp};
use wenze_domain::case::Case;
use wenze_domain::effective::Cut;
use wenze_domain::words::Lang;

use super::*;

fn judged(case: Uuid) -> Judged {
    let calendar = CalendarStamp { id: String::new(), revision: String::new(), notices_sha256: String::new() };
    let at = "2024-03-05T00:00:00Z".parse().unwrap();
    let stamp = Stamp { as_of: at, known: at, rulebooks: Vec::new(), calendar, engine: "", case_version: 3 };
    let sheet = Sheet {
        case,
        case_no: None,
        respondents: Vec::new(),
        counts: BTreeMap::new(),
        hints: 0,
        obligations: Vec::new(),
        stamp: stamp.clone(),
    };
    let review = Review { case, coverage: BTreeMap::new(), reviewers: Vec::new(), obligations: Vec::new(), stamp };
    Judged { sheet, review }
}

#[test]
fn a_record_too_long_to_be_compared_is_still_walked_through() {
    let id = Uuid::from_u128(9);
    for (lang, told) in [(Lang::ZhCn, "本案登记超过2000项"), (Lang::En, "more than 2000 acts")] {
        let reader = Reader::plain(lang);
        let cut = Cut { version: Some(2), ..Cut::default() };
        let (asked, read) = (Asked { cut, ..Asked::default() }, crate::case::tests::read(Case::new(id), cut));
        let (difference, judged, names) = (None, judged(id), HashMap::new());
        let of = Replayed { reader: &reader, asked: &asked, read: &read, difference, judged, names };
        let page = ReplayPage::new(&of).render().unwrap();
        assert!(page.contains(told) || page.replace(',', "").contains(told), "{page}");
        assert!(
            page.contains("version=1\"") && page.contains("version=3\"") && page.contains("type=\"range\""),
            "{page}"
        );
    }
}
