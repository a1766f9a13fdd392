//! The private Postgres that Wenze runs for itself when no database is named.
//!
//! [`Server::start`] finds (or, as root on Debian, installs) the Postgres binaries, makes a cluster for a data folder
//! on first use, adopts a server that is already running for it, and otherwise starts one. [`Server::stop`] ends it
//! when nobody else uses it. Everything is blocking: an asynchronous caller runs it on a blocking thread.
//!
//! The crate knows nothing of what the database holds. Roles and tables are made elsewhere.

mod account;
mod address;
mod apt;
mod binaries;
mod client;
mod cluster;
mod error;
mod home;
mod launch;
mod lease;
mod process;
mod profile;
mod secret;
mod server;

pub use address::{APP_ROLE, Address, OWNER_ROLE};
pub use error::{Error, Result};
pub use profile::Profile;
pub use server::{Server, StartOptions, Stopped, destroy};

/// Keeps the example in the README compiling.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
