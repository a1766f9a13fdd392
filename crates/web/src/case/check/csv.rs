//! The check as a table: one row for each finding, as a spreadsheet reads it.

use wenze_casework::{Obligation, ReviewState};
use wenze_domain::fields::PartialDate;

use super::Checked;
use super::finding::{state_word, verdict_word};
use super::group::Heading;
use crate::reader::Reader;

/// The columns.
const COLUMNS: [&str; 8] = [
    /* text */ "csv-group",
    /* text */ "csv-verdict",
    /* text */ "csv-rule",
    /* text */ "csv-law",
    /* text */ "csv-due",
    /* text */ "csv-found",
    /* text */ "csv-told",
    /* text */ "csv-review",
];
/// Without it a spreadsheet takes the text for another encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The table.
pub(super) fn table(reader: &Reader, checked: &Checked) -> String {
    let head = COLUMNS.map(|text| reader.texts.say(text));
    let told = checked.sheet.obligations.iter().filter(|one| Checked::is_told(one));
    let rows = told.map(|one| row(reader, checked, one));
    let lines = std::iter::once(head).chain(rows).map(|cells| cells.map(|cell| quoted(&cell)).join(","));
    let mut table = BYTE_ORDER_MARK.to_owned();
    for line in lines {
        table += &line;
        table += "\r\n";
    }
    table
}

fn row(reader: &Reader, checked: &Checked, one: &Obligation) -> [String; 8] {
    let finding = &one.finding;
    let law = finding.law.iter().map(|law| format!("{} {}", law.name(one.lang), law.at(one.lang)));
    let acts = finding.cites.iter().filter_map(|event| checked.acts.get(&**event));
    let acts = acts.map(|act| {
        let no = reader.texts.tell("entry-no", [("no", act.version.into())]);
        format!("{no} {} {}", act.title, act.when)
    });
    let reviewed = checked.review.obligations.iter().find(|reviewed| reviewed.id == one.id);
    let join = reader.texts.say("value-semicolon");
    [
        Heading::of(one, checked).word(reader.texts),
        verdict_word(reader, finding.verdict),
        finding.title(one.lang).to_owned(),
        law.collect::<Vec<_>>().join(&join),
        finding.due.map(|due| reader.words.partial_date(PartialDate::day(due))).unwrap_or_default(),
        acts.collect::<Vec<_>>().join(&join),
        one.lines.iter().skip(1).cloned().collect::<Vec<_>>().join("\n"),
        state_word(reader, reviewed.map_or(ReviewState::Unmarked, |reviewed| reviewed.state)),
    ]
}

/// A cell in quotation marks. A spreadsheet would run what begins like a formula, so that it begins with a text instead.
pub(super) fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if is_formula { "'" } else { "" }, cell.replace('"', "\"\""))
}
