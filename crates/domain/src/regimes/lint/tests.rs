use super::*;

const HEAD: &str = r#"
regime = "xx-test"
version = "1"
zh = "试行办法"
en = "Trial measures"
instruments = ["GOV-2020"]
effective_from = "2020-01-01"
mark = "verified"
"#;

fn faults(rest: &str) -> Vec<String> {
    let text = format!("{HEAD}{rest}");
    of(&[("xx-test-1", &text)], FILES).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn told(rest: &str, fault: &str) {
    let found = faults(rest);
    assert!(found.iter().any(|one| one.contains(fault) && one.starts_with("regimes/xx-test-1.toml, ")), "{found:#?}");
}

fn kind(more: &str) -> String {
    format!(
        "[[sanctions]]\ncode = \"warning\"\nzh = \"警告\"\nen = \"warning\"\nsource = [\"GOV-2020 7-8\"]\nmark = \"verified\"\n{more}"
    )
}

fn period(more: &str) -> String {
    kind(&format!(
        "[sanctions.lifting]\nway = \"automatic\"\nsource = [\"GOV-2020 26\"]\nmark = \"verified\"\n[sanctions.period]\nsource = [\"GOV-2020 7-8\"]\nmark = \"verified\"\n{more}"
    ))
}

const COUNTED: &str = "start = \"effect\"\nfirst_day = \"inclusive\"\nstart_mark = \"verified\"\n";

fn route(more: &str) -> String {
    format!(
        "[[routes]]\nroute = \"sup_review\"\nzh = \"复审\"\nen = \"review\"\nagainst = \"decision\"\nfile_to_zh = \"机关\"\nfile_to_en = \"organ\"\nsource = [\"SUP-2024 56\"]\nmark = \"verified\"\n{more}"
    )
}

#[test]
fn a_file_without_fault_has_none() {
    let text = period(&format!("months = 6\n{COUNTED}")) + &route("then = \"final\"\n");
    assert_eq!(faults(&text), Vec::<String>::new());
}

#[test]
fn a_missing_mark_is_told_with_its_line() {
    let text = kind("").replace("mark = \"verified\"\n", "");
    told(&text, "missing field `mark`");
    told(&text, "line");
    told(&period("months = 6\nstart = \"effect\"\nfirst_day = \"inclusive\"\n"), "missing field `start_mark`");
}

#[test]
fn a_period_without_a_start_rule_is_told() {
    told(&period("months = 6\nfirst_day = \"inclusive\"\nstart_mark = \"verified\"\n"), "missing field `start`");
    told(&period("months = 6\nstart = \"effect\"\nstart_mark = \"verified\"\n"), "missing field `first_day`");
    told(&period(COUNTED), "sanctions warning period: needs exactly one of months");
    let bar = "[[sanctions.bars]]\nbar = \"promotion\"\nlasts = \"months\"\nmonths = 6\nsource = [\"GOV-2020 19\"]\nmark = \"verified\"\n";
    told(&kind(bar), "sanctions warning bar promotion: has no rule from which day it runs");
    told(&kind(&bar.replace("months\"\nmonths = 6", "period\"")), "lasts as long as a period that is not there");
    told(
        &kind(
            "[sanctions.period]\nmonths = 6\nstart = \"effect\"\nfirst_day = \"inclusive\"\nstart_mark = \"verified\"\nsource = [\"GOV-2020 7\"]\nmark = \"verified\"\n",
        ),
        "nothing says how it ends",
    );
}

#[test]
fn a_missing_label_is_told() {
    told(&kind("").replace("zh = \"警告\"", "zh = \"\""), "sanctions warning: has no Chinese label");
    told(&kind("").replace("zh = \"警告\"", "zh = \"warning\""), "has no Chinese label");
    told(&kind("").replace("en = \"warning\"", "en = \" \""), "has no English label");
    told(&kind("").replace("en = \"warning\"", "en = \"警告\""), "has no English label");
    told(&kind("").replace("zh = \"警告\"\n", ""), "missing field `zh`");
}

#[test]
fn unknown_codes_are_told() {
    let bar = "[[sanctions.bars]]\nbar = \"promotions\"\nlasts = \"months\"\nmonths = 6\nsource = [\"GOV-2020 19\"]\nmark = \"verified\"\n";
    told(&kind(&format!("{bar}{COUNTED}")), "bar promotions: the registry has no code 'promotions'");
    told(&kind("").replace("GOV-2020", "GOV-2021"), "the register has no instrument 'GOV-2021'");
    told(&kind("").replace("7-8", "seven"), "is not an instrument followed by its articles");
    told(&kind("").replace("code = \"warning\"", "code = \"Warn ing\""), "the code is not well formed");
    told(
        &kind("[[sanctions.assessment]]\nyear = 0\neffect = \"bad\"\nsource = []\nmark = \"remembered\"\n"),
        "no code 'bad'",
    );
    told(
        "[[four_forms]]\nform = 5\ncodes = [\"x\"]\nsource = []\nmark = \"remembered\"\n",
        "four_forms 5: the registry has no code '5'",
    );
    told("[[four_forms]]\nform = 2\ncodes = [\"x\"]\nsource = []\nmark = \"remembered\"\n", "no kind or form 'x'");
    told(&(kind("") + &kind("")), "'warning' stands twice");
    told(&kind("rank = 1\n"), "unknown field `rank`");
}

#[test]
fn what_is_verified_says_where() {
    told(&kind("").replace("source = [\"GOV-2020 7-8\"]", "source = []"), "is verified, but nothing says where");
}

#[test]
fn routes_lead_somewhere() {
    told(&route("next = \"sup_rereview\"\n"), "the next route 'sup_rereview' does not exist");
    told(&route("then = \"nowhere\"\n"), "the registry has no code 'nowhere'");
    told(&route(""), "needs exactly one of next and then");
    told(&route("next = \"sup_review\"\n"), "comes back to itself");
    told(&route("then = \"final\"\n").replace("\"sup_review\"", "\"sup_revue\""), "no act can name this route");
    let window = "[routes.file_within]\ncount = 1\nunit = \"month\"\nstart = \"receipt\"\nfirst_day = \"exclusive\"\nmark = \"verified\"\n";
    told(&route(&format!("then = \"final\"\n{window}")), "runs from an act that cannot start it");
    told(
        &route(&format!("then = \"final\"\n{}", window.replace("first_day = \"exclusive\"\n", ""))),
        "missing field `first_day`",
    );
}

#[test]
fn versions_of_a_regime_do_not_overlap_unless_one_yields() {
    let version = |name: &str, from: &str, rest: &str| {
        HEAD.replace("version = \"1\"", &format!("version = \"{name}\"")).replace("2020-01-01", from) + rest
    };
    let check = |first: &str, second: &str| {
        of(&[("xx-test-1", first), ("xx-test-2", second)], FILES).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let second = version("2", "2022-01-01", "");
    let open = check(&version("1", "2020-01-01", ""), &second);
    assert_eq!(open, ["regimes/xx-test-1.toml, the head: counts on the same days as 2"]);
    let a_day = check(&version("1", "2020-01-01", "effective_to = \"2022-01-01\"\n"), &second);
    assert_eq!(a_day.len(), 1, "{a_day:?}");
    assert_eq!(check(&version("1", "2020-01-01", "effective_to = \"2021-12-31\"\n"), &second), Vec::<String>::new());
    assert_eq!(check(&version("1", "2020-01-01", "yields_to = \"2\"\n"), &second), Vec::<String>::new());
    let nobody = check(&version("1", "2020-01-01", "yields_to = \"3\"\n"), &second);
    assert!(nobody.iter().any(|one| one.contains("yields to a version that does not exist")), "{nobody:?}");
}

#[test]
fn a_version_ends_after_it_begins_and_is_named_like_its_file() {
    told("effective_to = \"2019-12-31\"\n", "ends before it begins");
    let named = of(&[("xx-test-2", HEAD)], FILES);
    assert!(named.iter().any(|one| one.what.contains("not named after")), "{named:?}");
    let unsure = of(&[("xx-test-1", &HEAD.replace("verified", "remembered"))], FILES);
    assert!(unsure.iter().any(|one| one.what.contains("does not say what is unsure")), "{unsure:?}");
}
