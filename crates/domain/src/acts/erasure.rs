//! Erasure of private texts on a legal basis, and what holds it up. These acts stand in a stream of their own, one for each case or
//! person whose texts they are about: they outlive the texts, so a text is named by its event and number and never told.

use crate::codes::{ApprovalResult, ErasureScope, HoldGround, Role};
use crate::fields::{Label, PartialDate, Private, Recorded};
use crate::shapes::{ErasurePart, PersonRef};

act! {
    /// 提请清除: somebody proposes that texts be erased, on which legal basis and which.
    ErasureProposed {
        phase: Erasure,
        zh: "提请清除内容",
        en: "Erasure proposed",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["+erasure", "case?", "official?"],
        own_date: None,
        actors: [Supervisor],
        papers: ["档案销毁审批表", "个人信息删除审批表"],
        aliases: ["清除", "销毁", "删除个人信息"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub covers: ErasureScope,
        /// The parts, where single parts are covered.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parts: Vec<ErasurePart>,
        pub legal_basis: Label,
        pub reason: Private<String>,
    }
}

act! {
    /// 审批清除: what another person decided on that proposal. Two must approve.
    ErasureDecided {
        phase: Erasure,
        zh: "审批清除内容",
        en: "Erasure decided",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["erasure", "case?", "official?"],
        own_date: None,
        actors: [OrganHead, CommitteeHead, Supervisor],
        papers: ["档案销毁审批表", "个人信息删除审批表"],
        aliases: ["批准清除", "不同意清除"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub result: ApprovalResult,
    }
}

act! {
    /// 清除: what was erased, on which basis and by whose approvals. The vault destroys what this names.
    PartErased {
        phase: Erasure,
        zh: "清除内容",
        en: "Part erased",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["erasure", "case?", "official?"],
        own_date: None,
        actors: [Supervisor],
        papers: ["档案销毁清册"],
        aliases: ["清除", "销毁"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub covers: ErasureScope,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub parts: Vec<ErasurePart>,
        /// Whose keys are destroyed, as the vault names them: `case:<id>`, `person:<id>`.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub subjects: Vec<Label>,
        pub legal_basis: Label,
        pub approved_by: Vec<PersonRef>,
    }
}

act! {
    /// 采取保全: texts must be kept, whatever their retention period says, until this is lifted or its day has passed.
    LegalHoldPlaced {
        phase: Erasure,
        zh: "采取证据保全",
        en: "Legal hold placed",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["+hold", "case?", "official?"],
        own_date: None,
        actors: [OrganHead, Supervisor, AppealOfficer, Reviewer],
        papers: ["证据保全通知"],
        aliases: ["保全", "暂缓销毁", "停止销毁"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub ground: HoldGround,
        pub reason: Private<String>,
        /// Its last day, where it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Recorded<PartialDate>>,
    }
}

act! {
    /// 解除保全: nothing is held by it any more.
    LegalHoldLifted {
        phase: Erasure,
        zh: "解除证据保全",
        en: "Legal hold lifted",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["hold", "case?", "official?"],
        own_date: None,
        actors: [OrganHead, Supervisor],
        papers: ["解除证据保全通知"],
        aliases: ["解除保全", "恢复销毁"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub reason: Private<String>,
    }
}
