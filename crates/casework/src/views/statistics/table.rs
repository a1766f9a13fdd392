//! The numbers of a statistic as a table that a spreadsheet opens.

use std::fmt::Write;

use wenze_domain::words::Words;
use wenze_projections::statistics::catalogue::Dimension;

use super::words::said;
use super::{StatisticAsked, StatisticCell, StatisticView};

/// By this spreadsheets know that the text is UTF-8 and show Chinese.
const MARK: char = '\u{feff}';
/// What begins a formula in some spreadsheet.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

impl StatisticView {
    /// The table as CSV (RFC 4180): one line for each number with what it counts, the sum last. Period and knowledge stand
    /// in each line, so that a line taken out of its table still says what it counts.
    pub fn csv(&self, asked: &StatisticAsked, words: &'static Words) -> String {
        let mut text = String::from(MARK);
        line(&mut text, head(asked, words));
        for cell in &self.cells {
            let values = cell.values.iter().map(|value| value.words.clone());
            line(&mut text, values.chain(numbers(asked, cell)).chain(stamp(asked)));
        }
        if !asked.by.is_empty() {
            let sum =
                (0..asked.by.len()).map(|at| if at == 0 { said(["合计", "Total"], words) } else { "" }.to_owned());
            let blank = if asked.statistic.has_times() { 6 } else { 2 };
            let blanks = std::iter::repeat_n(String::new(), blank);
            line(&mut text, sum.chain([self.total.to_string()]).chain(blanks).chain(stamp(asked)));
        }
        text
    }
}

fn head(asked: &StatisticAsked, words: &'static Words) -> Vec<String> {
    let title =
        |name: &&'static str| Dimension::named(name).map_or((*name).to_owned(), |of| said(of.title, words).to_owned());
    let mut head: Vec<String> = asked.by.iter().map(title).collect();
    let mut add = |both| head.push(said(both, words).to_owned());
    add(["数量", "Count"]);
    add(["基数", "Of"]);
    add(["占比（%）", "Share (%)"]);
    if asked.statistic.has_times() {
        add(["下四分位（天）", "Lower quartile (days)"]);
        add(["中位数（天）", "Median (days)"]);
        add(["上四分位（天）", "Upper quartile (days)"]);
        add(["最长（天）", "Longest (days)"]);
    }
    add(["起始日", "From"]);
    add(["截止日", "To"]);
    add(["知悉截至", "Known by"]);
    head
}

/// Count, of how many, share; and the times where there are any.
fn numbers(asked: &StatisticAsked, cell: &StatisticCell) -> Vec<String> {
    let days = |days: Option<i32>| days.map(|days| days.to_string()).unwrap_or_default();
    let mut numbers = vec![cell.count.to_string(), cell.of.to_string(), cell.share.clone().unwrap_or_default()];
    if asked.statistic.has_times() {
        let of = |pick: fn(&super::StatisticTimes) -> i32| days(cell.times.as_ref().map(pick));
        numbers.extend([of(|t| t.lower), of(|t| t.median), of(|t| t.upper), days(cell.longest)]);
    }
    numbers
}

fn stamp(asked: &StatisticAsked) -> [String; 3] {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    [day(asked.from), day(asked.to), asked.known.map(|at| at.to_rfc3339()).unwrap_or_default()]
}

fn line(text: &mut String, fields: impl IntoIterator<Item = String>) {
    let fields: Vec<String> = fields.into_iter().map(|field| quoted(&field)).collect();
    // Writing to a string cannot fail.
    let _ = write!(text, "{}\r\n", fields.join(","));
}

/// A name can begin like a formula, and a spreadsheet would run it: an apostrophe before it makes it a text.
fn quoted(field: &str) -> String {
    let guard = if field.starts_with(FORMULA) { "'" } else { "" };
    if guard.is_empty() && !field.contains([',', '"', '\n', '\r']) {
        return field.to_owned();
    }
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use wenze_domain::words::Lang;

    use super::*;
    use crate::views::statistics::{StatisticGiven, StatisticTimes, StatisticValue};

    fn cell(words: &str) -> StatisticCell {
        StatisticCell {
            values: vec![StatisticValue { dimension: "organ", code: None, words: words.to_owned() }],
            count: 12,
            of: 24,
            share: Some("50.0".to_owned()),
            times: Some(StatisticTimes { lower: 3, median: 8, upper: 20 }),
            longest: Some(90),
        }
    }

    #[test]
    fn a_table_opens_in_a_spreadsheet_and_runs_nothing_there() {
        let given = StatisticGiven { from: Some("2025"), by: Some("organ"), ..StatisticGiven::default() };
        let asked = StatisticAsked::read("time_to_closing", &given).unwrap();
        let cells = vec![cell("青川县纪委监委"), cell("=HYPERLINK(\"http://x\",\"甲\")"), cell("甲,乙")];
        let view = StatisticView { total: 36, cells, undated: None };
        let text = view.csv(&asked, Words::of(Lang::ZhCn));
        let lines: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
        assert_eq!(
            lines[0],
            "机关,数量,基数,占比（%）,下四分位（天）,中位数（天）,上四分位（天）,最长（天）,起始日,截止日,知悉截至"
        );
        assert_eq!(lines[1], "青川县纪委监委,12,24,50.0,3,8,20,90,2025-01-01,,");
        assert!(lines[2].starts_with("\"'=HYPERLINK(\"\"http://x\"\",\"\"甲\"\")\",12"), "{}", lines[2]);
        assert!(lines[3].starts_with("\"甲,乙\",12") && lines[4] == "合计,36,,,,,,,2025-01-01,,", "{text}");
        assert_eq!(lines.len(), 6);
        let english = view.csv(&asked, Words::of(Lang::En));
        assert!(english.starts_with("\u{feff}Organ,Count,Of,Share (%),Lower quartile (days)"), "{english}");
    }

    #[test]
    fn every_formula_begins_as_a_text() {
        for field in ["=1", "+1", "-1", "@a", "\ta", "\ra"] {
            assert!(quoted(field).starts_with("\"'"), "{field:?}");
        }
        assert_eq!(quoted("1=1"), "1=1");
    }
}
