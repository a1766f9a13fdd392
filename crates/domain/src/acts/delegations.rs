//! Authority that an official lends to another for a time (委托); each official's delegations are a stream of their own. They
//! say who may act in whose stead in the system, and nothing about who acted on paper.

use crate::fields::{Label, PartialDate, Recorded};
use crate::shapes::{OrganRef, PersonRef};

act! {
    /// 委托: acts that an official lets another do in his stead, at one office.
    AuthorityDelegated {
        phase: Delegations,
        zh: "委托",
        en: "Authority delegated",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["+delegation", "official", "organ"],
        own_date: None,
        actors: [OrganHead, Admin],
        papers: ["授权委托书", "分工文件"],
        aliases: ["委托", "授权", "代行职责"],
    }
    struct {
        /// Who lends it: whoever stands in the refs as `official`.
        pub from: Recorded<PersonRef>,
        pub to: PersonRef,
        /// The kinds of act that may be done.
        #[schemars(length(min = 1))]
        pub acts: Vec<Label>,
        /// Where: what stands in the refs as `organ`.
        pub office: Recorded<OrganRef>,
        pub from_on: Recorded<PartialDate>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub until: Option<Recorded<PartialDate>>,
        pub document_no: Recorded<Label>,
    }
}

act! {
    /// 撤销委托: a delegation taken back or given back; from that day on nothing is done by it.
    DelegationRevoked {
        phase: Delegations,
        zh: "撤销委托",
        en: "Delegation revoked",
        group: "授权与检查",
        ceremony: Formal,
        refs: ["delegation", "official"],
        own_date: Some("on"),
        actors: [OrganHead, Admin],
        papers: ["撤销委托通知"],
        aliases: ["撤销委托", "收回授权"],
    }
    struct {
        pub by: Recorded<PersonRef>,
        pub on: Recorded<PartialDate>,
        pub document_no: Recorded<Label>,
    }
}
