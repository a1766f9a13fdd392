//! Deliberation, responsibility, determination and its document (ACC-2019 art 12, GOV-2020 arts 44–46).

use crate::codes::{
    AppointmentFault, ApprovingOrganKind, BodyApproval, DecisionOrProposal, ExemptionExtent, MeetingForm, OpinionFrom,
    Outcome, RespondentKind, ResponsibilityClass, ResponsibilityRole, SanctionRegime, ServiceMethod,
};
use crate::fields::{Code, Digest, Label, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{
    Approval, Basis, DocumentContents, MeetingStep, OrganRef, PersonRef, ProposedSanction, ViolationKind, VoteItem,
};

act! {
    /// 处分前告知: pre-decision notice served.
    PreDecisionNoticeServed {
        phase: Decision,
        zh: "处分前告知",
        en: "Pre-decision notice served",
        group: "决定",
        ceremony: Formal,
        refs: ["respondent", "track*", "fact*?", "round?"],
        own_date: Some("served_on"),
        actors: [Clerk],
        papers: ["处分事先告知书", "送达回证"],
        aliases: ["事先告知", "处分前告知"],
    }
    struct {
        pub proposed: Recorded<Vec<ProposedSanction>>,
        pub basis: Recorded<Vec<Basis>>,
        pub served_on: Recorded<PartialDate>,
        pub method: Recorded<ServiceMethod>,
    }
}

act! {
    /// 征求意见: the opinion of the organisation department or the unit solicited.
    OpinionSolicited {
        phase: Decision,
        zh: "征求意见",
        en: "Opinion solicited",
        group: "决定",
        ceremony: Routine,
        refs: ["respondent*", "track*?"],
        own_date: Some("sent_on"),
        actors: [Clerk],
        papers: ["征求意见函", "复函"],
        aliases: ["征求意见", "征求组织部意见"],
    }
    struct {
        pub from: Recorded<OpinionFrom>,
        pub sent_on: Recorded<PartialDate>,
        pub reply_on: Recorded<PartialDate>,
        pub reply: Recorded<Private<String>>,
    }
}

act! {
    /// 集体讨论决定: decision meeting held.
    DecisionMeetingHeld {
        phase: Decision,
        zh: "集体讨论决定",
        en: "Decision meeting held",
        group: "决定",
        ceremony: Formal,
        refs: ["+meeting", "respondent*", "track*?", "appeal?"],
        own_date: Some("on"),
        actors: [DecisionBody],
        papers: ["会议纪要", "表决票", "议题单"],
        aliases: ["集体讨论", "上会", "常委会"],
    }
    struct {
        pub body: Recorded<OrganRef>,
        pub body_kind: Recorded<Code>,
        pub form: Recorded<MeetingForm>,
        pub on: Recorded<PartialDate>,
        pub agenda_fixed_on: Recorded<PartialDate>,
        pub notice_on: Recorded<PartialDate>,
        pub entitled: Recorded<u32>,
        pub present: Recorded<u32>,
        pub attendees: Recorded<Vec<PersonRef>>,
        pub recused: Recorded<Vec<PersonRef>>,
        pub steps: Recorded<Vec<MeetingStep>>,
        pub items: Recorded<Vec<VoteItem>>,
        pub dissent: Recorded<Private<Vec<String>>>,
        pub minutes_sha256: Recorded<Private<Digest>>,
    }
}

act! {
    /// 责任认定: responsibility attributed.
    ResponsibilityAttributed {
        phase: Decision,
        zh: "责任认定",
        en: "Responsibility attributed",
        group: "决定",
        ceremony: Formal,
        refs: ["meeting?", "respondent", "track", "fact*?"],
        own_date: None,
        actors: [DecisionBody],
        papers: ["责任认定意见"],
        aliases: ["定责", "责任认定"],
    }
    struct {
        pub class: Recorded<ResponsibilityClass>,
        pub role: Recorded<ResponsibilityRole>,
        pub collective: Recorded<bool>,
        pub duty_ref: Recorded<TextRef>,
        pub objection_recorded: Recorded<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub appointment_fault: Option<Recorded<AppointmentFault>>,
        pub causal_link: Recorded<Private<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recorded_objection_ref: Option<Recorded<TextRef>>,
    }
}

act! {
    /// 情节认定: circumstances found.
    CircumstancesFound {
        phase: Decision,
        zh: "情节认定",
        en: "Circumstances found",
        group: "决定",
        ceremony: Formal,
        refs: ["meeting?", "respondent", "track", "fact*?"],
        own_date: None,
        actors: [DecisionBody],
        papers: ["情节认定意见"],
        aliases: ["情节", "从轻从重"],
    }
    struct {
        pub mitigating: Recorded<Vec<Code>>,
        pub aggravating: Recorded<Vec<Code>>,
        pub exempting: Recorded<Vec<Code>>,
    }
}

act! {
    /// 容错免责/不予、免予: exemption granted.
    ExemptionGranted {
        phase: Decision,
        zh: "容错免责/不予、免予",
        en: "Exemption granted",
        group: "决定",
        ceremony: Formal,
        refs: ["meeting?", "respondent", "track", "fact*?"],
        own_date: None,
        actors: [DecisionBody],
        papers: ["容错免责认定书", "免予处分决定"],
        aliases: ["容错", "免责", "免予"],
    }
    struct {
        pub ground_code: Recorded<Code>,
        pub extent: Recorded<ExemptionExtent>,
        pub reasons: Recorded<Private<String>>,
    }
}

act! {
    /// 处理决定: determination made.
    DeterminationMade {
        phase: Decision,
        zh: "处理决定",
        en: "Determination made",
        group: "决定",
        ceremony: Formal,
        refs: ["+determination", "meeting?", "respondent", "track", "fact*?", "round?"],
        own_date: Some("made_on"),
        actors: [DecisionBody],
        papers: ["处分决定", "问责决定", "处理意见"],
        aliases: ["决定", "作出决定"],
    }
    struct {
        pub outcome: Recorded<Outcome>,
        pub decision_or_proposal: Recorded<DecisionOrProposal>,
        pub body: Recorded<OrganRef>,
        pub body_kind: Recorded<Code>,
        pub basis: Recorded<Vec<Basis>>,
        pub made_on: Recorded<PartialDate>,
    }
}

act! {
    /// 给予处分: sanction imposed.
    SanctionImposed {
        phase: Decision,
        zh: "给予处分",
        en: "Sanction imposed",
        group: "决定",
        ceremony: Formal,
        refs: ["+measure", "determination", "meeting?", "respondent", "track"],
        own_date: None,
        actors: [DecisionBody],
        papers: ["处分决定书"],
        aliases: ["处分", "给予处分"],
    }
    struct {
        pub regime: Recorded<SanctionRegime>,
        pub kind: Recorded<Code>,
        pub effective_on: Recorded<PartialDate>,
        pub months: Recorded<u32>,
        pub posts: Recorded<Private<Vec<String>>>,
        pub new_rank: Recorded<Private<String>>,
        pub per_violation: Recorded<Vec<ViolationKind>>,
    }
}

act! {
    /// 问责方式: form of accountability decided.
    AccountabilityFormDecided {
        phase: Decision,
        zh: "问责方式",
        en: "Form of accountability decided",
        group: "决定",
        ceremony: Formal,
        refs: ["+measure", "determination", "meeting?", "respondent", "track"],
        own_date: Some("decided_on"),
        actors: [DecisionBody],
        papers: ["问责决定书", "通报", "诫勉书"],
        aliases: ["问责方式", "问责"],
    }
    struct {
        pub target: Recorded<RespondentKind>,
        pub form: Recorded<Code>,
        pub combined_with: Recorded<Vec<Code>>,
        pub situations: Recorded<Vec<Code>>,
        pub decided_on: Recorded<PartialDate>,
        pub until: Recorded<PartialDate>,
    }
}

act! {
    /// 处分(问责)批准: determination approved by another body.
    DecisionApproved {
        phase: Decision,
        zh: "处分(问责)批准",
        en: "Determination approved by another body",
        group: "决定",
        ceremony: Formal,
        refs: ["determination*", "appeal?"],
        own_date: None,
        actors: [CommitteeHead, OrganHead, DecisionBody],
        papers: ["处分批准书", "批复", "支部大会决议"],
        aliases: ["批复", "处分批准"],
    }
    struct {
        pub organ: Recorded<OrganRef>,
        pub organ_kind: Recorded<ApprovingOrganKind>,
        pub result: Recorded<BodyApproval>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 决定书: decision document issued.
    DecisionDocumentIssued {
        phase: Decision,
        zh: "决定书",
        en: "Decision document issued",
        group: "决定",
        ceremony: Formal,
        refs: ["+document", "determination*?", "appeal?"],
        own_date: Some("issued_on"),
        actors: [Clerk],
        papers: ["处分决定书", "问责决定书", "复审复核决定书"],
        aliases: ["制发决定书", "出文"],
    }
    struct {
        pub doc_no: Recorded<Label>,
        pub contents_check: Recorded<DocumentContents>,
        pub issued_on: Recorded<PartialDate>,
        pub sha256: Recorded<Private<Digest>>,
    }
}
