//! The decision appealed, and the procedure check of the case as it stood when the decision was made.

use wenze_casework::{Appealed, Casework, Obligation, ProcedureAsked, Sheet, Verdict};
use wenze_domain::fields::PartialDate;

use super::Told;
use crate::case::labels::Labels;
use crate::failure::Failure;
use crate::parts::When;
use crate::reader::{Reader, address};

/// Decisions of one appeal whose checks are shown; more are only named.
const DECISIONS_MAX: usize = 4;
/// Findings of one check that are shown one by one.
const FINDINGS_MAX: usize = 12;

/// One decision.
pub(super) struct Original {
    pub(super) label: String,
    pub(super) standing: String,
    pub(super) made: Option<When>,
    /// The sanctions and forms decided with it.
    pub(super) measures: Vec<String>,
    /// The case as it was then.
    pub(super) then: Option<String>,
    pub(super) check: Option<Check>,
}

/// What the rules said of the case by the end of the day of the decision.
pub(super) struct Check {
    pub(super) tally: String,
    /// Each in its lines, what was broken first.
    pub(super) findings: Vec<Vec<String>>,
    pub(super) more: Option<String>,
}

/// The decisions that the appeal is against; of a further instance those that the first was against.
pub(super) async fn all(casework: &Casework, told: &Told, reader: &Reader) -> Result<Vec<Original>, Failure> {
    let labels = Labels::new(reader, &told.read);
    let mut found = Vec::new();
    for decision in decisions(told) {
        let made = decision.made_on.as_deref().and_then(PartialDate::parse);
        let check = match made.filter(|_| found.len() < DECISIONS_MAX) {
            Some(made) => Some(check(casework, told, made, reader).await?),
            None => None,
        };
        let measures = told.read.now.case.measures.iter();
        let own = measures.filter(|(_, measure)| measure.determination == Some(decision.determination));
        let label = |id: &uuid::Uuid| labels.of(&id.to_string()).map(str::to_owned);
        found.push(Original {
            label: label(&decision.determination).unwrap_or_default(),
            standing: standing(reader, &decision.standing),
            made: made.map(|made| When::date(reader.words, made)),
            measures: own.filter_map(|(id, _)| label(id)).collect(),
            then: made.map(|made| address(&format!("/cases/{}", told.read.id), &[("as_of", &made.to_string())])),
            check,
        });
    }
    Ok(found)
}

fn decisions(told: &Told) -> Vec<&Appealed> {
    let mut own = &told.own;
    // The chain of appeals before this one is as long as there are appeals at most.
    for _ in 0..told.appeals.len() {
        let prior = own.prior.and_then(|prior| told.appeals.iter().find(|one| one.id == prior));
        match prior {
            Some(prior) if own.decisions.is_empty() => own = prior,
            _ => break,
        }
    }
    own.decisions.iter().collect()
}

async fn check(casework: &Casework, told: &Told, made: PartialDate, reader: &Reader) -> Result<Check, Failure> {
    let as_of = wenze_casework::moment(&made.to_string());
    let verdicts = vec![Verdict::Violated, Verdict::Undetermined];
    let asked = ProcedureAsked { as_of, verdicts, ..ProcedureAsked::default() };
    let sheet = casework.procedure(told.read.id, &asked, reader.words).await?;
    let count = |verdicts: &[Verdict]| verdicts.iter().filter_map(|verdict| sheet.counts.get(verdict)).sum::<usize>();
    let tally = reader.texts.tell(
        "original-tally",
        [
            ("broken", count(&[Verdict::Violated]).saturating_sub(sheet.hints).into()),
            ("unclear", count(&[Verdict::Undetermined]).into()),
            ("kept", count(&[Verdict::Satisfied, Verdict::Discharged, Verdict::Holding]).into()),
            ("open", count(&[Verdict::Pending]).into()),
        ],
    );
    let told: Vec<&Obligation> = told_of(&sheet).collect();
    let more = told.len().saturating_sub(FINDINGS_MAX);
    Ok(Check {
        tally,
        findings: told.iter().take(FINDINGS_MAX).map(|one| one.lines.clone()).collect(),
        more: (more > 0).then(|| reader.texts.tell("original-more", [("findings", more.into())])),
    })
}

/// What was broken or cannot be told; what nobody had to do is neither.
fn told_of(sheet: &Sheet) -> impl Iterator<Item = &Obligation> {
    sheet.obligations.iter().filter(|one| !one.finding.is_hint())
}

/// Whether a decision stands now.
pub(super) fn standing(reader: &Reader, standing: &str) -> String {
    let texts = reader.texts;
    match standing {
        "in_force" => texts.say("original-in-force"),
        "varied" => texts.say("original-varied"),
        "revoked" => texts.say("original-revoked"),
        "remanded" => texts.say("standing-remanded"),
        "corrected" => texts.say("original-corrected"),
        "replaced" => texts.say("standing-replaced"),
        _ => texts.say("original-unknown"),
    }
}
