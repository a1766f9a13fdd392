//! The identity provider of an installation: `OpenID` Connect Core 1.0, authorization code flow with PKCE (RFC 7636).
//!
//! Nothing is kept of a sign-in under way but a random value in a cookie of the browser: state, nonce and verifier are keyed
//! digests of it. A code goes in once because the provider takes it once.

use std::net::IpAddr;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, TokenResponse, reqwest,
};
use subtle::ConstantTimeEq;
use tokio::sync::RwLock;
use tokio::time::Instant;

use crate::throttle::keyed;
use crate::{Access, Error, Identity, Result, Secret};

/// Longest time the provider may take for one answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);
/// How long what the provider published of itself is believed; its keys change.
const METADATA_LIFE: Duration = Duration::from_mins(10);
/// How soon it is asked again when a token does not fit the keys that are known.
const METADATA_PAUSE: Duration = Duration::from_secs(10);
/// Longest code that is passed on, in bytes.
const CODE_BYTES_MAX: usize = 4096;

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// What an installation says of its provider.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// The issuer, `https://…`; plain HTTP only on this machine.
    pub issuer: String,
    /// What the provider knows this system as.
    pub client_id: String,
    /// The secret that was agreed, if any: PKCE protects a code without one.
    pub client_secret: Option<Secret>,
    /// Where people reach this system: `https://wenze.example`.
    pub public_url: String,
}

/// A provider that people may sign in with.
#[derive(Debug)]
pub struct Provider {
    settings: ProviderSettings,
    issuer: IssuerUrl,
    redirect: RedirectUrl,
    http: reqwest::Client,
    published: RwLock<Option<(Instant, CoreProviderMetadata)>>,
}

/// A sign-in that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Where the browser goes.
    pub url: String,
    /// What the browser brings back; it belongs into a cookie.
    pub attempt: Secret,
}

/// What became of the answer of a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vouched {
    /// It vouches for somebody.
    For(Identity),
    /// What came back belongs to no sign-in that this browser began, or the provider takes its code no longer.
    Stale,
}

impl Provider {
    /// The path of the page that the provider sends people back to.
    pub const RETURN_PATH: &str = "/sign-in/provider/return";

    /// A provider, which is not asked for anything yet.
    pub fn new(settings: ProviderSettings) -> Result<Self> {
        let issuer = IssuerUrl::new(settings.issuer.clone()).map_err(|_| Error::ProviderAddress)?;
        let redirect = format!("{}{}", settings.public_url.trim_end_matches('/'), Self::RETURN_PATH);
        let redirect = RedirectUrl::new(redirect).map_err(|_| Error::ProviderAddress)?;
        if ![issuer.url(), redirect.url()].into_iter().all(is_safe) {
            return Err(Error::ProviderAddress);
        }
        // An answer that leads elsewhere could make this machine ask addresses that only it can reach.
        let http = reqwest::Client::builder()
            .timeout(ANSWER_TIME_MAX)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| Error::Provider(error.to_string()))?;
        Ok(Self { settings, issuer, redirect, http, published: RwLock::default() })
    }

    /// Whom people sign in with, as they know it: the host of the issuer.
    pub fn name(&self) -> &str {
        self.issuer.url().host_str().unwrap_or_default()
    }

    /// What the provider published of itself, asked for again when it is older than `life`.
    async fn client(&self, life: Duration) -> Result<Client> {
        let known = self.published.read().await.clone().filter(|(since, _)| since.elapsed() < life);
        let metadata = if let Some((_, metadata)) = known {
            metadata
        } else {
            let asked = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http).await;
            let metadata = asked.map_err(|error| Error::Provider(format!("it cannot be asked: {error}")))?;
            *self.published.write().await = Some((Instant::now(), metadata.clone()));
            metadata
        };
        let secret = self.settings.client_secret.as_ref().map(|one| ClientSecret::new(one.reveal().to_owned()));
        let client =
            CoreClient::from_provider_metadata(metadata, ClientId::new(self.settings.client_id.clone()), secret);
        Ok(client.set_redirect_uri(self.redirect.clone()))
    }

    /// Whom a token that the provider answers with means. What it says of itself is asked again once, for its keys may be new.
    async fn vouched(&self, code: &str, drawn: &Drawn) -> Result<Vouched> {
        let client = self.client(METADATA_LIFE).await?;
        let verifier = PkceCodeVerifier::new(drawn.verifier.reveal().to_owned());
        let asked = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| Error::Provider(format!("it names no address for tokens: {error}")))?
            .set_pkce_verifier(verifier)
            .request_async(&self.http)
            .await;
        let answer = match asked {
            Ok(answer) => answer,
            Err(openidconnect::RequestTokenError::ServerResponse(_)) => return Ok(Vouched::Stale),
            Err(error) => return Err(Error::Provider(format!("it gives no token: {error}"))),
        };
        let Some(token) = answer.id_token() else { return Err(Error::Provider("its answer has no token".into())) };
        let nonce = Nonce::new(drawn.nonce.clone());
        let claims = if let Ok(claims) = token.claims(&client.id_token_verifier(), &nonce) {
            claims.clone()
        } else {
            let anew = self.client(METADATA_PAUSE).await?;
            let claims = token.claims(&anew.id_token_verifier(), &nonce);
            claims.map_err(|error| Error::Provider(format!("its token is not valid: {error}")))?.clone()
        };
        Ok(Vouched::For(Identity::new(self.issuer.as_str(), claims.subject().as_str())?))
    }
}

