//! Appeals and what follows from them (ACC-2019 art 20, GOV-2020 arts 55–60).

use crate::codes::{AppealOutcome, AppealRoute, Audience, CompensationKind};
use crate::fields::{Code, Digest, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, DeterminationOutcome, OrganRef, PersonRef, Votes};

act! {
    /// 提出复审/复核/申诉: appeal filed.
    AppealFiled {
        phase: Appeal,
        zh: "提出复审/复核/申诉",
        en: "Appeal filed",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["+appeal", "determination*?", "prior_appeal?", "inv_measure?", "respondent"],
        own_date: Some("filed_on"),
        actors: [Clerk],
        papers: ["申诉书", "复审申请书", "复核申请书"],
        aliases: ["申诉", "复审", "复核"],
    }
    struct {
        pub route: Recorded<AppealRoute>,
        pub filed_on: Recorded<PartialDate>,
        pub received_on: Recorded<PartialDate>,
        pub known_on: Recorded<PartialDate>,
        pub action_code: Recorded<Code>,
        pub grounds: Recorded<Private<Vec<String>>>,
        pub relief: Recorded<Private<String>>,
    }
}

act! {
    /// 顺延期限: whether an appeal filed late counts as in time, because of an obstacle.
    AppealTimeExtensionDecided {
        phase: Appeal,
        zh: "顺延期限",
        en: "Appeal time extension decided",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal"],
        own_date: None,
        actors: [AppealOfficer],
        papers: ["顺延期限申请", "顺延决定"],
        aliases: ["顺延"],
    }
    struct {
        pub obstacle: Recorded<Private<String>>,
        pub ended_on: Recorded<PartialDate>,
        pub asked_on: Recorded<PartialDate>,
        pub granted: Recorded<bool>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 受理: appeal accepted.
    AppealAccepted {
        phase: Appeal,
        zh: "受理",
        en: "Appeal accepted",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal"],
        own_date: Some("accepted_on"),
        actors: [AppealOfficer],
        papers: ["受理通知书"],
        aliases: ["受理申诉"],
    }
    struct {
        pub accepted_on: Recorded<PartialDate>,
        pub told_on: Recorded<PartialDate>,
    }
}

act! {
    /// 不予受理: appeal refused.
    AppealRefused {
        phase: Appeal,
        zh: "不予受理",
        en: "Appeal refused",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal"],
        own_date: Some("told_on"),
        actors: [AppealOfficer],
        papers: ["不予受理决定书"],
        aliases: ["不受理申诉"],
    }
    struct {
        pub ground: Recorded<Private<String>>,
        pub told_on: Recorded<PartialDate>,
        pub next_route: Recorded<Code>,
    }
}

act! {
    /// 转递: appeal passed on.
    AppealPassedOn {
        phase: Appeal,
        zh: "转递",
        en: "Appeal passed on",
        group: "申诉复审复核",
        ceremony: Routine,
        refs: ["appeal"],
        own_date: Some("on"),
        actors: [AppealOfficer],
        papers: ["转递函", "回执"],
        aliases: ["转递", "转交申诉"],
    }
    struct {
        pub to_organ: Recorded<OrganRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 成立复查组/公正委员会: review panel formed.
    ReviewPanelFormed {
        phase: Appeal,
        zh: "成立复查组/公正委员会",
        en: "Review panel formed",
        group: "申诉复审复核",
        ceremony: Routine,
        refs: ["appeal"],
        own_date: Some("on"),
        actors: [AppealOfficer],
        papers: ["复查组组成审批表", "公正委员会组成决定"],
        aliases: ["复查组", "公正委员会"],
    }
    struct {
        pub members: Recorded<Vec<PersonRef>>,
        pub chair: Recorded<PersonRef>,
        pub conflict_check: Recorded<bool>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 调阅原案: original file recalled.
    OriginalFileRecalled {
        phase: Appeal,
        zh: "调阅原案",
        en: "Original file recalled",
        group: "申诉复审复核",
        ceremony: Routine,
        refs: ["appeal", "determination*?"],
        own_date: Some("on"),
        actors: [AppealOfficer],
        papers: ["调卷函", "调阅登记表"],
        aliases: ["调卷", "调阅"],
    }
    struct {
        pub bundle_hash: Recorded<Private<Digest>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 审理意见: panel opinion given.
    PanelOpinionGiven {
        phase: Appeal,
        zh: "审理意见",
        en: "Panel opinion given",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal"],
        own_date: Some("on"),
        actors: [AppealOfficer],
        papers: ["复查报告", "审理意见"],
        aliases: ["审理意见", "复查意见"],
    }
    struct {
        pub opinion: Recorded<Private<String>>,
        pub votes: Recorded<Votes>,
        pub dissent: Recorded<Private<Vec<String>>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 延长: time to decide an appeal extended.
    AppealDeadlineExtended {
        phase: Appeal,
        zh: "延长",
        en: "Appeal deadline extended",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal"],
        own_date: None,
        actors: [AppealOfficer],
        papers: ["延长办理审批表"],
        aliases: ["申诉延期"],
    }
    struct {
        pub until: Recorded<PartialDate>,
        pub ground: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 复审复核申诉决定: appeal decided.
    AppealDecided {
        phase: Appeal,
        zh: "复审复核申诉决定",
        en: "Appeal decided",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal", "determination*?", "meeting?"],
        own_date: Some("made_on"),
        actors: [DecisionBody],
        papers: ["复审决定书", "复核决定书", "申诉处理决定书"],
        aliases: ["申诉决定", "维持", "变更", "撤销"],
    }
    struct {
        pub outcome: Recorded<AppealOutcome>,
        pub per_determination: Recorded<Vec<DeterminationOutcome>>,
        pub grounds: Recorded<Vec<Code>>,
        pub made_on: Recorded<PartialDate>,
        pub body: Recorded<OrganRef>,
    }
}

act! {
    /// 撤回: appeal withdrawn.
    AppealWithdrawn {
        phase: Appeal,
        zh: "撤回",
        en: "Appeal withdrawn",
        group: "申诉复审复核",
        ceremony: Routine,
        refs: ["appeal"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["撤回申请书"],
        aliases: ["撤回申诉"],
    }
    struct {
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 恢复职级待遇: rank and pay restored.
    RankRestored {
        phase: Appeal,
        zh: "恢复职级待遇",
        en: "Rank and pay restored",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal?", "determination*?", "measure*?", "respondent"],
        own_date: Some("on"),
        actors: [OrgDept],
        papers: ["恢复职级待遇文件"],
        aliases: ["恢复待遇", "恢复职级"],
    }
    struct {
        pub items: Recorded<Vec<Code>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 恢复名誉: reputation restored.
    ReputationRestored {
        phase: Appeal,
        zh: "恢复名誉",
        en: "Reputation restored",
        group: "申诉复审复核",
        ceremony: Formal,
        refs: ["appeal?", "determination*?", "respondent"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["恢复名誉通报", "会议记录"],
        aliases: ["恢复名誉"],
    }
    struct {
        pub audience: Recorded<Audience>,
        pub scope: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 补偿/返还: what was lost is paid or given back.
    CompensationPaid {
        phase: Appeal,
        zh: "补偿/返还",
        en: "Compensation paid",
        group: "申诉复审复核",
        ceremony: Routine,
        refs: ["appeal?", "determination*?", "measure*?", "respondent"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["补发工资审批表", "返还财物清单"],
        aliases: ["补偿", "补发", "返还"],
    }
    struct {
        pub kind: Recorded<CompensationKind>,
        pub amount_ref: Recorded<TextRef>,
        pub on: Recorded<PartialDate>,
    }
}
