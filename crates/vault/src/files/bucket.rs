//! Files in a bucket of a store that speaks S3, over the HTTP client and the TLS that signing in with a provider brings along
//! (decision 0015).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::BodyExt;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody, HttpService,
};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, RetryConfig};
use reqwest::Url;
use zeroize::Zeroizing;

use super::Files;
use crate::{Error, Result, Vault};

/// How long a connection may take to be made.
const CONNECT_TIME_MAX: Duration = Duration::from_secs(5);
/// Longest silence of the store.
const SILENCE_MAX: Duration = Duration::from_secs(15);
/// How long one request may take with its body, which has at most 4 MiB.
const REQUEST_TIME_MAX: Duration = Duration::from_mins(1);
/// How often a request is tried again that failed on its way.
const RETRIES_MAX: usize = 3;
/// After this time nothing is tried again.
const RETRIED_FOR: Duration = Duration::from_secs(30);
/// How long a name of a bucket may be.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 3..=63;

/// A bucket.
#[derive(Clone)]
pub struct Bucket {
    /// Where the store is, such as `https://s3.example.org`; plain HTTP only on this machine.
    pub endpoint: String,
    /// Its name.
    pub name: String,
    /// What stands before the name of every object; may be empty.
    pub prefix: String,
    /// The region that requests are signed for.
    pub region: String,
    /// The key of the account.
    pub access_key: String,
    /// Its secret.
    pub secret_key: Zeroizing<String>,
    /// The certificates of the authority that vouches for the store, in PEM, where it is one of the house.
    pub authority: Option<Vec<u8>>,
}

impl Files {
    /// The files of a vault, with their objects in a bucket. Nothing is asked of it yet.
    pub fn in_bucket(vault: &Vault, bucket: &Bucket) -> Result<Self> {
        let is_plain = is_plain(&bucket.endpoint).ok_or_else(|| Error::BucketEndpoint(bucket.endpoint.clone()))?;
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        if !NAME_CHARS.contains(&bucket.name.len()) || !bucket.name.bytes().all(is_name) {
            return Err(Error::BucketName(bucket.name.clone()));
        }
        let prefix = Path::parse(&bucket.prefix).map_err(object_store::Error::from)?;
        let store = AmazonS3Builder::new()
            .with_endpoint(&bucket.endpoint)
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.access_key)
            .with_secret_access_key(bucket.secret_key.as_str())
            .with_allow_http(is_plain)
            // Not every store takes a list of what is to be deleted.
            .with_config(AmazonS3ConfigKey::DisableBulkDelete, "true")
            .with_retry(RetryConfig { max_retries: RETRIES_MAX, retry_timeout: RETRIED_FOR, ..RetryConfig::default() })
            .with_http_connector(Connector { is_plain, authority: bucket.authority.clone() })
            .build()?;
        Ok(Self::over(vault, Arc::new(PrefixStore::new(store, prefix))))
    }
}

/// Whether plain HTTP is spoken with an endpoint, which only this machine's own may ask for; none where it is no endpoint.
fn is_plain(endpoint: &str) -> Option<bool> {
    let url = Url::parse(endpoint).ok()?;
    let is_bare = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let host = url.host_str()?;
    match url.scheme() {
        "https" if is_bare => Some(false),
        "http" if is_bare && ["localhost", "127.0.0.1", "[::1]"].contains(&host) => Some(true),
        _ => None,
    }
}

/// Makes the client of a store.
#[derive(Debug)]
struct Connector {
    /// Plain HTTP may be spoken.
    is_plain: bool,
    authority: Option<Vec<u8>>,
}

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let failed = |source: reqwest::Error| object_store::Error::Generic { store: "S3", source: Box::new(source) };
        let mut client = reqwest::Client::builder()
            .https_only(!self.is_plain)
            .connect_timeout(CONNECT_TIME_MAX)
            .read_timeout(SILENCE_MAX)
            .timeout(REQUEST_TIME_MAX)
            .redirect(reqwest::redirect::Policy::none());
        if self.is_plain {
            client = client.no_proxy();
        }
        if let Some(pem) = &self.authority {
            for certificate in reqwest::Certificate::from_pem_bundle(pem).map_err(failed)? {
                client = client.add_root_certificate(certificate);
            }
        }
        Ok(HttpClient::new(Client(client.build().map_err(failed)?)))
    }
}

#[derive(Debug)]
struct Client(reqwest::Client);

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> std::result::Result<HttpResponse, HttpError> {
        let (head, body) = request.into_parts();
        let url = Url::parse(&head.uri.to_string()).map_err(|error| HttpError::new(HttpErrorKind::Unknown, error))?;
        let mut sent = reqwest::Request::new(head.method, url);
        *sent.headers_mut() = head.headers;
        // An object has at most 4 MiB, so it is sent from memory.
        *sent.body_mut() = Some(body.collect().await?.to_bytes().into());
        let answer = self.0.execute(sent).await.map_err(told)?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = reqwest::Body::from(answer).map_err(told);
        let mut answer = HttpResponse::new(HttpResponseBody::new(body));
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

/// What failed, without the address, and whether it may be tried again.
fn told(error: reqwest::Error) -> HttpError {
    let kind = match &error {
        error if error.is_timeout() => HttpErrorKind::Timeout,
        error if error.is_connect() => HttpErrorKind::Connect,
        error if error.is_decode() => HttpErrorKind::Decode,
        error if error.is_request() => HttpErrorKind::Request,
        _ => HttpErrorKind::Interrupted,
    };
    HttpError::new(kind, error.without_url())
}

/// Without the secret.
impl fmt::Debug for Bucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("Bucket");
        debug.field("endpoint", &self.endpoint).field("name", &self.name).field("prefix", &self.prefix);
        debug.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_leads_nowhere_but_to_this_machine() {
        for (endpoint, expected) in [
            ("https://s3.example.org", Some(false)),
            ("https://s3.example.org:9000/", Some(false)),
            ("http://127.0.0.1:9000", Some(true)),
            ("http://localhost:9000", Some(true)),
            ("http://[::1]:9000", Some(true)),
            ("http://s3.example.org", None),
            ("http://127.0.0.1.example.org", None),
            ("http://localhost@example.org", None),
            ("https://key:secret@s3.example.org", None),
            ("ftp://localhost", None),
            ("s3.example.org", None),
        ] {
            assert_eq!(is_plain(endpoint), expected, "{endpoint}");
        }
    }

    #[test]
    fn what_is_printed_of_a_bucket_holds_no_secret() {
        let bucket = Bucket {
            endpoint: "https://s3.example.org".into(),
            name: "evidence".into(),
            prefix: String::new(),
            region: "us-east-1".into(),
            access_key: "the access key".into(),
            secret_key: Zeroizing::new("the secret key".into()),
            authority: None,
        };
        let printed = format!("{bucket:?}");
        assert!(printed.contains("evidence") && !printed.contains("the "), "{printed}");
    }
}
