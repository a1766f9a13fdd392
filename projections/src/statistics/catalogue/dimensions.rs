//! By what numbers are told apart.

use wenze_domain::codes::LISTS;

use super::Both;

/// A dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimension {
    /// As addresses name it.
    pub name: &'static str,
    /// What it is called.
    pub title: Both,
    /// What its values are.
    pub values: Values,
}

/// What values of a dimension are, and so where their words are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Codes of a closed list of the domain.
    Codes(&'static str),
    /// States of a machine.
    States(&'static str),
    /// Organs of the register.
    Organs,
    /// Kinds of sanction and forms of accountability, regime codes.
    Forms,
    /// Numbers of the four forms.
    FourForms,
    /// Years, quarters and months, as they are written.
    Times,
    /// Words of this model.
    Words(&'static [(&'static str, Both)]),
}

impl Dimension {
    /// One by its name.
    pub fn named(name: &str) -> Option<&'static Self> {
        DIMENSIONS.iter().find(|one| one.name == name)
    }

    /// Whether it stands with each fact, and is not made from its organ, its day or its age.
    pub fn is_stored(&self) -> bool {
        !matches!(self.values, Values::Organs | Values::Times) && self.name != "age"
    }

    /// Whether a code can be a value of it, as far as lists of values are closed.
    pub fn knows(&self, code: &str) -> bool {
        match self.values {
            Values::Codes(list) => LISTS.iter().any(|(name, codes)| *name == list && codes.contains(&code)),
            Values::Words(words) => words.iter().any(|(name, _)| *name == code),
            Values::FourForms => matches!(code, "1" | "2" | "3" | "4" | "unknown"),
            Values::States(_) | Values::Organs | Values::Forms | Values::Times => true,
        }
    }
}

const fn dimension(name: &'static str, zh: &'static str, en: &'static str, values: Values) -> Dimension {
    Dimension { name, title: [zh, en], values }
}

const PRECISION: &[(&str, Both)] = &[
    ("day", ["到日", "to the day"]),
    ("month", ["仅到月", "to the month only"]),
    ("year", ["仅到年", "to the year only"]),
    ("undated", ["无日期", "without a date"]),
];
const AGE: &[(&str, Both)] = &[
    ("0-30", ["30天以内", "up to 30 days"]),
    ("31-90", ["31至90天", "31 to 90 days"]),
    ("91-180", ["91至180天", "91 to 180 days"]),
    ("181-365", ["181至365天", "181 to 365 days"]),
    ("366-", ["一年以上", "more than a year"]),
];
const OPENING: &[(&str, Both)] =
    &[("filing", ["立案", "filing"]), ("inquiry", ["启动问责调查", "start of an accountability inquiry"])];
const BODY: &[(&str, Both)] = &[("same_body", ["同体", "same body"]), ("other_body", ["异体", "other body"])];
const STANDING: &[(&str, Both)] = &[
    ("in_force", ["维持原状", "in force as made"]),
    ("varied", ["已变更", "varied"]),
    ("revoked", ["已撤销", "revoked"]),
    ("remanded", ["已发回", "remanded"]),
    ("corrected", ["已纠正", "corrected"]),
    ("replaced", ["已由新决定代替", "replaced by a later one"]),
];
const APPEALED: &[(&str, Both)] = &[("yes", ["已申诉", "appealed"]), ("no", ["未申诉", "not appealed"])];
const INSTANCE: &[(&str, Both)] = &[("first", ["首次", "first instance"]), ("further", ["再次", "further instance"])];
const WITHIN: &[(&str, Both)] = &[
    ("inside", ["在影响期（处分期）内", "inside a restriction period"]),
    ("outside", ["不在影响期（处分期）内", "outside of any restriction period"]),
    ("no_period", ["无影响期（处分期）", "no restriction period"]),
    ("undetermined", ["无法确定", "cannot be told"]),
];

/// All dimensions.
pub const DIMENSIONS: &[Dimension] = &[
    dimension("organ", "机关", "Organ", Values::Organs),
    dimension("year", "年", "Year", Values::Times),
    dimension("quarter", "季度", "Quarter", Values::Times),
    dimension("month", "月", "Month", Values::Times),
    dimension("precision", "日期精确程度", "How exact the date is", Values::Words(PRECISION)),
    dimension("age", "时长", "Age", Values::Words(AGE)),
    dimension("source", "信访来源", "Source of the report", Values::Codes("SourceKind")),
    dimension("reporter", "举报人类别", "Kind of reporter", Values::Codes("ReporterKind")),
    dimension("report_state", "信访件状态", "State of the report", Values::States("report")),
    dimension("clue_source", "线索来源", "Source of the clue", Values::Codes("ClueSource")),
    dimension("way", "处置方式", "Way of disposal", Values::Codes("Way")),
    dimension("clue_state", "线索状态", "State of the clue", Values::States("clue")),
    dimension("clue_outcome", "线索处置结果", "Outcome of the clue", Values::Codes("ClueOutcome")),
    dimension("opening", "启动方式", "How the case began", Values::Words(OPENING)),
    dimension("stage", "阶段", "Stage", Values::States("track")),
    dimension("level", "职务层级", "Level of the post", Values::Codes("Level")),
    dimension("post", "职务类别", "Kind of post", Values::Codes("PostKind")),
    dimension("identity", "身份", "Identity", Values::Codes("Identity")),
    dimension("target", "对象", "Body or cadre", Values::Codes("RespondentKind")),
    dimension("track", "程序", "Track", Values::Codes("TrackCode")),
    dimension("role", "责任角色", "Role", Values::Codes("ResponsibilityRole")),
    dimension("class", "责任类别", "Class of responsibility", Values::Codes("ResponsibilityClass")),
    dimension("body", "同体异体", "Same or other body", Values::Words(BODY)),
    dimension("outcome", "处理结果", "Outcome", Values::Codes("Outcome")),
    dimension("decision", "决定或者建议", "Decision or proposal", Values::Codes("DecisionOrProposal")),
    dimension("standing", "效力", "Whether it stands", Values::Words(STANDING)),
    dimension("appealed", "是否申诉", "Whether appealed", Values::Words(APPEALED)),
    dimension("four_form", "四种形态", "The four forms", Values::FourForms),
    dimension("discipline", "违反的纪律", "Discipline", Values::Codes("Discipline")),
    dimension("form", "处分种类或者问责方式", "Sanction or form", Values::Forms),
    dimension("minor_measure", "处理种类", "Minor measure", Values::Codes("MinorMeasure")),
    dimension("judicial_outcome", "司法结果", "Judicial outcome", Values::Codes("JudicialOutcome")),
    dimension("route", "救济途径", "Route", Values::Codes("AppealRoute")),
    dimension("instance", "审级", "Instance", Values::Words(INSTANCE)),
    dimension("appeal_state", "申诉状态", "State of the appeal", Values::States("appeal")),
    dimension("result", "申诉结果", "Result", Values::Codes("AppealOutcome")),
    dimension("within", "是否在影响期内", "Inside the period", Values::Words(WITHIN)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dimension_has_words_for_its_values() {
        for one in DIMENSIONS {
            assert!(!one.title[0].is_ascii() && one.title[1].is_ascii(), "{}", one.name);
            match one.values {
                Values::Codes(list) => assert!(LISTS.iter().any(|(name, _)| *name == list), "{}: {list}", one.name),
                Values::Words(words) => assert!(words.iter().all(|(_, [zh, en])| !zh.is_empty() && en.is_ascii())),
                Values::States(_) | Values::Organs | Values::Forms | Values::FourForms | Values::Times => {}
            }
        }
    }
}
