//! `/api/v1/persons`: one file per verb.

pub(crate) mod dossier;
pub(crate) mod list;
pub(crate) mod may_take_post;
pub(crate) mod open_duties;
pub(crate) mod record;
pub(crate) mod show;

/// The read model behind the register.
const REGISTER: &str = "register";
/// Where persons are.
const FOLDER: &str = "/api/v1/persons";
