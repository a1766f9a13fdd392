//! Signing in with an identity provider: a real issuer on this machine, asked over HTTP for what it is and for tokens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreIdToken, CoreIdTokenClaims, CoreIdTokenFields, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
    CoreRsaPrivateSigningKey, CoreTokenResponse, CoreTokenType,
};
use openidconnect::url::Url;
use openidconnect::{
    AccessToken, Audience, EmptyAdditionalClaims, EmptyExtraTokenFields, IssuerUrl, JsonWebKeyId, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey, StandardClaims, SubjectIdentifier,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use tokio::net::TcpListener;
use wenze_access::{Identity, Login, Provider, ProviderSettings, Secret};
use wenze_domain::codes::Role;

use crate::setting::{Page, Setting};

/// The key that the issuer signs with; it is nobody's and signs nothing but tokens of this test.
const KEY: &str = include_str!("provider_key.pem");
const CLIENT: &str = "wenze";
const SECRET: &str = "agreed-by-letter";
const SUBJECT: &str = "zh-7/王芳";

/// An issuer.
struct Issuer {
    url: String,
    /// What was asked for, by the code that was given for it.
    asked: Mutex<HashMap<String, Asked>>,
    /// Whom the tokens are for, where it is not this system.
    audience: Mutex<Option<String>>,
}

struct Asked {
    nonce: String,
    challenge: String,
    subject: String,
}

impl Issuer {
    async fn start() -> Arc<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = Arc::new(Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            asked: Mutex::default(),
            audience: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(published))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&issuer));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        issuer
    }

    fn key() -> CoreRsaPrivateSigningKey {
        CoreRsaPrivateSigningKey::from_pem(KEY, Some(JsonWebKeyId::new("only".to_owned()))).unwrap()
    }

    /// What its page does when somebody signs in there: gives a code for what the browser asked for. Returns the address that
    /// the browser is led back to.
    fn let_in(&self, asked: &str, subject: &str) -> String {
        let url = Url::parse(asked).unwrap();
        assert!(url.as_str().starts_with(&format!("{}/authorize?", self.url)), "{url}");
        let given: HashMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!((given["response_type"].as_str(), given["client_id"].as_str()), ("code", CLIENT));
        assert_eq!((given["scope"].as_str(), given["code_challenge_method"].as_str()), ("openid", "S256"));
        let code = URL_SAFE_NO_PAD.encode(self.asked.lock().unwrap().len().to_be_bytes());
        let asked = Asked {
            nonce: given["nonce"].clone(),
            challenge: given["code_challenge"].clone(),
            subject: subject.to_owned(),
        };
        self.asked.lock().unwrap().insert(code.clone(), asked);
        let back =
            Url::parse_with_params(&given["redirect_uri"], [("code", &code), ("state", &given["state"])]).unwrap();
        assert_eq!(back.host_str(), Some("wenze.example"));
        format!("{}?{}", back.path(), back.query().unwrap())
    }
}

