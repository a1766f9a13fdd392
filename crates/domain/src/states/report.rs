//! Reports: received, registered, accepted, in disposal, concluded, answered.

use super::ReportState::{self as S, *};
use super::{stay, to, when};
use crate::acts::Kind as K;
use crate::machine::Step;

pub(super) const STEPS: &[Step<S>] = &[
    to(&[Start], K::ReportReceived, Received),
    stay(&[Received], K::ReporterIdentityConfirmed),
    to(&[Received], K::ReportRegistered, Registered),
    to(&[Registered], K::ReportTransferred, Transferred),
    to(&[InDisposal], K::ReportTransferred, Transferred),
    to(&[Registered], K::RepeatReportFiled, FiledAsRepeat),
    to(&[Registered], K::ReportDeclined, Declined),
    to(&[Registered], K::ReportAccepted, Accepted),
    stay(&[Accepted], K::ReporterInformedOfAcceptance),
    to(&[Accepted], K::ClueOpened, InDisposal),
    to(&[InDisposal], K::ClueClosed, Concluded),
    to(&[InDisposal], K::DeterminationMade, Concluded),
    to(&[Concluded], K::ReporterInformedOfResult, Answered),
    when(&[Answered], K::ReporterObjectionRecorded, "new_evidence", InDisposal),
    stay(&[Answered], K::ReporterObjectionRecorded),
];
