//! Rectification with letters and the escalation ladder.

use crate::codes::{
    EscalationCause, EscalationStep, InspectionMethod, Level, RectificationKind, RectificationSource, VoteKind,
};
use crate::fields::{Code, Decimal, Label, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, OrganRef, PersonRef, VoteOption};

act! {
    /// 责令整改: rectification ordered.
    RectificationOrdered {
        phase: Rectification,
        zh: "责令整改",
        en: "Rectification ordered",
        group: "整改督办",
        ceremony: Formal,
        refs: ["+item", "determination*?", "finding?", "respondent*?"],
        own_date: Some("on"),
        actors: [RectSupervisor],
        papers: ["整改通知书", "纪律检查建议书", "监察建议书"],
        aliases: ["责令整改", "交整改"],
    }
    struct {
        pub source: Recorded<RectificationSource>,
        pub problem: Recorded<Private<String>>,
        pub responsible_unit: Recorded<OrganRef>,
        pub responsible_person: Recorded<PersonRef>,
        pub kind: Recorded<RectificationKind>,
        pub due_on: Recorded<PartialDate>,
        pub supervisor: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 整改方案: rectification plan filed.
    RectificationPlanFiled {
        phase: Rectification,
        zh: "整改方案",
        en: "Rectification plan filed",
        group: "整改督办",
        ceremony: Routine,
        refs: ["item"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["整改方案", "整改台账"],
        aliases: ["报方案", "整改方案"],
    }
    struct {
        pub measures: Recorded<Private<Vec<String>>>,
        pub milestones: Recorded<Private<Vec<String>>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 进度: rectification progress reported.
    RectificationProgressReported {
        phase: Rectification,
        zh: "进度",
        en: "Rectification progress reported",
        group: "整改督办",
        ceremony: Routine,
        refs: ["item"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["整改进展情况报告"],
        aliases: ["进度", "进展"],
    }
    struct {
        pub percent_or_state: Recorded<Code>,
        pub note: Recorded<Private<String>>,
        pub evidence: Recorded<Vec<TextRef>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 督办函/督察通知单/整改通知书: supervision letter issued.
    SupervisionLetterIssued {
        phase: Rectification,
        zh: "督办函/督察通知单/整改通知书",
        en: "Supervision letter issued",
        group: "整改督办",
        ceremony: Formal,
        refs: ["item*"],
        own_date: Some("issued_on"),
        actors: [RectSupervisor],
        papers: ["督办函", "督察通知单", "整改通知书"],
        aliases: ["督办", "发督办函"],
    }
    struct {
        pub letter_no: Recorded<Label>,
        pub level: Recorded<Level>,
        pub due_on: Recorded<PartialDate>,
        pub issued_on: Recorded<PartialDate>,
    }
}

act! {
    /// 延期: rectification extended.
    RectificationExtended {
        phase: Rectification,
        zh: "延期",
        en: "Rectification extended",
        group: "整改督办",
        ceremony: Formal,
        refs: ["item"],
        own_date: None,
        actors: [RectSupervisor],
        papers: ["整改延期审批表"],
        aliases: ["整改延期"],
    }
    struct {
        pub until: Recorded<PartialDate>,
        pub ground: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 逐级加重: escalation step taken.
    EscalationStepTaken {
        phase: Rectification,
        zh: "逐级加重",
        en: "Escalation step taken",
        group: "整改督办",
        ceremony: Formal,
        refs: ["item", "respondent*?", "official*?", "organ*?"],
        own_date: Some("on"),
        actors: [DecisionBody, RectSupervisor],
        papers: ["约谈记录", "通报", "诫勉书"],
        aliases: ["加重", "升级督办", "约谈"],
    }
    struct {
        pub step: Recorded<EscalationStep>,
        pub because_of: Recorded<EscalationCause>,
        pub missed_due_on: Recorded<PartialDate>,
        pub reasons: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 申请销号: rectification claimed done.
    RectificationClaimed {
        phase: Rectification,
        zh: "申请销号",
        en: "Rectification claimed done",
        group: "整改督办",
        ceremony: Routine,
        refs: ["item"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["销号申请表", "整改完成报告"],
        aliases: ["申请销号", "报完成"],
    }
    struct {
        pub evidence: Recorded<Vec<TextRef>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 验收检查: rectification inspected.
    RectificationInspected {
        phase: Rectification,
        zh: "验收检查",
        en: "Rectification inspected",
        group: "整改督办",
        ceremony: Routine,
        refs: ["item"],
        own_date: Some("on"),
        actors: [RectSupervisor],
        papers: ["验收检查记录"],
        aliases: ["验收", "检查"],
    }
    struct {
        pub method: Recorded<InspectionMethod>,
        pub findings: Recorded<Private<String>>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 验收通过: rectification accepted.
    RectificationAccepted {
        phase: Rectification,
        zh: "验收通过",
        en: "Rectification accepted",
        group: "整改督办",
        ceremony: Formal,
        refs: ["item"],
        own_date: Some("on"),
        actors: [RectSupervisor],
        papers: ["销号审批表", "验收意见"],
        aliases: ["销号", "验收通过"],
    }
    struct {
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 责令重新整改: rectification rejected.
    RectificationRejected {
        phase: Rectification,
        zh: "责令重新整改",
        en: "Rectification rejected",
        group: "整改督办",
        ceremony: Formal,
        refs: ["item"],
        own_date: Some("on"),
        actors: [RectSupervisor],
        papers: ["重新整改通知书"],
        aliases: ["不予销号", "打回", "重新整改"],
    }
    struct {
        pub reasons: Recorded<Private<String>>,
        pub new_due_on: Recorded<PartialDate>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 取消评优资格: honours of a year forfeited (PRS-2016 arts 12–15).
    HonoursForfeited {
        phase: Rectification,
        zh: "取消评优资格",
        en: "Honours forfeited",
        group: "整改督办",
        ceremony: Formal,
        refs: ["item?", "measure?", "respondent?", "organ?"],
        own_date: Some("on"),
        actors: [ExecUnit],
        papers: ["取消评优资格通知"],
        aliases: ["取消评优", "一票否决"],
    }
    struct {
        pub year: Recorded<u32>,
        pub kind: Recorded<Code>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 测评结果: result of a vote on cadres, tasks or a meeting.
    SatisfactionVoteRecorded {
        phase: Rectification,
        zh: "测评结果",
        en: "Satisfaction vote recorded",
        group: "整改督办",
        ceremony: Routine,
        refs: ["official?", "organ?", "item?", "respondent?"],
        own_date: Some("on"),
        actors: [RectSupervisor],
        papers: ["测评结果汇总表", "民主测评表"],
        aliases: ["测评", "投票", "评议"],
    }
    struct {
        pub kind: Recorded<VoteKind>,
        pub method: Recorded<Code>,
        pub entitled: Recorded<u32>,
        pub cast: Recorded<u32>,
        pub options: Recorded<Vec<VoteOption>>,
        pub score: Recorded<Decimal>,
        pub threshold: Recorded<Decimal>,
        pub on: Recorded<PartialDate>,
    }
}
