//! What stands of a person over all cases, and whether a post may be taken.

use super::*;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_sanction_bars_a_promotion_until_its_period_is_over(owner: PgPool) {
    let (mut recorded, person) = Recorded::of_an_official(owner).await;
    let free = recorded.get(&format!("{person}/may-take-post?on=2023-06-01&compared=above")).await;
    assert_eq!((&free["answer"], &free["bars"]), (&json!("yes"), &json!([])), "{free:#}");
    assert_eq!(free["derivation"], json!(["没有登记任何处分或者问责方式"]));

    let determination = recorded.determined("2023-01-05").await;
    let refs = with(&recorded.whose(), "determination", &determination);
    let imposed = json!({
        "regime": "party", "kind": "warning", "effective_on": "2023-01-05", "months": UNKNOWN, "posts": UNKNOWN,
        "new_rank": UNKNOWN, "per_violation": UNKNOWN,
    });
    let imposed = recorded.act("SanctionImposed", "2023-01-05", &refs, imposed).await;
    let official = json!(person.rsplit('/').next().unwrap());
    let refs = json!({
        "official": [official], "respondent": [recorded.respondent], "measure": imposed["refs"]["measure"],
    });
    for (action, day) in [("promoted", "2023-06-01"), ("appointed", "2024-06-01")] {
        let action = json!({ "action": action, "post": "办公室主任", "leading_post": true, "source": "org_dept" });
        recorded.act("PersonnelActionRecorded", day, &refs, action).await;
    }

    let ask = async |query: &str| recorded.get(&format!("{person}/may-take-post?{query}")).await;
    let barred = ask("on=2023-06-01&compared=above").await;
    assert_eq!((&barred["answer"], &barred["free_from"]), (&json!("no"), &json!("2024-01-05")), "{barred:#}");
    let derivation = barred["derivation"].to_string();
    assert!(derivation.contains("2024年1月4日") && derivation.contains("中国共产党纪律处分条例"), "{barred:#}");
    assert!(!derivation.contains("不妨碍任职"), "{barred:#}");
    assert_eq!(ask("on=2023-06-01").await["answer"], "undetermined", "above or not is not said");
    // What was looked at is told where nothing bars, too, and why it does not.
    for (query, looked_at, why) in [
        ("on=2023-06-01&compared=same", "已查看：警告", "不妨碍任职：期内不得晋升职务、职级和级别"),
        ("on=2024-01-05&compared=above", "已查看：警告", "不妨碍任职：限制期已于2024年1月4日届满"),
        ("on=2023-01-04&compared=above", "已查看：警告", "不妨碍任职：限制期自2023年1月5日起才开始"),
        (
            "on=2024-01-05&compared=above&lang=en",
            "looked at: warning",
            "not in the way: its days ended on 4 January 2024",
        ),
        ("on=2023-06-01&compared=same&lang=en", "looked at: warning", "not in the way: barred: promotion"),
    ] {
        let free = ask(query).await;
        let lines: Vec<&str> =
            free["derivation"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
        assert_eq!((&free["answer"], lines[0]), (&json!("yes"), looked_at), "{query} {free:#}");
        assert!(lines.last().unwrap().starts_with(why), "{query} {free:#}");
    }
    let english = ask("on=2023-06-01&compared=above&lang=en").await;
    assert!(english["words"].as_str().unwrap().contains("may not be taken"), "{english:#}");

    let dossier = recorded.get(&format!("{person}/dossier?as_of=2023-06-01")).await;
    assert_eq!(dossier["items"][0]["capacity"], "respondent", "{dossier:#}");
    assert_eq!(
        (&dossier["items"][0]["post"], &dossier["items"][0]["case_no"]),
        (&json!("副局长"), &json!("纪立〔2022〕7号"))
    );
    assert_eq!(dossier["items"][0]["tracks"][0]["measures"][0]["code"], "warning");
    let period = &dossier["periods"][0];
    assert_eq!((&period["running"], &period["until"]), (&json!("runs"), &json!("2024-01-04")), "{dossier:#}");
    assert_eq!(period["code"]["words"], "警告");
    assert_eq!(
        (&dossier["barred"][0]["bar"], &dossier["barred"][0]["until"]),
        (&json!("promotion"), &json!("2024-01-04"))
    );
    let (promoted, appointed) = (&dossier["actions"][0], &dossier["actions"][1]);
    assert_eq!((&promoted["met_bar"], &promoted["post"]), (&json!("yes"), &json!("办公室主任")), "{promoted:#}");
    assert!(promoted["warnings"][0].as_str().unwrap().contains("2024年1月4日"), "{promoted:#}");
    assert_eq!((&appointed["met_bar"], &appointed["decision"]), (&json!("no"), &Value::Null));
    assert_eq!(appointed["warnings"].as_array().unwrap().len(), 1, "no decision to return is recorded: {appointed:#}");
    let later = recorded.get(&format!("{person}/dossier?as_of=2025-01-01")).await;
    assert_eq!((&later["periods"][0]["running"], &later["barred"]), (&json!("over"), &json!([])));

    let setting = &recorded.setting;
    setting.get(&format!("{person}/may-take-post")).await.problem(400, "query");
    setting.get(&format!("{person}/may-take-post?on=2023-06-01&compared=worse")).await.problem(400, "query");
    setting.get(&format!("/api/v1/persons/{OFFICE}/dossier")).await.problem(404, "not-found");
}

/// A form of accountability that restricts nothing is looked at as well.
#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_measure_without_a_period_is_named_where_a_post_may_be_taken(owner: PgPool) {
    let (mut recorded, person) = Recorded::of_an_official(owner).await;
    let determination = recorded.determined("2023-01-05").await;
    let refs = with(&recorded.whose(), "determination", &determination);
    let decided = json!({
        "target": "cadre", "form": "notification", "combined_with": [], "situations": UNKNOWN, "until": UNKNOWN,
    });
    recorded.act("AccountabilityFormDecided", "2023-01-05", &refs, decided).await;
    let free = recorded.get(&format!("{person}/may-take-post?on=2023-06-01&compared=above")).await;
    let told = json!(["已查看：通报", "不妨碍任职：这项处分或者问责方式不附带期限，也不附带限制"]);
    assert_eq!((&free["answer"], &free["derivation"]), (&json!("yes"), &told), "{free:#}");
}
