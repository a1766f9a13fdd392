//! Case review before a decision (DSP-2019 arts 53–58).

use crate::fields::{Digest, PartialDate, Private, Recorded, TextRef};
use crate::shapes::{Approval, PersonRef, RespondentOpinion, Votes};

act! {
    /// 移送审理: case transferred for review.
    CaseTransferredForReview {
        phase: Review,
        zh: "移送审理",
        en: "Case transferred for review",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "round?"],
        own_date: Some("on"),
        actors: [TeamLead],
        papers: ["移送审理函", "案卷清单"],
        aliases: ["移审", "送审理"],
    }
    struct {
        pub bundle_hash: Recorded<Private<Digest>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 受理审理: review accepted.
    ReviewAccepted {
        phase: Review,
        zh: "受理审理",
        en: "Review accepted",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "round?"],
        own_date: Some("accepted_on"),
        actors: [Reviewer],
        papers: ["受理审理登记表"],
        aliases: ["受理审理", "收案"],
    }
    struct {
        pub accepted_on: Recorded<PartialDate>,
    }
}

act! {
    /// 成立审理组: review team formed.
    ReviewTeamFormed {
        phase: Review,
        zh: "成立审理组",
        en: "Review team formed",
        group: "审理",
        ceremony: Routine,
        refs: ["respondent*?", "track*?", "round?"],
        own_date: Some("on"),
        actors: [Reviewer],
        papers: ["审理组组成审批表"],
        aliases: ["审理组"],
    }
    struct {
        pub members: Recorded<Vec<PersonRef>>,
        pub lead: Recorded<PersonRef>,
        pub conflict_check: Recorded<bool>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 审理谈话: review talk held.
    ReviewTalkHeld {
        phase: Review,
        zh: "审理谈话",
        en: "Review talk held",
        group: "审理",
        ceremony: Routine,
        refs: ["respondent", "track*?", "round?"],
        own_date: Some("on"),
        actors: [Reviewer],
        papers: ["审理谈话笔录"],
        aliases: ["审理谈话"],
    }
    struct {
        pub by: Recorded<Vec<PersonRef>>,
        pub on: Recorded<PartialDate>,
        pub record_ref: Recorded<TextRef>,
        pub new_points: Recorded<Private<Vec<String>>>,
    }
}

act! {
    /// 审理延期: time for the review extended.
    ReviewDeadlineExtended {
        phase: Review,
        zh: "审理延期",
        en: "Time for the review extended",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*?", "track*?", "round?"],
        own_date: None,
        actors: [OrganHead],
        papers: ["审理延期审批表"],
        aliases: ["审理延期"],
    }
    struct {
        pub until: Recorded<PartialDate>,
        pub ground: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 退回重新调查: returned for reinvestigation.
    ReturnedForReinvestigation {
        phase: Review,
        zh: "退回重新调查",
        en: "Returned for reinvestigation",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "fact*?", "round?"],
        own_date: None,
        actors: [Reviewer],
        papers: ["退回重新调查函"],
        aliases: ["退查", "退回重查"],
    }
    struct {
        pub reasons: Recorded<Private<String>>,
        pub nth: Recorded<u32>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 退回补证: returned for supplement.
    ReturnedForSupplement {
        phase: Review,
        zh: "退回补证",
        en: "Returned for supplement",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "fact*?", "round?"],
        own_date: None,
        actors: [Reviewer],
        papers: ["退回补充证据函", "补证提纲"],
        aliases: ["退补", "补证"],
    }
    struct {
        pub items: Recorded<Private<Vec<String>>>,
        pub nth: Recorded<u32>,
        pub due_on: Recorded<PartialDate>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 集体审议: review opinion formed.
    ReviewOpinionFormed {
        phase: Review,
        zh: "集体审议",
        en: "Review opinion formed",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "round?"],
        own_date: Some("on"),
        actors: [Reviewer],
        papers: ["审理集体审议记录"],
        aliases: ["集体审议", "审理会"],
    }
    struct {
        pub meeting_ref: Recorded<TextRef>,
        pub votes: Recorded<Votes>,
        pub dissent: Recorded<Private<Vec<String>>>,
        pub dispute_large: Recorded<bool>,
        pub opinion: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 审理报告: review report submitted.
    ReviewReportSubmitted {
        phase: Review,
        zh: "审理报告",
        en: "Review report submitted",
        group: "审理",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "fact*?", "round?"],
        own_date: Some("on"),
        actors: [Reviewer],
        papers: ["审理报告"],
        aliases: ["审理报告"],
    }
    struct {
        pub per_respondent: Recorded<Vec<RespondentOpinion>>,
        pub on: Recorded<PartialDate>,
    }
}
