//! Dossiers of officials and organs.

use serde_json::{from_value, json};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::regimes::Regimes;
use wenze_domain::restrictions::{Restriction, restrictions};
use wenze_projections::boards::Boards;
use wenze_projections::dossier::{Of, cases, forfeited, personnel, restricted};
use wenze_projector::Projection;

use super::Setting;

/// What stands of these, with nothing hidden.
fn of(subjects: &[Uuid]) -> Of<'_> {
    Of { subjects, hidden: &[] }
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_leader_who_returns_has_periods_and_actions_with_the_decision_they_rest_on(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let (mut seen, mut number) = (0, 0);
    while seen < 2 && number < 12 {
        number += 1;
        let told = setting.told("return to a post after accountability", number).await;
        let actions = told.acts(Kind::PersonnelActionRecorded);
        let Some(official) = actions.first().and_then(|act| act.refs().id("official")) else { continue };
        let involved = cases(setting.pool(), of(&[official]), None, 50).await.expect("cases");
        let own = involved.iter().find(|line| line.case_id == told.case.id).expect("its case");
        assert_eq!((own.capacity.as_str(), own.kind.as_deref()), ("respondent", Some("cadre")));
        assert_eq!(own.tracks[0]["outcome"], "accountability_form", "{own:?}");
        assert!(!own.tracks[0]["measures"].as_array().expect("a list").is_empty(), "{own:?}");

        // What is stored is what the domain derives, to the last doubt.
        let derived = restrictions(&told.case, Regimes::shipped());
        let own_periods = restricted(setting.pool(), of(&[official])).await.expect("periods");
        let own_periods: Vec<_> = own_periods.into_iter().filter(|line| line.case_id == told.case.id).collect();
        assert!(!own_periods.is_empty());
        for line in own_periods {
            let stored: Restriction = from_value(line.restriction).expect("it comes back");
            assert!(derived.contains(&stored), "{stored:?}");
            assert_eq!(line.until_day, stored.last_day());
        }

        let lines = personnel(setting.pool(), of(&[official])).await.expect("actions");
        let lines: Vec<_> = lines.into_iter().filter(|line| line.case_id == told.case.id).collect();
        assert_eq!(lines.len(), actions.len());
        for (line, act) in lines.iter().zip(&actions) {
            assert_eq!(json!(line.action), act.act().payload()["action"]);
            assert!(line.post.is_some() && line.taken_day.is_some(), "{line:?}");
        }
        assert!(lines[0].decision.is_none(), "whoever leaves a post needs no approval to return: {:?}", lines[0]);
        let Some(returned) = lines.iter().find(|line| line.action.as_deref() == Some("appointed")) else { continue };
        let approved = told.acts(Kind::ReappointmentDecided);
        assert_eq!(returned.decision, approved.first().map(|act| act.id()));
        assert!(returned.rests_on_decision);
        seen += 1;
    }
    assert_eq!(seen, 2, "nobody returned");
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn a_unit_loses_honours_and_its_dossier_says_which(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    for number in 0..12 {
        let told = setting.told("accountability inquiry with rectification", number).await;
        let Some(act) = told.acts(Kind::HonoursForfeited).first().copied() else { continue };
        let organ = act.refs().id("organ").expect("the unit");
        let honours = forfeited(setting.pool(), of(&[organ])).await.expect("honours");
        let own = honours.iter().find(|line| line.event_id == act.id()).expect("its honours");
        assert_eq!(json!(own.year), act.act().payload()["year"]);
        assert_eq!(json!(own.kind), act.act().payload()["kind"]);
        assert_eq!(own.item, act.refs().id("item"));
        return;
    }
    panic!("no unit lost honours: nothing was proved");
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn somebody_cleared_stands_in_the_dossier_as_that(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("false accusation found, person cleared", 2).await;
    let official = *told.case.clarifications.keys().next().expect("somebody cleared");
    let involved = cases(setting.pool(), of(&[official]), None, 50).await.expect("cases");
    assert_eq!((involved.len(), involved[0].capacity.as_str()), (1, "cleared"));
    assert_eq!(json!(involved[0].state), json!(told.case.clarifications[&official].state));
}

/// Stored periods do not notice that a regime says something else by now: then the tables must be built anew.
#[test]
fn a_regime_that_changes_raises_the_version_of_the_boards() {
    let digest = Uuid::new_v5(&Uuid::NAMESPACE_OID, wenze_domain::regimes::listing::shipped().as_bytes());
    let told = (Boards::VERSION, digest.to_string());
    let known = (4, "3b5a2297-7cab-5ff7-a2a4-18a7c0cc04c6".to_owned());
    assert_eq!(told, known, "raise Boards::VERSION with the version in schema.sql, and put the new digest here");
}
