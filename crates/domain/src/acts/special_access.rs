//! Access to one case for a time, for somebody whose office does not reach it (特别查阅): asked for on a ground, decided by
//! another person, over by itself. The acts stand in the stream of the roles of whoever asks; what was decided about a case
//! stands in the stream of what was read of that case too. Whoever asks says in words which case he means, because to him it
//! does not exist; whoever decides names it.

use crate::codes::{ApprovalResult, Role};
use crate::fields::{PartialDate, Private, Recorded};
use crate::shapes::PersonRef;

act! {
    /// 申请特别查阅: somebody asks to read a case that his office does not reach, and says why and until when.
    AccessRequested {
        phase: Grants,
        zh: "申请特别查阅",
        en: "Special access requested",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["+special_access", "official", "organ"],
        own_date: None,
        actors: [Intake, ClueDesk, Inspector, TeamLead, Reviewer, OrganHead, CommitteeHead, DecisionBody, Clerk, OrgDept, ExecUnit, AppealOfficer, RectSupervisor, Supervisor],
        papers: ["借阅案卷审批表", "查阅案卷审批表"],
        aliases: ["申请查阅", "借阅案卷"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        /// Which case, as whoever asks knows it.
        pub matter: Private<String>,
        pub reason: Private<String>,
        pub until: Recorded<PartialDate>,
    }
}

act! {
    /// 审批特别查阅: what another person decided on that request, and which case it is about.
    AccessDecided {
        phase: Grants,
        zh: "审批特别查阅",
        en: "Special access decided",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["special_access", "official", "case?"],
        own_date: None,
        actors: [OrganHead, Supervisor],
        papers: ["借阅案卷审批表", "查阅案卷审批表"],
        aliases: ["批准查阅", "不同意查阅"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub result: ApprovalResult,
        /// The last day, where access is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Recorded<PartialDate>>,
    }
}

act! {
    /// 收回特别查阅: the access is taken back before its time is over.
    AccessRevoked {
        phase: Grants,
        zh: "收回特别查阅",
        en: "Special access revoked",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["special_access", "official", "case?"],
        own_date: None,
        actors: [OrganHead, Supervisor],
        papers: ["收回查阅权限通知"],
        aliases: ["收回查阅", "终止查阅"],
    }
    struct {
        pub by: PersonRef,
        pub by_role: Role,
        pub reason: Recorded<Private<String>>,
    }
}
