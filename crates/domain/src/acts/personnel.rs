//! What becomes of a person's posts after a decision: personnel actions, and the way back to a post (APT-2019).

use crate::codes::{Level, PersonnelAction, PersonnelSource, PostComparison};
use crate::fields::{PartialDate, Private, Recorded, TextRef};
use crate::shapes::OrganRef;

act! {
    /// 人事变动登记: personnel action recorded.
    PersonnelActionRecorded {
        phase: Execution,
        zh: "人事变动登记",
        en: "Personnel action recorded",
        group: "送达与执行",
        ceremony: Routine,
        refs: ["official", "respondent?", "measure?"],
        own_date: Some("on"),
        actors: [OrgDept, Clerk, Inspector],
        papers: ["任免文件", "工资变动审批表", "任前公示"],
        aliases: ["人事变动", "任免", "提拔"],
    }
    struct {
        pub action: Recorded<PersonnelAction>,
        pub on: Recorded<PartialDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub post: Option<Recorded<Private<String>>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub post_vs_former: Option<Recorded<PostComparison>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub leading_post: Option<Recorded<bool>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub consent_ref: Option<Recorded<TextRef>>,
        pub source: Recorded<PersonnelSource>,
    }
}

act! {
    /// 重新任职动议: reappointment proposed.
    ReappointmentProposed {
        phase: Execution,
        zh: "重新任职动议",
        en: "Reappointment proposed",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["official?", "respondent", "measure*?"],
        own_date: None,
        actors: [OrgDept],
        papers: ["重新任职动议", "个人书面报告", "征求意见复函"],
        aliases: ["复出", "重新任职"],
    }
    struct {
        pub post: Recorded<Private<String>>,
        pub level: Recorded<Level>,
        pub cadre_report_ref: Recorded<TextRef>,
        pub org_dept_opinion_ref: Recorded<TextRef>,
        pub cdi_opinion_ref: Recorded<TextRef>,
        pub field_enquiry_ref: Recorded<TextRef>,
    }
}

act! {
    /// 重新任职决定: reappointment decided.
    ReappointmentDecided {
        phase: Execution,
        zh: "重新任职决定",
        en: "Reappointment decided",
        group: "送达与执行",
        ceremony: Formal,
        refs: ["official?", "respondent", "measure*?"],
        own_date: Some("on"),
        actors: [DecisionBody],
        papers: ["任职决定", "任免文件"],
        aliases: ["复出决定"],
    }
    struct {
        pub approved: Recorded<bool>,
        pub body: Recorded<OrganRef>,
        pub superior_consulted: Recorded<bool>,
        pub on: Recorded<PartialDate>,
    }
}
