//! The bodies of answers. They are the contract: what `casework` calls its own may change without them.

mod accepted;
mod access;
mod audit;
mod blame;
mod boards;
mod case;
mod deadline;
mod delegation;
mod derivation;
mod diff;
mod erasure;
mod event;
mod file;
mod marks;
mod missing;
mod obligation;
mod offer;
mod organ;
mod page;
mod person;
mod recusal;
mod search;
mod session;
mod simulated;
mod source;
mod special_access;
mod stamp;
mod statistic;
mod task;
mod timeline;
mod token;
mod what_if;

pub(crate) use accepted::Accepted;
pub(crate) use access::{Accesses, OpenedPart, OpeningItem};
pub(crate) use audit::AuditItem;
pub(crate) use blame::Blamed;
pub(crate) use boards::{
    AppealItem, CaseGraph, DossierItem, MayTakeItem, PublicationLog, RectificationItem, ResponsibilityMatrix,
};
pub(crate) use case::{CaseAtMoment, CaseItem, CaseState};
pub(crate) use deadline::DeadlineItem;
pub(crate) use delegation::DelegationItem;
pub(crate) use derivation::{DerivedObligation, ObligationHistory};
pub(crate) use diff::Difference;
pub(crate) use erasure::{ErasureDone, ErasureItem, ErasuresList, HoldItem, said};
pub(crate) use file::FileItem;
pub(crate) use marks::CaseReview;
pub(crate) use missing::MissingFact;
pub(crate) use obligation::Obligations;
pub(crate) use offer::{OfferItem, Offers};
pub(crate) use organ::OrganItem;
pub(crate) use page::{Page, path};
pub(crate) use person::PersonItem;
pub(crate) use recusal::RecusalPreviewed;
pub(crate) use search::SearchAnswer;
pub(crate) use session::{HeldRole, SessionItem};
pub(crate) use simulated::SimulatedActs;
pub(crate) use special_access::{SpecialAccessAsked, SpecialAccessItem};
pub(crate) use stamp::Stamped;
pub(crate) use statistic::{StatisticCaseItem, StatisticItem, StatisticTable, Statistics};
pub(crate) use task::TaskPage;
pub(crate) use timeline::EventsPage;
pub(crate) use token::{MadeToken, Tokens};
pub(crate) use what_if::Supposed;

/// The body of a request to record acts, for the document; the schemas of `domain` take its place there.
#[derive(utoipa::ToSchema)]
#[schema(value_type = Object)]
#[expect(dead_code, reason = "describes what `request::acts` reads")]
pub(crate) struct ActsRequest(serde_json::Value);
