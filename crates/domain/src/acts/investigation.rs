//! Investigation, facts and defence (ACC-2019 arts 10–11, GOV-2020 arts 42–43).

use crate::codes::{Adopted, DefenceForm, Discipline, HandOverPurpose, IntervieweeRole, Misuse, Position};
use crate::fields::{Code, Digest, Label, Moment, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, Argument, Conduct, PersonRef, ReportContents, RespondentProposal, TeamRole};

act! {
    /// 成立审查调查组/问责调查组: investigation team formed.
    InvestigationTeamFormed {
        phase: Investigation,
        zh: "成立审查调查组/问责调查组",
        en: "Investigation team formed",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent*?", "track*?", "round?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["审查调查组成立审批表", "问责调查组组成通知"],
        aliases: ["成立调查组", "组队"],
    }
    struct {
        pub members: Recorded<Vec<PersonRef>>,
        pub roles: Recorded<Vec<TeamRole>>,
        pub lead: Recorded<PersonRef>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 人员调整: members of the team changed.
    TeamChanged {
        phase: Investigation,
        zh: "人员调整",
        en: "Team changed",
        group: "审查调查",
        ceremony: Routine,
        refs: ["respondent*?", "round?"],
        own_date: None,
        actors: [OrganHead],
        papers: ["人员调整审批表"],
        aliases: ["换人", "调整人员"],
    }
    struct {
        pub added: Recorded<Vec<PersonRef>>,
        pub removed: Recorded<Vec<PersonRef>>,
        pub reason: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 调查方案: investigation plan approved.
    InvestigationPlanApproved {
        phase: Investigation,
        zh: "调查方案",
        en: "Investigation plan approved",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent*?", "track*?", "round?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["审查调查方案", "专题会议纪要"],
        aliases: ["方案", "批方案"],
    }
    struct {
        pub meeting_ref: Recorded<TextRef>,
        pub measures: Recorded<Vec<Code>>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 收集证据: evidence collected.
    EvidenceCollected {
        phase: Investigation,
        zh: "收集证据",
        en: "Evidence collected",
        group: "审查调查",
        ceremony: Routine,
        refs: ["+evidence", "clue?", "respondent*?", "fact*?", "appeal?", "round?"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["调取证据通知书", "证据清单", "提取笔录"],
        aliases: ["取证", "收证"],
    }
    struct {
        pub kind: Recorded<Code>,
        pub officers: Recorded<Vec<PersonRef>>,
        pub from: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
        pub sha256: Recorded<Private<Digest>>,
        pub record_ref: Recorded<TextRef>,
    }
}

act! {
    /// 谈话/询问笔录: interview recorded.
    InterviewRecorded {
        phase: Investigation,
        zh: "谈话/询问笔录",
        en: "Interview recorded",
        group: "审查调查",
        ceremony: Routine,
        refs: ["+evidence", "clue?", "respondent?", "fact*?", "appeal?", "round?"],
        own_date: None,
        actors: [Inspector],
        papers: ["谈话笔录", "询问笔录", "讯问笔录"],
        aliases: ["笔录", "询问", "问话"],
    }
    struct {
        pub person: Recorded<PersonRef>,
        pub role: Recorded<IntervieweeRole>,
        pub officers: Recorded<Vec<PersonRef>>,
        pub place: Recorded<Private<String>>,
        pub started_at: Recorded<Moment>,
        pub ended_at: Recorded<Moment>,
        pub record_sha256: Recorded<Private<Digest>>,
        pub signed: Recorded<bool>,
        pub credentials_shown: Recorded<bool>,
    }
}

act! {
    /// 证据移交: evidence handed over.
    EvidenceHandedOver {
        phase: Investigation,
        zh: "证据移交",
        en: "Evidence handed over",
        group: "审查调查",
        ceremony: Routine,
        refs: ["evidence*"],
        own_date: Some("on"),
        actors: [Inspector, Reviewer, Clerk],
        papers: ["证据移交清单", "返还清单", "涉案财物交接单"],
        aliases: ["移交证据", "返还", "交接"],
    }
    struct {
        pub from: Recorded<Private<String>>,
        pub to: Recorded<Private<String>>,
        pub purpose: Recorded<HandOverPurpose>,
        pub on: Recorded<PartialDate>,
        pub receipt: Recorded<Label>,
    }
}

act! {
    /// 排除非法证据: illegally obtained evidence excluded (GOV-2020 art. 42).
    EvidenceExcluded {
        phase: Investigation,
        zh: "排除非法证据",
        en: "Evidence excluded",
        group: "审查调查",
        ceremony: Formal,
        refs: ["evidence*", "fact*?"],
        own_date: Some("on"),
        actors: [Reviewer, OrganHead],
        papers: ["非法证据排除决定"],
        aliases: ["排非", "排除证据"],
    }
    struct {
        pub ground: Recorded<Private<String>>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 事实清单: fact listed.
    FactListed {
        phase: Investigation,
        zh: "事实清单",
        en: "Fact listed",
        group: "审查调查",
        ceremony: Routine,
        refs: ["+fact", "respondent*", "track*?", "evidence*?", "allegation*?"],
        own_date: None,
        actors: [Inspector],
        papers: ["事实清单", "违纪违法事实材料"],
        aliases: ["列事实", "事实清单"],
    }
    struct {
        pub text_ref: Recorded<TextRef>,
        pub conduct: Recorded<Conduct>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub misuse: Option<Recorded<Misuse>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub discipline: Option<Recorded<Discipline>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub power_code: Option<Recorded<Code>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub risk_code: Option<Recorded<Code>>,
        pub disputed: Recorded<bool>,
    }
}

act! {
    /// 事实材料见面: fact material presented.
    FactMaterialPresented {
        phase: Investigation,
        zh: "事实材料见面",
        en: "Fact material presented",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent", "track*?", "fact*?", "round?"],
        own_date: Some("presented_on"),
        actors: [Inspector],
        papers: ["违纪违法事实材料", "见面笔录"],
        aliases: ["见面", "事实见面"],
    }
    struct {
        pub material_sha256: Recorded<Private<Digest>>,
        pub presented_on: Recorded<PartialDate>,
        pub by: Recorded<Vec<PersonRef>>,
    }
}

act! {
    /// 签署意见: respondent's opinion signed.
    RespondentOpinionSigned {
        phase: Investigation,
        zh: "签署意见",
        en: "Respondent's opinion signed",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent", "track*?", "round?"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["事实材料签署意见", "拒签说明"],
        aliases: ["签意见", "签字"],
    }
    struct {
        pub position: Recorded<Position>,
        pub text_ref: Recorded<TextRef>,
        pub witness: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 听取陈述申辩: defence heard.
    DefenceHeard {
        phase: Investigation,
        zh: "听取陈述申辩",
        en: "Defence heard",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent", "track*?", "+argument*?", "evidence*?", "round?"],
        own_date: Some("on"),
        actors: [Inspector, Reviewer],
        papers: ["陈述申辩笔录", "书面申辩材料", "放弃申辩声明"],
        aliases: ["申辩", "听申辩"],
    }
    struct {
        pub form: Recorded<DefenceForm>,
        pub arguments: Recorded<Vec<Argument>>,
        pub record_ref: Recorded<TextRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 核实申辩: defence verified.
    DefenceVerified {
        phase: Investigation,
        zh: "核实申辩",
        en: "Defence verified",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent", "argument", "evidence*?"],
        own_date: Some("on"),
        actors: [Inspector, Reviewer],
        papers: ["申辩核实情况说明"],
        aliases: ["核申辩", "复核申辩"],
    }
    struct {
        pub result: Recorded<Private<String>>,
        pub adopted: Recorded<Adopted>,
        pub reason: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 说明分歧: disagreement explained.
    DisagreementExplained {
        phase: Investigation,
        zh: "说明分歧",
        en: "Disagreement explained",
        group: "审查调查",
        ceremony: Routine,
        refs: ["respondent", "track*?", "fact*?", "round?"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["意见分歧说明"],
        aliases: ["说明分歧"],
    }
    struct {
        pub text_ref: Recorded<TextRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 调查报告: investigation report submitted.
    InvestigationReportSubmitted {
        phase: Investigation,
        zh: "调查报告",
        en: "Investigation report submitted",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "fact*?", "round?"],
        own_date: Some("on"),
        actors: [TeamLead],
        papers: ["审查调查报告", "问责调查报告"],
        aliases: ["调查报告", "报告"],
    }
    struct {
        pub collective_discussion_ref: Recorded<TextRef>,
        pub discussed_on: Recorded<PartialDate>,
        pub signatories: Recorded<Vec<PersonRef>>,
        pub proposal_per_respondent: Recorded<Vec<RespondentProposal>>,
        pub contents_check: Recorded<ReportContents>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 延长期限: time for verification or investigation extended.
    InvestigationDeadlineExtended {
        phase: Investigation,
        zh: "延长期限",
        en: "Time for the investigation extended",
        group: "审查调查",
        ceremony: Formal,
        refs: ["clue?", "respondent*?", "track*?", "round?"],
        own_date: None,
        actors: [OrganHead],
        papers: ["延长期限审批表"],
        aliases: ["延期", "延长调查"],
    }
    struct {
        pub until: Recorded<PartialDate>,
        pub ground: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 中止(逃匿等): investigation suspended.
    InvestigationSuspended {
        phase: Investigation,
        zh: "中止(逃匿等)",
        en: "Investigation suspended",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "round?"],
        own_date: Some("from"),
        actors: [OrganHead],
        papers: ["中止调查审批表"],
        aliases: ["中止"],
    }
    struct {
        pub ground: Recorded<Private<String>>,
        pub from: Recorded<PartialDate>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 恢复: investigation resumed.
    InvestigationResumed {
        phase: Investigation,
        zh: "恢复",
        en: "Investigation resumed",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "round?"],
        own_date: Some("from"),
        actors: [OrganHead],
        papers: ["恢复调查审批表"],
        aliases: ["恢复"],
    }
    struct {
        pub from: Recorded<PartialDate>,
        pub recompute_rule: Recorded<Code>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 撤销案件: case withdrawn.
    CaseWithdrawn {
        phase: Investigation,
        zh: "撤销案件",
        en: "Case withdrawn",
        group: "审查调查",
        ceremony: Formal,
        refs: ["respondent*", "track*?"],
        own_date: None,
        actors: [OrganHead, DecisionBody],
        papers: ["撤销案件决定书", "撤案审批表"],
        aliases: ["撤案", "销案"],
    }
    struct {
        pub ground: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
        pub told_org_on: Recorded<PartialDate>,
    }
}
