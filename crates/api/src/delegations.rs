//! `/api/v1/delegations`: one file per verb.

pub(crate) mod list;
pub(crate) mod record;

/// Where delegations are.
const FOLDER: &str = "/api/v1/delegations";
