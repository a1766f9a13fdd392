//! Evidence files in a bucket: they come in pieces and are read by range through any node, what was altered or is gone is named, an
//! erasure removes their objects, and an export carries them. A store that refuses or is not there says what to do.

use serde_json::{Value, json};
use sqlx::PgPool;

use crate::http;
use crate::program::Installation;
use crate::store::{ACCESS_KEY, BUCKET, SECRET_KEY, Store};

const ACTOR: &str = "00000000-0000-7000-8000-000000000001;role=INTAKE;office=00000000-0000-7000-8000-0000000000aa";
const PREFIX: &str = "wenze/files";

/// An installation whose files lie in the bucket of a store.
async fn with_bucket(owner: &PgPool) -> (Installation, Store) {
    let mut installation = Installation::on(owner);
    let store = Store::start(&installation.data().join("store"), "0").await;
    for (name, value) in [
        ("WENZE_FILES", format!("s3://{BUCKET}/{PREFIX}").as_str()),
        ("AWS_ENDPOINT_URL", &store.endpoint),
        ("AWS_ACCESS_KEY_ID", ACCESS_KEY),
        ("AWS_SECRET_ACCESS_KEY", SECRET_KEY),
    ] {
        installation.say(name, value);
    }
    (installation, store)
}

fn files(doctor: &Value) -> (bool, String) {
    let check = doctor["checks"].as_array().unwrap().iter().find(|check| check["what"] == "files").unwrap();
    (check["sound"] == true, check["detail"].as_str().unwrap().to_owned())
}

/// More than one object of 4 MiB, of letters that a test can read.
fn content() -> Vec<u8> {
    (0..700_000_u32).flat_map(|number| format!("{number:06}\n").into_bytes()).collect()
}

/// Brings a file whole, and its id.
async fn bring(address: std::net::SocketAddr, case: &str, name: &str) -> String {
    let line = format!("POST /api/v1/files?case={case}&name={name}");
    let (status, _, body) = http::ask(address, &line, &[("wenze-actor", ACTOR)], Some(&json!({ "file": name }))).await;
    assert_eq!(status, 201, "{body}");
    serde_json::from_str::<Value>(&body).unwrap()["id"].as_str().unwrap().to_owned()
}

