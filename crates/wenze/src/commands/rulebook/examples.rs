//! Lint, worked examples and mutants.

use serde::Serialize;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::example::{Examples, Outcome};
use wenze_rulebook::judge::Judge;
use wenze_rulebook::load::Complaint;
use wenze_rulebook::mutate::Score;

use super::{Read, Which};
use crate::{Shared, report};

#[derive(Serialize)]
struct Linted<'a> {
    rulebook: &'a str,
    complaints: Vec<Complaint>,
}

pub(super) fn lint(shared: &Shared, which: &Which) -> anyhow::Result<bool> {
    let (all, _) = which.read()?;
    let linted: Vec<Linted<'_>> =
        all.iter().map(|read| Linted { rulebook: &read.name, complaints: complaints(read) }).collect();
    let is_sound = linted.iter().flat_map(|one| &one.complaints).all(|complaint| complaint.is_warning);
    if shared.json {
        report::json(&linted)?;
        return Ok(is_sound);
    }
    for one in &linted {
        one.complaints.iter().for_each(|complaint| println!("{}/{complaint}", one.rulebook));
        if one.complaints.is_empty() {
            println!("{}: sound", one.rulebook);
        }
    }
    Ok(is_sound)
}

/// What is wrong with a rulebook and its examples; a rule that no example tells is a warning.
fn complaints(read: &Read) -> Vec<Complaint> {
    let mut found = read.complaints.clone();
    match (Examples::read(&read.bundle), &read.book) {
        (Err(wrong), _) => found.extend(wrong),
        (Ok(examples), Some(book)) => found.extend(examples.untold(book).into_iter().map(|id| Complaint {
            file: wenze_rulebook::bundle::RULEBOOK_FILE.to_owned(),
            line: book.rules.iter().find(|rule| rule.id.as_ref() == id).map_or(1, |rule| rule.line),
            rule: Some(id.to_owned()),
            message: "no worked example names it".to_owned(),
            is_warning: true,
        })),
        (Ok(_), None) => {}
    }
    found
}

pub(super) fn test(shared: &Shared, which: &Which) -> anyhow::Result<bool> {
    let (all, bases) = which.read()?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut is_well = true;
    for read in &all {
        let (Some(book), Ok(examples)) = (read.sound(), Examples::read(&read.bundle)) else {
            for complaint in complaints(read) {
                eprintln!("{}/{complaint}", read.name);
            }
            is_well = false;
            continue;
        };
        let judge = Judge::new(bases.iter().cloned().chain([book.clone()]));
        outcomes.extend(examples.run(book, &judge, Calendar::shipped()));
    }
    let differ = outcomes.iter().filter(|outcome| !outcome.is_met).count();
    if shared.json {
        report::json(&outcomes)?;
        return Ok(is_well && differ == 0);
    }
    for one in &outcomes {
        let word = if one.is_met { "ok  " } else { "FAIL" };
        println!("{word} {}:{} {} · {}", one.file, one.line, one.rule, one.example);
        if !one.is_met {
            println!("     expected {}\n     found    {}", one.expected, one.found);
        }
    }
    println!("{} expectations, {differ} differ", outcomes.len());
    Ok(is_well && differ == 0)
}

pub(super) fn mutate(shared: &Shared, which: &Which) -> anyhow::Result<bool> {
    #[derive(Serialize)]
    struct Scored<'a> {
        rulebook: &'a str,
        #[serde(flatten)]
        score: Score,
    }
    let (all, bases) = which.read()?;
    let mut scored = Vec::new();
    let mut is_well = true;
    for read in &all {
        let Some(book) = read.sound() else {
            is_well = false;
            continue;
        };
        match wenze_rulebook::mutate::mutate(&read.bundle, book, &bases, Calendar::shipped()) {
            Ok(score) => scored.push(Scored { rulebook: &read.name, score }),
            Err(wrong) => {
                for complaint in wrong {
                    eprintln!("{}/{complaint}", read.name);
                }
                is_well = false;
            }
        }
    }
    if shared.json {
        report::json(&scored)?;
        return Ok(is_well);
    }
    for one in &scored {
        for survivor in &one.score.survivors {
            println!("survives: {}:{} {}: {}", one.rulebook, survivor.line, survivor.rule, survivor.what);
        }
        println!("{}: {} mutants, {} survive", one.rulebook, one.score.mutants, one.score.survivors.len());
    }
    Ok(is_well)
}
