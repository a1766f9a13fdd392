//! The register: what it lists, how it is searched, and how one gets to the next page.

use std::collections::HashSet;

use sqlx::PgPool;
use wenze_casework::Place;

use crate::setting::{Setting, report};

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn it_is_searched_by_number_and_stage(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let registered = setting.case("青纪信〔2024〕12号", "反映甲").await;
    let received = setting.record(Place::NewCase(None), vec![report("反映乙")]).await.id;

    let all = setting.get("/cases").await;
    assert!(all.has(&format!("/cases/{registered}")) && all.has(&format!("/cases/{received}")), "{}", all.text);
    assert!(all.has("全部 <span class=\"count\">2</span>") && all.has("已登记 (1)") && all.has("已收件 (1)"));
    // A record that is not filed is a report, whatever the address is called.
    assert!(!all.text.split("<tbody>").nth(1).unwrap().contains("案件"));

    let found = setting.get("/cases?number=12%E5%8F%B7").await;
    assert!(found.has(&registered.to_string()) && !found.has(&received.to_string()), "{}", found.text);
    let by_stage = setting.get("/cases?stage=report%2Freceived&number=").await;
    assert!(!by_stage.has(&registered.to_string()) && by_stage.has(&received.to_string()), "{}", by_stage.text);
    let in_vain = setting.get("/cases?kind=case").await;
    assert!(in_vain.has("下一步") && !in_vain.has("<tbody>"), "{}", in_vain.text);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_record_stands_on_exactly_one_page(owner: PgPool) {
    let setting = Setting::new(owner).await;
    let mut recorded = HashSet::new();
    for number in 0..53 {
        recorded
            .insert(setting.record(Place::NewCase(None), vec![report(&format!("第{number}件"))]).await.id.to_string());
    }
    let (mut seen, mut path, mut pages) = (Vec::new(), Some("/cases".to_owned()), 0);
    while let Some(at) = path {
        let page = setting.get(&at).await;
        seen.extend(links(&page.text));
        path = page.text.split("rel=\"next\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
        pages += 1;
    }
    assert_eq!((pages, seen.len()), (2, recorded.len()));
    assert_eq!(seen.into_iter().collect::<HashSet<_>>(), recorded);
}

fn links(page: &str) -> Vec<String> {
    let rows = page.split("<th scope=\"row\"><a href=\"/cases/").skip(1);
    rows.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}
