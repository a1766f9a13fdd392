//! Who may not act on a case, and who tried to sway it (GOV-2020 arts 47–48, SUP-2024 arts 66–67).

use crate::codes::{InterferenceKind, RecusalGround, RecusalRequester};
use crate::fields::{PartialDate, Private, Recorded, Sealed};
use crate::shapes::{Approval, PersonRef};

act! {
    /// 发现回避情形: a ground for recusal became known.
    RecusalGroundKnown {
        phase: Investigation,
        zh: "发现回避情形",
        en: "Ground for recusal known",
        group: "审查调查",
        ceremony: Routine,
        refs: ["+recusal", "person", "respondent*?", "appeal?"],
        own_date: Some("known_on"),
        actors: [Inspector, Reviewer, Clerk],
        papers: ["回避情况报告"],
        aliases: ["发现回避", "应回避"],
    }
    struct {
        pub ground: Recorded<RecusalGround>,
        pub known_on: Recorded<PartialDate>,
    }
}

act! {
    /// 申请回避: recusal of somebody requested.
    RecusalRequested {
        phase: Investigation,
        zh: "申请回避",
        en: "Recusal requested",
        group: "审查调查",
        ceremony: Formal,
        refs: ["+recusal", "person", "respondent*?", "appeal?"],
        own_date: Some("on"),
        actors: [Clerk, Inspector],
        papers: ["回避申请书"],
        aliases: ["申请回避"],
    }
    struct {
        pub requester: Recorded<Sealed<String>>,
        pub requester_kind: Recorded<RecusalRequester>,
        pub ground: Recorded<RecusalGround>,
        pub reasons: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 回避决定: recusal decided.
    RecusalDecided {
        phase: Investigation,
        zh: "回避决定",
        en: "Recusal decided",
        group: "审查调查",
        ceremony: Formal,
        refs: ["recusal", "person", "appeal?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["回避决定书"],
        aliases: ["回避决定"],
    }
    struct {
        pub granted: Recorded<bool>,
        pub reason: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 过问干预登记: interference with a case recorded (SUP-2024 art. 66).
    InterferenceRecorded {
        phase: Investigation,
        zh: "过问干预登记",
        en: "Interference recorded",
        group: "审查调查",
        ceremony: Routine,
        refs: ["respondent*?", "clue?"],
        own_date: Some("on"),
        actors: [Inspector, Reviewer, Clerk],
        papers: ["过问干预登记表"],
        aliases: ["过问", "打招呼", "干预"],
    }
    struct {
        pub who: Recorded<Private<String>>,
        pub kind: Recorded<InterferenceKind>,
        pub on: Recorded<PartialDate>,
        pub told_to: Recorded<PersonRef>,
    }
}
