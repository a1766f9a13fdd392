//! Reports: received, registered, and answered in one way or another.

use serde_json::{Value, json};
use uuid::Uuid;
use wenze_domain::acts::Kind;
use wenze_domain::codes::{PostKind, Role};

use crate::generator::script::{Concerns, Script};

/// A report arrives and is registered.
pub(crate) fn report(s: &mut Script<'_>, anonymous: bool, repeat_of: Option<Uuid>) -> Uuid {
    let report = s.id("report");
    let refs = json!({ "report": [report] });
    let payload = received(s, anonymous, repeat_of);
    s.act(Kind::ReportReceived, &refs, &payload);
    if s.plot.named_later || (!anonymous && s.chance(80)) {
        s.wait(1, 4);
        let method = *s.dice.pick(&["phone", "in_person", "letter"]);
        s.act(Kind::ReporterIdentityConfirmed, &refs, &json!({ "method": method, "contact_given": true }));
    }
    s.wait(0, 3);
    let register_no = s.paper("信");
    let ledger = format!("{}信访举报登记台账", s.desk().area);
    let handler = s.by(Role::Intake);
    s.act(Kind::ReportRegistered, &refs, &json!({ "register_no": register_no, "ledger": ledger, "handler": handler }));
    if s.chance(40) {
        let person = s.by(Role::Intake);
        hand(s, report, "report", &person);
    }
    report
}

fn received(s: &mut Script<'_>, anonymous: bool, repeat_of: Option<Uuid>) -> Value {
    let sources: &[&str] = if anonymous {
        &["letter", "online", "opinion_box", "phone"]
    } else {
        &["visit", "letter", "online", "phone", "congress", "media", "superior", "inspection", "audit", "transfer"]
    };
    let source = *s.dice.pick(sources);
    let whole = matches!(source, "congress" | "media" | "superior" | "inspection" | "audit" | "transfer");
    let kind = if whole {
        "organisation"
    } else if anonymous {
        "anonymous"
    } else {
        "real_name"
    };
    let names = &s.texts.names;
    let reporter = format!("{}某某", s.dice.text(&names.surnames));
    let contact = format!("1{}{:08}", s.dice.between(38, 99), s.dice.between(0, 99_999_999));
    let summary = s.of_matter(|matter| &matter.reports);
    let mut payload = json!({
        "source_kind": source,
        "reporter_kind": kind,
        "reporter": if anonymous { json!("not_recorded") } else { json!(reporter) },
        "contact_given": !anonymous,
        "contact": if anonymous { json!("not_recorded") } else { json!(contact) },
        "subjects": [subject(s)],
        "summary": summary,
        "verbatim_ref": { "text": format!("{summary}\n(原件共{}页,附后。)", s.dice.between(1, 9)) },
        "verbatim_sha256": s.digest(),
    });
    if source == "transfer" || source == "superior" {
        let above = s.cast.organs[s.desk().commission].parent.unwrap_or(0);
        payload["came_by_transfer"] = json!({ "from_organ": s.organ(above), "sent_on": s.ago(3, 12) });
    }
    if let Some(earlier) = repeat_of {
        payload["repeat_of"] = json!(earlier);
    }
    payload
}

/// Who a report names, as it writes the name.
fn subject(s: &mut Script<'_>) -> Value {
    let human = &s.cast.humans[s.person];
    let own = human.post_kind == PostKind::OrganPrincipal && s.slips(5);
    let managing = s.managing_organ();
    json!({
        "subject_no": 1,
        "name": human.name,
        "post": human.post,
        "managing_organ": managing,
        "level": crate::generator::script::code(human.level),
        "is_own_principal": own || s.plot.concerns == Concerns::OwnPrincipal,
    })
}

