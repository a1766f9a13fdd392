//! Reports and accusations: taking in, registering, answering (RPT-2020, PET-2022).

use crate::codes::{ContactMethod, Direction, ReporterKind, SourceKind};
use crate::fields::{Digest, Label, PartialDate, Private, Recorded, Sealed, TextRef};
use crate::shapes::{CameByTransfer, OrganRef, PersonRef, ReportedSubject};
use uuid::Uuid;

act! {
    /// 收到检举控告/信访件: report received.
    ReportReceived {
        phase: Intake,
        zh: "收到检举控告/信访件",
        en: "Report received",
        group: "信访举报",
        ceremony: Routine,
        refs: ["+report"],
        own_date: Some("received_on"),
        actors: [Intake],
        papers: ["来信", "来访登记表", "网络举报件", "电话举报记录", "转办函"],
        aliases: ["收件", "收信", "来访", "来电"],
    }
    struct {
        pub source_kind: Recorded<SourceKind>,
        pub received_on: Recorded<PartialDate>,
        pub reporter_kind: Recorded<ReporterKind>,
        pub reporter: Recorded<Sealed<String>>,
        pub contact_given: Recorded<bool>,
        pub contact: Recorded<Sealed<String>>,
        pub subjects: Recorded<Vec<ReportedSubject>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub came_by_transfer: Option<Recorded<CameByTransfer>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub repeat_of: Option<Recorded<Uuid>>,
        pub summary: Recorded<Private<String>>,
        pub verbatim_ref: Recorded<TextRef>,
        pub verbatim_sha256: Recorded<Private<Digest>>,
    }
}

act! {
    /// 登记: report registered.
    ReportRegistered {
        phase: Intake,
        zh: "登记",
        en: "Report registered",
        group: "信访举报",
        ceremony: Routine,
        refs: ["report"],
        own_date: None,
        actors: [Intake],
        papers: ["信访举报登记表", "信访台账"],
        aliases: ["登记", "编号", "录入"],
    }
    struct {
        pub register_no: Recorded<Label>,
        pub ledger: Recorded<Label>,
        pub handler: Recorded<PersonRef>,
    }
}

act! {
    /// 核实实名: Reporter's identity confirmed.
    ReporterIdentityConfirmed {
        phase: Intake,
        zh: "核实实名",
        en: "Reporter's identity confirmed",
        group: "信访举报",
        ceremony: Routine,
        refs: ["report"],
        own_date: Some("confirmed_on"),
        actors: [Intake],
        papers: ["实名举报核实记录", "联系记录"],
        aliases: ["实名核实", "核名"],
    }
    struct {
        pub method: Recorded<ContactMethod>,
        pub confirmed_on: Recorded<PartialDate>,
        pub contact_given: Recorded<bool>,
    }
}

act! {
    /// 受理: report accepted.
    ReportAccepted {
        phase: Intake,
        zh: "受理",
        en: "Report accepted",
        group: "信访举报",
        ceremony: Formal,
        refs: ["report"],
        own_date: Some("accepted_on"),
        actors: [Intake],
        papers: ["受理审批表"],
        aliases: ["受理"],
    }
    struct {
        pub accepted_on: Recorded<PartialDate>,
        pub competent_organ: Recorded<OrganRef>,
        pub scope: Recorded<Private<String>>,
    }
}

act! {
    /// 不予受理: report declined.
    ReportDeclined {
        phase: Intake,
        zh: "不予受理",
        en: "Report declined",
        group: "信访举报",
        ceremony: Formal,
        refs: ["report"],
        own_date: Some("told_on"),
        actors: [Intake],
        papers: ["不予受理告知书"],
        aliases: ["不受理", "不予受理"],
    }
    struct {
        pub reason: Recorded<Private<String>>,
        pub told_on: Recorded<PartialDate>,
    }
}

act! {
    /// 转送/报送: report transferred.
    ReportTransferred {
        phase: Intake,
        zh: "转送/报送",
        en: "Report transferred",
        group: "信访举报",
        ceremony: Formal,
        refs: ["report"],
        own_date: Some("sent_on"),
        actors: [Intake],
        papers: ["转送函", "报送函", "交办函", "回执"],
        aliases: ["转送", "报送", "转办"],
    }
    struct {
        pub to_organ: Recorded<OrganRef>,
        pub direction: Recorded<Direction>,
        pub sent_on: Recorded<PartialDate>,
        pub receipt_on: Recorded<PartialDate>,
    }
}

act! {
    /// 重复件存查: repeat report filed away.
    RepeatReportFiled {
        phase: Intake,
        zh: "重复件存查",
        en: "Repeat report filed away",
        group: "信访举报",
        ceremony: Routine,
        refs: ["report"],
        own_date: None,
        actors: [Intake],
        papers: ["重复件存查单"],
        aliases: ["重复件", "存查"],
    }
    struct {
        pub repeat_of: Recorded<Uuid>,
        pub new_facts: Recorded<bool>,
    }
}

act! {
    /// 告知受理: Reporter told of acceptance.
    ReporterInformedOfAcceptance {
        phase: Intake,
        zh: "告知受理",
        en: "Reporter told of acceptance",
        group: "信访举报",
        ceremony: Routine,
        refs: ["report"],
        own_date: Some("told_on"),
        actors: [Intake],
        papers: ["受理告知书", "电话告知记录"],
        aliases: ["告知受理"],
    }
    struct {
        pub method: Recorded<ContactMethod>,
        pub told_on: Recorded<PartialDate>,
    }
}

act! {
    /// 反馈结果: Reporter told of the result.
    ReporterInformedOfResult {
        phase: Intake,
        zh: "反馈结果",
        en: "Reporter told of the result",
        group: "信访举报",
        ceremony: Routine,
        refs: ["report"],
        own_date: Some("told_on"),
        actors: [Inspector],
        papers: ["办理结果反馈记录", "答复函"],
        aliases: ["反馈", "答复"],
    }
    struct {
        pub method: Recorded<ContactMethod>,
        pub told_on: Recorded<PartialDate>,
        pub result_summary_ref: Recorded<TextRef>,
    }
}

act! {
    /// 异议记录: Reporter's objection recorded.
    ReporterObjectionRecorded {
        phase: Intake,
        zh: "异议记录",
        en: "Reporter's objection recorded",
        group: "信访举报",
        ceremony: Routine,
        refs: ["report", "evidence*?"],
        own_date: None,
        actors: [Inspector],
        papers: ["异议记录", "解释说明记录"],
        aliases: ["不服", "异议"],
    }
    struct {
        pub objection: Recorded<Private<String>>,
        pub explanation: Recorded<Private<String>>,
        pub new_evidence_offered: Recorded<bool>,
    }
}
