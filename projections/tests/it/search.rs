//! Search on a real log with a real vault: the same however it is folded, nothing of what is hidden, nothing of what was erased.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails there")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{NaiveDate, Utc};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;
use wenze_domain::envelope::{StreamId, StreamKind};
use wenze_projections::search::{Filter, Found, Index, Question, Search};
use wenze_projector::ledger::{
    APP_ROLE, Answer, Bounds as LogBounds, Command, Derived, Ledger, LogId, NewEvent, NewKey, NewPart, Stream, Write,
};
use wenze_projector::{Bounds, Difference, Models, Projector, State, Swap, Waited};
use wenze_testkit::generator::Generator;
use wenze_testkit::record::{Recorder, StoredEvent};
use wenze_vault::{MasterKey, Sealer, ToSeal, Vault, erase_parts, erase_subject};

const PATIENCE: Duration = Duration::from_mins(1);
const SEED: u64 = 7;
const LOG: LogId = LogId(1);
const STORIES: [&str; 3] =
    ["party and governmental sanction", "nest case of several officials", "accountability inquiry with rectification"];

/// A log with one read model, and its vault.
struct Setting {
    owner: PgPool,
    ledger: Ledger,
    vault: Vault,
    sealer: Sealer,
    projector: Projector,
    index: Index,
}

/// The private texts of each case.
type Told = BTreeMap<Uuid, Vec<String>>;

impl Setting {
    async fn new(owner: &PgPool) -> Self {
        Self::with(owner, "5a", |vault| Search::over(vault.clone())).await
    }

    async fn with(owner: &PgPool, key: &str, search: impl Fn(&Vault) -> Search) -> Self {
        let names = Models::new().with(Search::over_what_is_open());
        let password = std::env::var("WENZE_APP_PASSWORD").unwrap_or_else(|_| "wenze_app".into());
        let options = names.connect_options((*owner.connect_options()).clone().username(APP_ROLE).password(&password));
        let pool = PgPoolOptions::new().max_connections(6).connect_with(options).await.expect("a pool");
        let ledger = Ledger::connect(pool.clone(), LOG, "test", LogBounds::default()).await.expect("a log");
        let vault = Vault::open(pool.clone(), LOG.0, MasterKey::from_hex(&key.repeat(32)).expect("a key"));
        // Small batches, so that a case is folded in many steps.
        let bounds = Bounds { batch_events: 7, ..Bounds::default() };
        let models = Models::new().with(search(&vault));
        let projector = Projector::new(ledger.clone(), models, "test", bounds).await.expect("a projector");
        let sealer = vault.sealer();
        Self { owner: owner.clone(), ledger, vault, sealer, projector, index: Index::new(pool) }
    }

    /// Tells stories and waits until they can be searched; what is private in each.
    async fn told(&self) -> Told {
        let (texts, last) = self.recorded().await;
        self.folded(last).await;
        texts
    }

    /// Tells stories, with every private text sealed, up to a position.
    async fn recorded(&self) -> (Told, i64) {
        let today = NaiveDate::from_ymd_opt(2025, 6, 2).expect("a day");
        let generator = Generator::new(SEED, today);
        let mut recorder = Recorder::new(Utc::now()).with_every_stream_known();
        for (number, story) in STORIES.iter().enumerate() {
            let case = generator.story(story, number).expect("a story");
            let refused: Vec<_> = recorder.record_case(&case).into_iter().filter_map(Result::err).collect();
            assert!(refused.is_empty(), "{refused:?}");
        }
        let mut texts = Told::new();
        let mut last = 0;
        for (stream, told) in recorder.streams() {
            for (stored, event) in told.stored.iter().zip(&told.history.events) {
                last = self.append(stream, stored, &event.envelope.kind, event.envelope.schema_version).await;
                if stream.kind == StreamKind::Case {
                    // Names and posts of known persons are those persons' own, and are erased with them.
                    let of_case = stored.parts.iter().filter(|part| part.subject.starts_with("case:"));
                    let strings = of_case.filter_map(|part| serde_json::from_str(&part.text).ok());
                    texts.entry(stream.id).or_default().extend(strings);
                }
            }
        }
        (texts, last)
    }

