//! Evidence files as an operator sees them: what is gone or altered is named, and an export copies what is there.

use serde_json::{Value, json};
use sqlx::PgPool;

use crate::http;
use crate::program::Installation;

const ACTOR: &str = "00000000-0000-7000-8000-000000000001;role=INTAKE;office=00000000-0000-7000-8000-0000000000aa";

/// The check of the files.
fn files(doctor: &Value) -> &Value {
    doctor["checks"].as_array().unwrap().iter().find(|check| check["what"] == "files").unwrap()
}

/// A case with two files that were brought while the installation served, `a.json` and `b.json`.
async fn with_files(installation: &Installation) -> (String, Vec<String>) {
    let serving = installation.serve().await;
    let (_, opened) = http::report(serving.address, 1).await.unwrap();
    let case = serde_json::from_str::<Value>(&opened).unwrap()["id"].as_str().unwrap().to_owned();
    let mut ids = Vec::new();
    for name in ["a.json", "b.json"] {
        let line = format!("POST /api/v1/files?case={case}&name={name}");
        let (status, _, body) =
            http::ask(serving.address, &line, &[("wenze-actor", ACTOR)], Some(&json!({ "file": name }))).await;
        assert_eq!(status, 201, "{body}");
        ids.push(serde_json::from_str::<Value>(&body).unwrap()["id"].as_str().unwrap().to_owned());
    }
    serving.stop().await;
    (case, ids)
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_file_that_was_altered_is_named_with_its_case(owner: PgPool) {
    let installation = Installation::on(&owner);
    let (case, ids) = with_files(&installation).await;
    let (doctor, _) = installation.run(&["doctor"]).await;
    assert_eq!(files(&doctor)["sound"], true, "{doctor:#}");

    let object = std::fs::read_dir(installation.data().join("files").join(&ids[0])).unwrap().next().unwrap().unwrap();
    std::fs::write(object.path(), b"something else").unwrap();
    let (doctor, is_sound) = installation.run(&["doctor"]).await;
    let detail = files(&doctor)["detail"].as_str().unwrap().to_owned();
    assert!(!is_sound && files(&doctor)["sound"] == false, "{doctor:#}");
    assert!(detail.contains(&format!("file {} of case {case} is not as it was stored", ids[0])), "{detail}");
    let (verified, is_sound) = installation.run(&["verify"]).await;
    assert!(!is_sound && verified["files"]["faults_total"] == 1, "{verified:#}");

    let (out, folder) = (installation.data().join("out.jsonl"), installation.data().join("copied"));
    let words = ["export", "--open", "--files", folder.to_str().unwrap(), "--out", out.to_str().unwrap()];
    let (told, is_whole) = installation.run(&words).await;
    assert_eq!(
        (is_whole, &told["files"]["files"], &told["files"]["missing"]),
        (false, &json!(1), &json!(1)),
        "{told:#}"
    );
    let copied: Value = serde_json::from_slice(&std::fs::read(folder.join(&ids[1])).unwrap()).unwrap();
    assert_eq!(copied, json!({ "file": "b.json" }));
    let listed = std::fs::read_to_string(folder.join("files.jsonl")).unwrap();
    let lines: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| lines.iter().find(|line| line["file"] == id).unwrap();
    assert_eq!((&of(&ids[0])["withheld"], &of(&ids[1])["withheld"]), (&json!("missing"), &Value::Null));
    assert_eq!(of(&ids[1])["sha256"].as_str().unwrap().len(), 64);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_an_export_copied_comes_back_sealed_anew_and_what_was_altered_is_named(owner: PgPool) {
    let installation = Installation::on(&owner);
    let (case, ids) = with_files(&installation).await;
    let (out, folder) = (installation.data().join("out.jsonl"), installation.data().join("copied"));
    let copied = folder.to_str().unwrap();
    let (_, is_whole) =
        installation.run(&["export", "--open", "--files", copied, "--out", out.to_str().unwrap()]).await;
    assert!(is_whole);
    let noted = "select count(*) from log.event where kind = 'CaseExported'";
    let noted: i64 = sqlx::query_scalar(noted).fetch_one(&owner).await.unwrap();
    assert_eq!(noted, 1, "that a case went out stands in the record, whichever way it did");

    // Rows and objects are lost; one copy is altered, to the same length.
    let lost = "alter table vault.file disable trigger user; delete from vault.file; alter table vault.file enable trigger user";
    sqlx::raw_sql(lost).execute(&owner).await.unwrap();
    std::fs::remove_dir_all(installation.data().join("files")).unwrap();
    let copy = folder.join(&ids[1]);
    let right = std::fs::read(&copy).unwrap();
    std::fs::write(&copy, vec![b'x'; right.len()]).unwrap();
    let (told, is_whole) = installation.run(&["import", "--files", copied]).await;
    let told = &told["files"];
    assert_eq!((is_whole, &told["files"], &told["lost"]), (false, &json!(1), &json!(1)), "{told:#}");
    assert_eq!(told["named"], json!([{ "file": ids[1], "case": case, "why": "altered" }]));
    std::fs::write(&copy, &right).unwrap();
    let (told, is_whole) = installation.run(&["import", "--files", copied]).await;
    let told = &told["files"];
    assert_eq!((is_whole, &told["files"], &told["unchanged"]), (true, &json!(1), &json!(1)), "{told:#}");

    let (doctor, _) = installation.run(&["doctor"]).await;
    assert_eq!(files(&doctor)["sound"], true, "{doctor:#}");
    let serving = installation.serve().await;
    let line = format!("GET /api/v1/files/{}", ids[1]);
    let (status, _, body) = http::ask(serving.address, &line, &[("wenze-actor", ACTOR)], None).await;
    assert_eq!((status, body.as_bytes()), (200, right.as_slice()));
    serving.stop().await;
}
