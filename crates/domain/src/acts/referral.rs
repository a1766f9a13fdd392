//! What is handed on to the procuratorate or another authority, and what comes back.

use crate::codes::JudicialOutcome;
use crate::fields::{Digest, Label, PartialDate, Private, Recorded};
use crate::shapes::OrganRef;

act! {
    /// 移送检察机关: a suspected crime referred to the procuratorate.
    ReferredToProcuratorate {
        phase: Decision,
        zh: "移送检察机关",
        en: "Referred to the procuratorate",
        group: "移送与司法",
        ceremony: Formal,
        refs: ["respondent*", "track*?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["起诉意见书", "移送函", "案卷移交清单"],
        aliases: ["移送检察", "移送起诉"],
    }
    struct {
        pub charges: Recorded<Vec<Label>>,
        pub bundle_hash: Recorded<Private<Digest>>,
        pub on: Recorded<PartialDate>,
    }
}

act! {
    /// 检察机关退回补充调查: returned by the procuratorate for a supplementary investigation (SUP-2024 art. 54).
    ReturnedByProcuratorate {
        phase: Decision,
        zh: "检察机关退回补充调查",
        en: "Returned by the procuratorate",
        group: "移送与司法",
        ceremony: Formal,
        refs: ["respondent*", "track*?", "round?"],
        own_date: Some("received_on"),
        actors: [Clerk],
        papers: ["退回补充调查决定书"],
        aliases: ["检察退查", "退回补充调查"],
    }
    struct {
        pub nth: Recorded<u32>,
        pub items: Recorded<Private<Vec<String>>>,
        pub received_on: Recorded<PartialDate>,
        pub due_on: Recorded<PartialDate>,
    }
}

act! {
    /// 司法结果: outcome before the court or the procuratorate (GOV-2020 arts 14 and 49).
    JudicialOutcomeRecorded {
        phase: Decision,
        zh: "司法结果",
        en: "Judicial outcome recorded",
        group: "移送与司法",
        ceremony: Routine,
        refs: ["respondent*", "track*?"],
        own_date: None,
        actors: [Clerk],
        papers: ["判决书", "不起诉决定书", "裁定书"],
        aliases: ["判决", "司法结果"],
    }
    struct {
        pub court: Recorded<Label>,
        pub doc_no: Recorded<Label>,
        pub effect_on: Recorded<PartialDate>,
        pub outcome: Recorded<JudicialOutcome>,
    }
}

act! {
    /// 移送有关机关(其他违法犯罪): a matter outside the organ's own competence referred (GOV-2020 art. 44).
    ReferredToCompetentAuthority {
        phase: Decision,
        zh: "移送有关机关(其他违法犯罪)",
        en: "Referred to the competent authority",
        group: "移送与司法",
        ceremony: Formal,
        refs: ["respondent*?", "clue?", "report?"],
        own_date: Some("on"),
        actors: [OrganHead],
        papers: ["问题线索移送函", "回执"],
        aliases: ["移送有关机关"],
    }
    struct {
        pub to_organ: Recorded<OrganRef>,
        pub matter: Recorded<Private<String>>,
        pub on: Recorded<PartialDate>,
        pub receipt_on: Recorded<PartialDate>,
    }
}
