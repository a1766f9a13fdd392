//! The roles that officials hold at offices; each official's grants are a stream of their own. They say in which role
//! somebody may act in the system, and nothing about who acted on paper.

use crate::codes::Role;
use crate::fields::{PartialDate, Private, Recorded};
use crate::shapes::Approval;

act! {
    /// 授予角色: a role granted to an official at an office.
    RoleGranted {
        phase: Grants,
        zh: "授予角色",
        en: "Role granted",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["official", "organ"],
        own_date: None,
        actors: [Admin, OrganHead],
        papers: ["授权审批表", "岗位分工文件"],
        aliases: ["授予角色", "开通权限", "授权"],
    }
    struct {
        pub role: Role,
        pub from: Recorded<PartialDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Recorded<PartialDate>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 收回角色: a role taken back from an official at an office, whichever grant it was held by.
    RoleRevoked {
        phase: Grants,
        zh: "收回角色",
        en: "Role revoked",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["official", "organ"],
        own_date: None,
        actors: [Admin, OrganHead],
        papers: ["权限收回通知", "岗位调整文件"],
        aliases: ["收回角色", "取消权限", "停用权限"],
    }
    struct {
        pub role: Role,
        pub from: Recorded<PartialDate>,
        pub reason: Recorded<Private<String>>,
    }
}
