//! Clues and their disposal (DSP-2019 ch. 3–5).

use crate::codes::{
    ApprovalResult, ClueOutcome, ClueReportStage, ClueSource, Duty, Harm, InquiryProposal, MinorForm, MinorMeasure,
    VerificationProposal, Way,
};
use crate::fields::{Code, Digest, Label, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Allegation, AllegationFinding, Approval, ClueSubject, OrganRef, PersonRef};

act! {
    /// 问题线索建档: clue opened.
    ClueOpened {
        phase: Clue,
        zh: "问题线索建档",
        en: "Clue opened",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["+clue", "report*?"],
        own_date: Some("received_on"),
        actors: [ClueDesk],
        papers: ["问题线索登记表", "线索移送函"],
        aliases: ["建线索", "立线索", "线索登记"],
    }
    struct {
        pub source: Recorded<ClueSource>,
        pub subjects: Recorded<Vec<ClueSubject>>,
        pub categories: Recorded<Vec<Code>>,
        pub allegations: Recorded<Vec<Allegation>>,
        pub received_on: Recorded<PartialDate>,
    }
}

act! {
    /// 向上级报告线索: clue reported upward (DSP-2019 art. 22).
    ClueReportedUpward {
        phase: Clue,
        zh: "向上级报告线索",
        en: "Clue reported upward",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue"],
        own_date: Some("on"),
        actors: [ClueDesk],
        papers: ["问题线索报告"],
        aliases: ["报告上级", "上报线索"],
    }
    struct {
        pub to_organ: Recorded<OrganRef>,
        pub stage: Recorded<ClueReportStage>,
        pub content_ref: Recorded<TextRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 核实身份: subject identified.
    SubjectIdentified {
        phase: Clue,
        zh: "核实身份",
        en: "Subject identified",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["official?", "organ?", "report?", "clue?"],
        own_date: None,
        actors: [Intake, ClueDesk, Inspector],
        papers: ["干部任免审批表", "人员信息核查单"],
        aliases: ["核实身份", "对人"],
    }
    struct {
        pub subject_no: Recorded<u32>,
        pub basis: Recorded<Private<String>>,
    }
}

act! {
    /// 确定承办人/移交: handler assigned or hand-over.
    HandlerAssigned {
        phase: Clue,
        zh: "确定承办人/移交",
        en: "Handler assigned or hand-over",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["object"],
        own_date: Some("from_on"),
        actors: [Intake, ClueDesk, OrganHead, TeamLead, Clerk],
        papers: ["交接单", "分办单", "案卷移交清单"],
        aliases: ["承办", "移交", "交接"],
    }
    struct {
        pub duty: Recorded<Duty>,
        pub person: Recorded<PersonRef>,
        pub office: Recorded<OrganRef>,
        pub from_on: Recorded<PartialDate>,
        pub by: Recorded<PersonRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub replaces: Option<Recorded<PersonRef>>,
        pub received_on: Recorded<PartialDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub inventory_sha256: Option<Recorded<Private<Digest>>>,
    }
}

act! {
    /// 分办: clue assigned.
    ClueAssigned {
        phase: Clue,
        zh: "分办",
        en: "Clue assigned",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue"],
        own_date: Some("handed_on"),
        actors: [ClueDesk],
        papers: ["线索分办审批表", "线索交接单"],
        aliases: ["分办", "分线索"],
    }
    struct {
        pub to_dept: Recorded<OrganRef>,
        pub proposed_by: Recorded<PersonRef>,
        pub approval: Recorded<Approval>,
        pub handed_on: Recorded<PartialDate>,
        pub received_on: Recorded<PartialDate>,
    }
}

act! {
    /// 处置意见: disposal proposed.
    DispositionProposed {
        phase: Clue,
        zh: "处置意见",
        en: "Disposal proposed",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue"],
        own_date: Some("proposed_on"),
        actors: [Inspector],
        papers: ["线索处置方案", "处置呈批表"],
        aliases: ["处置意见", "处置方案"],
    }
    struct {
        pub way: Recorded<Way>,
        pub reasons: Recorded<Private<String>>,
        pub plan_ref: Recorded<TextRef>,
        pub proposed_on: Recorded<PartialDate>,
    }
}

act! {
    /// 处置审批: disposal decided.
    DispositionApproved {
        phase: Clue,
        zh: "处置审批",
        en: "Disposal decided",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue"],
        own_date: None,
        actors: [OrganHead, CommitteeHead],
        papers: ["处置呈批表", "批示"],
        aliases: ["批处置", "处置审批"],
    }
    struct {
        pub result: Recorded<ApprovalResult>,
        pub way: Recorded<Way>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 谈话: interview held.
    InterviewHeld {
        phase: Clue,
        zh: "谈话",
        en: "Interview held",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["clue", "official?"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["谈话笔录", "谈话通知书"],
        aliases: ["谈话", "约谈"],
    }
    struct {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub subject_no: Option<Recorded<u32>>,
        pub by: Recorded<PersonRef>,
        pub accompanied_by: Recorded<PersonRef>,
        pub place: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
        pub record_ref: Recorded<TextRef>,
    }
}

act! {
    /// 函询发函: inquiry letter issued (DSP-2019 art. 28).
    InquiryLetterIssued {
        phase: Clue,
        zh: "函询发函",
        en: "Inquiry letter issued",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue", "official", "+letter"],
        own_date: Some("issued_on"),
        actors: [Clerk],
        papers: ["函询通知书", "发函审批表"],
        aliases: ["发函", "函询"],
    }
    struct {
        pub letter_no: Recorded<Label>,
        pub issued_on: Recorded<PartialDate>,
        pub cc: Recorded<Vec<OrganRef>>,
        pub questions_ref: Recorded<TextRef>,
    }
}

act! {
    /// 收函: inquiry letter received by its subject.
    InquiryLetterReceived {
        phase: Clue,
        zh: "收函",
        en: "Inquiry letter received",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["clue", "official", "letter?"],
        own_date: Some("received_on"),
        actors: [Clerk],
        papers: ["函询送达回执"],
        aliases: ["收函"],
    }
    struct {
        pub received_on: Recorded<PartialDate>,
    }
}

act! {
    /// 函询回复: reply to an inquiry letter received (DSP-2019 art. 29).
    InquiryReplyReceived {
        phase: Clue,
        zh: "函询回复",
        en: "Reply to an inquiry letter received",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["clue", "official", "letter?"],
        own_date: Some("received_on"),
        actors: [Clerk],
        papers: ["书面说明", "函询回复"],
        aliases: ["回函", "回复"],
    }
    struct {
        pub received_on: Recorded<PartialDate>,
        pub countersigned_by: Recorded<PersonRef>,
        pub countersigned_on: Recorded<PartialDate>,
        pub reply_ref: Recorded<TextRef>,
    }
}

act! {
    /// 谈话函询情况报告: interview and inquiry report.
    InquiryReportSubmitted {
        phase: Clue,
        zh: "谈话函询情况报告",
        en: "Interview and inquiry report",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue", "official*?"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["谈话函询情况报告"],
        aliases: ["函询报告"],
    }
    struct {
        pub findings: Recorded<Private<String>>,
        pub proposal: Recorded<InquiryProposal>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 成立核查组: verification team formed.
    VerificationTeamFormed {
        phase: Clue,
        zh: "成立核查组",
        en: "Verification team formed",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue", "official*?"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["初步核实呈批表", "初核工作方案"],
        aliases: ["核查组", "初核组"],
    }
    struct {
        pub members: Recorded<Vec<PersonRef>>,
        pub lead: Recorded<PersonRef>,
        pub plan_ref: Recorded<TextRef>,
        pub approvals: Recorded<Vec<Approval>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 初核情况报告: verification report signed.
    VerificationReportSigned {
        phase: Clue,
        zh: "初核情况报告",
        en: "Verification report signed",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue", "official*?", "fact*?"],
        own_date: Some("on"),
        actors: [TeamLead],
        papers: ["初步核实情况报告"],
        aliases: ["初核报告"],
    }
    struct {
        pub findings: Recorded<Private<String>>,
        pub doubts: Recorded<Private<String>>,
        pub proposal: Recorded<VerificationProposal>,
        pub signatories: Recorded<Vec<PersonRef>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 暂存待查: clue held.
    ClueHeld {
        phase: Clue,
        zh: "暂存待查",
        en: "Clue held",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue"],
        own_date: None,
        actors: [Inspector],
        papers: ["暂存待查呈批表"],
        aliases: ["暂存", "挂存"],
    }
    struct {
        pub reason: Recorded<Private<String>>,
        pub review_by: Recorded<PartialDate>,
    }
}

act! {
    /// 定期清理: held clue reviewed.
    ClueReviewed {
        phase: Clue,
        zh: "定期清理",
        en: "Held clue reviewed",
        group: "问题线索处置",
        ceremony: Routine,
        refs: ["clue"],
        own_date: None,
        actors: [ClueDesk],
        papers: ["线索清理记录"],
        aliases: ["清理", "回头看"],
    }
    struct {
        pub result: Recorded<Code>,
        pub next_review_by: Recorded<PartialDate>,
    }
}

act! {
    /// 予以了结: clue closed.
    ClueClosed {
        phase: Clue,
        zh: "予以了结",
        en: "Clue closed",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["了结呈批表", "了结情况报告"],
        aliases: ["了结", "结线索"],
    }
    struct {
        pub outcome: Recorded<ClueOutcome>,
        pub per_allegation: Recorded<Vec<AllegationFinding>>,
        pub harm: Recorded<Harm>,
        pub subject_told_on: Recorded<PartialDate>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 第一种形态处理: minor measure taken.
    MinorMeasureTaken {
        phase: Clue,
        zh: "第一种形态处理",
        en: "Minor measure taken",
        group: "问题线索处置",
        ceremony: Formal,
        refs: ["clue?", "official", "respondent?", "determination?"],
        own_date: Some("on"),
        actors: [Inspector, OrgDept],
        papers: ["提醒谈话记录", "诫勉谈话记录", "批评教育记录"],
        aliases: ["第一种形态", "提醒", "诫勉谈话"],
    }
    struct {
        pub kind: Recorded<MinorMeasure>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
        pub form: Recorded<MinorForm>,
    }
}
