//! Filing a case and starting an accountability inquiry (DSP-2019 arts 37–40, ACC-2019 art 9).

use crate::codes::RespondentKind;
use crate::fields::{Code, Digest, Label, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, Basis, OrganRef, PersonRef, RespondentEntry};

act! {
    /// 立案呈批: filing proposed.
    CaseFilingProposed {
        phase: Filing,
        zh: "立案呈批",
        en: "Filing proposed",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["+respondent*", "track*", "clue*?"],
        own_date: None,
        actors: [Inspector],
        papers: ["立案呈批报告", "立案审批表"],
        aliases: ["报立案", "呈批立案"],
    }
    struct {
        pub respondents: Vec<RespondentEntry>,
        pub facts_known_ref: Recorded<TextRef>,
        pub basis: Recorded<Vec<Basis>>,
    }
}

act! {
    /// 立案批准: filing approved.
    CaseFilingApproved {
        phase: Filing,
        zh: "立案批准",
        en: "Filing approved",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "clue*?"],
        own_date: None,
        actors: [OrganHead, CommitteeHead],
        papers: ["立案审批表", "批示", "常委会纪要"],
        aliases: ["批立案", "同意立案"],
    }
    struct {
        pub approvals: Recorded<Vec<Approval>>,
    }
}

act! {
    /// 不予立案: filing refused.
    CaseFilingRefused {
        phase: Filing,
        zh: "不予立案",
        en: "Filing refused",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "clue*?"],
        own_date: None,
        actors: [OrganHead],
        papers: ["不予立案审批表"],
        aliases: ["不立案"],
    }
    struct {
        pub reason: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 立案: case filed.
    CaseFiled {
        phase: Filing,
        zh: "立案",
        en: "Case filed",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["+respondent*", "track*", "clue*?"],
        own_date: Some("filed_on"),
        actors: [Clerk],
        papers: ["立案决定书"],
        aliases: ["立案"],
    }
    struct {
        pub case_no: Recorded<Label>,
        pub filed_on: Recorded<PartialDate>,
        pub organ: Recorded<OrganRef>,
        pub respondents: Vec<RespondentEntry>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub designated_by: Option<Recorded<OrganRef>>,
    }
}

act! {
    /// 启动问责调查: accountability inquiry started.
    AccountabilityInquiryStarted {
        phase: Filing,
        zh: "启动问责调查",
        en: "Accountability inquiry started",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["+respondent*", "track*?", "clue*?"],
        own_date: Some("on"),
        actors: [OrganHead, CommitteeHead],
        papers: ["启动问责调查审批表", "问责调查通知书"],
        aliases: ["启动问责", "问责立项"],
    }
    struct {
        pub initiator: Recorded<OrganRef>,
        pub situations: Recorded<Vec<Code>>,
        pub target: Recorded<Vec<RespondentKind>>,
        pub respondents: Vec<RespondentEntry>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 宣布立案: filing announced to the respondent.
    FilingAnnouncedToRespondent {
        phase: Filing,
        zh: "宣布立案",
        en: "Filing announced to the respondent",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["respondent", "track*?"],
        own_date: Some("on"),
        actors: [Inspector],
        papers: ["立案决定书", "宣布笔录", "权利义务告知书"],
        aliases: ["宣布立案", "宣布"],
    }
    struct {
        pub by: Recorded<Vec<PersonRef>>,
        pub credentials_shown: Recorded<bool>,
        pub signature: Recorded<bool>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 通报所在单位: filing notified to the organisation.
    FilingNotifiedToOrganisation {
        phase: Filing,
        zh: "通报所在单位",
        en: "Filing notified to the organisation",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["respondent*", "track*?"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["立案通知书", "送达回证"],
        aliases: ["通报单位", "通知单位"],
    }
    struct {
        pub org: Recorded<OrganRef>,
        pub to_person: Recorded<Private<String>>,
        pub notice_no: Recorded<Label>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 移送管辖: case transferred out.
    CaseTransferredOut {
        phase: Filing,
        zh: "移送管辖",
        en: "Case transferred out",
        group: "立案与启动",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "clue*?"],
        own_date: Some("sent_on"),
        actors: [Clerk],
        papers: ["移送函", "案卷移交清单", "回执"],
        aliases: ["移送", "移送管辖"],
    }
    struct {
        pub to_organ: Recorded<OrganRef>,
        pub bundle_hash: Recorded<Private<Digest>>,
        pub sent_on: Recorded<PartialDate>,
        pub received_on: Recorded<PartialDate>,
    }
}
