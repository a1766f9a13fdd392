//! The columns of a roster, by their headings in either language, and how their values are read.

use serde_json::{Value, json};
use wenze_domain::codes::{CodeList, Identity, Level, PersonStatus, PostKind};
use wenze_domain::fields::{Code, NOT_RECORDED};
use wenze_domain::time::PartialDate;
use wenze_domain::words::{Lang, Words};

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Number,
    Name,
    Identity,
    Status,
    Organ,
    OrganLevel,
    OrganKind,
    Parent,
    ManagingOrgan,
    Post,
    PostLevel,
    PostKind,
    Elected,
    From,
    Until,
}

/// Every column with its headings.
pub(super) const COLUMNS: [(Column, &str, &str); 15] = [
    (Column::Number, "number", "编号"),
    (Column::Name, "name", "姓名"),
    (Column::Identity, "identity", "身份"),
    (Column::Status, "status", "状态"),
    (Column::Organ, "organ", "单位"),
    (Column::OrganLevel, "organ_level", "单位级别"),
    (Column::OrganKind, "organ_kind", "单位性质"),
    (Column::Parent, "parent", "上级单位"),
    (Column::ManagingOrgan, "managing_organ", "管理单位"),
    (Column::Post, "post", "职务"),
    (Column::PostLevel, "post_level", "职务级别"),
    (Column::PostKind, "post_kind", "职务类别"),
    (Column::Elected, "elected", "选举产生"),
    (Column::From, "from", "任职日期"),
    (Column::Until, "until", "免职日期"),
];

/// Kinds of organ that have a label; any other code is taken as it stands.
const ORGAN_KINDS: [&str; 13] = [
    "party_committee",
    "leading_party_group",
    "cdi",
    "dispatched_office",
    "organisation_department",
    "government",
    "department",
    "unit",
    "soe",
    "institution",
    "court",
    "police",
    "inspection_team",
];
const YES: [&str; 3] = ["yes", "true", "是"];
const NO: [&str; 3] = ["no", "false", "否"];

impl Column {
    /// The column of a heading.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let heading = heading.trim();
        COLUMNS
            .iter()
            .find(|(_, en, zh)| heading.eq_ignore_ascii_case(en) || heading == *zh)
            .map(|(column, ..)| *column)
    }

    /// Both headings, for messages.
    pub(super) fn headings(self) -> String {
        let named = COLUMNS.iter().find(|(column, ..)| *column == self);
        named.map_or_else(String::new, |(_, en, zh)| format!("'{en}' ({zh})"))
    }

    /// The value as an act writes it; an empty cell is not recorded. What is wrong is told without the value.
    pub(super) fn read(self, text: &str) -> Result<Value, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(json!(NOT_RECORDED));
        }
        match self {
            Self::Number if is_identity_number(text) => {
                Err("an identity number must not stand open in the record: write the roster's own number".to_owned())
            }
            Self::Identity => code::<Identity>(text),
            Self::Status => code::<PersonStatus>(text),
            Self::OrganLevel | Self::PostLevel => code::<Level>(text),
            Self::PostKind => code::<PostKind>(text),
            Self::OrganKind => organ_kind(text),
            Self::Elected if YES.contains(&text) => Ok(json!(true)),
            Self::Elected if NO.contains(&text) => Ok(json!(false)),
            Self::Elected => Err("write yes or no (是, 否)".to_owned()),
            Self::From | Self::Until => date(text),
            _ => Ok(json!(text)),
        }
    }
}

/// Whether a number has the form of a resident's identity number (GB 11643: 17 digits and a check digit; before 1999, 15
/// digits).
fn is_identity_number(text: &str) -> bool {
    let digits = text.strip_suffix(['x', 'X']).unwrap_or(text);
    digits.bytes().all(|b| b.is_ascii_digit()) && matches!(text.len(), 15 | 18)
}

