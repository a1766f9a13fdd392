//! A review of some of the made-up cases: a reviewer went through what the judge found in them and did not come to the end.

use anyhow::anyhow;
use chrono::{NaiveDate, NaiveTime};
use wenze_casework::{Casework, Error, Marking, ProcedureAsked, Verdict};
use wenze_domain::codes::{ReviewMark, Role};
use wenze_domain::envelope::Actor;
use wenze_domain::words::{Lang, Words};
use wenze_testkit::generator::World;

/// Cases that were reviewed; the first of the demonstration, which tell every story to its end.
const CASES: usize = 12;
/// Obligations marked in each.
const MARKS: usize = 6;
/// The remark on what is questioned.
const REMARK: &str = "卷内材料不足以支持这一结论，请承办部门补充说明。";

/// Marks as of the beginning of `today`, which stays the same from start to start, so that a resumed start sends the same.
pub(super) async fn record(casework: &Casework, world: &World, today: NaiveDate) -> anyhow::Result<()> {
    let moment = today.and_time(NaiveTime::MIN).and_utc();
    let asked = ProcedureAsked { as_of: Some(moment), known: Some(moment), ..ProcedureAsked::default() };
    for case in world.cases.iter().take(CASES) {
        let Some(actor) = reviewer(world) else { return Ok(()) };
        let sheet = casework.procedure(case.id, &asked, Words::of(Lang::ZhCn)).await?;
        for (place, one) in sheet.obligations.iter().take(MARKS).enumerate() {
            let mark = match one.finding.verdict {
                Verdict::Violated => ReviewMark::Accepted,
                Verdict::Undetermined => ReviewMark::Question,
                _ => ReviewMark::Seen,
            };
            let marking = Marking {
                obligation: one.id.to_string(),
                mark,
                as_of: moment,
                known: moment,
                note: (mark == ReviewMark::Question).then(|| REMARK.to_owned()),
                actor,
                idempotency_key: Some(format!("demo/marks/{}/{place}", case.id)),
            };
            match casework.mark(case.id, &marking).await {
                // A start that was interrupted on another day marked it then.
                Ok(_) | Err(Error::KeyReused) => {}
                Err(error) => return Err(anyhow!("{error}")),
            }
        }
    }
    Ok(())
}

/// Somebody of the cast who acts as a reviewer.
fn reviewer(world: &World) -> Option<Actor> {
    let mut acts = world.cases.iter().flat_map(|case| &case.acts);
    acts.find(|act| act.actor.role == Role::Reviewer).map(|act| act.actor)
}