async fn published(State(issuer): State<Arc<Issuer>>) -> Json<Value> {
    let url = &issuer.url;
    Json(json!({
        "issuer": url, "authorization_endpoint": format!("{url}/authorize"), "token_endpoint": format!("{url}/token"),
        "jwks_uri": format!("{url}/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
}

async fn keys() -> Json<Value> {
    let keys = CoreJsonWebKeySet::new(vec![Issuer::key().as_verification_key()]);
    Json(serde_json::to_value(keys).unwrap())
}

/// A token for a code, once, to whoever knows the secret of the client and the verifier of the challenge.
async fn token(State(issuer): State<Arc<Issuer>>, headers: HeaderMap, form: String) -> (StatusCode, Json<Value>) {
    let form: HashMap<String, String> = serde_urlencoded::from_str(&form).unwrap();
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("{CLIENT}:{SECRET}"));
    assert_eq!(headers["authorization"], format!("Basic {basic}"));
    let verifier = PkceCodeVerifier::new(form["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let asked = issuer.asked.lock().unwrap().remove(&form["code"]);
    let Some(asked) = asked.filter(|asked| asked.challenge == challenge.as_str()) else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" })));
    };
    let audience = issuer.audience.lock().unwrap().clone().unwrap_or_else(|| CLIENT.to_owned());
    let now = chrono::Utc::now();
    let claims = CoreIdTokenClaims::new(
        IssuerUrl::new(issuer.url.clone()).unwrap(),
        vec![Audience::new(audience)],
        now + chrono::Duration::minutes(5),
        now,
        StandardClaims::new(SubjectIdentifier::new(asked.subject)),
        EmptyAdditionalClaims {},
    )
    .set_nonce(Some(Nonce::new(asked.nonce)));
    let algorithm = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
    let signed = CoreIdToken::new(claims, &Issuer::key(), algorithm, None, None).unwrap();
    let fields = CoreIdTokenFields::new(Some(signed), EmptyExtraTokenFields {});
    let answer = CoreTokenResponse::new(AccessToken::new("unused".into()), CoreTokenType::Bearer, fields);
    (StatusCode::OK, Json(serde_json::to_value(answer).unwrap()))
}

/// Pages of an installation with this issuer, where 王fang has an account that is linked to [`SUBJECT`].
async fn linked(owner: PgPool, issuer: &Issuer) -> Setting {
    let settings = ProviderSettings {
        issuer: issuer.url.clone(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(Secret::presented(SECRET)),
        public_url: "https://wenze.example".to_owned(),
    };
    let setting = Setting::with_provider(owner, Provider::new(settings).unwrap()).await;
    setting.employ("fang", &[Role::Inspector], true).await;
    let identity = Identity::new(&issuer.url, SUBJECT).unwrap();
    setting.access.link(&Login::parse("fang").unwrap(), &identity).await.unwrap();
    setting
}

/// Leaves for the provider: where the browser is sent, and the cookie that it keeps.
async fn leave(setting: &Setting, next: &str) -> (String, String) {
    let away = setting.get(&format!("/sign-in/provider?next={next}")).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER);
    let cookie = away.header("set-cookie");
    assert!(cookie.contains("HttpOnly; SameSite=Lax") && cookie.contains("Path=/sign-in;"), "{cookie}");
    (away.header("location").to_owned(), cookie.split(';').next().unwrap().to_owned())
}

fn session(page: &Page) -> Option<String> {
    let cookies = page.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
    let mut sessions = cookies.filter(|line| line.starts_with("wenze_session="));
    sessions.next().map(|line| line.split(';').next().unwrap().to_owned())
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn whoever_the_provider_vouches_for_comes_in_and_to_the_page_he_wanted(owner: PgPool) {
    let issuer = Issuer::start().await;
    let setting = linked(owner, &issuer).await;
    assert!(setting.get("/sign-in").await.has("用统一身份登录（127.0.0.1）"));
    let (url, cookie) = leave(&setting, "%2Fcases%3Fq%3Da").await;
    let back = issuer.let_in(&url, SUBJECT);
    let page = setting.get_with(&back, &[("cookie", &cookie)]).await;
    assert_eq!((page.status, page.header("refresh")), (StatusCode::OK, "0; url=/cases?q=a"), "{}", page.text);
    let session = session(&page).unwrap();
    assert!(setting.get_with("/cases", &[("cookie", &session)]).await.has("王fang"), "no first password to change");

    let again = setting.get_with(&back, &[("cookie", &cookie)]).await;
    assert!(
        again.status == StatusCode::UNPROCESSABLE_ENTITY && again.has("不是在本浏览器开始的"),
        "a code goes in once"
    );
    let by_password = setting.post("/sign-in", &[], &[("login", "fang"), ("password", crate::setting::PASSWORD)]).await;
    assert_eq!(by_password.status, StatusCode::UNPROCESSABLE_ENTITY, "the password is void");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_another_browser_began_or_another_issuer_signed_lets_nobody_in(owner: PgPool) {
    let issuer = Issuer::start().await;
    let setting = linked(owner, &issuer).await;
    let (url, cookie) = leave(&setting, "/work").await;
    let (_, other_cookie) = leave(&setting, "/work").await;
    let back = issuer.let_in(&url, SUBJECT);
    for line in [vec![], vec![("cookie", other_cookie.as_str())], vec![("cookie", "wenze_attempt=x./work")]] {
        let page = setting.get_with(&back, &line).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && session(&page).is_none(), "{}", page.text);
    }
    *issuer.audience.lock().unwrap() = Some("another-system".into());
    let page = setting.get_with(&back, &[("cookie", &cookie)]).await;
    assert!(page.status == StatusCode::BAD_GATEWAY && session(&page).is_none(), "{}", page.text);
    *issuer.audience.lock().unwrap() = None;

    let denied = setting.get_with("/sign-in/provider/return?error=access_denied", &[("cookie", &cookie)]).await;
    assert_eq!(denied.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn who_is_unknown_is_told_what_to_tell_the_administrator(owner: PgPool) {
    let issuer = Issuer::start().await;
    let setting = linked(owner, &issuer).await;
    let come_as = async |subject: &str| {
        let (url, cookie) = leave(&setting, "/work").await;
        setting.get_with(&issuer.let_in(&url, subject), &[("cookie", &cookie)]).await
    };
    let page = come_as("zh-8").await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.has("zh-8") && session(&page).is_none());
    assert!(session(&come_as(SUBJECT).await).is_some());

    let login = Login::parse("fang").unwrap();
    setting.access.disable(&login).await.unwrap();
    assert!(session(&come_as(SUBJECT).await).is_none(), "the account is disabled");
    setting.access.enable(&login).await.unwrap();
    assert!(setting.access.unlink(&login).await.unwrap());
    assert!(session(&come_as(SUBJECT).await).is_none(), "nobody is linked any longer");
    let failed = setting.access.sign_ins().await.unwrap().into_iter().filter(|one| !one.succeeded).count();
    assert_eq!(failed, 3);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_form_that_met_the_end_of_a_session_is_gone_on_with_after_a_sign_in_elsewhere(owner: PgPool) {
    let issuer = Issuer::start().await;
    let setting = linked(owner, &issuer).await;
    let person = setting.access.account(&Login::parse("fang").unwrap()).await.unwrap().person_id.to_string();
    let form =
        [("whose", person.as_str()), ("key", "a-form"), ("a0.payload.summary", "反映收受礼金"), ("step", "check")];
    let door = setting.post("/cases/new", &[], &form).await;
    assert!(door.status == StatusCode::UNAUTHORIZED && door.has("formaction=\"/sign-in/on\""), "{}", door.text);
    assert!(door.has("target=\"_blank\"") && door.has("反映收受礼金"), "{}", door.text);

    let carried: Vec<(String, &str)> = form.iter().map(|(name, value)| (format!("form:{name}"), *value)).collect();
    let mut fields: Vec<(&str, &str)> = carried.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    fields.push(("next", "/cases/new"));
    let too_early = setting.post("/sign-in/on", &[], &fields).await;
    assert!(too_early.status == StatusCode::UNAUTHORIZED && too_early.has("反映收受礼金"), "{}", too_early.text);

    let (url, cookie) = leave(&setting, "/work").await;
    let page = setting.get_with(&issuer.let_in(&url, SUBJECT), &[("cookie", &cookie)]).await;
    let session = session(&page).unwrap();
    let line = [("cookie", session.as_str())];
    let on = setting.post("/sign-in/on", &line, &fields).await;
    assert_eq!((on.status, on.header("location")), (StatusCode::SEE_OTHER, "/cases/new?draft=a-form"));
    assert!(setting.get_with("/cases/new?draft=a-form", &line).await.has("反映收受礼金"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_provider_that_cannot_be_reached_is_said_so(owner: PgPool) {
    let away = ProviderSettings {
        // Nobody listens there.
        issuer: "http://127.0.0.1:9".to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: None,
        public_url: "https://wenze.example".to_owned(),
    };
    let setting = Setting::with_provider(owner, Provider::new(away).unwrap()).await;
    let page = setting.get("/sign-in/provider?lang=en").await;
    assert!(page.status == StatusCode::BAD_GATEWAY && page.has("Try again in a minute"), "{}", page.text);
}