/// A code of a closed list, written as the code or as its label in either language.
fn code<T: CodeList>(text: &str) -> Result<Value, String> {
    let labels = |code: T| [Lang::ZhCn, Lang::En].map(|lang| Words::of(lang).code(T::LIST, code.as_str()));
    let is_meant = |code: &&T| code.as_str() == text || labels(**code).iter().any(|label| label == text);
    if let Some(code) = T::ALL.iter().find(is_meant) {
        return Ok(json!(code.as_str()));
    }
    let known: Vec<String> = T::ALL.iter().map(|code| format!("{} ({})", code.as_str(), labels(*code)[0])).collect();
    Err(format!("write one of {}", known.join(", ")))
}

fn organ_kind(text: &str) -> Result<Value, String> {
    let labels = |code: &str| [Lang::ZhCn, Lang::En].map(|lang| Words::of(lang).usual_code("OrganKind", code));
    if let Some(code) = ORGAN_KINDS.iter().find(|code| labels(code).iter().any(|label| label.as_deref() == Some(text)))
    {
        return Ok(json!(code));
    }
    let known = || ORGAN_KINDS.map(|code| labels(code)[0].clone().unwrap_or_else(|| code.to_owned())).join(", ");
    Code::new(text).map(|code| json!(code)).map_err(|_| format!("write one of {}, or a code", known()))
}

/// A date as precise as it is written: 2024, 2024-03, 2024/3/5, 2024.3 or 2024年3月5日.
fn date(text: &str) -> Result<Value, String> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日'));
    let written = match numbers.as_slice() {
        [year] if is_plain => (*year).to_owned(),
        [year, month] if is_plain => format!("{year}-{month:0>2}"),
        [year, month, day] if is_plain => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => String::new(),
    };
    let date: Result<PartialDate, _> = serde_json::from_value(json!(written));
    date.map(|date| json!(date)).map_err(|_| "write a date as 2024-03-05, 2024-03 or 2024".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_both_languages() {
        for (column, en, zh) in COLUMNS {
            assert_eq!((Column::of(en), Column::of(&format!(" {zh} "))), (Some(column), Some(column)));
        }
        assert_eq!(Column::of("salary"), None);
    }

    #[test]
    fn values_are_codes_or_labels_and_dates_as_precise_as_they_are_written() {
        assert_eq!(Column::Identity.read("公务员"), Ok(json!("civil_servant")));
        assert_eq!(Column::Identity.read("civil_servant"), Ok(json!("civil_servant")));
        assert_eq!(Column::OrganKind.read("国有企业"), Ok(json!("soe")));
        assert_eq!(Column::OrganKind.read("fire_brigade"), Ok(json!("fire_brigade")));
        assert_eq!(Column::Elected.read("否"), Ok(json!(false)));
        assert_eq!(Column::Until.read(" "), Ok(json!(NOT_RECORDED)));
        for (text, date) in
            [("2024年3月5日", "2024-03-05"), ("2024/3", "2024-03"), ("2024", "2024"), ("2024.12.1", "2024-12-01")]
        {
            assert_eq!(Column::From.read(text), Ok(json!(date)), "{text}");
        }
    }

    #[test]
    fn an_identity_number_is_no_number_of_a_roster() {
        for number in ["110101199003071234", "11010119900307123X", "110101900307123"] {
            let message = Column::Number.read(number).expect_err(number);
            assert!(!message.contains(number));
        }
        assert_eq!(Column::Number.read("2024-0017"), Ok(json!("2024-0017")));
    }

    #[test]
    fn what_cannot_be_read_says_what_can_and_not_what_was_there() {
        for (column, text) in [
            (Column::Identity, "secretary"),
            (Column::PostLevel, "99"),
            (Column::OrganKind, "消防队"),
            (Column::Elected, "maybe"),
            (Column::From, "2024-13"),
            (Column::From, "spring 2024"),
        ] {
            let message = column.read(text).expect_err(text);
            assert!(message.starts_with("write ") && !message.contains(text), "{message}");
        }
    }
}
