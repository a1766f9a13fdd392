use crate::calendar::Calendar;
use crate::judge::{Judge, Moment};
use crate::shipped;

use super::*;

/// Every finding on every worked example can be read aloud: at most five lines, no code, no id, no foreign letter; and a
/// source that nobody compared says so.
#[test]
fn every_finding_on_every_worked_example_can_be_read_aloud() {
    let as_of = "2026-06-30T00:00:00Z".parse().unwrap();
    let calendar = Calendar::shipped().known(as_of);
    let (mut told, mut hints, mut conditions) = (0, 0, 0);
    for one in shipped::all() {
        let judge = Judge::new([one.book.clone()]);
        let vocabulary = one.book.vocabulary.as_deref().and_then(Vocabulary::named);
        let must = |finding: &Finding| demand(&one.book, one.book.applied(finding)?);
        let title = |id: &str| one.book.rules.iter().find(|rule| rule.id.as_ref() == id).map(|rule| rule.title.clone());
        for history in crate::example::Examples::read(&one.bundle).unwrap().histories(&one.book) {
            let kind_of = |id: &str| history.events.iter().find(|e| e.id.as_ref() == id).map(|e| e.kind.to_string());
            let act = |id: &str| Some(vocabulary?.kinds.get(&kind_of(id)?)?.zh.clone());
            let object = |_: &str, _: &str| Some("张某".to_owned());
            let (zone, lang) = (one.book.zone, Lang::ZhCn);
            let speaker = Speaker {
                lang,
                zone,
                vocabulary,
                act: &act,
                kind_of: &kind_of,
                object: &object,
                rule: &title,
                demand: &must,
            };
            for finding in judge.judge(&history, Moment { as_of, calendar: &calendar }) {
                let lines = speaker.lines(&finding);
                assert!(lines.len() <= 5, "{lines:#?}");
                let foreign = lines.iter().find(|line| line.chars().any(|c| c.is_ascii_alphabetic() || c == '_'));
                assert_eq!(foreign, None, "{} {}", finding.rulebook, finding.rule);
                assert_eq!(finding.is_remembered(), lines.iter().any(|line| line.contains("依据待核")), "{lines:#?}");
                let says_so = lines.iter().any(|line| line.contains("仅作提示"));
                assert_eq!(finding.is_hint(), says_so, "{lines:#?}");
                hints += usize::from(says_so);
                told += 1;
                if is_condition(&finding) {
                    conditions += 1;
                    says_what_must_hold(&speaker, &finding, &lines);
                }
            }
        }
    }
    assert!(told > 2_000 && hints > 0 && conditions > 100, "{told}, {hints} hints, {conditions} conditions");
}

/// Whether a condition did not hold where it had to.
fn is_condition(finding: &Finding) -> bool {
    finding.verdict == Verdict::Violated && finding.steps.contains(&Step::DoesNotHold) && !finding.is_hint()
}

/// A condition that did not hold is told with what must hold, in its own words or the title's, and how it is mended.
fn says_what_must_hold(speaker: &Speaker<'_>, finding: &Finding, lines: &[String]) {
    let [.., reason, mend] = lines else { panic!("{lines:#?}") };
    let is_told = reason.starts_with("经过：应当符合：") || reason.starts_with("经过：所记内容与上述要求不符");
    assert!(is_told && mend.starts_with("补救："), "{lines:#?}");
    assert!(!reason.contains("应当符合：；"), "{lines:#?}");
    let english = Speaker { lang: Lang::En, ..*speaker }.lines(finding);
    let [.., reason, mend] = english.as_slice() else { panic!("{english:#?}") };
    assert!(reason.contains("does not meet this") && mend.starts_with("To mend: "), "{english:#?}");
    assert!(english.len() <= 5 && !english.concat().contains(finding.rule.as_ref()), "{english:#?}");
}
