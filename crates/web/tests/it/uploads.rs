//! Files that come with a form: sealed while they arrive, shown with their digest before anything is signed, never sent twice.

use std::convert::Infallible;

use axum::body::Body;
use axum::http::StatusCode;
use futures_util::stream::unfold;
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use wenze_domain::codes::Role;

use crate::form::Form;
use crate::live::news;
use crate::setting::{BOUNDARY, Page, Setting};

const FIELD: &str = "a0.payload.record_ref";
const UPLOAD: &str = "a0.payload.record_ref.upload";
const FILE: &str = "a0.payload.record_ref.file";

fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.concat()
}

/// The address of the first draft in a list.
fn first_draft(page: &Page) -> String {
    let link = page.text.split("<th scope=\"row\"><a href=\"").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    link.split('"').next().unwrap().replace("&#38;", "&")
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_file_is_taken_with_the_form_kept_with_its_draft_and_named_by_the_act(owner: PgPool) {
    let setting = Setting::with_files(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/record/EvidenceCollected");
    let form = setting.get_with(&path, &line).await;
    assert!(
        form.has("enctype=\"multipart/form-data\"") && form.has(&format!("type=\"file\" id=\"{UPLOAD}\"")),
        "{}",
        form.text
    );

    // Longer than any piece in which it is sealed or sent.
    let scan: Vec<u8> = b"\r\n--scan \r".iter().copied().cycle().take(1_200_000).collect();
    let file = [(UPLOAD, "提取笔录.pdf", "application/pdf", scan.as_slice())];
    let wrong = Form::of(&form).set("a0.occurred.date", "昨天").set("step", "save");
    let back = setting.post_files(&path, &line, &wrong.pairs(), &file).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", back.text);
    assert!(back.has("提取笔录.pdf") && back.has(&hex(&scan)) && back.has("1.1 MiB"), "{}", back.text);
    let id = Form::of(&back).get(FILE).unwrap().to_owned();

    let opened = setting.get_with(&first_draft(&setting.get_with("/drafts", &line).await), &line).await;
    assert_eq!(Form::of(&opened).get(FILE), Some(id.as_str()), "the draft keeps it");
    let again = setting.post_files(&path, &line, &wrong.pairs(), &file).await;
    assert_eq!(Form::of(&again).get(FILE), Some(id.as_str()), "the same bytes are the same file");
    assert_eq!(setting.casework.case_files(case, None, 10).await.unwrap().len(), 1);

    let both = Form::of(&opened)
        .set("a0.occurred.date", "2024-03-08")
        .set("blank", "1")
        .set("a0.confirm.reason", "先行取证")
        .set("step", "check");
    let refused = setting.post(&path, &line, &Form(both.0.clone()).set(FIELD, "见附件").pairs()).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("文件和文字只能留一个"),
        "{}",
        refused.text
    );
    let answers = setting.post(&path, &line, &both.pairs()).await;
    assert!(
        answers.status == StatusCode::OK && answers.has(&format!("（SHA-256）：{}", hex(&scan))),
        "{}",
        answers.text
    );
    let stored = setting.post(&path, &line, &Form::of(&answers).set("step", "save").pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let event = setting.casework.act_in_force(case, 3).await.unwrap();
    assert_eq!(event["payload"]["record_ref"]["file_id"], id, "{event}");
    let history = setting.get_with(&format!("/cases/{case}"), &line).await;
    assert!(history.has(&format!("/api/v1/files/{id}")), "{}", history.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_file_that_is_not_taken_is_told_at_its_field_and_nothing_typed_is_lost(owner: PgPool) {
    let setting = Setting::with_files(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    let (case, other) =
        (setting.case("举〔2024〕1号", "反映收受礼金").await, setting.case("举〔2024〕2号", "反映吃喝").await);
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let form = |case| format!("/cases/{case}/record/EvidenceCollected");
    let typed = [("key", "k-1"), ("a0.payload.from", "王某"), ("step", "keep")];

    let empty = setting.post_files(&form(case), &line, &typed, &[(UPLOAD, "空.txt", "text/plain", b"")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.has("文件是空的，没有收下"), "{}", empty.text);
    assert!(empty.has(">王某</textarea>") && Form::of(&empty).get(FILE).is_none(), "{}", empty.text);

    let nothing =
        setting.post_files(&form(case), &line, &typed, &[(UPLOAD, "", "application/octet-stream", b"")]).await;
    assert!(nothing.status == StatusCode::OK && !nothing.has("没有收下"), "{}", nothing.text);

    // A file of another case is none of this one, whoever writes its id into the form.
    let there = setting.post_files(&form(other), &line, &typed, &[(UPLOAD, "a.txt", "text/plain", b"a")]).await;
    let id = Form::of(&there).get(FILE).unwrap().to_owned();
    let here =
        [("key", "k-2"), (FILE, id.as_str()), ("a0.occurred.date", "2024-03-08"), ("blank", "1"), ("step", "check")];
    let wrong = setting.post(&form(case), &line, &here).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("这个文件不在本案中"), "{}", wrong.text);

    let dropped =
        setting.post(&form(other), &line, &[("key", "k-3"), (FILE, &id), ("a0.payload.record_ref.drop", "1")]).await;
    assert!(dropped.status == StatusCode::OK && Form::of(&dropped).get(FILE).is_none(), "{}", dropped.text);

    // Whoever is signed out is asked to sign in; the rest of the form is carried, the file is not.
    let out = setting.post_files(&form(case), &[], &typed, &[(UPLOAD, "a.txt", "text/plain", b"a")]).await;
    assert!(out.has("name=\"form:a0.payload.from\" value=\"王某\""), "{}", out.text);
    assert!(out.has("name=\"form:a0.payload.record_ref.broken\" value=\"signed-out\""), "{}", out.text);
    assert_eq!(setting.casework.case_files(case, None, 10).await.unwrap().len(), 0);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_file_of_an_act_is_put_right_by_another(owner: PgPool) {
    let setting = Setting::with_files(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    setting.employ("lei", &[Role::OrganHead], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/record/EvidenceCollected");
    let form = Form::of(&setting.get_with(&path, &line).await);
    let form = form
        .set("a0.occurred.date", "2024-03-08")
        .set("blank", "1")
        .set("a0.confirm.reason", "先行取证")
        .set("step", "save");
    let stored = setting.post_files(&path, &line, &form.pairs(), &[(UPLOAD, "甲.txt", "text/plain", b"one")]).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);

    let path = format!("/cases/{case}/entries/3/correct");
    let form = setting.get_with(&path, &line).await;
    assert!(form.has("甲.txt") && form.has(&hex(b"one")), "{}", form.text);
    let told = [("a1.payload.reason", "传错了文件"), ("a1.payload.approval.by.person_id", "王lei"), ("blank", "1")];
    let form = told.iter().fold(Form::of(&form), |form, (name, value)| form.set(name, value)).set("step", "check");
    let same = setting.post(&path, &line, &form.pairs()).await;
    assert!(same.status == StatusCode::UNPROCESSABLE_ENTITY, "nothing differs: {}", same.text);
    let answers = setting.post_files(&path, &line, &form.pairs(), &[(UPLOAD, "乙.txt", "text/plain", b"two")]).await;
    assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
    let stored = setting.post(&path, &line, &Form::of(&answers).set("step", "save").pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let again = setting.get_with(&path, &line).await;
    assert!(again.has("乙.txt") && again.has(&hex(b"two")) && !again.has("甲.txt"), "{}", again.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_scan_of_a_letter_comes_while_the_letter_is_registered(owner: PgPool) {
    const SCAN: &str = "a0.payload.verbatim_ref.upload";
    let setting = Setting::with_files(owner).await;
    let own = setting.employ("fang", &[Role::Intake], false).await;
    let other = setting.employ("qian", &[Role::Intake], false).await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let blank = setting.get_with("/cases/new", &line).await;
    assert!(blank.has("multipart/form-data") && blank.has(&format!("type=\"file\" id=\"{SCAN}\"")), "{}", blank.text);
    let form = [
        ("a0.occurred.date", "2024-03-05"),
        ("a0.payload.source_kind", "letter"),
        ("a0.payload.summary", "反映张三收受礼金"),
        ("a0.payload.subjects.0.name", "张三"),
        ("a1.occurred.date", "2024-03-06"),
        ("a1.payload.register_no", "举〔2024〕9号"),
    ];
    let form = form.iter().fold(Form::of(&blank), |form, (name, value)| form.set(name, value)).set("blank", "1");
    let scan: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let wrong = form.set("a1.occurred.date", "次日").set("step", "check");
    let file = [(SCAN, "来信.pdf", "application/pdf", scan.as_slice())];
    let back = setting.post_files("/cases/new", &line, &wrong.pairs(), &file).await;
    assert!(back.status == StatusCode::UNPROCESSABLE_ENTITY && back.has(&hex(&scan)), "{}", back.text);
    let id = Form::of(&back).get("a0.payload.verbatim_ref.file").unwrap().to_owned();
    let opened = setting.get_with(&first_draft(&setting.get_with("/drafts", &line).await), &line).await;
    assert!(opened.has("来信.pdf"), "the draft keeps it: {}", opened.text);

    // Until the case begins it is there for nobody else.
    let file = id.parse().unwrap();
    assert!(setting.casework.file(file, Some(own)).await.is_ok());
    assert!(setting.casework.file(file, Some(other)).await.is_err());
    let right = Form::of(&opened).set("a1.occurred.date", "2024-03-06").set("blank", "1").set("step", "check");
    let answers = setting.post("/cases/new", &line, &right.pairs()).await;
    assert!(answers.status == StatusCode::OK && answers.has(&hex(&scan)), "{}", answers.text);
    let save = Form::of(&answers).set("step", "save");
    let stored = setting.post("/cases/new", &line, &save.pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let again = setting.post("/cases/new", &line, &save.pairs()).await;
    assert_eq!(again.header("location"), stored.header("location"), "sent twice, one case");
    let case = stored.header("location").trim_start_matches("/cases/").split('?').next().unwrap().parse().unwrap();
    let event = setting.casework.act_in_force(case, 1).await.unwrap();
    assert_eq!(event["payload"]["verbatim_ref"]["file_id"], id, "{event}");
    assert!(setting.casework.file(file, Some(other)).await.is_ok());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn while_a_file_arrives_its_page_is_told_how_much_of_it_is_there(owner: PgPool) {
    let setting = Setting::with_files(owner).await;
    setting.employ("fang", &[Role::Inspector], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let path = format!("/cases/{case}/record/EvidenceCollected");
    let field = |name: &str, rest: &str| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n")
    };
    let head = field("key", "") + "k-1\r\n" + &field(UPLOAD, "; filename=\"a.bin\"");
    let (half, end) = (vec![7_u8; 200_000], format!("\r\n--{BOUNDARY}--\r\n"));
    let length = (head.len() + 2 * half.len() + end.len()).to_string();
    let (pieces, arriving) = tokio::sync::mpsc::channel::<Vec<u8>>(1);
    let body =
        unfold(arriving, |mut arriving| async move { Some((Ok::<_, Infallible>(arriving.recv().await?), arriving)) });
    let line = [("cookie", cookie.as_str()), ("content-length", &length)];
    let sending = setting.post_parts(&path, &line, Body::from_stream(body));
    let watching = async {
        let mut stream = setting.listen("/waiting/live?of=form%3Ak-1", &cookie).await;
        pieces.send(head.into_bytes()).await.unwrap();
        pieces.send(half.clone()).await.unwrap();
        let mut told = news(&mut stream).await;
        while told["bars"]["waiting"][0] == 0 {
            told = news(&mut stream).await;
        }
        assert_eq!(told["bars"]["waiting"][1], length.parse::<u64>().unwrap(), "{told}");
        assert!(told["counts"]["waiting"].as_str().unwrap().starts_with("已收到195 KiB，共390 KiB"), "{told}");
        pieces.send(half.clone()).await.unwrap();
        pieces.send(end.into_bytes()).await.unwrap();
        drop(pieces);
        while told["over"].is_null() {
            told = news(&mut stream).await;
        }
        assert_eq!(told["bars"], json!({ "waiting": null }));
    };
    let (page, ()) = tokio::join!(sending, watching);
    assert!(page.has("a.bin"), "{}", page.text);
}
