//! No password and no token stands in the trace, in a table, or in an answer after the one that tells it.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::json;
use sqlx::PgPool;
use tracing_subscriber::fmt::MakeWriter;
use wenze_domain::codes::Role;
use wenze_tests::tables::contents;

use super::office::{Office, PASSWORD, cookie_of};

/// What `tracing` would have written.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn not_in_the_trace_and_not_in_a_table(owner: PgPool) {
    let heard = Heard::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(heard.clone());
    let listening = tracing::subscriber::set_default(subscriber.finish());
    let office = Office::open(&owner).await;
    office.employ("wang", &[Role::Inspector]).await;
    let cookie = office.sign_in("wang").await;
    let asked = json!({ "name": "script", "scope": "record", "days": 7 });
    let made = office.server.ask("POST", "/api/v1/tokens", &[("cookie", &cookie)], Some(&asked)).await.json();
    let token = made["token"].as_str().unwrap().to_owned();
    assert_eq!(office.record(&[("authorization", &format!("Bearer {token}"))]).await.status, 201);
    // A password in the field of the login, a wrong one, and one that is changed.
    office.try_to_sign_in("typed-into-the-wrong-field", "x").await.problem(401, "sign-in-failed");
    office.try_to_sign_in("wang", "nearly-the-right-one").await.problem(401, "sign-in-failed");
    let change = json!({ "old": PASSWORD, "new": "another-good-password" });
    let changed = office.server.ask("POST", "/api/v1/session/password", &[("cookie", &cookie)], Some(&change)).await;
    assert_eq!(changed.status, 204, "{changed:?}");
    let next = cookie_of(&changed);
    assert_eq!(office.read(&[("cookie", &next)]).await.status, 404);
    drop(listening);

    let session = |cookie: &str| cookie.split_once('=').unwrap().1.to_owned();
    let secrets = [
        PASSWORD.to_owned(),
        "another-good-password".to_owned(),
        "typed-into-the-wrong-field".to_owned(),
        "nearly-the-right-one".to_owned(),
        token.trim_start_matches("wz_").to_owned(),
        session(&cookie),
        session(&next),
    ];
    let heard = String::from_utf8_lossy(&heard.0.lock().unwrap()).into_owned();
    assert!(heard.contains("/api/v1/session"), "nothing was heard:\n{}", heard.chars().take(2000).collect::<String>());
    let tables = contents(&owner, &["log", "read%", "projector", "vault", "access", "public"]).await;
    assert_eq!(tables["access.session"].len(), 1, "the tables were read");
    for secret in &secrets {
        let line = heard.lines().find(|line| line.contains(secret.as_str()));
        assert_eq!(line, None, "told to whoever reads the program's own log");
        let hex = secret.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let shows = |row: &String| row.contains(secret.as_str()) || row.contains(&hex);
        let with: Vec<&String> =
            tables.iter().filter(|(_, rows)| rows.iter().any(shows)).map(|(name, _)| name).collect();
        assert_eq!(with, [""; 0], "{secret}");
    }
}
