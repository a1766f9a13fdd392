//! What somebody was told is recorded stays recorded, once, whatever is killed in the middle.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use sqlx::postgres::PgPoolOptions;
use sqlx::{Connection, PgConnection, PgPool};
use uuid::Uuid;
use wenze_casework::Place;
use wenze_ledger::{MIGRATOR, provision};
use wenze_pgserver::{Server, StartOptions, destroy};
use wenze_tests::acts::{command, report};
use wenze_tests::node::{Node, app_url};
use wenze_tests::questions::{assert_gapless, assert_sound, assert_views_are_a_replay};
use wenze_tests::writers::{Acknowledged, SHARED_CASES, Writers, actor, shared_case};

const WRITERS: usize = 64;
const WRITER: &str = env!("CARGO_BIN_EXE_wenze-test-writer");
/// No command of a writer has more events.
const EVENTS_PER_COMMAND: usize = 2;

/// Opens the cases that everybody writes to.
async fn open_shared_cases(node: &Node) {
    for number in 0..SHARED_CASES {
        let opening = report(Uuid::from_u128(number + 1), "2024-05-05");
        node.accept_command(&command(Place::NewCase(Some(shared_case(number))), opening)).await;
    }
}

/// Every acknowledged event stands in the log exactly once, where its writer was told.
async fn assert_each_there_once(owner: &PgPool, acknowledged: &[Acknowledged]) {
    let stored: Vec<(Uuid, Uuid, i32)> =
        sqlx::query_as("select event_id, stream_id, stream_version from log.event").fetch_all(owner).await.unwrap();
    let mut places: BTreeMap<Uuid, Vec<(Uuid, i32)>> = BTreeMap::new();
    for (event_id, case, version) in stored {
        places.entry(event_id).or_default().push((case, version));
    }
    for one in acknowledged {
        assert_eq!(places.get(&one.event_id), Some(&vec![(one.case, one.version)]), "{one:?}");
    }
}

/// How many events of a process the log holds.
async fn events_of(owner: &PgPool, process: &str) -> usize {
    let count: i64 = sqlx::query_scalar(
        "select count(*) from log.event where convert_from(content, 'UTF8')::jsonb #>> '{actor,person_id}' = $1",
    )
    .bind(actor(process).person_id.to_string())
    .fetch_one(owner)
    .await
    .unwrap();
    usize::try_from(count).unwrap()
}

/// Nothing stands there that was not asked for either: at most the commands in flight lost their answer.
async fn assert_nothing_twice(owner: &PgPool, process: &str, told: usize, in_flight: usize) {
    let stored = events_of(owner, process).await;
    let most = told + in_flight * EVENTS_PER_COMMAND;
    assert!((told..=most).contains(&stored), "{process}: {stored} stored, {told} acknowledged");
}

async fn assert_whole(node: &mut Node, owner: &PgPool) {
    assert_gapless(owner).await;
    assert_sound(node).await;
    node.start_views();
    node.caught_up().await;
    assert_views_are_a_replay(node, owner).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn when_a_node_and_a_backend_are_killed_while_many_people_record(owner: PgPool) {
    let mut node = Node::beside(&owner).await;
    open_shared_cases(&node).await;
    let url = app_url(&owner);
    let (killed, survivor) =
        (Writers::start(WRITER, &url, "killed", WRITERS), Writers::start(WRITER, &url, "survivor", WRITERS));
    killed.wait_for(300);
    survivor.wait_for(300);
    let terminate = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                     where datname = current_database() and application_name like 'wenze appender%survivor%'";
    let ended: i64 = sqlx::query_scalar(terminate).fetch_one(&owner).await.unwrap();
    assert_eq!(ended, 1, "the connection that the survivor appends by");
    let before_the_kill = killed.kill();
    survivor.wait_for(survivor.count() + 300);
    let survived = survivor.finish();
    assert_each_there_once(&owner, &before_the_kill).await;
    assert_each_there_once(&owner, &survived).await;
    assert_nothing_twice(&owner, "killed", before_the_kill.len(), WRITERS).await;
    assert_nothing_twice(&owner, "survivor", survived.len(), 0).await;
    assert_whole(&mut node, &owner).await;
    node.close().await;
}

/// A data folder that takes its server with it when the test ends, however it ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("{name}-{}", std::process::id());
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        std::fs::create_dir_all(&folder.0).unwrap();
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = destroy(&self.0) {
            eprintln!("{error}");
        }
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// A server of its own that keeps what it acknowledges.
fn durable(folder: &Folder) -> Server {
    Server::start(&StartOptions { install: false, ..StartOptions::new(&folder.0) }).unwrap()
}

async fn owner_of(server: &Server) -> PgPool {
    PgPoolOptions::new().max_connections(2).connect(&server.owner_url("wenze")).await.unwrap()
}

async fn migrated(server: &Server) -> PgPool {
    server.create_database("wenze").unwrap();
    let mut connection = PgConnection::connect(&server.owner_url("wenze")).await.unwrap();
    provision(&mut connection, server.app_password()).await.unwrap();
    MIGRATOR.run(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    owner_of(server).await
}

/// Ends the server and every process of it with no chance to tidy up.
async fn kill_all_of(server: &Server, owner: &PgPool) {
    let mut pids: Vec<i32> = sqlx::query_scalar("select pid from pg_stat_activity").fetch_all(owner).await.unwrap();
    pids.insert(0, i32::try_from(server.postmaster_pid()).unwrap());
    let pids: Vec<String> = pids.iter().map(ToString::to_string).collect();
    // One of them may have ended by itself since it was listed.
    Command::new("/bin/sh").arg("-c").arg(format!("kill -9 {} 2>/dev/null", pids.join(" "))).status().unwrap();
    while server.is_running().unwrap() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

async fn node_on(server: &Server) -> Node {
    Node::at(server.app_url("wenze").parse().unwrap(), "test").await
}

fn started(server: &Server) -> [Writers; 2] {
    ["left", "right"].map(|process| Writers::start(WRITER, &server.app_url("wenze"), process, WRITERS))
}

/// The server comes back at another port, so the nodes are killed too; they send everything again from their first command.
#[tokio::test]
async fn when_the_server_is_killed_with_all_its_processes() {
    let folder = Folder::new("lost");
    let server = durable(&folder);
    let owner = migrated(&server).await;
    let node = node_on(&server).await;
    open_shared_cases(&node).await;
    let writers = started(&server);
    for process in &writers {
        process.wait_for(250);
    }
    kill_all_of(&server, &owner).await;
    let before_the_kill = writers.map(Writers::kill);
    drop((node, owner));

    let again = durable(&folder);
    assert!(!again.is_adopted());
    let owner = owner_of(&again).await;
    for (told, process) in before_the_kill.iter().zip(["left", "right"]) {
        assert_each_there_once(&owner, told).await;
        assert_nothing_twice(&owner, process, told.len(), WRITERS).await;
    }
    let writers = started(&again);
    writers.iter().zip(&before_the_kill).for_each(|(process, told)| process.wait_to_hear_again(told));
    for (after, process) in writers.map(Writers::finish).iter().zip(["left", "right"]) {
        assert_each_there_once(&owner, after).await;
        assert_nothing_twice(&owner, process, after.len(), 0).await;
    }
    let mut node = node_on(&again).await;
    assert_whole(&mut node, &owner).await;
    node.close().await;
    owner.close().await;
    again.stop().unwrap();
}
