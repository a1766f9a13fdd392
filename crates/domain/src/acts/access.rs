//! Who read what of a case that is not for everybody: replays of its history, and sealed parts that were opened. They stand in
//! a stream of their own, one for each case: they are about reading and change nothing in the case. A part is named by its
//! event and number, never by its text.

use uuid::Uuid;

use crate::codes::{ApprovalResult, Role};
use crate::fields::{Private, Recorded};
use crate::shapes::PersonRef;
use crate::time::Instant;

act! {
    /// 回放记录: the history of a case replayed at a moment.
    HistoryReplayed {
        phase: Access,
        zh: "回放记录",
        en: "History replayed",
        group: "授权与检查",
        ceremony: Routine,
        refs: ["case"],
        own_date: None,
        actors: [Reviewer, AppealOfficer],
        papers: ["阅卷登记"],
        aliases: ["回放", "阅卷", "查阅"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub as_of: Instant,
        pub known: Instant,
        pub purpose: Recorded<Private<String>>,
    }
}

act! {
    /// 申请开启密封内容: somebody asks for a sealed part to be opened to him, and says why.
    SealedOpeningRequested {
        phase: Access,
        zh: "申请开启密封内容",
        en: "Opening of a sealed part requested",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["+opening", "case"],
        own_date: None,
        actors: [Intake],
        papers: ["查阅密封材料审批表"],
        aliases: ["申请开启", "查阅举报人信息"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        /// The event that holds the part.
        pub of_event: Uuid,
        pub part_no: u32,
        pub ground: Private<String>,
        /// Whether the secrecy of the matter asks for the approval of another person.
        pub second_person: bool,
    }
}

act! {
    /// 审批开启密封内容: what another person decided on that request.
    SealedOpeningDecided {
        phase: Access,
        zh: "审批开启密封内容",
        en: "Opening of a sealed part decided",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["opening", "case"],
        own_date: None,
        actors: [OrganHead, Supervisor],
        papers: ["查阅密封材料审批表"],
        aliases: ["批准开启", "不同意开启"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub result: ApprovalResult,
    }
}

act! {
    /// 开启密封内容: the part was shown, once, to whoever asked for it.
    SealedPartOpened {
        phase: Access,
        zh: "开启密封内容",
        en: "Sealed part opened",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["opening", "case"],
        own_date: None,
        actors: [Intake],
        papers: ["查阅密封材料登记"],
        aliases: ["开启", "查阅举报人信息"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub of_event: Uuid,
        pub part_no: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub approved_by: Option<PersonRef>,
    }
}

act! {
    /// 导出案件: the case was written to a file that leaves the system.
    CaseExported {
        phase: Access,
        zh: "导出案件",
        en: "Case exported",
        group: "授权与检查",
        ceremony: Routine,
        refs: ["case"],
        own_date: None,
        actors: [Admin],
        papers: ["案卷导出登记"],
        aliases: ["导出", "外带"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        /// Whether private texts went with it.
        pub with_texts: bool,
    }
}

act! {
    /// 查阅密封文件: an evidence file of class sealed was read, by somebody who may.
    SealedFileOpened {
        phase: Access,
        zh: "查阅密封文件",
        en: "Sealed file opened",
        group: "授权与检查",
        ceremony: Routine,
        refs: ["case"],
        own_date: None,
        actors: [Intake],
        papers: ["查阅密封材料登记"],
        aliases: ["查阅文件", "调阅附件"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub file_id: Uuid,
    }
}
