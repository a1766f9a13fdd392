//! The pages beside a case: cases alike, responsibility, relations, and what stands of somebody over all cases.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;
use wenze_casework::Place;
use wenze_domain::codes::Role;

use crate::setting::{OFFICE, PERSON, Setting};

/// Every board of a record is there and says what to do next where it is empty.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn each_page_beside_a_case_is_there_in_both_languages(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let id = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let other = setting.case("举〔2024〕2号", "反映收受礼金").await;
    let linked = json!({
        "kind": "CasesLinked", "occurred": { "date": "2024-05-01" }, "refs": { "case": [other] },
        "payload": { "relation": "same_incident", "by": "not_recorded" },
    });
    setting.record(Place::Case(id), vec![linked]).await;
    setting.wait_for_boards().await;
    for (tag, alike, nobody, graph) in [
        ("zh-CN", "没有符合条件的决定", "尚无责任人", "同一事件"),
        ("en", "No determination meets", "No respondent yet", "relat"),
    ] {
        let page = async |path: &str| setting.get(&format!("/cases/{id}/{path}?lang={tag}")).await;
        let (similar, matrix, relations) = (page("alike").await, page("responsibility").await, page("relations").await);
        assert!(similar.has(alike) && similar.status == StatusCode::OK, "{}", similar.text);
        assert!(matrix.has(nobody) && matrix.status == StatusCode::OK, "{}", matrix.text);
        assert!(relations.has(graph) && relations.status == StatusCode::OK, "{}", relations.text);
        assert!(relations.has("<svg viewBox") && relations.has(&format!("/cases/{other}")), "{}", relations.text);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn evidence_stands_with_its_hand_overs_and_facts_with_what_speaks_against_them(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let path = format!("/cases/{case}/evidence");
    assert!(setting.get(&format!("/cases/{case}")).await.has(&path));
    assert!(setting.get(&path).await.has("没有登记证据"));
    let [first, second, fact, lone, respondent] = std::array::from_fn(|_| Uuid::now_v7());
    let out_of_order = json!({ "reason": "-" });
    let collected = |id: Uuid, officers: usize| {
        json!({ "kind": "EvidenceCollected", "occurred": { "date": "2024-05-02" }, "refs": { "evidence": [id] },
            "payload": { "kind": "documentary", "officers": vec![json!({ "person_id": PERSON }); officers], "from": "王某处",
                "sha256": "not_recorded", "record_ref": "not_recorded" }, "confirm_out_of_order": out_of_order })
    };
    let handed = json!({ "kind": "EvidenceHandedOver", "occurred": { "date": "2024-05-03" }, "refs": { "evidence": [first] },
        "payload": { "from": "调查组", "to": "案件监督管理室", "purpose": "custody", "receipt": "not_recorded" },
        "confirm_out_of_order": out_of_order });
    let excluded = json!({ "kind": "EvidenceExcluded", "occurred": { "date": "2024-05-04" }, "refs": { "evidence": [second] },
        "payload": { "ground": "未出示证件", "by": { "person_id": PERSON } }, "confirm_out_of_order": out_of_order });
    let filed = json!({ "kind": "CaseFiled", "occurred": { "date": "2024-04-01" }, "payload": { "case_no": "青纪立〔2024〕1号",
        "organ": "not_recorded", "respondents": [{ "respondent": respondent, "kind": "cadre", "name": "张三", "post": "not_recorded",
            "post_level": "county", "post_kind": "not_recorded", "identity": "not_recorded", "status": "not_recorded",
            "elected": "not_recorded", "employer_kind": "not_recorded", "managing_organ": "not_recorded", "tracks": ["party"] }] },
        "confirm_out_of_order": out_of_order });
    let listed = |id: Uuid, evidence: &[Uuid], disputed: bool| {
        json!({ "kind": "FactListed", "occurred": { "date": "2024-05-05" },
            "refs": { "fact": [id], "respondent": [respondent], "evidence": evidence },
            "payload": { "text_ref": { "text": "收受礼金二万元" }, "conduct": "not_recorded", "disputed": disputed },
            "confirm_out_of_order": out_of_order })
    };
    let acts = vec![
        filed,
        collected(first, 2),
        collected(second, 1),
        handed,
        excluded,
        listed(fact, &[first, second], true),
        listed(lone, &[second], false),
    ];
    setting.record(Place::Case(case), acts).await;
    let page = setting.get(&path).await;
    for told in ["由调查组移交案件监督管理室", "已排除", "2人", "收集证据应当由两人以上进行", "收受礼金二万元"]
    {
        assert!(page.has(told), "{told}: {}", page.text);
    }
    let rows: Vec<&str> = page.text.split("id=\"facts\"").nth(1).unwrap().split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 2, "{}", page.text);
    let first_row = ["本人对这项事实有异议", "有1份已被排除", "只有一份证据"];
    assert!(first_row.iter().all(|note| rows[0].contains(note)) && rows[1].contains("没有可用的证据"), "{rows:?}");
    assert!(rows[0].contains(&format!("href=\"#e-{first}\"")) && page.has(&format!("id=\"e-{first}\"")));
    let english = setting.get(&format!("{path}?lang=en")).await;
    assert!(
        english.has("from 调查组 to 案件监督管理室") && english.has("The respondent disputes it"),
        "{}",
        english.text
    );
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_official_and_an_organ_have_a_dossier(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let person = setting.employ("fang", &[Role::Intake], false).await;
    setting.wait_for_boards().await;
    let page = setting.get(&format!("/officials/{person}?on=2024-05-01&compared=above")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.has("<h1>王fang</h1>") && page.has("没有登记任何案件"), "{}", page.text);
    assert!(page.has("post-answer yes") && page.has("没有登记任何处分或者问责方式"), "{}", page.text);
    let organ = setting.get(&format!("/organs/{OFFICE}?lang=en")).await;
    assert!(organ.has("<h1>青川县纪委监委</h1>") && organ.has("No case is recorded"), "{}", organ.text);
    assert_eq!(setting.get(&format!("/officials/{}", Uuid::nil())).await.status, StatusCode::NOT_FOUND);
    assert_eq!(setting.get(&format!("/officials/{person}?on=tomorrow")).await.status, StatusCode::BAD_REQUEST);
    // Whoever only receives reports asks nothing of anybody over all cases.
    let cookie = setting.sign_in("fang").await;
    let refused = setting.get_with(&format!("/officials/{person}"), &[("cookie", &cookie)]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
}