    async fn append(&self, stream: StreamId, stored: &StoredEvent, kind: &str, schema_version: i16) -> i64 {
        let to_seal = stored.parts.iter().map(|part| ToSeal {
            event_id: stored.event_id,
            part_no: part.part_no,
            subject: &part.subject,
            text: &part.text,
        });
        let to_seal: Vec<ToSeal<'_>> = to_seal.collect();
        let sealed = self.sealer.seal(&to_seal).await.expect("sealed");
        let part = |part: wenze_vault::SealedPart| NewPart {
            part_no: part.part_no,
            subject: part.subject,
            key_id: part.key_id,
            ciphertext: part.ciphertext,
        };
        let key = |key: wenze_vault::FreshKey| NewKey {
            key_id: key.key_id,
            subject: key.subject,
            epoch: key.epoch,
            wrapped: key.wrapped,
        };
        let event = NewEvent {
            event_id: stored.event_id,
            kind: kind.to_owned(),
            schema_version,
            content: stored.content.to_vec(),
            derived: Derived { entered_from: "system".into(), ..Derived::default() },
            parts: sealed.parts.into_iter().map(part).collect(),
        };
        let stream = Stream { kind: stream.kind.as_str().to_owned(), id: stream.id };
        let write = Write { stream, expected: None, events: vec![event], take: Vec::new(), release: Vec::new() };
        let keys = sealed.keys.into_iter().map(key).collect();
        let command = Command { command_id: Uuid::now_v7(), request_hash: [1; 32], writes: vec![write], keys };
        match self.ledger.append(command).await.expect("an answer") {
            Answer::Appended { last, .. } => last,
            other => panic!("{other:?}"),
        }
    }

    async fn folded(&self, last: i64) {
        let running = self.projector.start();
        let waited = self.projector.wait_for("search", last, PATIENCE).await.expect("a projection");
        assert_eq!(waited, Waited::Reached, "{:?}", self.projector.status().await);
        running.shutdown().await;
    }

    async fn assert_rebuilt_is_the_same(&self) {
        let rebuilt = self.projector.rebuild("search", Swap::CompareOnly, |_| {}).await.expect("rebuilt");
        let parity = rebuilt.parity.expect("tables in use");
        assert!(parity.iter().all(Difference::is_none), "{parity:?}");
        assert!(parity.iter().any(|table| table.table == "search_passage" && table.new_rows > 10), "{parity:?}");
    }

    async fn asked(&self, question: &str, hidden: &[Uuid]) -> Found {
        let question = Question::read(question).expect("a question");
        self.index.find(&question, &Filter::default(), hidden, 0, 50).await.expect("an answer")
    }

    /// Every row of the tables in use, as text.
    async fn rows(&self) -> Vec<String> {
        self.rows_in("read_search_v2").await
    }

