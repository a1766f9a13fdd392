//! The board of rectification.

use chrono::{Days, NaiveDate};
use serde_json::json;
use sqlx::PgPool;
use wenze_domain::acts::Kind;
use wenze_domain::fields::PartialDate;
use wenze_projections::rectification_board::{ladder, page};

use super::Setting;

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn an_item_is_overdue_from_its_due_date_until_it_is_accepted(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let mut late = 0;
    for number in 0..6 {
        let told = setting.told("accountability inquiry with rectification", number).await;
        let end = NaiveDate::from_ymd_opt(2030, 1, 1).expect("a day");
        let items = page(setting.pool(), told.case.id, end, None, 50).await.expect("a page");
        assert_eq!(items.len(), told.acts(Kind::RectificationOrdered).len());
        let steps = ladder(setting.pool(), told.case.id, &items.iter().map(|item| item.item).collect::<Vec<_>>()).await;
        let steps = steps.expect("steps");
        let taken = told.acts(Kind::SupervisionLetterIssued).len() + told.acts(Kind::EscalationStepTaken).len();
        assert_eq!(steps.len(), taken);
        for item in items {
            assert!(item.accepted && !item.overdue, "all are accepted in the end: {item:?}");
            let case = &told.case.items[&item.item];
            assert_eq!(item.due_on, case.due_on.map(|on| on.to_string()));
            assert!(item.problem.is_some() && item.unit.is_some() && item.person.is_some(), "{item:?}");
            let own: Vec<_> = steps.iter().filter(|step| step.item == item.item).collect();
            assert_eq!(item.ladder, own.iter().map(|step| step.position).max().unwrap_or_default());
            assert_eq!(json!(item.step), json!(case.step));
            // Asked between the due date in force and the acceptance, it was overdue; on the due date itself it was not.
            let due = case.due_on.map(PartialDate::last_day).expect("a due date");
            let accepted: NaiveDate = item.accepted_on.as_deref().expect("accepted").parse().expect("a day");
            if accepted <= due + Days::new(1) {
                continue;
            }
            late += 1;
            let on = async |day: NaiveDate| {
                let items = page(setting.pool(), told.case.id, day, None, 50).await.expect("a page");
                items.into_iter().find(|one| one.item == item.item).expect("ordered before")
            };
            assert!(!on(due).await.overdue);
            let after = on(due + Days::new(1)).await;
            assert!(after.overdue && after.days_over == 1, "{after:?}");
            assert!(!on(accepted).await.overdue);
        }
    }
    assert!(late > 0, "no story was late: nothing would be proved");
}

#[sqlx::test(migrator = "wenze_projector::ledger::MIGRATOR")]
async fn nothing_is_on_the_board_before_it_was_ordered(owner: PgPool) {
    let setting = Setting::new(&owner).await;
    let told = setting.told("accountability inquiry with rectification", 1).await;
    let ordered: NaiveDate = told.day(Kind::RectificationOrdered).expect("ordered").parse().expect("a day");
    let before = page(setting.pool(), told.case.id, ordered - Days::new(1), None, 50).await.expect("a page");
    assert_eq!(before, []);
    let first = page(setting.pool(), told.case.id, ordered, None, 1).await.expect("a page");
    let rest =
        page(setting.pool(), told.case.id, ordered + Days::new(3000), Some((first[0].place, first[0].item)), 50).await;
    assert!(rest.expect("a page").iter().all(|item| item.place > first[0].place));
}
