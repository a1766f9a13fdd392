//! The registers of officials and organs; each is a stream of its own.

use crate::codes::{Identity, Level, PersonStatus, PostKind};
use crate::fields::{Code, Label, PartialDate, Private, Recorded};
use crate::shapes::Approval;

act! {
    /// 登记人员: official recorded.
    OfficialRecorded {
        phase: Registers,
        zh: "登记人员",
        en: "Official recorded",
        group: "人员与机构登记",
        ceremony: Routine,
        refs: ["+official"],
        own_date: None,
        actors: [OrgDept, Admin],
        papers: ["干部任免审批表", "干部名册"],
        aliases: ["登记干部", "建档"],
    }
    struct {
        pub name: Recorded<Private<String>>,
        pub identity: Recorded<Identity>,
        pub status: Recorded<PersonStatus>,
    }
}

act! {
    /// 登记职务: post recorded.
    PostHeld {
        phase: Registers,
        zh: "登记职务",
        en: "Post recorded",
        group: "人员与机构登记",
        ceremony: Routine,
        refs: ["official", "organ", "managing_organ?"],
        own_date: Some("from"),
        actors: [OrgDept, Admin],
        papers: ["任免文件", "干部名册"],
        aliases: ["任职", "职务登记"],
    }
    struct {
        pub post: Recorded<Private<String>>,
        pub level: Recorded<Level>,
        pub post_kind: Recorded<PostKind>,
        pub elected: Recorded<bool>,
        pub from: Recorded<PartialDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub to: Option<Recorded<PartialDate>>,
    }
}

act! {
    /// 合并人员: entries of one and the same official merged; it stands in the streams of all of them.
    OfficialsMerged {
        phase: Registers,
        zh: "合并人员",
        en: "Officials merged",
        group: "人员与机构登记",
        ceremony: Formal,
        refs: ["official", "merged_official*"],
        own_date: None,
        actors: [Admin],
        papers: ["人员信息合并审批表"],
        aliases: ["合并", "并人"],
    }
    struct {
        pub reason: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 登记机构: organ recorded.
    OrganRecorded {
        phase: Registers,
        zh: "登记机构",
        en: "Organ recorded",
        group: "人员与机构登记",
        ceremony: Routine,
        refs: ["+organ", "parent?"],
        own_date: None,
        actors: [OrgDept, Admin],
        papers: ["机构设置文件"],
        aliases: ["登记机构", "建单位"],
    }
    struct {
        pub name: Recorded<Label>,
        pub level: Recorded<Level>,
        pub kind: Recorded<Code>,
    }
}

act! {
    /// 机构变更: organ changed.
    OrganChanged {
        phase: Registers,
        zh: "机构变更",
        en: "Organ changed",
        group: "人员与机构登记",
        ceremony: Routine,
        refs: ["organ", "parent?"],
        own_date: Some("from_on"),
        actors: [OrgDept, Admin],
        papers: ["机构改革文件", "更名批复"],
        aliases: ["机构变更", "更名"],
    }
    struct {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<Recorded<Label>>,
        pub level: Recorded<Level>,
        pub kind: Recorded<Code>,
        pub from_on: Recorded<PartialDate>,
    }
}
