use sha2::{Digest, Sha256};

use super::*;

const TEXT: &str = "第一条 收到问题线索后应当在三十日内提出处置意见。\n";

/// What is said of a rulebook whose source has a digest.
fn complaints(digest: &str, files: &[(&str, &str)]) -> Vec<(usize, bool, String)> {
    let book = format!(
        "format = \"wenze-rulebook/1\"\nid = \"t\"\nversion = \"1\"\ntitle = \"试验\"\ntimezone = \"Asia/Shanghai\"\n\
         calendar = \"cn-state-council\"\nvocabulary = \"wenze\"\n[source.LAW]\nname = \"某法\"\n\
         in_force = {{ from = 2020-01-01 }}\ntext_sha256 = \"{digest}\"\n"
    );
    let own = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let bundle = Bundle::new([(RULEBOOK_FILE.to_owned(), book)].into_iter().chain(own)).expect("few files");
    let (_, complaints) = Rulebook::read(&bundle, &[]);
    assert!(complaints.iter().all(|one| one.file == RULEBOOK_FILE));
    complaints.into_iter().map(|one| (one.line, one.is_warning, one.message)).collect()
}

fn digest(text: &str) -> String {
    crate::bundle::hex(&Sha256::digest(text.as_bytes()))
}

#[test]
fn a_text_in_the_folder_is_the_one_whose_digest_is_given() {
    assert_eq!(complaints(&digest(TEXT), &[("text/LAW.md", TEXT)]), []);
    assert_eq!(complaints(&digest(TEXT).to_uppercase(), &[("text/LAW.md", TEXT)]), [], "however it is written");
    assert_eq!(complaints(&digest(TEXT), &[]), [], "a text need not be there");
}

#[test]
fn a_text_of_which_one_letter_differs_is_refused_with_the_line_of_its_digest() {
    let other = TEXT.replace("三十日", "二十日");
    let found = complaints(&digest(TEXT), &[("text/LAW.md", &other)]);
    let [(11, false, message)] = found.as_slice() else { panic!("{found:#?}") };
    assert!(message.contains("text/LAW.md") && message.contains(&digest(&other)), "{message}");
}

#[test]
fn a_digest_that_is_none_is_refused_and_a_text_of_no_source_is_told() {
    let found = complaints("abc", &[]);
    assert!(matches!(found.as_slice(), [(11, false, message)] if message.contains("64 hexadecimal")), "{found:#?}");
    let found = complaints(&digest(TEXT), &[("text/LOW.md", TEXT)]);
    assert!(matches!(found.as_slice(), [(1, true, message)] if message.contains("[source.LOW]")), "{found:#?}");
}
