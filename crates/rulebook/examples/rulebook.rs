//! Lints, tests and mutates a rulebook folder without the rest of the program: `cargo run -p wenze-rulebook --example
//! rulebook -- test FOLDER`. Officers use `wenze rulebook`, which does the same and more.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use wenze_rulebook::bundle::Bundle;
use wenze_rulebook::calendar::Calendar;
use wenze_rulebook::example::Examples;
use wenze_rulebook::judge::Judge;
use wenze_rulebook::rule::Rulebook;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(what), Some(folder)) = (args.next(), args.next()) else {
        eprintln!("rulebook lint|test FOLDER");
        return ExitCode::FAILURE;
    };
    match run(&what, Path::new(&folder)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(folder: &Path) -> Result<Bundle, Box<dyn std::error::Error>> {
    let mut files = vec![("rulebook.toml".to_owned(), std::fs::read_to_string(folder.join("rulebook.toml"))?)];
    if let Ok(cases) = std::fs::read_dir(folder.join("cases")) {
        for entry in cases {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            files.push((format!("cases/{name}"), std::fs::read_to_string(entry.path())?));
        }
    }
    Ok(Bundle::new(files)?)
}

fn run(what: &str, folder: &Path) -> Result<bool, Box<dyn std::error::Error>> {
    let bundle = read(folder)?;
    let (book, complaints) = Rulebook::read(&bundle, &[]);
    complaints.iter().for_each(|complaint| println!("{complaint}"));
    let (Some(book), true) = (book, complaints.iter().all(|complaint| complaint.is_warning)) else { return Ok(false) };
    let examples =
        Examples::read(&bundle).map_err(|c| c.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    println!("{}: {} rules, {} examples", book.release(), book.rules.len(), examples.len());
    for id in examples.untold(&book) {
        println!("warning: {id}: no example");
    }
    if what == "lint" {
        return Ok(true);
    }
    if what == "sentences" {
        for rule in &book.rules {
            println!("{}\t{}", rule.id, wenze_rulebook::words::sentence(&book, rule));
        }
        return Ok(true);
    }
    if what == "mutate" {
        let score = wenze_rulebook::mutate::mutate(&bundle, &book, &[], Calendar::shipped())
            .map_err(|c| c.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
        for one in &score.survivors {
            println!("survivor line {} {}: {}", one.line, one.rule, one.what);
        }
        println!(
            "{} mutants, {} survivors ({:.1} %)",
            score.mutants,
            score.survivors.len(),
            100.0 * score.survivors.len() as f64 / score.mutants.max(1) as f64
        );
        return Ok(true);
    }
    let judge = Judge::new([Arc::new(book.clone())]);
    let outcomes = examples.run(&book, &judge, Calendar::shipped());
    for one in &outcomes {
        let word = if one.is_met { "ok  " } else { "FAIL" };
        println!("{word} {}:{} {} · {}", one.file, one.line, one.rule, one.example);
        if !one.is_met {
            println!("     expected {}\n     found    {}", one.expected, one.found);
        }
    }
    let failed = outcomes.iter().filter(|one| !one.is_met).count();
    println!("{} expectations, {failed} differ", outcomes.len());
    Ok(failed == 0)
}
