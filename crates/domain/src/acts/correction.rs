//! Correcting decisions, correcting and voiding records, and acts that have no kind of their own.

use crate::codes::{ErrorKind, VoidGround};
use crate::fields::{Label, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, FieldChange, OrganRef, PersonRef};
use uuid::Uuid;

act! {
    /// 发现错误: error discovered.
    ErrorDiscovered {
        phase: Correction,
        zh: "发现错误",
        en: "Error discovered",
        group: "纠正与更正",
        ceremony: Routine,
        refs: ["determination?", "event?"],
        own_date: None,
        actors: [AppealOfficer, Reviewer, OrganHead],
        papers: ["案件复查报告", "质量评查意见"],
        aliases: ["发现错误", "复查发现"],
    }
    struct {
        pub by: Recorded<PersonRef>,
        pub kind: Recorded<ErrorKind>,
        pub r#ref: Recorded<TextRef>,
    }
}

act! {
    /// 责令纠正: correction ordered (ACC-2019 art 21).
    CorrectionOrdered {
        phase: Correction,
        zh: "责令纠正",
        en: "Correction ordered",
        group: "纠正与更正",
        ceremony: Formal,
        refs: ["determination*?", "event?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["责令纠正通知书"],
        aliases: ["责令纠正"],
    }
    struct {
        pub by_superior: Recorded<bool>,
        pub to: Recorded<OrganRef>,
        pub due_on: Recorded<PartialDate>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 纠正问责: decision corrected.
    DecisionCorrected {
        phase: Correction,
        zh: "纠正问责",
        en: "Decision corrected",
        group: "纠正与更正",
        ceremony: Formal,
        refs: ["determination"],
        own_date: Some("on"),
        actors: [DecisionBody],
        papers: ["纠正决定书", "变更决定"],
        aliases: ["纠正问责", "纠错"],
    }
    struct {
        pub old: Recorded<Private<String>>,
        pub new: Recorded<Private<String>>,
        pub body: Recorded<OrganRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 更正录入: record corrected.
    RecordCorrected {
        phase: Correction,
        zh: "更正录入",
        en: "Record corrected",
        group: "纠正与更正",
        ceremony: Formal,
        refs: ["event"],
        own_date: None,
        actors: [Inspector, Clerk],
        papers: ["更正审批表"],
        aliases: ["更正", "改录"],
    }
    struct {
        pub changes: Vec<FieldChange>,
        pub reason: Recorded<Private<String>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis_document: Option<Recorded<Label>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 作废: record voided.
    RecordVoided {
        phase: Correction,
        zh: "作废",
        en: "Record voided",
        group: "纠正与更正",
        ceremony: Formal,
        refs: ["event"],
        own_date: None,
        actors: [Inspector, Clerk],
        papers: ["作废审批表"],
        aliases: ["作废", "撤销录入"],
    }
    struct {
        pub ground: Recorded<VoidGround>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub re_recorded_as: Option<Recorded<Uuid>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 其他事项登记: other act recorded.
    OtherActRecorded {
        phase: Correction,
        zh: "其他事项登记",
        en: "Other act recorded",
        group: "更正与其他",
        ceremony: Routine,
        refs: ["respondent*?", "official?"],
        own_date: None,
        actors: [Clerk, Inspector],
        papers: ["情况说明"],
        aliases: ["其他", "记事"],
    }
    struct {
        pub label: Label,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<Recorded<Private<String>>>,
    }
}
