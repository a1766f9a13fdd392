//! The board of appeals.

use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_domain::machine::State;
use wenze_projections::appeal_board::page;

use super::Setting;

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn two_instances_stand_one_after_the_other_with_their_days_and_who_decided(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("appeal in two instances, decision changed", 4).await;
    let lines = page(setting.pool(), told.case.id, None, 50).await.expect("a page");
    assert_eq!(lines.len(), 2);
    let (filed, accepted) = (told.acts(Kind::AppealFiled), told.acts(Kind::AppealAccepted));
    let (panels, decided) = (told.acts(Kind::ReviewPanelFormed), told.acts(Kind::AppealDecided));
    for (nth, line) in lines.iter().enumerate() {
        let day =
            |events: &[&wenze_domain::event::Event]| events[nth].envelope.occurred.date.map(|date| date.to_string());
        assert_eq!((usize::try_from(line.instance), line.event_id), (Ok(nth + 1), Some(filed[nth].id())));
        assert_eq!((&line.filed_on, &line.accepted_on), (&day(&filed), &day(&accepted)));
        assert_eq!(line.decided_on, day(&decided));
        assert_eq!(json!(line.route), filed[nth].act().payload()["route"]);
        assert_eq!(json!(line.handler), panels[nth].act().payload()["chair"]["person_id"]);
        assert_eq!(json!(line.handling_organ), decided[nth].act().payload()["body"]["organ_id"]);
        assert_eq!(line.panel, 3);
        assert_eq!(line.state, told.case.appeals[&line.appeal].state.as_str());
        assert!(line.served_on.is_some() && line.name.is_some(), "{line:?}");
    }
    assert_eq!((lines[0].outcome.as_deref(), lines[1].outcome.as_deref()), (Some("upheld"), Some("varied")));
    assert_eq!(lines[1].prior, Some(lines[0].appeal));
    assert_eq!(lines[0].decisions[0]["standing"], "varied", "{:?}", lines[0].decisions);
    let second = page(setting.pool(), told.case.id, Some((lines[0].place, lines[0].appeal)), 50).await.expect("a page");
    assert_eq!(second, lines[1..]);
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn an_appeal_that_nobody_decides_ends_on_a_day_too(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let refused = setting.told("appeal refused", 5).await;
    let line = page(setting.pool(), refused.case.id, None, 1).await.expect("a page").remove(0);
    assert_eq!((line.state.as_str(), line.refused_on), ("refused", refused.day(Kind::AppealRefused)));
    let passed = setting.told("appeal passed on", 6).await;
    let line = page(setting.pool(), passed.case.id, None, 1).await.expect("a page").remove(0);
    assert_eq!((line.state.as_str(), line.passed_on), ("passed_on", passed.day(Kind::AppealPassedOn)));
    let to = &passed.acts(Kind::AppealPassedOn)[0].act().payload()["to_organ"]["organ_id"];
    assert_eq!(&json!(line.handling_organ), to);
    let withdrawn = setting.told("appeal withdrawn", 7).await;
    let line = page(setting.pool(), withdrawn.case.id, None, 1).await.expect("a page").remove(0);
    assert_eq!((line.state.as_str(), line.withdrawn_on), ("withdrawn", withdrawn.day(Kind::AppealWithdrawn)));
}
