use std::sync::Arc;

use chrono::NaiveDate;

use super::*;
use crate::bundle::Bundle;
use crate::calendar::Calendar;
use crate::history::{Parts, When};

const RESPOND: &str = r#"
[[rule]]
id = "ANSWER"
title = "来信五日内答复"
kind = "respond"
level = "must"
law = [{ source = "LAW", at = "第一条" }]
on = { event = "letter.received" }
do = { event = "letter.answered" }
within = { n = 5, unit = "day" }
"#;

fn book(id: &str, head: &str, rules: &str, bases: &[&Rulebook]) -> Arc<Rulebook> {
    let text = format!(
        "format = \"wenze-rulebook/1\"\nid = \"{id}\"\nversion = \"1\"\ntitle = \"某规则\"\ntimezone = \"Asia/Shanghai\"\n\
         calendar = \"cn-state-council\"\n{head}\n[source.LAW]\nname = \"某法\"\nin_force = {{ from = 2020-01-01 }}\n{rules}"
    );
    let bundle = Bundle::new([("rulebook.toml".to_owned(), text)]).unwrap();
    Arc::new(Rulebook::load_upon(&bundle, bases).unwrap_or_else(|c| panic!("{c:?}")))
}

fn verdicts(books: [Arc<Rulebook>; 3]) -> Vec<(String, Verdict)> {
    let zone = chrono_tz::Tz::Asia__Shanghai;
    let received = Event {
        id: "e".into(),
        kind: "letter.received".into(),
        at: NaiveDate::from_ymd_opt(2024, 3, 1).map(When::day),
        recorded: DateTime::UNIX_EPOCH,
        seq: 1,
        rel: std::collections::BTreeMap::new(),
        open_roles: Vec::new(),
        corrected_by: Vec::new(),
        view: Value::Null,
    };
    let history = History { events: vec![received.prepared(Parts::default(), zone)], ..History::default() };
    let as_of = "2024-05-01T00:00:00Z".parse().unwrap();
    let found = Judge::new(books).judge(&history, Moment { as_of, calendar: &Calendar::shipped().known(as_of) });
    found.into_iter().map(|f| (format!("{}:{}", f.rulebook, f.rule), f.verdict)).collect()
}

/// Two rulebooks may have a rule of one name. What one says of that name is meant of its own and of those it builds on.
#[test]
fn an_exception_and_a_breach_are_of_the_rulebooks_built_on_and_of_no_namesake() {
    let base = book("base", "", RESPOND, &[]);
    let stranger = book("stranger", "", RESPOND, &[]);
    let exception = RESPOND.replace("\"ANSWER\"", "\"THANKS\"").replace("within", "overrides = [\"ANSWER\"]\nwithin");
    let upper = book("upper", "extends = [\"base@1\"]", &exception, &[&base]);
    let excepted = verdicts([base.clone(), stranger.clone(), upper]);
    assert_eq!(
        excepted,
        [
            ("base@1:ANSWER".to_owned(), Verdict::NotApplicable),
            ("stranger@1:ANSWER".to_owned(), Verdict::Violated),
            ("upper@1:THANKS".to_owned(), Verdict::Violated),
        ]
    );
    let remind = RESPOND
        .replace("\"ANSWER\"", "\"REMIND\"")
        .replace("{ event = \"letter.received\" }", "{ breach_of = \"ANSWER\" }");
    let upper = book("upper", "extends = [\"base@1\"]", &remind, &[&base]);
    let reminded = verdicts([base, stranger, upper]);
    let due: Vec<&str> =
        reminded.iter().map(|(rule, _)| rule.as_str()).filter(|rule| rule.contains("REMIND")).collect();
    assert_eq!(due, ["upper@1:REMIND"], "once, for the base's breach: {reminded:?}");
}
