//! `/api/v1/tokens`: one's own tokens of the API, managed in a session; one file per verb.

pub(crate) mod list;
pub(crate) mod make;
pub(crate) mod revoke;
