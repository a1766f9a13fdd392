//! False accusation, mistaken report, and the clarification of those who were wrongly reported (RPT-2020, CLR-2020).

use crate::codes::{ClarificationBy, ClarificationForm};
use crate::fields::{Code, PartialDate, Private, Recorded};
use crate::shapes::Approval;

act! {
    /// 疑似诬告: false accusation suspected.
    FalseAccusationSuspected {
        phase: Clarification,
        zh: "疑似诬告",
        en: "False accusation suspected",
        group: "诬告与澄清",
        ceremony: Routine,
        refs: ["report?", "clue?", "official?"],
        own_date: None,
        actors: [Inspector],
        papers: ["疑似诬告情况报告"],
        aliases: ["疑似诬告"],
    }
    struct {
        pub signs: Recorded<Private<Vec<String>>>,
    }
}

act! {
    /// 认定诬告陷害: false accusation found, with approval at the level of a districted city or above (RPT-2020 art 39).
    FalseAccusationFound {
        phase: Clarification,
        zh: "认定诬告陷害",
        en: "False accusation found",
        group: "诬告与澄清",
        ceremony: Formal,
        refs: ["report", "clue?", "official"],
        own_date: Some("on"),
        actors: [OrganHead, CommitteeHead],
        papers: ["诬告陷害认定审批表", "认定报告"],
        aliases: ["认定诬告", "诬告陷害"],
    }
    struct {
        pub facts: Recorded<Private<Vec<String>>>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 认定错告: a report found mistaken without intent, for which nobody is sanctioned.
    MistakenReportFound {
        phase: Clarification,
        zh: "认定错告",
        en: "Mistaken report found",
        group: "诬告与澄清",
        ceremony: Formal,
        refs: ["report", "clue?", "official?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["错告认定意见"],
        aliases: ["错告"],
    }
    struct {
        pub reasons: Recorded<Private<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub approval: Option<Recorded<Approval>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 提出澄清: clarification proposed.
    ClarificationProposed {
        phase: Clarification,
        zh: "提出澄清",
        en: "Clarification proposed",
        group: "诬告与澄清",
        ceremony: Formal,
        refs: ["report?", "clue?", "official"],
        own_date: Some("on"),
        actors: [Inspector, Clerk],
        papers: ["澄清建议", "澄清申请书"],
        aliases: ["提出澄清", "申请澄清"],
    }
    struct {
        pub by: Recorded<ClarificationBy>,
        pub harm: Recorded<Private<Vec<String>>>,
        pub scope: Recorded<Code>,
        pub forms: Recorded<Vec<ClarificationForm>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 批准澄清: clarification approved.
    ClarificationApproved {
        phase: Clarification,
        zh: "批准澄清",
        en: "Clarification approved",
        group: "诬告与澄清",
        ceremony: Formal,
        refs: ["report?", "clue?", "official"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["澄清审批表"],
        aliases: ["批澄清"],
    }
    struct {
        pub subject_view: Recorded<Private<String>>,
        pub scope: Recorded<Code>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 澄清正名: somebody wrongly reported is cleared before those who heard of it.
    Clarified {
        phase: Clarification,
        zh: "澄清正名",
        en: "Clarified",
        group: "诬告与澄清",
        ceremony: Formal,
        refs: ["report?", "clue?", "official"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["澄清函", "澄清会议记录"],
        aliases: ["澄清", "正名"],
    }
    struct {
        pub forms: Recorded<Vec<ClarificationForm>>,
        pub scope: Recorded<Code>,
        pub on: Recorded<PartialDate>,
    }
}
