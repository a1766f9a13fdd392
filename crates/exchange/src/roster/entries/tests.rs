//! What lines tell together.

use super::*;
use crate::roster::lines;

fn gathered(text: &str, known: &KnownOrgans) -> (Entries, Vec<(u64, &'static str)>) {
    let read = lines::from(Box::new(std::io::Cursor::new(text.as_bytes().to_vec())));
    let mut faults = read.faults;
    let entries = gather(read.rows, known, &mut faults);
    (entries, faults.iter().map(|fault| (fault.line, fault.code)).collect())
}

#[test]
fn lines_of_one_number_are_one_person_with_several_posts() {
    let text =
        "number,name,identity,organ,post,from\n1,A,,X,head,2020\n1,A,civil_servant,Y,member,2022\n2,B,,X,deputy,\n";
    let (entries, faults) = gathered(text, &KnownOrgans::new());
    assert_eq!(faults, []);
    assert_eq!(entries.organs.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["X", "Y"]);
    assert_eq!(entries.persons.iter().map(|p| p.posts.len()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(entries.persons[0].facts[&Column::Identity], "civil_servant", "an empty cell says nothing");
}

#[test]
fn an_organ_stands_after_the_one_above_it_and_a_circle_is_told() {
    let text =
        "number,organ,parent,organ_level\n,office,bureau,\n,bureau,county,county\n,county,,county\n,a,b,\n,b,a,\n";
    let (entries, faults) = gathered(text, &KnownOrgans::new());
    assert_eq!(entries.organs.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["county", "bureau", "office"]);
    assert_eq!(entries.organs[2].parent, Some(entries.organs[1].id));
    assert_eq!(faults, [(5, "circle"), (5, "circle")]);
}

#[test]
fn a_contradiction_a_repetition_and_a_gap_are_faults_of_their_line() {
    let text = "number,name,organ,organ_level,post\n1,A,X,county,head\n1,B,X,county,deputy\n2,C,X,city,member\n\
        1,A,X,county,head\n,D,X,,\n3,E,,,\n";
    let (entries, faults) = gathered(text, &KnownOrgans::new());
    let told = [(3, "contradiction"), (4, "contradiction"), (5, "twice"), (6, "incomplete"), (7, "incomplete")];
    assert_eq!(faults, told);
    assert_eq!(entries.persons.len(), 1);
}

#[test]
fn an_organ_of_the_register_is_known_by_its_name_unless_two_have_it() {
    let known = KnownOrgans::from([
        ("X".to_owned(), vec![Uuid::from_u128(1)]),
        ("Y".to_owned(), vec![Uuid::from_u128(2), Uuid::from_u128(3)]),
    ]);
    let (entries, faults) = gathered("number,organ\n1,X\n2,Y\n", &known);
    assert_eq!(faults, [(3, "ambiguous")]);
    assert!(entries.organs.is_empty());
    assert_eq!(entries.persons[0].posts[0].organ, Uuid::from_u128(1));
}
