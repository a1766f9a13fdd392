//! The identity provider that people sign in with, as it is said on the command line or in the environment.

use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use wenze_access::{Provider, ProviderSettings, Secret};

/// Longest secret that is read, in bytes.
const SECRET_BYTES_MAX: u64 = 4096;

/// What `serve` takes of it: all of the first three, or none.
#[derive(Debug, clap::Args)]
pub(crate) struct ProviderOptions {
    /// The issuer of the identity provider (`OpenID` Connect) that people sign in with: `https://…`.
    #[arg(long, env = "WENZE_OIDC_ISSUER", value_name = "URL")]
    oidc_issuer: Option<String>,
    /// What the identity provider knows this system as.
    #[arg(long, env = "WENZE_OIDC_CLIENT", value_name = "ID")]
    oidc_client: Option<String>,
    /// Where people reach this system, as the identity provider was told: `https://wenze.example`.
    #[arg(long, env = "WENZE_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// A file with the secret that was agreed with the identity provider.
    #[arg(long, env = "WENZE_OIDC_SECRET_FILE", value_name = "FILE")]
    oidc_secret_file: Option<PathBuf>,
}

impl ProviderOptions {
    /// The provider, if one was named. It is asked when somebody signs in, so that it need not be there when this starts.
    pub(crate) fn provider(&self) -> anyhow::Result<Option<Provider>> {
        let (issuer, client_id, public_url) = match (&self.oidc_issuer, &self.oidc_client, &self.public_url) {
            (Some(issuer), Some(client), Some(public)) => (issuer.clone(), client.clone(), public.clone()),
            (None, None, _) => return Ok(None),
            _ => bail!("--oidc-issuer, --oidc-client and --public-url belong together: say all three"),
        };
        let client_secret = self.oidc_secret_file.as_ref().map(secret).transpose()?;
        let settings = ProviderSettings { issuer, client_id, client_secret, public_url };
        Ok(Some(Provider::new(settings)?))
    }
}

fn secret(file: &PathBuf) -> anyhow::Result<Secret> {
    let named = || format!("the secret of the identity provider cannot be read from {}", file.display());
    let size = std::fs::metadata(file).with_context(named)?.len();
    ensure!(size <= SECRET_BYTES_MAX, "{} is too large to be a secret", file.display());
    let text = std::fs::read_to_string(file).with_context(named)?;
    ensure!(!text.trim().is_empty(), "{} holds no secret", file.display());
    Ok(Secret::presented(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_provider_is_refused() {
        let said = |issuer: Option<&str>, client: Option<&str>| ProviderOptions {
            oidc_issuer: issuer.map(str::to_owned),
            oidc_client: client.map(str::to_owned),
            public_url: Some("https://wenze.example".to_owned()),
            oidc_secret_file: None,
        };
        assert!(said(None, None).provider().unwrap().is_none());
        assert!(said(Some("https://id.example"), Some("wenze")).provider().unwrap().is_some());
        assert!(said(Some("https://id.example"), None).provider().is_err());
        assert!(said(Some("http://id.example"), Some("wenze")).provider().is_err());
    }
}
