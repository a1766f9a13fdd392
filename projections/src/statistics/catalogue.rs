//! Which statistics there are: what each counts, in words and as the condition behind both its numbers and its lists.

mod dimensions;

pub use dimensions::{DIMENSIONS, Dimension, Values};

/// Words in Chinese and English.
pub type Both = [&'static str; 2];

/// Below this denominator no share and no quartiles are told: each single case would move them by more than a tenth.
pub const DENOMINATOR_MIN: i64 = 10;

/// One statistic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statistic {
    /// As addresses name it.
    pub name: &'static str,
    /// What it is called.
    pub title: Both,
    /// What counts, and what does not.
    pub counts: Both,
    /// One of what is counted.
    pub unit: Both,
    /// Kinds of fact that count.
    pub kinds: &'static [&'static str],
    /// Only facts that this dimension tells apart.
    pub needs: Option<&'static str>,
    /// What goes on at the end of a day, and not what happened in a period; its times are ages.
    pub standing: bool,
    /// Only what has a time; its times are days.
    pub measured: bool,
    /// By what it can be told apart, besides what all can.
    pub by: &'static [&'static str],
    /// By what it is told apart unless asked otherwise.
    pub usual: &'static [&'static str],
}

/// By what everything that happened can be told apart.
const OF_ALL: [&str; 5] = ["organ", "year", "quarter", "month", "precision"];
/// By what everything that goes on can be told apart.
const OF_STANDING: [&str; 2] = ["organ", "age"];

const REPORT: &[&str] = &["source", "reporter", "report_state"];
const CLUE: &[&str] = &["clue_source", "way", "clue_state", "clue_outcome"];
const FILED: &[&str] = &["opening", "source", "clue_source", "level"];
const STAGE: &[&str] = &["stage", "level", "post", "identity", "target", "track"];
const DECIDED: &[&str] = &[
    "outcome",
    "four_form",
    "level",
    "post",
    "identity",
    "target",
    "track",
    "role",
    "class",
    "body",
    "decision",
    "standing",
    "appealed",
];
const EXECUTED: &[&str] = &["outcome", "four_form", "level", "post", "identity", "target", "track"];
const VIOLATION: &[&str] =
    &["discipline", "outcome", "four_form", "form", "level", "post", "identity", "target", "track"];
const APPEAL: &[&str] = &["route", "instance", "appeal_state", "result", "level", "post", "identity", "track"];
const RESULT: &[&str] = &["route", "instance", "result", "level", "post", "identity", "track"];

/// A statistic of what happened in a period.
const fn happened(name: &'static str, [title, counts, unit]: [Both; 3]) -> Statistic {
    Statistic {
        name,
        title,
        counts,
        unit,
        kinds: &[],
        needs: None,
        standing: false,
        measured: false,
        by: &[],
        usual: &[],
    }
}

impl Statistic {
    const fn of(
        self,
        kinds: &'static [&'static str],
        by: &'static [&'static str],
        usual: &'static [&'static str],
    ) -> Self {
        Self { kinds, by, usual, ..self }
    }

    const fn needing(self, dimension: &'static str) -> Self {
        Self { needs: Some(dimension), ..self }
    }

    const fn going_on(self) -> Self {
        Self { standing: true, ..self }
    }

    const fn timed(self) -> Self {
        Self { measured: true, ..self }
    }

    /// One by its name.
    pub fn named(name: &str) -> Option<&'static Self> {
        STATISTICS.iter().find(|one| one.name == name)
    }

    /// The names of the dimensions by which it can be told apart.
    pub fn dimensions(&self) -> impl Iterator<Item = &'static str> {
        let common: &'static [&'static str] = if self.standing { &OF_STANDING } else { &OF_ALL };
        self.by.iter().chain(common).copied()
    }

    /// A dimension of its own.
    pub fn dimension(&self, name: &str) -> Option<&'static Dimension> {
        self.dimensions().find(|one| *one == name).and_then(Dimension::named)
    }

    /// Whether it tells times: ages of what goes on, or days that something took.
    pub fn has_times(&self) -> bool {
        self.standing || self.measured
    }
}

