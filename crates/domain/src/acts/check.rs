//! Checks of procedure that somebody signed, and the answers given to what they found.

use crate::codes::FindingAnswer;
use crate::fields::{Label, PartialDate, Private, Recorded};
use crate::shapes::{Approval, CalendarRevision, InstanceObject, PersonRef, RulebookRelease, VerdictCount, Violation};
use crate::time::Instant;

act! {
    /// 程序合规检查: compliance check run and signed. Everything but the note is open, so that a second office can
    /// recompute it from the stamp.
    ComplianceCheckRun {
        phase: Governance,
        zh: "程序合规检查",
        en: "Compliance check run",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["appeal?", "determination*?"],
        own_date: None,
        actors: [AppealOfficer, Reviewer],
        papers: ["程序合规检查报告"],
        aliases: ["程序检查", "合规检查"],
    }
    struct {
        pub as_of: Recorded<Instant>,
        pub known: Recorded<Instant>,
        pub rulebooks: Recorded<Vec<RulebookRelease>>,
        pub calendar: Recorded<CalendarRevision>,
        pub engine: Recorded<Label>,
        pub case_version: Recorded<u32>,
        pub counts: Recorded<Vec<VerdictCount>>,
        pub violations: Recorded<Vec<Violation>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<Recorded<Private<String>>>,
    }
}

act! {
    /// 回应检查结论: finding answered. The event named is the check that found it, or the act that it was found on.
    FindingAnswered {
        phase: Governance,
        zh: "回应检查结论",
        en: "Finding answered",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["event?"],
        own_date: Some("on"),
        actors: [Inspector, OrganHead],
        papers: ["检查结论回应"],
        aliases: ["回应", "说明", "豁免"],
    }
    struct {
        pub rulebook: Recorded<Label>,
        pub rule: Recorded<Label>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title: Option<Recorded<Label>>,
        pub instance: Recorded<Vec<InstanceObject>>,
        pub answer: Recorded<FindingAnswer>,
        pub reason: Recorded<Private<String>>,
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub approval: Option<Recorded<Approval>>,
    }
}
