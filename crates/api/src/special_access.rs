//! `/api/v1/special-access`: access to one case for a time; one file per verb.

pub(crate) mod ask;
pub(crate) mod decide;
pub(crate) mod list;
pub(crate) mod revoke;
