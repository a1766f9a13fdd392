//! Reports: received, registered, accepted, in disposal, concluded, answered.

use super::ReportState as S;
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[S::Start], K::ReportReceived, S::Received),
    stay(&[S::Received], K::ReporterIdentityConfirmed),
    to(&[S::Received], K::ReportRegistered, S::Registered),
    to(&[S::Registered], K::ReportTransferred, S::Transferred),
    to(&[S::InDisposal], K::ReportTransferred, S::Transferred),
    to(&[S::Registered], K::RepeatReportFiled, S::FiledAsRepeat),
    to(&[S::Registered], K::ReportDeclined, S::Declined),
    to(&[S::Registered], K::ReportAccepted, S::Accepted),
    stay(&[S::Accepted], K::ReporterInformedOfAcceptance),
    to(&[S::Accepted], K::ClueOpened, S::InDisposal),
    to(&[S::InDisposal], K::ClueClosed, S::Concluded),
    to(&[S::InDisposal], K::DeterminationMade, S::Concluded),
    to(&[S::Concluded], K::ReporterInformedOfResult, S::Answered),
    when(&[S::Answered], K::ReporterObjectionRecorded, "new_evidence", S::InDisposal),
    stay(&[S::Answered], K::ReporterObjectionRecorded),
    stay(&[S::Concluded, S::Answered], K::FalseAccusationSuspected),
    stay(&[S::Concluded, S::Answered], K::FalseAccusationFound),
    stay(&[S::Concluded, S::Answered], K::MistakenReportFound),
];
