//! `/api/v1/organs`: one file per verb.

pub(crate) mod dossier;
pub(crate) mod list;
pub(crate) mod record;
pub(crate) mod show;

/// The read model behind the register.
const REGISTER: &str = "register";
/// Where organs are.
const FOLDER: &str = "/api/v1/organs";
