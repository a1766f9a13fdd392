//! Shipped rulebooks load without a complaint, their examples hold, mutants are noticed, sentences are as signed.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::example::Examples;
use wenze_rulebook::judge::Judge;
use wenze_rulebook::mutate::mutate;
use wenze_rulebook::rule::Rulebook;
use wenze_rulebook::shipped;
use wenze_rulebook::words::{Lang, sentence};

/// Most mutants that may go unnoticed, in a hundred.
const SURVIVORS_MAX_PERCENT: usize = 5;

#[test]
fn every_shipped_rulebook_loads_without_a_word_of_complaint() {
    assert_eq!(shipped::complaints(), &[], "errors");
    assert!(shipped::all().len() >= 12);
    for one in shipped::all() {
        let (_, complaints) = Rulebook::read(&one.bundle, &[]);
        assert_eq!(complaints, Vec::new(), "{}", one.book.id);
        let examples = Examples::read(&one.bundle).unwrap_or_else(|c| panic!("{}: {c:?}", one.book.id));
        assert_eq!(examples.untold(&one.book), Vec::<&str>::new(), "{}: rules without an example", one.book.id);
    }
}

/// Chinese is the source. What an English reader is shown must say the same, so none of it may be left in Chinese.
#[test]
fn rules_and_laws_are_told_in_english_too() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut left = Vec::new();
    for one in shipped::all() {
        let titles = one.book.rules.iter().map(|rule| (rule.id.to_string(), rule.title(Lang::En).to_owned()));
        let places = one.book.rules.iter().flat_map(|rule| rule.law.iter().map(|law| (rule.id.to_string(), law)));
        let places = places.map(|(id, law)| (id, format!("{}, {}", law.name(Lang::En), law.at(Lang::En))));
        left.extend(titles.chain(places).filter(|(_, told)| is_chinese(told)));
        assert!(one.book.title_en.as_deref().is_some_and(|title| !is_chinese(title)), "{}", one.book.id);
    }
    assert!(left.is_empty(), "{} texts are in Chinese only: {left:#?}", left.len());
}

#[test]
fn every_worked_example_of_a_shipped_rulebook_holds() {
    for one in shipped::all() {
        let examples = Examples::read(&one.bundle).unwrap_or_else(|c| panic!("{}: {c:?}", one.book.id));
        let judge = Judge::new([one.book.clone()]);
        let wrong: Vec<String> = examples
            .run(&one.book, &judge, Calendar::shipped())
            .into_iter()
            .filter(|outcome| !outcome.is_met)
            .map(|o| {
                format!(
                    "{}:{} {} {}\n  expected {}\n  found {}",
                    o.file, o.line, o.rule, o.example, o.expected, o.found
                )
            })
            .collect();
        assert!(wrong.is_empty(), "{}:\n{}", one.book.id, wrong.join("\n"));
    }
}

/// At most one mutant in twenty goes unnoticed; one test for each rulebook, so that they run beside each other.
fn mutants_are_noticed(id: &str) {
    let one = shipped::named(id).unwrap_or_else(|| panic!("{id} is not shipped"));
    let score = mutate(&one.bundle, &one.book, &[], Calendar::shipped()).unwrap_or_else(|c| panic!("{c:?}"));
    let survivors = score.survivors.len();
    assert!(
        survivors * 100 <= score.mutants * SURVIVORS_MAX_PERCENT,
        "{survivors} of {}: {:#?}",
        score.mutants,
        score.survivors
    );
}

macro_rules! mutants {
    ($($test:ident: $id:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            mutants_are_noticed($id);
        })*

        #[test]
        fn every_shipped_rulebook_is_mutated() {
            let mutated = [$($id),*];
            let shipped: Vec<&str> = shipped::all().iter().map(|one| one.book.id.as_ref()).collect();
            assert_eq!(mutated.as_slice(), shipped);
        }
    };
}

mutants! {
    mutants_of_accountability_are_noticed: "accountability",
    mutants_of_appointment_are_noticed: "appointment",
    mutants_of_civil_servants_are_noticed: "civil-servants",
    mutants_of_clarification_are_noticed: "clarification",
    mutants_of_discipline_work_are_noticed: "discipline-work",
    mutants_of_governmental_sanctions_are_noticed: "governmental-sanctions",
    mutants_of_house_are_noticed: "house",
    mutants_of_party_discipline_are_noticed: "party-discipline",
    mutants_of_petition_are_noticed: "petition",
    mutants_of_petition_responsibility_are_noticed: "petition-responsibility",
    mutants_of_report_handling_are_noticed: "report-handling",
    mutants_of_state_enterprises_are_noticed: "state-enterprises",
    mutants_of_supervision_are_noticed: "supervision",
}

/// The sentence of every rule is committed: a changed one in review is how a law officer sees a change of the encoding.
/// `WENZE_WRITE_GOLDEN=1 cargo test -p wenze-rulebook` writes them.
#[test]
fn the_sentence_of_every_rule_is_the_one_that_was_signed() {
    for one in shipped::all() {
        let mut text = String::new();
        for rule in &one.book.rules {
            writeln!(text, "{}\n{}\n", rule.id, sentence(&one.book, rule)).unwrap();
        }
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sentences");
        let file = folder.join(format!("{}.txt", one.book.id));
        if std::env::var_os("WENZE_WRITE_GOLDEN").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &text).unwrap();
        }
        let signed = std::fs::read_to_string(&file).unwrap_or_default();
        for (was, is) in signed.split("\n\n").zip(text.split("\n\n")) {
            assert_eq!(was, is, "{}", one.book.id);
        }
        assert_eq!(signed, text, "{}", one.book.id);
    }
}

#[test]
fn no_sentence_or_title_holds_a_foreign_letter() {
    for one in shipped::all() {
        for rule in &one.book.rules {
            let text = sentence(&one.book, rule);
            let foreign: String = text.chars().filter(char::is_ascii_alphabetic).collect();
            assert_eq!(foreign, "", "{} {}: {text}", one.book.id, rule.id);
        }
    }
}

#[test]
fn all_shipped_rulebooks_judge_together_as_they_judge_alone() {
    let together = Judge::new(shipped::all().iter().map(|one| Arc::clone(&one.book)));
    for one in shipped::all() {
        let examples = Examples::read(&one.bundle).unwrap_or_else(|c| panic!("{c:?}"));
        let outcomes = examples.run(&one.book, &together, Calendar::shipped());
        assert!(outcomes.iter().all(|outcome| outcome.is_met), "{}", one.book.id);
    }
}
