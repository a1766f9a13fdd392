//! Linking, adding respondents, closing and reopening.

use crate::codes::{Relation, ReopenGround};
use crate::fields::{PartialDate, Private, Recorded};
use crate::shapes::{Approval, PersonRef, RespondentEntry};

act! {
    /// 关联: cases linked.
    CasesLinked {
        phase: Relations,
        zh: "关联",
        en: "Cases linked",
        group: "案件关联与结案",
        ceremony: Routine,
        refs: ["case*", "respondent*?"],
        own_date: Some("on"),
        actors: [ClueDesk],
        papers: ["关联案件登记表"],
        aliases: ["关联", "串案", "窝案"],
    }
    struct {
        pub relation: Recorded<Relation>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 增加责任人: respondent added.
    RespondentAdded {
        phase: Relations,
        zh: "增加责任人",
        en: "Respondent added",
        group: "案件关联与结案",
        ceremony: Formal,
        refs: ["+respondent", "track*?", "clue?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["增加被调查人审批表"],
        aliases: ["追加", "增加责任人"],
    }
    struct {
        pub entry: RespondentEntry,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 结案: case closed.
    CaseClosed {
        phase: Relations,
        zh: "结案",
        en: "Case closed",
        group: "案件关联与结案",
        ceremony: Formal,
        refs: ["case", "item*?"],
        own_date: Some("on"),
        actors: [Clerk],
        papers: ["结案报告", "结案审批表"],
        aliases: ["结案"],
    }
    struct {
        pub reason: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 重新启动: case reopened.
    CaseReopened {
        phase: Relations,
        zh: "重新启动",
        en: "Case reopened",
        group: "案件关联与结案",
        ceremony: Formal,
        refs: ["case", "respondent*?", "track*?", "clue?"],
        own_date: Some("on"),
        actors: [OrganHead, CommitteeHead],
        papers: ["重新启动审批表"],
        aliases: ["重启", "重新启动"],
    }
    struct {
        pub ground: Recorded<ReopenGround>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}
