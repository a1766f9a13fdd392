//! What a reviewer made of the obligations of a case. Marks stand in a stream of their own, one for each case: they are about
//! the review and change nothing in the case.

use uuid::Uuid;

use crate::codes::{ReviewMark, Role, Verdict};
use crate::fields::{Label, Private, Recorded};
use crate::shapes::{InstanceObject, PersonRef};
use crate::time::Instant;

act! {
    /// 复核标记: an obligation marked by a reviewer, as it stood at the moment looked at. Everything but the note is open, so
    /// that how far a review went can be shown without opening anything.
    ObligationMarked {
        phase: Marks,
        zh: "复核标记",
        en: "Obligation marked",
        group: "授权与检查",
        ceremony: Routine,
        refs: ["case"],
        own_date: None,
        actors: [Reviewer, AppealOfficer, Supervisor],
        papers: ["复核工作底稿"],
        aliases: ["标记", "已看", "存疑"],
    }
    struct {
        /// The id of the obligation in addresses, made of what names it.
        pub obligation: Uuid,
        pub rulebook: Label,
        pub rule: Label,
        pub title: Recorded<Label>,
        pub instance: Recorded<Vec<InstanceObject>>,
        /// What the rule said then: a mark tells nothing of a verdict that came later.
        pub verdict: Verdict,
        pub mark: ReviewMark,
        /// Whose mark it is, also in a log that it is exported to.
        pub by: PersonRef,
        pub by_role: Role,
        pub as_of: Instant,
        pub known: Instant,
        pub case_version: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<Recorded<Private<String>>>,
    }
}