/// What is derived from the value in the cookie.
struct Drawn {
    state: String,
    nonce: String,
    verifier: Secret,
}

impl Access {
    /// These accounts with a provider that people may sign in with.
    #[must_use]
    pub fn with_provider(self, provider: Provider) -> Self {
        Self { provider: Some(std::sync::Arc::new(provider)), ..self }
    }

    /// The provider that people may sign in with.
    pub fn provider(&self) -> Option<&Provider> {
        self.provider.as_deref()
    }

    /// Begins to sign somebody in with the provider.
    pub async fn begin_with_provider(&self) -> Result<Begun> {
        let provider = self.provider().ok_or(Error::NoProvider)?;
        let attempt = Secret::token();
        let drawn = self.drawn(&attempt);
        let challenge =
            PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(drawn.verifier.reveal().to_owned()));
        let client = provider.client(METADATA_LIFE).await?;
        let (state, nonce) = (drawn.state, drawn.nonce);
        let (url, ..) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(challenge)
            .url();
        Ok(Begun { url: url.into(), attempt })
    }

    /// Takes what the provider sent a browser back with. Asking it costs as much as comparing a password, so the address that
    /// somebody comes from is counted like that of whoever tries passwords: `Err` holds the seconds to wait.
    pub async fn return_from_provider(
        &self,
        attempt: &Secret,
        state: &str,
        code: &str,
        from: Option<IpAddr>,
    ) -> Result<std::result::Result<Vouched, u32>> {
        let provider = self.provider().ok_or(Error::NoProvider)?;
        let drawn = self.drawn(attempt);
        if !bool::from(drawn.state.as_bytes().ct_eq(state.as_bytes())) || code.len() > CODE_BYTES_MAX {
            return Ok(Ok(Vouched::Stale));
        }
        let by_address = self.address_subject(from);
        if let Some(seconds) = self.begin(by_address).await? {
            return Ok(Err(seconds));
        }
        let vouched = provider.vouched(code, &drawn).await?;
        if matches!(vouched, Vouched::For(_)) {
            self.undo_failure(by_address).await?;
        }
        Ok(Ok(vouched))
    }

    fn drawn(&self, attempt: &Secret) -> Drawn {
        let digest = |what: &[u8]| {
            let parts: [&[u8]; 3] = [b"wenze/provider/", what, attempt.reveal().as_bytes()];
            URL_SAFE_NO_PAD.encode(keyed(&self.inner.key, &parts))
        };
        Drawn {
            state: digest(b"state\0"),
            nonce: digest(b"nonce\0"),
            verifier: Secret::presented(&digest(b"verifier\0")),
        }
    }
}

/// Whether what is sent to an address cannot be read on the way: TLS, or this machine.
fn is_safe(url: &openidconnect::url::Url) -> bool {
    let is_here = match url.host() {
        Some(openidconnect::url::Host::Domain(name)) => name == "localhost",
        Some(openidconnect::url::Host::Ipv4(address)) => address.is_loopback(),
        Some(openidconnect::url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    url.scheme() == "https" || (url.scheme() == "http" && is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str, public: &str) -> ProviderSettings {
        ProviderSettings {
            issuer: issuer.to_owned(),
            client_id: "wenze".to_owned(),
            client_secret: Some(Secret::presented("s3cret")),
            public_url: public.to_owned(),
        }
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        let new = |issuer: &str, public: &str| Provider::new(settings(issuer, public));
        assert_eq!(new("https://id.example/realm", "https://wenze.example/").unwrap().name(), "id.example");
        assert!(new("http://127.0.0.1:9000", "http://localhost:8080").is_ok());
        for (issuer, public) in [
            ("http://id.example", "https://wenze.example"),
            ("https://id.example", "http://wenze.example"),
            ("id.example", "https://wenze.example"),
            ("ftp://127.0.0.1", "https://wenze.example"),
        ] {
            assert!(matches!(new(issuer, public), Err(Error::ProviderAddress)), "{issuer} {public}");
        }
    }

    #[test]
    fn the_secret_is_not_printed() {
        let provider = Provider::new(settings("https://id.example", "https://wenze.example")).unwrap();
        assert!(!format!("{provider:?}").contains("s3cret"));
    }
}