    /// Every row of the tables in a schema.
    async fn rows_in(&self, schema: &str) -> Vec<String> {
        let mut rows = Vec::new();
        for table in ["search_case", "search_passage", "search_number", "search_name"] {
            let sql = format!("select t::text from {schema}.{table} as t order by 1");
            let of_table: Vec<String> =
                sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&self.owner).await.expect("rows");
            rows.extend(of_table);
        }
        rows
    }

    /// Tables as the program of another version would have left them.
    async fn kept_in(&self, schema: &str) {
        let copied = ["search_case", "search_passage", "search_number", "search_name"].map(|table| {
            format!(
                "create table {schema}.{table} (like read_search_v2.{table} including all);
                 insert into {schema}.{table} select * from read_search_v2.{table};"
            )
        });
        let sql = format!("create schema {schema}; {}", copied.concat());
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.ledger.pool()).await.expect("kept");
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Pairs of Han characters that stand beside each other in one of the texts.
fn pairs(texts: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in texts {
        let characters: Vec<char> = text.chars().collect();
        let pairs = characters.windows(2).filter(|pair| pair.iter().all(|c| is_han(*c)));
        found.extend(pairs.map(|pair| pair.iter().collect::<String>()));
    }
    found
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn the_same_however_it_is_folded_and_every_pair_is_found(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told().await;
    setting.assert_rebuilt_is_the_same().await;
    let mut asked = 0;
    // A question for every pair would take minutes; every seventh is no less of a proof.
    for (case, texts) in &told {
        let shown: Vec<String> = setting.rows().await;
        for pair in pairs(texts).into_iter().step_by(7) {
            // What was corrected, voided or sealed is private too and not found; what stands in a row is.
            let stands = shown.iter().any(|row| row.contains(&case.to_string()) && row.contains(&pair));
            let found = setting.asked(&pair, &[]).await;
            let is_found = found.cases.iter().any(|one| one.row.case_id == *case);
            assert_eq!(is_found, stands, "{pair}");
            asked += usize::from(stands);
        }
    }
    assert!(asked > 50, "only {asked} pairs");
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_hidden_case_is_in_no_hit_no_count_and_no_facet(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told().await;
    let mut shared = told.values().map(|texts| pairs(texts));
    let first = shared.next().expect("a case");
    let common: Vec<String> =
        shared.fold(first, |all, one| all.intersection(&one).cloned().collect()).into_iter().collect();
    let mut compared = 0;
    for pair in common.iter().take(20) {
        let open = setting.asked(pair, &[]).await;
        for hidden in told.keys() {
            let narrowed = setting.asked(pair, &[*hidden]).await;
            let ids = |found: &Found| found.cases.iter().map(|one| one.row.case_id).collect::<BTreeSet<_>>();
            let mut expected = ids(&open);
            let was_found = expected.remove(hidden);
            assert_eq!(ids(&narrowed), expected, "{pair}");
            assert_eq!(narrowed.count, open.count - i64::from(was_found), "{pair}");
            let sum = |found: &Found| {
                let stages: i64 = found.stages.iter().map(|one| one.cases).sum();
                let organs: i64 = found.organs.iter().map(|one| one.cases).sum();
                let years: i64 = found.years.iter().map(|one| one.cases).sum();
                (stages, organs, years)
            };
            assert_eq!(sum(&narrowed), (narrowed.count, narrowed.count, narrowed.count), "{pair}");
            // Nor is it told by which kinds of act the words stand in: as if the case were not there.
            let kinds: i64 = narrowed.kinds.iter().map(|one| one.cases).sum();
            let of_cases = narrowed.cases.len();
            assert!(kinds == 0 || of_cases > 0, "{pair}");
            compared += usize::from(was_found);
        }
        let nothing = setting.asked(pair, &told.keys().copied().collect::<Vec<_>>()).await;
        assert_eq!((nothing.count, nothing.cases.len(), nothing.kinds.len()), (0, 0, 0), "{pair}");
    }
    assert!(compared > 5, "only {compared} cases were found before they were hidden");
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn what_is_erased_goes_from_tables_hits_and_counts_and_does_not_come_back(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told().await;
    let (case, texts) = told.iter().next().expect("a case");
    let before = setting.rows().await;
    let long = |text: &&String| text.chars().filter(|c| is_han(*c)).count() > 6;
    let of_others: BTreeSet<&String> = told.iter().filter(|(id, _)| *id != case).flat_map(|(_, texts)| texts).collect();
    let own: Vec<&String> = texts.iter().filter(long).filter(|text| !of_others.contains(text)).collect();
    let stood: Vec<&&String> = own.iter().filter(|text| before.iter().any(|row| row.contains(**text))).collect();
    assert!(stood.len() > 2, "{} texts stand there", stood.len());

    // One part first, then all of the case.
    let part: (Uuid, i16) =
        sqlx::query_as("select part_event, part_no from read_search_v2.search_passage where case_id = $1 and part_no is not null order by length(text) desc limit 1")
            .bind(case)
            .fetch_one(&owner)
            .await
            .expect("a part");
    let mut connection = owner.acquire().await.expect("a connection");
    erase_parts(&mut connection, LOG.0, &[part]).await.expect("erased");
    assert_eq!(setting.index.forget().await.expect("forgotten"), 1);
    assert_eq!(setting.index.forget().await.expect("forgotten"), 0, "nothing more");
    setting.assert_rebuilt_is_the_same().await;
    erase_subject(&mut connection, LOG.0, &format!("case:{case}")).await.expect("erased");
    let of_case = texts.iter().find(|text| stood.contains(&text)).expect("a text");
    let asked: String = of_case.chars().filter(|c| is_han(*c)).take(8).collect();
    let found = setting.asked(&format!("\"{asked}\""), &[]).await;
    assert_eq!((found.count, found.cases.len()), (0, 0), "asked before any sweep");
    let after = setting.rows().await;
    for text in stood {
        assert!(!after.iter().any(|row| row.contains(*text)), "a text of an erased part");
    }
    setting.assert_rebuilt_is_the_same().await;
}

/// What a program before or after this one left is kept for a time; a text that is erased goes from there too.
#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn what_is_erased_goes_from_kept_tables_of_every_version(owner: PgPool) {
    const KEPT: [&str; 3] = ["read_search_v0", "read_search_v3", "read_search_v3_old"];
    let setting = Setting::new(&owner).await;
    let told = setting.told().await;
    assert_eq!(setting.index.forget().await.expect("nothing to do"), 0);
    for schema in KEPT {
        setting.kept_in(schema).await;
    }
    // One of a shape that nothing is known of does not keep the others, or readers, waiting.
    let strange = "create schema read_search_v4; create table read_search_v4.search_passage (entry text)";
    sqlx::raw_sql(strange).execute(setting.ledger.pool()).await.expect("made");
    let case = *told.keys().next().expect("a case");
    let before = setting.rows().await;
    let mut connection = owner.acquire().await.expect("a connection");
    erase_subject(&mut connection, LOG.0, &format!("case:{case}")).await.expect("erased");
    assert_eq!(setting.index.forget().await.expect("forgotten"), 1 + KEPT.len());
    let after = setting.rows().await;
    assert_ne!(before, after);
    for schema in KEPT {
        assert_eq!(setting.rows_in(schema).await, after, "{schema}");
    }
    // Tables that are there later only, with what was erased before, are swept as well.
    setting.kept_in("read_search_v5").await;
    let sql = "insert into read_search_v5.search_passage \
               (case_id, version, ordinal, event_id, kind, field, part_event, part_no, text, plain) \
               select $1, 9999, 0, event_id, 'ReportReceived', '/payload/summary', event_id, part_no, 'x', 'x' \
               from vault.part where subject = $2 limit 1";
    let stored = sqlx::query(sql).bind(case).bind(format!("case:{case}")).execute(setting.ledger.pool()).await;
    assert_eq!(stored.expect("stored").rows_affected(), 1);
    assert_eq!(setting.index.forget().await.expect("forgotten"), 1);
    assert_eq!(setting.rows_in("read_search_v5").await, after);
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn without_the_right_key_it_stops_and_says_so_and_goes_on_with_it(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let (told, last) = setting.recorded().await;
    let stranger = Setting::with(&owner, "5b", |vault| Search::over(vault.clone())).await;
    let running = stranger.projector.start();
    let waited = stranger.projector.wait_for("search", last, PATIENCE).await.expect("an answer");
    assert!(matches!(waited, Waited::Stopped(_)), "{waited:?}");
    running.shutdown().await;
    let status = stranger.projector.status().await.expect("a status");
    let State::Stopped { reason, .. } = &status[0].state else { panic!("{status:?}") };
    assert!(reason.contains("master key"), "{reason}");
    assert!(told.values().flatten().all(|text| text.is_empty() || !reason.contains(text.as_str())));

    // Whoever asks at once still hears that it is stopped: a program that starts tries it once more.
    let running = setting.projector.start();
    let mut waited = Waited::Stopped(0);
    for _ in 0..100 {
        waited = setting.projector.wait_for("search", last, PATIENCE).await.expect("an answer");
        if waited == Waited::Reached {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(waited, Waited::Reached);
    running.shutdown().await;
    setting.assert_rebuilt_is_the_same().await;
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn over_what_is_open_no_private_text_comes_in(owner: PgPool) {
    let setting = Setting::with(&owner, "5a", |_| Search::over_what_is_open()).await;
    let told = setting.told().await;
    let rows = setting.rows().await;
    assert!(rows.len() > STORIES.len(), "numbers and labels stand there");
    for text in told.values().flatten().filter(|text| text.chars().filter(|c| is_han(*c)).count() > 6) {
        assert!(!rows.iter().any(|row| row.contains(text.as_str())), "a private text");
    }
    assert_eq!(setting.vault.check(|_| ()).await.expect("checked").faults_total, 0);
}
