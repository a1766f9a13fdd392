use super::*;

fn kinds(names: &[&str]) -> Vec<Arc<str>> {
    names.iter().map(|name| Arc::from(*name)).collect()
}

/// A condition on a promotion that looks back to a filing, to how it ended and to answers to appeals.
fn said(condition: &str) -> String {
    let expr = Expr::parse(condition).expect("an expression");
    let (event, filed) = (kinds(&["DeterminationMade"]), kinds(&["CaseFiled"]));
    let (ended, answers) = (kinds(&["CaseWithdrawn"]), kinds(&["AppealDecided"]));
    let vocabulary = Vocabulary::wenze();
    let look = |name, kinds, same: &str| {
        let Some(form) = <[Arc<str>]>::first(kinds).and_then(|kind| vocabulary.kinds.get(kind.as_ref())) else {
            panic!("{name} is of no kind");
        };
        Look { name, kinds, when: "此前", same: same.to_owned(), what: format!("“{}”", form.zh) }
    };
    let looks = [look("filed", &filed, ""), look("ended", &ended, "同一责任主体的"), look("answers", &answers, "")];
    let number = |id: &str| (id == "least").then(|| "2".to_owned());
    spoken(
        &expr,
        Context {
            vocabulary: Some(vocabulary),
            event: &event,
            event_name: "",
            prior: &filed,
            prior_name: "其",
            looks: &looks,
            number: &number,
        },
    )
}

#[test]
fn records_looked_back_to_are_called_by_what_they_are() {
    assert_eq!(said("size(filed) == 0 || size(ended) > 0"), "此前没有“立案”，或者此前已有同一责任主体的“撤销案件”");
    assert_eq!(
        said("filed.all(f, event.data.made_on >= plus(f.data.filed_on, 6, 'month'))"),
        "此前每一项“立案”均须本项作出日期不早于其立案日期后6个月"
    );
    assert_eq!(
        said("filed.all(f, answers.exists(a, overlap(a.rel.respondent, f.rel.respondent)))"),
        "此前每一项“立案”均须此前“复审复核申诉决定”中有其责任主体与该“立案”的责任主体有重合的"
    );
}

#[test]
fn what_is_denied_is_denied_as_a_whole() {
    assert_eq!(said("!answers.exists(a, a.data.outcome == 'revoked')"), "此前“复审复核申诉决定”中没有其结论为“撤销”的");
    assert_eq!(
        said("!answers.exists(a, a.data.outcome == 'revoked' && has(a.rel.respondent))"),
        "此前“复审复核申诉决定”中没有一项符合：其结论为“撤销”，且其涉及责任主体"
    );
    assert_eq!(
        said("!(event.data.outcome == 'sanction' && size(filed) > 0)"),
        "结论不为“给予处分”，或者此前没有“立案”"
    );
    assert_eq!(said("!(event.data.outcome in ['sanction'])"), "结论不为“给予处分”");
}

#[test]
fn dates_are_early_or_late_and_numbers_many_or_few() {
    assert_eq!(said("event.data.made_on < '2024-09-01'"), "作出日期早于2024年9月1日");
    assert_eq!(said("days(event.data.made_on, event.at) >= 0"), "作出日期不晚于办理日期");
    assert_eq!(said("size(event.rel.respondent) >= param('least')"), said("size(event.rel.respondent) >= 2"));
}

#[test]
fn a_guard_that_a_field_is_there_is_not_said_twice() {
    assert_eq!(said("has(event.data.outcome) && event.data.outcome == 'sanction'"), "结论为“给予处分”");
    assert_eq!(said("!has(event.rel.appeal) || size(event.rel.appeal) == 0"), said("!has(event.rel.appeal)"));
}
