//! Service, announcement and execution of a decision.

use crate::codes::{Archive, Audience, NotifiedTo, PublicationChannel, RecipientKind, ServiceMethod};
use crate::fields::{Code, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, OrganRef, PersonRef, ServiceDates};

act! {
    /// 送达: decision served.
    DecisionServed {
        phase: Execution,
        zh: "送达",
        en: "Decision served",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["document?", "determination*?", "appeal?", "respondent?"],
        own_date: Some("served_on"),
        actors: [Clerk],
        papers: ["送达回证", "邮寄回执", "公告"],
        aliases: ["送达", "签收"],
    }
    struct {
        pub recipient_kind: Recorded<RecipientKind>,
        pub to: Recorded<Private<String>>,
        pub method: Recorded<ServiceMethod>,
        pub served_on: Recorded<PartialDate>,
        pub dates: Recorded<ServiceDates>,
        pub receipt_ref: Recorded<TextRef>,
        pub refused_note: Recorded<Private<String>>,
    }
}

act! {
    /// 宣布: decision announced.
    DecisionAnnounced {
        phase: Execution,
        zh: "宣布",
        en: "Decision announced",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["document?", "determination*?", "appeal?", "respondent?"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["宣布笔录", "会议记录"],
        aliases: ["宣布决定", "宣布处分"],
    }
    struct {
        pub audience: Recorded<Audience>,
        pub scope: Recorded<Private<String>>,
        pub by: Recorded<Vec<PersonRef>>,
        pub respondent_statement: Recorded<Private<String>>,
        pub refused_note: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 通报/抄送: decision notified.
    DecisionNotified {
        phase: Execution,
        zh: "通报/抄送",
        en: "Decision notified",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["document?", "determination*?", "appeal?", "respondent?"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["抄送函", "通报"],
        aliases: ["通报", "抄送", "报备"],
    }
    struct {
        pub to: Recorded<NotifiedTo>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 公开: decision published (ACC-2016 art 9, ACC-2019 art 13).
    DecisionPublished {
        phase: Execution,
        zh: "公开",
        en: "Decision published",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["document?", "determination*?", "respondent?"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["公开通报", "通报曝光稿"],
        aliases: ["公开", "曝光", "公示"],
    }
    struct {
        pub channel: Recorded<PublicationChannel>,
        pub scope: Recorded<Code>,
        pub redactions: Recorded<Vec<Code>>,
        pub withheld_reason: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 归档: decision archived.
    DecisionArchived {
        phase: Execution,
        zh: "归档",
        en: "Decision archived",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["document?", "determination*?", "appeal?", "respondent?"],
        own_date: Some("on"),
        actors: [OrgDept, Clerk],
        papers: ["归档清单", "档案回执"],
        aliases: ["归档", "入档"],
    }
    struct {
        pub archive: Recorded<Archive>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 办理职务工资手续: formalities completed.
    FormalitiesCompleted {
        phase: Execution,
        zh: "办理职务工资手续",
        en: "Formalities completed",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["measure?", "determination?", "respondent?"],
        own_date: Some("on"),
        actors: [OrgDept],
        papers: ["工资变动审批表", "任免文件"],
        aliases: ["办手续", "工资变动"],
    }
    struct {
        pub kinds: Recorded<Vec<Code>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 延长办理: time to complete the formalities extended.
    FormalitiesExtensionApproved {
        phase: Execution,
        zh: "延长办理",
        en: "Formalities extension approved",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["measure?", "respondent?"],
        own_date: None,
        actors: [OrganHead],
        papers: ["延长办理审批表"],
        aliases: ["手续延期"],
    }
    struct {
        pub until: Recorded<PartialDate>,
        pub ground: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 书面检讨: written self-criticism of a cadre held accountable (ACC-2016 art 9).
    SelfCriticismSubmitted {
        phase: Execution,
        zh: "书面检讨",
        en: "Self-criticism submitted",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["measure?", "respondent"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["书面检讨", "书面检查"],
        aliases: ["检讨", "写检查"],
    }
    struct {
        pub on: Recorded<PartialDate>,
        pub r#ref: Recorded<TextRef>,
    }
}

act! {
    /// 会议检查: examination made before a meeting by a cadre held accountable (ACC-2016 art 9).
    ExaminationMadeAtMeeting {
        phase: Execution,
        zh: "会议检查",
        en: "Examination made at a meeting",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["measure?", "respondent"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["民主生活会记录", "会议检查材料"],
        aliases: ["作检查", "会上检查"],
    }
    struct {
        pub meeting: Recorded<Code>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 执行情况报告: execution reported.
    ExecutionReported {
        phase: Execution,
        zh: "执行情况报告",
        en: "Execution reported",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["measure?", "determination*?", "respondent?"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["处分执行情况报告", "执行回执"],
        aliases: ["执行报告", "报执行"],
    }
    struct {
        pub items: Recorded<Private<Vec<String>>>,
        pub to: Recorded<OrganRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 中止执行: execution suspended.
    ExecutionSuspended {
        phase: Execution,
        zh: "中止执行",
        en: "Execution suspended",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["measure"],
        own_date: Some("on"),
        actors: [OrganHead, DecisionBody],
        papers: ["中止执行审批表"],
        aliases: ["中止执行", "暂停执行"],
    }
    struct {
        pub ground: Recorded<Private<String>>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 恢复执行: execution resumed.
    ExecutionResumed {
        phase: Execution,
        zh: "恢复执行",
        en: "Execution resumed",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["measure"],
        own_date: Some("on"),
        actors: [OrganHead, DecisionBody],
        papers: ["恢复执行通知"],
        aliases: ["恢复执行"],
    }
    struct {
        pub ground: Recorded<Private<String>>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 解除处分: sanction lifted.
    SanctionLifted {
        phase: Execution,
        zh: "解除处分",
        en: "Sanction lifted",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["measure", "document?", "respondent?"],
        own_date: Some("on"),
        actors: [DecisionBody],
        papers: ["解除处分决定书"],
        aliases: ["解除处分"],
    }
    struct {
        pub body: Recorded<OrganRef>,
        pub on: Recorded<PartialDate>,
    }
}
