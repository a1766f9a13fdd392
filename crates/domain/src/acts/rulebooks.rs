//! The rulebooks an office judges by and the calendars it counts by; each is a stream of its own. The texts themselves
//! stand in the store of texts, an act names them by their digest.

use crate::fields::{Digest, Label, PartialDate, Private, Recorded};
use crate::shapes::Approval;

act! {
    /// 采用规则版本: a release of a rulebook adopted; it takes the place of the releases before it.
    RulebookVersionAdopted {
        phase: Rulebooks,
        zh: "采用规则版本",
        en: "Rulebook release adopted",
        group: "规则与日历",
        ceremony: Formal,
        refs: [],
        own_date: None,
        actors: [Admin],
        papers: ["规则采用审批件", "规则发布通知"],
        aliases: ["采用规则", "启用规则", "规则版本"],
    }
    struct {
        pub rulebook: Label,
        pub version: Label,
        pub title: Recorded<Label>,
        pub sha256: Digest,
        pub in_use_from: Recorded<PartialDate>,
        pub house: Recorded<bool>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 停用规则: a rulebook taken out of use, adopted or shipped with the program.
    RulebookWithdrawn {
        phase: Rulebooks,
        zh: "停用规则",
        en: "Rulebook withdrawn",
        group: "规则与日历",
        ceremony: Formal,
        refs: [],
        own_date: None,
        actors: [Admin],
        papers: ["规则停用审批件"],
        aliases: ["停用规则", "撤下规则", "废止规则"],
    }
    struct {
        pub rulebook: Label,
        pub title: Recorded<Label>,
        pub out_of_use_from: Recorded<PartialDate>,
        pub reason: Recorded<Private<String>>,
        pub approval: Recorded<Approval>,
    }
}

act! {
    /// 发布放假安排: a revision of a calendar of working days published.
    CalendarPublished {
        phase: Rulebooks,
        zh: "发布放假安排",
        en: "Calendar published",
        group: "规则与日历",
        ceremony: Formal,
        refs: [],
        own_date: Some("published_on"),
        actors: [Admin],
        papers: ["放假安排通知", "调休通知"],
        aliases: ["放假安排", "调休", "节假日", "工作日历"],
    }
    struct {
        pub calendar: Label,
        pub revision: Label,
        pub title: Recorded<Label>,
        /// Digest of the file. The stamp of a check bears that of the notices known, which is another.
        pub sha256: Digest,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub notice_no: Option<Recorded<Label>>,
        pub published_on: Recorded<PartialDate>,
    }
}
