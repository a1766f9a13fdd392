//! `wenze user link`: whom the identity provider means by a subject.

use wenze_access::{Access, Identity, Login};

use super::{Named, tell};
use crate::Shared;

/// What `user link` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Link {
    #[command(flatten)]
    named: Named,
    /// What the provider calls the person (the claim `sub`); whoever tries to sign in unlinked is shown it.
    #[arg(long)]
    subject: String,
    /// The issuer, as `serve` is told it.
    #[arg(long, env = "WENZE_OIDC_ISSUER", value_name = "URL")]
    issuer: String,
}

pub(super) async fn link(shared: &Shared, access: &Access, options: &Link) -> anyhow::Result<()> {
    let login = &options.named.login;
    access.link(login, &Identity::new(&options.issuer, &options.subject)?).await?;
    tell(shared, login, "signs in with the identity provider from now on; the password is void")
}

pub(super) async fn unlink(shared: &Shared, access: &Access, login: &Login) -> anyhow::Result<()> {
    let what = if access.unlink(login).await? {
        "is linked to no identity any longer; give a first password with `wenze user reset`"
    } else {
        "was linked to no identity"
    };
    tell(shared, login, what)
}