const REPORTS: Both = ["件信访件", "reports"];
const CLUES: Both = ["件问题线索", "clues"];
const CASES: Both = ["件案件", "cases"];
const PERSONS: Both = ["名责任人", "respondents"];
const PAIRS: Both = ["人次（责任人×程序）", "pairs of respondent and track"];
const DETERMINATIONS: Both = ["项处理决定", "determinations"];
const APPEALS: Both = ["件申诉", "appeals"];

/// All statistics, in the order of the procedure.
pub const STATISTICS: &[Statistic] = &[
    happened("reports", [
        ["收到信访件", "Reports received"],
        ["按收件日期统计，不是案件。", "By the day of receipt. A report is no case."],
        REPORTS,
    ])
    .of(&["report_received"], REPORT, &["source"]),
    happened("reports_pending", [
        ["未办结信访件", "Reports pending"],
        ["截至当日尚未转出、不受理、重复归并或者办结的信访件。", "Not handed on, declined, filed as a repeat or concluded by that day."],
        REPORTS,
    ])
    .of(&["report_received"], REPORT, &["report_state"])
    .going_on(),
    happened("clues", [
        ["问题线索", "Clues opened"],
        ["按收到线索的日期统计，不是案件。", "By the day of receipt. A clue is no case."],
        CLUES,
    ])
    .of(&["clue_opened"], CLUE, &["clue_source"]),
    happened("clues_pending", [
        ["未处置完毕的问题线索", "Clues pending"],
        ["截至当日既未了结也未立案（启动问责）的线索，含暂存待查。", "Neither closed nor taken into a case by that day; those on hold are among them."],
        CLUES,
    ])
    .of(&["clue_opened"], CLUE, &["clue_state"])
    .going_on(),
    happened("time_to_disposal", [
        ["线索处置用时", "Time to dispose of a clue"],
        ["自收到线索至了结或者立案（启动问责）的天数。", "Days from the receipt of a clue until it was closed or taken into a case."],
        CLUES,
    ])
    .of(&["clue_disposed"], CLUE, &["clue_state"])
    .timed(),
    happened("cases_filed", [
        ["立案数（含启动问责调查）", "Cases filed"],
        ["只统计已立案或者已启动问责调查的案件，信访件和问题线索不计入。", "Only filings and starts of an accountability inquiry; reports and clues are not among them."],
        CASES,
    ])
    .of(&["filed"], FILED, &["opening"]),
    happened("cases_open", [
        ["未结案件", "Cases open"],
        ["截至当日已立案或者已启动问责调查而尚未结案的案件。", "Filed, or with an inquiry started, and not closed by that day."],
        CASES,
    ])
    .of(&["filed"], FILED, &["age"])
    .going_on(),
    happened("respondents_filed", [
        ["立案人数", "Respondents filed against"],
        ["每名责任人在一件案件中只计一次，按其首次立案或者启动问责的日期统计。", "Each respondent of a case once, by the day of the first filing or inquiry against them."],
        PERSONS,
    ])
    .of(&["respondent_filed"], &["level", "post", "identity", "target", "body", "opening"], &["level"]),
    happened("stages", [
        ["在办阶段", "Stages"],
        ["截至当日每名责任人的每项程序所处的阶段；已执行完毕、不予立案、移送或者撤销的不计入。", "Where each pair stood on that day; those executed, refused, transferred or withdrawn stand nowhere."],
        PAIRS,
    ])
    .of(&["stage"], STAGE, &["stage", "organ"])
    .going_on(),
    happened("time_to_stage", [
        ["到达各阶段用时", "Time to each stage"],
        ["自立案或者启动问责至首次到达该阶段的天数。", "Days from the filing or the start of the inquiry until the pair first came to the stage."],
        PAIRS,
    ])
    .of(&["stage"], STAGE, &["stage"])
    .timed(),
    happened("decisions", [
        ["处理决定", "Determinations"],
        ["按作出决定的日期统计，发回后重新作出的另计。", "By the day on which each was made; one made again after a remand counts again."],
        DETERMINATIONS,
    ])
    .of(&["decided"], DECIDED, &["outcome", "level"]),
    happened("time_to_decision", [
        ["作出决定用时", "Time to a determination"],
        ["自立案或者启动问责至作出决定的天数。", "Days from the filing or the start of the inquiry to the determination."],
        DETERMINATIONS,
    ])
    .of(&["decided"], DECIDED, &["track"])
    .timed(),
    happened("forms", [
        ["处分种类和问责方式", "Sanctions and forms of accountability"],
        ["一项决定含多种的，分别计算。", "Where one determination holds several, each counts."],
        ["项处分或者问责", "sanctions and forms"],
    ])
    .of(&["imposed"], &["form", "level", "post", "identity", "target", "track", "standing"], &["form"]),
    happened("four_forms", [
        ["四种形态", "The four forms"],
        [
            "追究责任的决定按其最重的处理归入一种形态；线索处置中的提醒、批评教育、诫勉等归入第一种，移送检察机关归入第四种。各措施归入何种形态，依据待核。",
            "Each determination that holds somebody to account by its heaviest measure; minor measures taken without one are of the first form, referrals to the procuratorate of the fourth. Which measure is of which form was not compared with the text.",
        ],
        ["人次", "times somebody was dealt with"],
    ])
    .of(&["decided", "minor_measure", "referred"], &["four_form", "level", "post", "identity", "target", "track"], &["four_form"])
    .needing("four_form"),
    happened("disciplines", [
        ["六项纪律", "The six disciplines"],
        [
            "追究责任的决定所认定的事实违反的纪律；同时违反多项的，每项各计一次。",
            "What the facts behind each determination that holds somebody to account broke; of several disciplines each counts once.",
        ],
        ["项次（决定×纪律）", "pairs of determination and discipline"],
    ])
    .of(&["violation"], VIOLATION, &["discipline"]),
    happened("similar_outcomes", [
        ["类案处理结果", "Outcomes of similar cases"],
        [
            "以 only 限定纪律、职务层级和程序，即可比较情况相近的案件的处理结果。",
            "Narrow it by `only` to a discipline, a level and a track: how cases alike in these were dealt with.",
        ],
        ["项次（决定×纪律）", "pairs of determination and discipline"],
    ])
    .of(&["violation"], VIOLATION, &["form"]),
    happened("accountability_body", [
        ["同体问责与异体问责", "Same-body and other-body accountability"],
        [
            "作出决定的机关即责任人的管理机关（或者其本身）的为同体，否则为异体。",
            "Same body: the body that decides also manages the respondent, or is the respondent.",
        ],
        DETERMINATIONS,
    ])
    .of(&["decided"], DECIDED, &["body", "track"]),
    happened("minor_measures", [
        ["第一种形态处理", "Minor measures"],
        ["提醒、批评教育、责令检查、诫勉，按作出日期统计。", "Reminders, criticism, examinations ordered and admonitions, by their day."],
        ["项处理", "measures"],
    ])
    .of(&["minor_measure"], &["minor_measure"], &["minor_measure"]),
        happened("referrals", [
        ["移送检察机关", "Referrals to the procuratorate"],
        ["每名责任人的每项程序只计首次移送。", "The first referral of each pair."],
        PAIRS,
    ])
    .of(&["referred"], &["judicial_outcome", "level", "post", "identity", "target", "track"], &["judicial_outcome"]),
    happened("not_executed", [
        ["已决定未执行", "Decided but not executed"],
        [
            "截至当日已决定给予处分或者问责，尚未报告执行，且未被撤销、发回或者代替的决定。",
            "Sanctions and forms decided and not reported as carried out by that day, nor revoked, remanded or replaced.",
        ],
        DETERMINATIONS,
    ])
    .of(&["decided"], DECIDED, &["age"])
    .going_on(),
    happened("executions", [
        ["执行完毕的决定", "Determinations carried out"],
        ["按报告执行的日期统计。", "By the day on which execution was reported."],
        DETERMINATIONS,
    ])
    .of(&["executed"], EXECUTED, &["outcome"]),
    happened("time_to_execution", [
        ["执行用时", "Time to execution"],
        ["自作出决定至报告执行的天数。", "Days from the determination until its execution was reported."],
        DETERMINATIONS,
    ])
    .of(&["executed"], EXECUTED, &["track"])
    .timed(),
    happened("appeals", [
        ["申诉、复审、复核", "Appeals filed"],
        ["按提出日期统计，每一审级另计。", "By the day of filing; each instance counts."],
        APPEALS,
    ])
    .of(&["appealed"], APPEAL, &["route"]),
    happened("appeals_pending", [
        ["未审结申诉", "Appeals pending"],
        ["截至当日尚未决定、驳回、转递或者撤回的申诉。", "Not decided, refused, passed on or withdrawn by that day."],
        APPEALS,
    ])
    .of(&["appealed"], APPEAL, &["route"])
    .going_on(),
    happened("appeal_results", [
        ["申诉结果", "Results of appeals"],
        ["按作出申诉决定的日期统计。", "By the day on which the appeal was decided."],
        APPEALS,
    ])
    .of(&["appeal_decided"], RESULT, &["result"]),
    happened("time_to_appeal_result", [
        ["申诉办理用时", "Time to the result of an appeal"],
        ["自提出至作出申诉决定的天数。", "Days from the filing of an appeal to its decision."],
        APPEALS,
    ])
    .of(&["appeal_decided"], RESULT, &["route"])
    .timed(),
    happened("returns", [
        ["复出", "Returns to office"],
        [
            "批准重新任职的决定，以及没有此种决定而登记的任职；within 说明是否在影响期（处分期）内。",
            "Reappointments approved, and appointments on record without one; `within` says whether a restriction period ran.",
        ],
        ["人次", "returns"],
    ])
    .of(&["returned"], &["within", "level", "post", "identity"], &["within"]),
    happened("closings", [
        ["结案", "Closings"],
        ["重新办理后再次结案的另计。", "A case closed again after it was reopened counts again."],
        ["次结案", "closings"],
    ])
    .of(&["closed"], &[], &["month"]),
    happened("time_to_closing", [
        ["结案用时", "Time to closing"],
        ["自立案或者启动问责至结案的天数。", "Days from the filing or the start of the inquiry to the closing."],
        ["次结案", "closings"],
    ])
    .of(&["closed"], &[], &["year"])
    .timed(),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_statistic_says_what_it_counts_and_by_what() {
        let names: BTreeSet<&str> = STATISTICS.iter().map(|one| one.name).collect();
        assert_eq!(names.len(), STATISTICS.len(), "a name means one statistic");
        for one in STATISTICS {
            assert!(!one.kinds.is_empty(), "{}", one.name);
            assert!((1..=2).contains(&one.usual.len()), "{}", one.name);
            for name in one.dimensions().chain(one.usual.iter().copied()) {
                assert!(one.dimension(name).is_some(), "{}: {name}", one.name);
            }
            for [zh, en] in [one.title, one.counts, one.unit] {
                assert!(!zh.is_ascii() && en.is_ascii(), "{}: {zh} / {en}", one.name);
            }
        }
    }

    #[test]
    fn reports_and_clues_are_never_among_the_cases() {
        let filed = Statistic::named("cases_filed").unwrap();
        assert_eq!(filed.kinds, ["filed"]);
        for other in STATISTICS.iter().filter(|one| one.kinds.iter().any(|k| *k != "filed")) {
            assert!(!other.kinds.contains(&"filed"), "{}", other.name);
        }
    }
}
