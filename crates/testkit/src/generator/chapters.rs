//! The chapters of a case, each in the usual order of its phase; stories put them together.

pub(crate) mod appeal;
pub(crate) mod check;
pub(crate) mod clarification;
pub(crate) mod clue;
pub(crate) mod decision;
pub(crate) mod duties;
pub(crate) mod execution;
pub(crate) mod filing;
pub(crate) mod intake;
pub(crate) mod investigation;
pub(crate) mod personnel;
pub(crate) mod record;
pub(crate) mod rectification;
pub(crate) mod recusal;
pub(crate) mod referral;
pub(crate) mod review;
