use serde_json::json;

use super::*;

fn holds(text: &str, event: &Value) -> Result<bool, Unknown> {
    let expr = Expr::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    expr.holds(&Scope::default().with("event", event))
}

#[test]
fn what_is_recorded_is_compared() {
    let event = json!({"data": {"n": 3, "on": "2026-03-02", "way": "hold"}, "rel": {"officers": ["a", "b", "a"]}});
    for text in [
        "event.data.n >= 3",
        "event.data.on < '2026-03-03'",
        "event.data.way in ['hold', 'close']",
        "size(distinct(event.rel.officers)) == 2",
        "event.rel.officers.exists(o, o == 'b')",
        "event.rel.officers.all(o, o != 'c')",
        "event.rel.officers.filter(o, o == 'a').size() == 2",
        "days(event.data.on, '2026-03-05') == 3",
        "rank('city') > rank('county')",
        "number('59.5') < 60.0",
        "has(event.data.n) && !has(event.data.m)",
    ] {
        assert_eq!(holds(text, &event), Ok(true), "{text}");
    }
}

#[test]
fn a_field_that_is_not_recorded_is_unknown_and_names_itself() {
    let event = json!({"data": {"n": "not_recorded", "ok": true}});
    let unknown = Err(Unknown::Field("event.data.n".into()));
    assert_eq!(holds("event.data.n >= 3", &event), unknown);
    assert_eq!(holds("has(event.data.n)", &event), unknown);
    assert_eq!(holds("event.data.n >= 3 && event.data.ok", &event), unknown);
    assert_eq!(holds("!(event.data.n >= 3)", &event), unknown);
}

#[test]
fn what_decides_wins_over_what_is_unknown_on_either_side() {
    let event = json!({"data": {"n": "not_recorded", "ok": true}, "list": ["not_recorded", "a"]});
    assert_eq!(holds("event.data.n >= 3 || event.data.ok", &event), Ok(true));
    assert_eq!(holds("event.data.ok || event.data.n >= 3", &event), Ok(true));
    assert_eq!(holds("event.data.n >= 3 && !event.data.ok", &event), Ok(false));
    assert_eq!(holds("event.list.exists(x, x == 'a')", &event), Ok(true));
    assert!(holds("event.list.exists(x, x == 'b')", &event).is_err());
}

#[test]
fn names_and_types_are_checked_before_anything_is_judged() {
    let map = |fields: &[(&str, Type)]| {
        Type::Map(std::sync::Arc::new(fields.iter().map(|(n, t)| ((*n).to_owned(), t.clone())).collect()))
    };
    let codes = Type::Code(std::sync::Arc::from(["hold".to_owned(), "close".to_owned()]));
    let event = map(&[("data", map(&[("n", Type::Number), ("way", codes)]))]);
    let names = |name: &str| (name == "event").then(|| event.clone());
    let fault = |text: &str| Expr::parse(text).map_err(|e| e.clone()).and_then(|e| e.check(&names)).err();
    assert_eq!(fault("event.data.n >= 2 && event.data.way == 'hold'"), None);
    assert!(fault("event.data.n == 'two'").is_some_and(|f| f.contains("a number is compared with text")));
    assert!(fault("event.data.way == 'open'").is_some_and(|f| f.contains("'open' is never there")));
    assert!(fault("event.data.m > 1").is_some_and(|f| f.contains("does not exist")));
    assert!(fault("prior.data.n > 1").is_some_and(|f| f.contains("nothing is called 'prior'")));
    assert!(fault("now() > 1").is_some_and(|f| f.contains("no function 'now'")));
}

/// What our evaluator says, where it says anything, is what the crate `cel` says of the same expression on the same act.
#[test]
fn where_everything_is_known_the_crate_says_the_same() {
    let own = ["rank(", "days(", "plus(", "number(", "distinct(", "overlap(", "param("];
    let mut compared = 0;
    for shipped in crate::shipped::all() {
        let histories = crate::example::Examples::read(&shipped.bundle).unwrap().histories(&shipped.book);
        let views: Vec<&Value> =
            histories.iter().flat_map(|history| &history.events).map(|event| &event.view).collect();
        for rule in &shipped.book.rules {
            let texts = rule.expressions();
            for expr in texts.into_iter().filter(|expr| !own.iter().any(|name| expr.text().contains(name))) {
                for event in views.iter().take(60) {
                    compared += usize::from(agree(expr, event));
                }
            }
        }
    }
    assert!(compared > 1_000, "only {compared} could be compared");
}

fn agree(expr: &Expr, event: &Value) -> bool {
    let empty = json!({});
    let scope = Scope::default().with("event", event).with("case", &empty).with("inst", &empty);
    let Ok(Val::Bool(ours)) = expr.value(&scope) else { return false };
    let mut context = cel::Context::default();
    for (name, value) in [("event", event), ("case", &empty), ("inst", &empty)] {
        context.add_variable(name, value).unwrap();
    }
    let theirs = cel::Program::compile(expr.text()).unwrap().execute(&context);
    // Errors are where it says less: a side that decides does not win over an error there in every case.
    let Ok(cel::Value::Bool(theirs)) = theirs else { return false };
    assert_eq!(ours, theirs, "{} on {event}", expr.text());
    true
}
