//! Rows of several files, brought together.

use std::fs;
use std::path::Path;

use super::*;

struct Files(PathBuf);

impl Files {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let folder = std::env::temp_dir().join(format!("wenze-tables-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in files {
            fs::write(folder.join(name), bytes).unwrap();
        }
        Self(folder)
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn table(folder: &Path, number: u16, name: &str, lines: Lines) -> TableFiles {
    let table = Table { name: name.to_owned(), lines, encoding: Encoding::Utf8, case: "case".to_owned() };
    TableFiles { table, files: vec![(number, folder.join(name))] }
}

/// Each case as its rows, `table:line name=value`; each fault as `file:line code`.
fn told(tables: &[TableFiles], is_grouped: bool, sort_bytes: usize) -> Vec<String> {
    let grouping = Grouping { is_grouped, sort_bytes, folder: std::env::temp_dir() };
    let mut all = Vec::new();
    let mut take = |found: Found| {
        all.push(match found {
            Ok(group) => {
                let row = |row: &Row| {
                    let fields: Vec<String> =
                        row.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
                    format!("{}:{} {}", row.table, row.place.line, fields.join(" "))
                };
                format!("{} [{}]", group.case, group.rows.iter().map(row).collect::<Vec<_>>().join("; "))
            }
            Err((place, fault)) => format!("{}:{} {}", place.file, place.line, fault.code),
        });
        true
    };
    read(tables, &grouping, &Pseudonyms::default(), &Arc::default(), &mut take).unwrap();
    all
}

const CASES: &[u8] = b"case,opened\nB,2020\nA,2021\n";
const STEPS: &[u8] = b"step,case\n\"one, and\nmore\",A\ntwo,B\n,A\nthree,C\n";

#[test]
fn rows_of_a_case_come_together_out_of_every_table_whether_they_went_to_files_or_not() {
    let files = Files::new("join", &[("cases", CASES), ("steps", STEPS)]);
    let tables = [table(&files.0, 0, "cases", Lines::Csv), table(&files.0, 1, "steps", Lines::Csv)];
    let wanted = [
        "A [0:3 case=A opened=2021; 1:2 step=one, and\nmore case=A; 1:5 case=A]",
        "B [0:2 case=B opened=2020; 1:4 step=two case=B]",
        "C [1:6 step=three case=C]",
    ];
    assert_eq!(told(&tables, false, usize::MAX), wanted);
    assert_eq!(told(&tables, false, 1), wanted, "every row in a file of its own");
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_takes_its_case_with_it() {
    let text = b"case,a\nA,1\nA,1,2\n,3\nB,\xff\nC,4\n";
    let files = Files::new("faults", &[("rows", text), ("empty", b""), ("other", b"a,b\n1,2\n")]);
    let of = |name| told(&[table(&files.0, 0, name, Lines::Csv)], false, 64);
    assert_eq!(of("rows"), ["0:4 case-name", "0:3 malformed", "0:5 encoding", "C [0:6 case=C a=4]"]);
    assert_eq!(of("empty"), ["0:1 malformed"]);
    assert_eq!(of("other"), ["0:1 malformed"], "no column names the case");
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let text =
        b"\r\ncase,a\r\n\r\nA,\"one\r\n\r\ntwo \"\"quoted\"\"\"\r\n  \r\nB,5\" pipe\r\nC,\"never ends\r\nD,1\r\n";
    let files = Files::new("lines", &[("rows", text)]);
    let told = told(&[table(&files.0, 0, "rows", Lines::Csv)], false, 64);
    let wanted = ["0:9 truncated", "A [0:4 case=A a=one\r\n\r\ntwo \"quoted\"]", "B [0:8 case=B a=5\" pipe]"];
    assert_eq!(told, wanted);
}

#[test]
fn json_lines_are_told_by_the_way_to_each_value() {
    let text = r#"{"case":"B","n":1.5,"list":[{"a":"x"},{"a":null,"b":[true]}],"none":null,"o/p":2,"blank":" "}

{"case":"A","list":[]}
{"case":7}
["A"]
{"case":"A"
"#;
    let files = Files::new("json", &[("rows", text.as_bytes())]);
    let tables = [table(&files.0, 0, "rows", Lines::Json)];
    let wanted = [
        "B [0:1 case=B list/0/a=x list/1/b/0=true n=1.5 o~1p=2]",
        "0:4 case-name",
        "0:5 malformed",
        "0:6 malformed",
        "A [0:3 case=A]",
    ];
    let sorted: Vec<String> = told(&tables, true, 0);
    assert_eq!(sorted.iter().filter(|one| one.starts_with("0:")).count(), 3);
    assert!(wanted.iter().all(|one| sorted.contains(&(*one).to_owned())), "{sorted:?}");
    assert_eq!(
        sorted[1],
        "0:4 case-name".to_owned(),
        "what stands together is told in the order of the file: {sorted:?}"
    );
}

#[test]
fn a_case_of_too_many_lines_is_a_fault_with_its_place() {
    let mut text = "case\n".to_owned();
    text.push_str(&"A\n".repeat(EVENTS_PER_CASE_MAX + 2));
    let files = Files::new("many", &[("rows", text.as_bytes())]);
    let told = told(&[table(&files.0, 3, "rows", Lines::Csv)], true, 0);
    assert_eq!(told, [format!("3:{} too-many-events", EVENTS_PER_CASE_MAX + 2)]);
}
