//! The files of both languages say the same things, and every text a page asks for is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;

/// Message ids with the arguments their texts name.
fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in sources(lang).iter().flat_map(|source| source.lines()).filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            id.clone_into(&mut current);
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{id} stands twice");
        }
        let named = line.split("{ $").skip(1).filter_map(|rest| rest.split([' ', '}']).next());
        found.entry(current.clone()).or_default().extend(named.map(str::to_owned));
    }
    found.remove("");
    found
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_arguments() {
    let (zh, en) = (messages(Lang::ZhCn), messages(Lang::En));
    assert!(zh.len() > 100, "the files were read");
    assert_eq!(zh, en);
}

#[test]
fn both_files_parse() {
    for lang in Lang::ALL {
        for source in sources(*lang) {
            let errors = FluentResource::try_new((*source).to_owned()).err().map(|(_, errors)| errors);
            assert!(errors.is_none(), "{}: {errors:?}", lang.as_str());
        }
    }
}

/// Every id in `say("…")` and `tell("…"` of sources and templates.
fn asked_for() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    collect(&root.join("templates"), &mut files);
    let text: String = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let after = |opening: &str| {
        text.split(opening)
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    after("say(").into_iter().chain(after("tell(")).chain(after("/* text */")).collect()
}

fn collect(folder: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => collect(&path, files),
            false if path.ends_with("tests.rs") => {}
            false => files.push(path),
        }
    }
}

#[test]
fn every_text_asked_for_is_there_and_every_text_there_is_asked_for() {
    let there: BTreeSet<String> = messages(Lang::ZhCn).into_keys().collect();
    let asked = asked_for();
    assert_eq!(asked.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "asked for and not there");
    assert_eq!(there.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new(), "there and never shown");
}

#[test]
fn an_argument_is_put_in_and_counted_with() {
    assert_eq!(Texts::of(Lang::En).tell("gap", [("days", 42.into())]), "42 days without an act");
    assert_eq!(Texts::of(Lang::En).tell("gap", [("days", 1.into())]), "1 day without an act");
    assert_eq!(Texts::of(Lang::ZhCn).tell("gap", [("days", 42.into())]), "42天无登记事项");
    assert_eq!(Texts::of(Lang::En).say("no-such-text"), "no-such-text");
}
