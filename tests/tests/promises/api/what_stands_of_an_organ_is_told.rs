//! What stands of an organ over all cases is told in one place, as of a person.

use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_tests::acts::{clerk, confirmed, report, request, with};

use super::server::Server;

/// Records something and answers where it is.
async fn recorded(server: &Server, path: &str, act: &Value) -> String {
    let reply = server.post(path, clerk(), act).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    reply.header("location").unwrap_or(path).to_owned()
}

/// A case in which an organ answers, and loses its honours of a year.
async fn answered_for(server: &Server, organ: &str, number: u32) {
    let case = recorded(server, "/api/v1/cases", &report(Uuid::from_u128(number.into()), "2024-01-05")).await;
    let mut filed = request(Kind::CaseFiled, "2024-02-06");
    filed["refs"] = json!({});
    filed["payload"]["case_no"] = json!(format!("纪立〔2024〕{number}号"));
    let entry = &mut filed["payload"]["respondents"][0];
    entry["organ"] = json!(organ);
    entry["kind"] = json!("organisation");
    entry.as_object_mut().unwrap().remove("respondent");
    let acts = format!("{case}/acts");
    recorded(server, &acts, &confirmed(filed)).await;
    let forfeited = with(request(Kind::HonoursForfeited, "2024-06-03"), "/refs", json!({ "organ": [organ] }));
    recorded(server, &acts, &confirmed(with(forfeited, "/payload/year", json!(2020 + number)))).await;
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_organ_has_a_dossier_over_all_its_cases(owner: PgPool) {
    let server = Server::start(&owner).await;
    let place = recorded(&server, "/api/v1/organs", &request(Kind::OrganRecorded, "2020-01-01")).await;
    let organ = place.rsplit('/').next().unwrap();
    for number in [1, 2] {
        answered_for(&server, organ, number).await;
    }
    server.node.caught_up().await;
    let first = server.get(&format!("{place}/dossier?as_of=2024-07-01&limit=1")).await;
    assert_eq!(first.status, 200, "{}", first.body);
    let first = first.json();
    let second = server.get(first["next"].as_str().unwrap()).await.json();
    assert_eq!((&first["entries"], &second["next"]), (&json!([organ]), &Value::Null), "{first:#}");
    let mut numbers = Vec::new();
    for page in [&first, &second] {
        let [item] = page["items"].as_array().unwrap().as_slice() else { panic!("{page:#}") };
        assert_eq!((&item["capacity"], &item["kind"]["code"]), (&json!("respondent"), &json!("organisation")));
        assert_eq!(item["tracks"][0]["track"], "party", "{item:#}");
        numbers.push(item["case_no"].as_str().unwrap().to_owned());
        // What stands of it in all cases is on every page.
        let years: Vec<&Value> = page["honours"].as_array().unwrap().iter().map(|one| &one["year"]).collect();
        assert_eq!(years, [&json!(2021), &json!(2022)], "{page:#}");
    }
    numbers.sort();
    assert_eq!(numbers, ["纪立〔2024〕1号", "纪立〔2024〕2号"]);
    let english = server.get(&format!("{place}/dossier?lang=en")).await.json();
    assert_ne!(english["honours"][0]["kind"]["words"], first["honours"][0]["kind"]["words"]);

    server.get(&format!("{place}/dossier?as_of=soon")).await.problem(400, "query");
    server.get(&format!("{place}/dossier?cursor=made-up")).await.problem(400, "token");
    let nobody = Uuid::from_u128(0x404);
    server.get(&format!("/api/v1/organs/{nobody}/dossier")).await.problem(404, "not-found");
}
