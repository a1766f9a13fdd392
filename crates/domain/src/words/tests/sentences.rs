//! The sentences: whole with nothing recorded, with everything recorded, and right where it matters.

use super::*;

fn say(lang: Lang, kind: Kind, payload: &Value) -> String {
    Words::of(lang).sentence(kind, payload, &|_| None, &|_| None)
}

fn check(kind: Kind, sentence: &str) {
    let place = format!("{}: {sentence:?}", kind.as_str());
    assert!(!sentence.trim().is_empty(), "{place}");
    assert_eq!(sentence, sentence.trim(), "{place}");
    for bad in ["{", "}", "$", NOT_RECORDED, "，，", ", ,", "：，", ":,", "  ", "()", "（）", "\u{2068}"] {
        assert!(!sentence.contains(bad), "{place} holds {bad:?}");
    }
}

#[test]
fn each_kind_has_a_sentence_when_nothing_is_recorded() {
    let mut seen = BTreeSet::new();
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            let sentence = say(*lang, *kind, &bare(*kind));
            check(*kind, &sentence);
            assert_eq!(sentence, say(*lang, *kind, &json!({})), "an absent field and one not recorded read alike");
            assert!(
                seen.insert((*lang as u8, sentence.clone())) || sentence.starts_with("The"),
                "{sentence} is not specific"
            );
        }
    }
}

#[test]
fn each_kind_has_a_sentence_for_every_code() {
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            for nth in 0..13 {
                let sentence = say(*lang, *kind, &samples::full(*kind, nth));
                check(*kind, &sentence);
                assert!(!sentence.contains('_'), "{}: a code without a label in {sentence}", kind.as_str());
                let is_pure = *lang == Lang::ZhCn || !sentence.chars().any(|c| ('，'..='～').contains(&c));
                assert!(is_pure, "Chinese marks in {sentence}");
            }
        }
    }
}

#[test]
fn every_fact_a_clause_names_exists_in_its_kind() {
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            let known: BTreeSet<String> = (0..13)
                .flat_map(|nth| {
                    let sources = Sources { texts: &|_| None, names: &|_| None };
                    let reader = Reader { words: Words::of(*lang), kind: *kind, pin: None, sources: &sources };
                    reader.payload(&samples::full(*kind, nth)).into_keys().collect::<Vec<_>>()
                })
                .collect();
            for used in variables(*lang, &format!("act-{}", kind.as_str())) {
                assert!(known.contains(&used), "{} names ${used}, which no payload has", kind.as_str());
            }
        }
    }
}

