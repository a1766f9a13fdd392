//! What is handed on to the procuratorate or another authority, and what comes back.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;

use super::investigation;
use crate::generator::script::{Party, Script, about};

/// A suspected crime goes to the procuratorate, with its evidence.
pub(crate) fn to_procuratorate(s: &mut Script<'_>, party: &Party, evidence: &[Uuid]) {
    s.wait(3, 12);
    let parties = std::slice::from_ref(party);
    let charge = *s.dice.pick(&["受贿罪", "贪污罪", "挪用公款罪", "滥用职权罪", "玩忽职守罪"]);
    let payload = json!({ "charges": [charge], "bundle_hash": s.digest() });
    s.act(Kind::ReferredToProcuratorate, &about(parties), &payload);
    investigation::handed_over(s, evidence, "with_case");
}

/// The procuratorate sends the matter back, the team looks further and hands it in again.
pub(crate) fn returned(s: &mut Script<'_>, party: &Party, nth: u32) {
    s.wait(15, 40);
    let items: Vec<String> = (0..s.dice.between(1, 2)).map(|_| s.say("supplement_items")).collect();
    let payload = json!({ "nth": nth, "items": items, "due_on": s.ahead(28, 31) });
    s.act(Kind::ReturnedByProcuratorate, &about(std::slice::from_ref(party)), &payload);
    let more = investigation::supplemented(s, party);
    to_procuratorate(s, party, &more);
}

/// The court has judged, or the procuratorate has decided not to prosecute.
pub(crate) fn judged(s: &mut Script<'_>, party: &Party) {
    s.wait(60, 150);
    let outcome = *s.dice.pick(&["conviction", "conviction", "conviction", "not_prosecuted"]);
    let area = s.desk().area;
    let (court, series) = match outcome {
        "conviction" => (format!("{area}人民法院"), "刑初"),
        _ => (format!("{area}人民检察院"), "检刑不诉"),
    };
    let payload = json!({
        "court": court, "doc_no": s.judgment(series), "effect_on": s.soon(10, 16), "outcome": outcome,
    });
    s.act(Kind::JudicialOutcomeRecorded, &about(std::slice::from_ref(party)), &payload);
}

/// What is another organ's to look into goes there.
pub(crate) fn elsewhere(s: &mut Script<'_>, about: &Value) {
    s.wait(1, 6);
    let to = s.desk().org_dept;
    let payload = json!({ "to_organ": s.organ(to), "matter": s.say("other_matter"), "receipt_on": s.soon(1, 5) });
    s.act(Kind::ReferredToCompetentAuthority, about, &payload);
}
