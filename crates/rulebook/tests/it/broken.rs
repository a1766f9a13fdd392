//! A broken rulebook is refused when it is loaded, with the line and how to mend it.

use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::load::Complaint;
use wenze_rulebook::rule::Rulebook;

const HEAD: &str = r#"format = "wenze-rulebook/1"
id = "t"
version = "1"
title = "试验"
timezone = "Asia/Shanghai"
calendar = "cn-state-council"
vocabulary = "wenze"
facts = ["inst.track"]
[source.LAW]
name = "某法"
in_force = { from = 2020-01-01 }
"#;

fn rule(id: &str, rest: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ntitle = \"某规则\"\nkind = \"respond\"\nlevel = \"must\"\nlaw = [{{ source = \"LAW\", at = \"第一条\" }}]\n{rest}\n"
    )
}

fn complaints(rules: &str) -> Vec<Complaint> {
    let text = format!("{HEAD}{rules}");
    let bundle = Bundle::new([("rulebook.toml".to_owned(), text)]).unwrap_or_else(|e| panic!("{e}"));
    Rulebook::load(&bundle).err().unwrap_or_default()
}

#[track_caller]
fn refused(rules: &str, line: usize, words: &str) {
    let found = complaints(rules);
    assert!(
        found.iter().any(|c| !c.is_warning && c.line == line && c.message.contains(words)),
        "expected line {line} “{words}”, found {found:#?}"
    );
}

const ON_DO: &str =
    "on = { event = \"ClueAssigned\" }\ndo = { event = \"DispositionProposed\" }\nwithin = { n = 1, unit = \"month\" }";

#[test]
fn a_sound_rule_loads() {
    assert_eq!(complaints(&rule("A", ON_DO)), Vec::new());
}

#[test]
fn an_act_that_does_not_exist_is_refused() {
    refused(&rule("A", &ON_DO.replace("ClueAssigned", "ClueAssinged")), 18, "there is no act 'ClueAssinged'");
}

#[test]
fn a_circle_of_breaches_is_refused() {
    let chain = |id: &str, of: &str| {
        rule(
            id,
            &format!(
                "on = {{ breach_of = \"{of}\" }}\ndo = {{ event = \"CaseFiled\" }}\nwithin = {{ n = 5, unit = \"day\" }}"
            ),
        )
    };
    refused(&format!("{}{}", chain("A", "B"), chain("B", "A")), 12, "around a circle");
}

#[test]
fn one_id_twice_on_a_day_is_refused() {
    let twice = format!("{}{}", rule("A", ON_DO), rule("A", ON_DO));
    refused(&twice, 12, "in force twice");
}

#[test]
fn two_windows_that_touch_are_no_overlap() {
    let first = rule("A", &format!("in_force = {{ from = 2020-01-01, to = 2021-01-01 }}\n{ON_DO}"));
    let second = rule("A", &format!("in_force = {{ from = 2021-01-01 }}\n{ON_DO}"));
    assert_eq!(complaints(&format!("{first}{second}")), Vec::new());
}

#[test]
fn a_type_error_is_refused_at_its_own_line() {
    let wrong = ON_DO.replace("\"DispositionProposed\" }", "\"DispositionProposed\", where = \"event.data.way > 3\" }");
    refused(&rule("A", &wrong), 19, "text is compared with a number");
}

#[test]
fn a_code_that_a_field_never_holds_is_refused() {
    let wrong =
        ON_DO.replace("\"DispositionProposed\" }", "\"DispositionProposed\", where = \"event.data.way == 'shelve'\" }");
    refused(&rule("A", &wrong), 19, "'shelve' is never there");
}

#[test]
fn an_expression_that_does_not_parse_is_refused() {
    let wrong = ON_DO.replace("\"DispositionProposed\" }", "\"DispositionProposed\", where = \"event.data.way ==\" }");
    refused(&rule("A", &wrong), 19, "does not parse");
}

#[test]
fn a_fact_that_is_not_listed_is_refused() {
    refused(&rule("A", &format!("{ON_DO}\napplies = \"inst.identity == 'other'\"")), 21, "does not exist");
}

#[test]
fn a_role_that_the_act_lacks_is_refused() {
    refused(&rule("A", &format!("{ON_DO}\nper = [\"appeal\"]")), 12, "has no role 'appeal'");
}

#[test]
fn a_rule_outside_the_life_of_its_law_is_refused() {
    refused(
        &rule("A", &format!("{ON_DO}\nin_force = {{ from = 2010-01-01, to = 2011-01-01 }}")),
        12,
        "is not in force",
    );
}

#[test]
fn two_rules_for_one_duty_are_refused_unless_one_overrides_the_other() {
    refused(&format!("{}{}", rule("A", ON_DO), rule("B", ON_DO)), 12, "asks for the same duty");
    let exception = rule("B", &format!("{ON_DO}\noverrides = [\"A\"]"));
    assert_eq!(complaints(&format!("{}{exception}", rule("A", ON_DO))), Vec::new());
}

#[test]
fn a_field_that_the_format_does_not_know_is_refused_with_its_line() {
    refused(&rule("A", &format!("{ON_DO}\nwithinn = 3")), 21, "unknown field");
}

#[test]
fn hours_without_a_clock_that_starts_at_once_are_refused() {
    refused(
        &rule("A", &ON_DO.replace("n = 1, unit = \"month\"", "n = 24, unit = \"hour\"")),
        12,
        "hours run from the minute",
    );
}

#[test]
fn a_favourable_transition_needs_to_know_whom_it_favours() {
    refused(&rule("A", &format!("{ON_DO}\ntransition = \"favourable\"")), 12, "beneficiary");
}

#[test]
fn whatever_a_file_holds_nothing_panics() {
    for text in ["", "[", "format = 3", "[[rule]]", "format = \"wenze-rulebook/1\"\n[[rule]]\nid = \"A\"", "\u{feff}x"]
    {
        let bundle = Bundle::new([("rulebook.toml".to_owned(), text.to_owned())]).unwrap_or_else(|e| panic!("{e}"));
        assert!(Rulebook::load(&bundle).is_err(), "{text}");
    }
    assert!(Rulebook::load(&Bundle::default()).is_err());
}