/// The arguments a message and its clauses name.
fn variables(lang: Lang, id: &str) -> BTreeSet<String> {
    let texts = locale::sources(lang).iter().map(|(_, text)| *text);
    let blocks = texts.flat_map(|text| text.split("\n\n"));
    let block = blocks.filter(|block| block.lines().any(|line| line.starts_with(&format!("{id} ="))));
    block
        .flat_map(|block| block.split('$').skip(1))
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn both_languages_tell_the_same_facts() {
    let told = |lang, id: &str| -> BTreeSet<String> {
        variables(lang, id).into_iter().map(|name| name.trim_end_matches("_code").to_owned()).collect()
    };
    assert!(told(Lang::En, "act-ReportReceived").contains("source_kind"), "the arguments are found at all");
    for kind in Kind::ALL {
        let id = format!("act-{}", kind.as_str());
        assert_eq!(told(Lang::ZhCn, &id), told(Lang::En, &id), "{id}");
    }
}

#[test]
fn a_report_is_told_as_an_officer_would_write_it() {
    let payload = json!({
        "source_kind": "letter", "reporter_kind": "real_name", "received_on": "2024-03-05",
        "subjects": [{ "subject_no": 1 }, { "subject_no": 2 }], "reporter": NOT_RECORDED,
    });
    assert_eq!(say(Lang::ZhCn, Kind::ReportReceived, &payload), "收到来信，实名举报，反映对象2人");
    assert_eq!(
        say(Lang::En, Kind::ReportReceived, &payload),
        "A report came in by letter, real name, about 2 subjects"
    );
}

#[test]
fn a_sanction_is_named_in_its_own_regime() {
    let mut payload = json!({ "regime": "gov", "kind": "demerit", "months": 12, "effective_on": "2024-03-05" });
    assert_eq!(
        say(Lang::ZhCn, Kind::SanctionImposed, &payload),
        "给予政务处分：记过，期限12个月，自2024年3月5日起生效"
    );
    assert_eq!(
        say(Lang::En, Kind::SanctionImposed, &payload),
        "A governmental sanction was imposed: demerit, 12 months, with effect from 5 March 2024"
    );
    payload["months"] = json!(NOT_RECORDED);
    payload["regime"] = json!(NOT_RECORDED);
    payload["kind"] = json!("fine");
    let pin = Pin { regime: "generic".to_owned(), version: "1".to_owned() };
    let sources = Sources { texts: &|_| None, names: &|_| None };
    let generic = Words::of(Lang::En).sentence_in(Kind::SanctionImposed, &payload, Some(&pin), &sources);
    assert_eq!(generic, "A sanction was imposed: fine, with effect from 5 March 2024");
}

#[test]
fn an_article_is_told_once_as_an_article() {
    let basis = |article: &str| json!({ "basis": [{ "instrument": "ACC", "version": "2019", "article": article }] });
    let zh = |article| say(Lang::ZhCn, Kind::CaseFilingProposed, &basis(article));
    assert_eq!(zh("7"), "呈请立案，依据：ACC（2019）第7条");
    assert_eq!(zh("第七条第二项"), "呈请立案，依据：ACC（2019）第七条第二项");
    assert_eq!(
        say(Lang::En, Kind::CaseFilingProposed, &basis("7(2)")),
        "Filing a case was proposed, under ACC (2019) art. 7(2)"
    );
}

#[test]
fn people_votes_and_checks_are_told_in_words() {
    let meeting = json!({
        "form": "meeting", "entitled": 11, "present": 9, "body": { "organ_id": "0190b8a0-0000-7000-8000-00000000000c" },
        "items": [{ "respondent": "0190b8a0-0000-7000-8000-00000000000a", "track": "party", "for": 7, "against": 2, "abstain": 0 }],
    });
    let names = |_: Uuid| Some("某市纪委常委会".to_owned());
    let zh = Words::of(Lang::ZhCn).sentence(Kind::DecisionMeetingHeld, &meeting, &|_| None, &names);
    assert_eq!(
        zh,
        "召开会议集体讨论，决策机构某市纪委常委会，应到11人，实到9人，表决：党纪处分，赞成7票，反对2票，弃权0票"
    );
    let issued = json!({ "doc_no": "甲〔2024〕12号", "contents_check": { "remedy": false, "seal": true, "facts": NOT_RECORDED } });
    assert_eq!(
        say(Lang::En, Kind::DecisionDocumentIssued, &issued),
        "The decision document was issued, no. 甲〔2024〕12号, it lacks: remedy and its window"
    );
}

#[test]
fn a_private_part_is_shown_to_those_who_may_open_it() {
    let part = json!({ "$part": 1, "class": "text", "commit": "0".repeat(64) });
    let payload = json!({ "reason": part, "told_on": NOT_RECORDED });
    assert_eq!(say(Lang::En, Kind::ReportDeclined, &payload), "The report was declined, reason: (not opened)");
    assert_eq!(say(Lang::ZhCn, Kind::ReportDeclined, &payload), "信访举报件不予受理，理由：（内容不可见）");
    let open = |text: &str| {
        let text = text.to_owned();
        Words::of(Lang::En).sentence(Kind::ReportDeclined, &payload, &move |_| Some(text.clone()), &|_| None)
    };
    assert_eq!(open("\"not ours\""), "The report was declined, reason: not ours");
    assert_eq!(open("not ours"), "The report was declined, reason: not ours");
    assert_eq!(open("a line {$x}\n and more"), "The report was declined, reason: a line {$x}; and more");
    assert!(open(&"长".repeat(500)).chars().count() < 130);
    let sealed = json!({ "$part": 2, "class": "sealed", "commit": "0".repeat(64) });
    let sources = Sources { texts: &|_| None, names: &|_| None };
    assert_eq!(Words::of(Lang::ZhCn).value(Kind::ReportReceived, "/reporter", &sealed, None, &sources), "（已封存）");
}

#[test]
fn a_payload_of_another_shape_breaks_nothing() {
    for kind in Kind::ALL {
        for odd in [
            json!(null),
            json!([]),
            json!("x"),
            json!({ "on": 7, "by": "x", "approval": [], "kind": {}, "members": {} }),
        ] {
            check(*kind, &say(Lang::ZhCn, *kind, &odd));
            check(*kind, &say(Lang::En, *kind, &odd));
        }
    }
}