/// The report is taken up, and a reporter who gave a name is told so.
pub(crate) fn accepted(s: &mut Script<'_>, report: Uuid, named: bool) {
    s.wait(1, 5);
    let refs = json!({ "report": [report] });
    let payload = json!({ "competent_organ": s.commission(), "scope": s.say("report_scope") });
    s.act(Kind::ReportAccepted, &refs, &payload);
    if named {
        s.wait(1, 8);
        let method = *s.dice.pick(&["phone", "letter", "in_person"]);
        s.act(Kind::ReporterInformedOfAcceptance, &refs, &json!({ "method": method }));
    }
}

/// The report is not the commission's to take up.
pub(crate) fn declined(s: &mut Script<'_>, report: Uuid) {
    s.wait(2, 10);
    let payload = json!({ "reason": s.say("declined") });
    s.act(Kind::ReportDeclined, &json!({ "report": [report] }), &payload);
}

/// The report goes to another organ.
pub(crate) fn transferred(s: &mut Script<'_>, report: Uuid) {
    s.wait(2, 10);
    let drawn = s.dice.below(3);
    // What names somebody who answers above goes up, and nothing goes to the unit it accuses.
    let way = match (s.careful, s.plot.concerns) {
        (true, Concerns::OwnPrincipal | Concerns::ManagedAbove) => 0,
        (true, Concerns::Managed) if drawn == 1 => 2,
        _ => drawn,
    };
    let (to, direction) = match way {
        0 => (s.cast.organs[s.desk().commission].parent.unwrap_or(0), "up"),
        1 => (s.unit().organ, "down"),
        _ => (s.desk().org_dept, "lateral"),
    };
    let payload = json!({ "to_organ": s.organ(to), "direction": direction, "receipt_on": s.soon(2, 9) });
    s.act(Kind::ReportTransferred, &json!({ "report": [report] }), &payload);
}

/// The unit that a report accuses is made out.
pub(crate) fn identified(s: &mut Script<'_>, report: Uuid) {
    let organ = s.cast.organs[s.unit().organ].id;
    let refs = json!({ "report": [report], "organ": [organ] });
    let payload = json!({ "subject_no": 1, "basis": s.say("identity_basis") });
    s.act_in_role(Kind::SubjectIdentified, Role::Intake, &refs, &payload);
}

/// The same again, filed away with the first.
pub(crate) fn filed_as_repeat(s: &mut Script<'_>, report: Uuid, earlier: Uuid) {
    s.wait(1, 6);
    let payload = json!({ "repeat_of": earlier, "new_facts": false });
    s.act(Kind::RepeatReportFiled, &json!({ "report": [report] }), &payload);
}

/// The reporter hears the result, and sometimes does not agree.
pub(crate) fn answered(s: &mut Script<'_>, report: Uuid) {
    s.wait(3, 15);
    let refs = json!({ "report": [report] });
    let method = *s.dice.pick(&["in_person", "phone", "letter"]);
    let payload = json!({ "method": method, "result_summary_ref": s.text("answer") });
    s.act(Kind::ReporterInformedOfResult, &refs, &payload);
    if s.chance(35) {
        s.wait(1, 20);
        let offered = s.slips(20);
        objected(s, report, offered);
    }
}

/// The reporter does not agree.
pub(crate) fn objected(s: &mut Script<'_>, report: Uuid, offered: bool) {
    let payload = json!({
        "objection": s.say("objection"), "explanation": s.say("explanation"), "new_evidence_offered": offered,
    });
    s.act(Kind::ReporterObjectionRecorded, &json!({ "report": [report] }), &payload);
}

/// Somebody takes over an object of the case.
pub(crate) fn hand(s: &mut Script<'_>, object: Uuid, duty: &str, person: &Value) {
    let mut payload = json!({
        "duty": duty,
        "person": person,
        "office": s.commission(),
        "by": s.by(Role::ClueDesk),
        "received_on": s.on(),
    });
    if s.chance(30) {
        payload["inventory_sha256"] = s.digest();
    }
    s.act(Kind::HandlerAssigned, &json!({ "object": [object] }), &payload);
}