async fn case(address: std::net::SocketAddr) -> String {
    let (_, opened) = http::report(address, 1).await.unwrap();
    serde_json::from_str::<Value>(&opened).unwrap()["id"].as_str().unwrap().to_owned()
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_file_comes_in_pieces_through_one_node_and_is_read_through_another(owner: PgPool) {
    let (installation, store) = with_bucket(&owner).await;
    let (one, other) = (installation.serve().await, installation.serve().await);
    let case = case(one.address).await;
    let bytes = content();
    let (size, half) = (bytes.len().to_string(), 4_500_000);
    let line = format!("POST /api/v1/files?case={case}&name=log.txt");
    let begin = [("wenze-actor", ACTOR), ("content-type", "text/plain"), ("upload-length", size.as_str())];
    let (status, head, body) = http::send_bytes(one.address, &line, &begin, b"").await;
    assert_eq!(status, 201, "{body:?}");
    let path = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().trim().to_owned();
    let file = path.rsplit('/').next().unwrap().to_owned();
    let told = half.to_string();
    for (address, offset, part) in [(one.address, "0", &bytes[..half]), (other.address, &told, &bytes[half..])] {
        let headers = [("wenze-actor", ACTOR), ("upload-offset", offset)];
        let (status, _, body) = http::send_bytes(address, &format!("PATCH {path}"), &headers, part).await;
        assert!(status < 300, "{status}: {}", String::from_utf8_lossy(&body));
    }
    // The first object that was cut off was laid down anew, and is gone.
    assert_eq!(store.objects(PREFIX, &file).len(), 2);
    one.kill().await;
    let ask = [("wenze-actor", ACTOR), ("range", "bytes=4194290-4194330")];
    let (status, _, body) = http::send_bytes(other.address, &format!("GET {path}"), &ask, b"").await;
    assert_eq!((status, body.as_slice()), (206, &bytes[4_194_290..=4_194_330]));
    let (status, _, body) =
        http::send_bytes(other.address, &format!("GET {path}"), &[("wenze-actor", ACTOR)], b"").await;
    assert!(status == 200 && body == bytes, "as it came");
    for object in store.objects(PREFIX, &file) {
        let sealed = std::fs::read(object).unwrap();
        assert!(!sealed.windows(7).any(|some| some == b"000001\n"), "nothing lies in the bucket as it is");
    }

    // The store fails and comes back: an upload says so, and goes on where it stopped.
    let (folder, port) = (installation.data().join("store"), store.port());
    store.stop().await;
    let (status, _, body) = http::ask(
        other.address,
        &format!("POST /api/v1/files?case={case}&name=late.json"),
        &[("wenze-actor", ACTOR)],
        Some(&json!({ "file": "late" })),
    )
    .await;
    assert_eq!(status, 503, "{body}");
    let (doctor, _) = installation.run(&["doctor"]).await;
    let (is_sound, detail) = files(&doctor);
    assert!(!is_sound && detail.contains("cannot be reached"), "{detail}");
    let store = Store::start(&folder, &port).await;
    bring(other.address, &case, "late.json").await;
    other.stop().await;
    let (doctor, _) = installation.run(&["doctor"]).await;
    let (is_sound, detail) = files(&doctor);
    assert!(is_sound && detail.contains("2 files are as they were stored"), "{detail}");
    store.stop().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_altered_or_gone_is_named_and_what_is_exported_comes_back(owner: PgPool) {
    let (installation, store) = with_bucket(&owner).await;
    let serving = installation.serve().await;
    let case = case(serving.address).await;
    let (kept, altered, gone) = (
        bring(serving.address, &case, "kept.json").await,
        bring(serving.address, &case, "altered.json").await,
        bring(serving.address, &case, "gone.json").await,
    );
    serving.stop().await;
    let (copies, out) = (installation.data().join("copies"), installation.data().join("out.jsonl"));
    let (copies, out) = (copies.to_str().unwrap(), out.to_str().unwrap());
    let (told, is_whole) = installation.run(&["export", "--open", "--files", copies, "--out", out]).await;
    assert!(is_whole && told["files"]["files"] == 3, "{told:#}");

    let object = store.objects(PREFIX, &altered).remove(0);
    let mut bytes = std::fs::read(&object).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&object, bytes).unwrap();
    std::fs::remove_dir_all(store.objects(PREFIX, &gone).remove(0).parent().unwrap()).unwrap();
    let (doctor, _) = installation.run(&["doctor"]).await;
    let (is_sound, detail) = files(&doctor);
    assert!(!is_sound && detail.contains("1 files are as they were stored"), "{detail}");
    for named in [&altered, &gone] {
        assert!(detail.contains(&format!("file {named} of case {case}")), "{detail}");
    }
    let (verified, is_sound) = installation.run(&["verify"]).await;
    assert!(!is_sound && verified["files"]["faults_total"] == 2, "{verified:#}");

    // What is lost comes back from the export, under the same ids.
    let lost = "alter table vault.file disable trigger user; delete from vault.file; alter table vault.file enable trigger user";
    sqlx::raw_sql(lost).execute(&owner).await.unwrap();
    store.lose(PREFIX);
    let (told, is_whole) = installation.run(&["import", "--files", copies]).await;
    assert!(is_whole && told["files"]["files"] == 3, "{told:#}");
    let (doctor, _) = installation.run(&["doctor"]).await;
    assert!(files(&doctor).0, "{doctor:#}");

    // An erasure removes the objects.
    let mut connection = owner.acquire().await.unwrap();
    wenze_vault::erase_subject(&mut connection, 1, &format!("case:{case}")).await.unwrap();
    let serving = installation.serve().await;
    let deadline = tokio::time::Instant::now() + crate::program::PATIENCE;
    while !store.objects(PREFIX, &kept).is_empty() {
        assert!(tokio::time::Instant::now() < deadline, "the objects of an erased case are deleted");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    serving.stop().await;
    store.stop().await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_bucket_that_is_wrong_is_said_to_be_so_before_anything_is_served(owner: PgPool) {
    let (mut installation, store) = with_bucket(&owner).await;
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let mut refused = async |name: &str, wrong: &str, right: &str, why: &str| {
        installation.say(name, wrong);
        let told = installation.refused(&serve).await;
        assert!(told.contains(why), "{name}: {told}");
        assert!(!told.contains(SECRET_KEY) && !told.contains("wrong-secret"), "{told}");
        installation.say(name, right);
    };
    let place = format!("s3://{BUCKET}/{PREFIX}");
    refused("WENZE_FILES", "s3://another", &place, "there is no such bucket").await;
    refused("AWS_SECRET_ACCESS_KEY", "wrong-secret", SECRET_KEY, "the secret key is not the one").await;
    refused("AWS_ACCESS_KEY_ID", "nobody", ACCESS_KEY, "does not know the access key").await;
    refused("AWS_ENDPOINT_URL", "http://s3.example.org", &store.endpoint, "plain http:// to this machine alone").await;
    refused("AWS_SECRET_ACCESS_KEY", "", SECRET_KEY, "belong together").await;
    assert!(!installation.data().join("files").exists(), "nothing was kept in a folder instead");
    store.stop().await;
}
