//! Every act has a form in both languages: a name for every field, a word for every choice, and none of the other language.

use std::collections::BTreeMap;

use askama::Template;
use wenze_domain::acts::Kind;
use wenze_domain::case::Missing;
use wenze_domain::words::Lang;

use super::choices::Choices;
use super::sheet::{Drawn, Sheet};
use super::typed::Typed;
use super::view::{Control, FieldView, Opt};
use crate::reader::Reader;

/// What is no word of either language: hints that show how to write something, and names of laws and files.
const ALLOWED_IN_CHINESE: [&str; 1] = ["2024-03-05"];

fn sheet(reader: &Reader, kind: Kind, typed: Option<&Typed>) -> Sheet {
    let (choices, errors) = (Choices::default(), BTreeMap::new());
    let missing = [Missing { object: None, machine: "fact".into(), state: String::new(), needs: vec![], acts: vec![] }];
    Sheet::new(&Drawn {
        reader,
        kind,
        act: "a0",
        choices: &choices,
        typed,
        errors: &errors,
        missing: &missing,
        more: None,
    })
}

/// Everything a person reads in a field and below it.
fn said(field: &FieldView, all: &mut Vec<String>) {
    all.extend([field.label.clone(), field.hint.clone()]);
    let labels = |options: &[Opt]| {
        // Every choice has a word of its own.
        let different: std::collections::BTreeSet<&str> = options.iter().map(|option| option.label.as_str()).collect();
        assert_eq!(different.len(), options.len(), "{}: {options:?}", field.name);
        options.iter().map(|option| option.label.clone()).collect::<Vec<_>>()
    };
    match &field.control {
        Control::Select(options) | Control::Radios(options) | Control::Checks(options) => {
            assert!(
                !options.is_empty() || field.name.contains(".refs.") || field.name.contains(".payload."),
                "{}",
                field.name
            );
            all.extend(labels(options));
        }
        Control::Pick { more, .. } => more.iter().for_each(|one| said(one, all)),
        Control::Group { fields, more, .. } => fields.iter().chain(more).for_each(|one| said(one, all)),
        Control::Rows { rows, .. } => rows.iter().for_each(|one| said(one, all)),
        Control::Line(_) | Control::Area { .. } | Control::Paper { .. } => {}
    }
}

#[test]
fn every_act_has_a_form_in_the_words_of_either_language() {
    for (kind, lang) in Kind::ALL.iter().flat_map(|kind| Lang::ALL.iter().map(move |lang| (*kind, *lang))) {
        let reader = Reader::plain(lang);
        let sheet = sheet(&reader, kind, None);
        let mut all = vec![sheet.title.clone()];
        sheet.all().for_each(|field| said(field, &mut all));
        for text in all.iter().filter(|text| !ALLOWED_IN_CHINESE.iter().any(|allowed| text.contains(allowed))) {
            let is_foreign = |c: char| match lang {
                Lang::ZhCn => c.is_ascii_alphabetic() || c == '_',
                Lang::En => ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '_',
            };
            assert!(!text.contains(is_foreign), "{} in {}: {text}", kind.as_str(), lang.as_str());
        }
        for field in sheet.all() {
            let drawn = field.render().unwrap();
            assert!(!field.label.is_empty() && drawn.contains("<l"), "{} {}", kind.as_str(), field.name);
            let (labels, controls) =
                (drawn.matches("<label").count() + drawn.matches("<legend").count(), controls(&drawn));
            assert!(labels >= controls, "{} {}: {labels} labels for {controls} controls", kind.as_str(), field.name);
        }
    }
}

fn controls(drawn: &str) -> usize {
    ["<input ", "<textarea ", "<select "].iter().map(|tag| drawn.matches(tag).count()).sum()
}

#[test]
fn what_was_typed_stands_in_the_form_and_in_the_answers() {
    let reader = Reader::plain(Lang::ZhCn);
    let fields = [
        ("a0.occurred.date", "2024年3月5日"),
        ("a0.payload.source_kind", "letter"),
        ("a0.payload.reporter._none", "1"),
        ("a0.payload.summary", "<b>反映</b>收受礼金"),
        ("a0.payload.subjects.0.name", "张三"),
        ("a0.payload.subjects.3.name", "李四"),
    ];
    let typed = Typed::of(fields.into_iter());
    let sheet = sheet(&reader, Kind::ReportReceived, typed.at("a0"));
    let form: String = sheet.all().map(|field| field.render().unwrap()).collect();
    assert!(form.contains("&#60;b&#62;反映&#60;/b&#62;收受礼金</textarea>"), "{form}");
    assert!(form.contains("name=\"a0.payload.subjects.1.name\" type=\"text\" value=\"李四\""), "{form}");
    assert!(form.contains("value=\"letter\" selected"), "{form}");
    let answers: String = sheet.answers(true).iter().map(|answer| answer.render().unwrap()).collect();
    for said in ["2024年3月5日(星期二)", "未记载", "张三", "李四", "密封"] {
        assert!(answers.contains(said), "{said}: {answers}");
    }
    assert!(!answers.contains("<b>"), "{answers}");
}
