//! The form above tables: which period, and by which knowledge.

use chrono::Datelike;
use wenze_domain::time::office_day;

use crate::reader::Reader;

/// The parameters of the form.
pub(super) const PARAMETERS: [&str; 3] = [FROM, TO, KNOWN];
pub(super) const FROM: &str = "from";
pub(super) const TO: &str = "to";
pub(super) const KNOWN: &str = "known";
/// Longest text of a field that is shown again.
const FIELD_CHARS_MAX: usize = 40;

/// What stands in the form.
pub(super) struct Period {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) known: String,
    /// What is wrong with it.
    pub(super) wrong: Option<String>,
    /// What the form takes along.
    pub(super) hidden: Vec<(&'static str, String)>,
    /// Periods that are often asked for, with their words.
    pub(super) usual: Vec<(String, String)>,
    /// The page without a period, where one was asked for.
    pub(super) clear: Option<String>,
}

impl Period {
    pub(super) fn new(reader: &Reader, wrong: Option<String>, hidden: Vec<(&'static str, String)>) -> Self {
        let typed = |name| reader.parameter(name).unwrap_or_default().chars().take(FIELD_CHARS_MAX).collect();
        let is_asked = PARAMETERS.iter().any(|name| reader.parameter(name).is_some());
        Self {
            from: typed(FROM),
            to: typed(TO),
            known: typed(KNOWN),
            wrong,
            hidden,
            usual: usual(reader),
            clear: is_asked.then(|| reader.with(&PARAMETERS.map(|name| (name, None)))),
        }
    }
}

/// This year and the two before.
fn usual(reader: &Reader) -> Vec<(String, String)> {
    let this = office_day(reader.now).year();
    let year = |year: i32| {
        let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
        let href = reader.with(&[(FROM, Some(&from)), (TO, Some(&to))]);
        (href, reader.texts.tell("statistics-year", [("year", year.to_string().into())]))
    };
    (this - 2..=this).rev().map(year).collect()
}
