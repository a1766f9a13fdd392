//! The way to an approval: requests, decisions, approval of materials.

use crate::codes::ApprovalResult;
use crate::fields::{Code, Digest, Label, Private, Recorded};
use crate::shapes::Approval;

act! {
    /// 呈批: approval requested.
    ApprovalRequested {
        phase: Governance,
        zh: "呈批",
        en: "Approval requested",
        group: "审批",
        ceremony: Formal,
        refs: ["+request", "event?", "clue?", "respondent*?", "track*?", "item?", "appeal?"],
        own_date: None,
        actors: [Inspector, TeamLead, Reviewer, Clerk, ClueDesk, AppealOfficer, RectSupervisor],
        papers: ["呈批件", "请示"],
        aliases: ["呈批", "报批", "送审"],
    }
    struct {
        pub act_kind: Label,
        pub draft_sha256: Recorded<Private<Digest>>,
        pub to_post: Recorded<Code>,
    }
}

act! {
    /// 批示: approval decided.
    ApprovalDecided {
        phase: Governance,
        zh: "批示",
        en: "Approval decided",
        group: "审批",
        ceremony: Formal,
        refs: ["request"],
        own_date: None,
        actors: [OrganHead, CommitteeHead],
        papers: ["批示", "呈批表"],
        aliases: ["批示", "审批", "退回"],
    }
    struct {
        pub result: Recorded<ApprovalResult>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 材料审批: material approved.
    MaterialApproved {
        phase: Governance,
        zh: "材料审批",
        en: "Material approved",
        group: "审批",
        ceremony: Formal,
        refs: ["event"],
        own_date: None,
        actors: [OrganHead, CommitteeHead],
        papers: ["报告审批表", "方案审批表"],
        aliases: ["批报告", "批方案", "材料审批"],
    }
    struct {
        pub result: Recorded<ApprovalResult>,
        pub approvals: Recorded<Vec<Approval>>,
    }
}
