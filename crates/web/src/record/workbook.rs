//! Tables that come as files: text with commas or tabs, or the first sheet of a workbook (XLSX). Both become one text, a line for each row, as
//! it could have been pasted; and the empty workbook to fill in.
//!
//! A workbook is an archive, and a small one can hold very much: what it unpacks to is counted before anything reads it.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};

use calamine::{DataRef, Reader, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Longest file of a table, in bytes.
pub(crate) const TABLE_BYTES_MAX: usize = 1024 * 1024;
/// Most bytes that a workbook unpacks to, and most files in it.
const UNPACKED_BYTES_MAX: u64 = 16 * 1024 * 1024;
const ENTRIES_MAX: usize = 200;
/// Most rows and columns that are read.
const ROWS_MAX: usize = 1_000;
const COLUMNS_MAX: u32 = 32;
/// How an archive begins.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Why a table cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is longer than may be.
    TooLong,
    /// It is neither a workbook nor a text in UTF-8.
    Unknown,
}

impl Unread {
    /// As a form says it.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::Unknown => "unknown",
        }
    }
}

/// A table as one text.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unread> {
    if bytes.len() > TABLE_BYTES_MAX {
        return Err(Unread::TooLong);
    }
    if bytes.starts_with(ARCHIVE) {
        return sheet(bytes);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Unread::Unknown)?;
    if text.contains('\0') { Err(Unread::Unknown) } else { Ok(text.to_owned()) }
}

/// The first sheet of a workbook, tabs between its cells.
fn sheet(bytes: &[u8]) -> Result<String, Unread> {
    count(bytes)?;
    let unknown = |_| Unread::Unknown;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unknown)?;
    let name = book.sheet_names().into_iter().next().ok_or(Unread::Unknown)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(unknown)?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(unknown)? {
        let (row, column) = cell.get_position();
        let said = said(cell.get_value());
        if said.is_empty() || column >= COLUMNS_MAX {
            continue;
        }
        rows.entry(row).or_default().insert(column, said);
        if rows.len() > ROWS_MAX {
            return Err(Unread::TooLong);
        }
    }
    written(&rows).ok_or(Unread::Unknown)
}

fn written(rows: &BTreeMap<u32, BTreeMap<u32, String>>) -> Option<String> {
    let mut table = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
    for row in rows.values() {
        let last = row.keys().next_back().copied()?;
        table.write_record((0..=last).map(|column| row.get(&column).map_or("", String::as_str))).ok()?;
    }
    String::from_utf8(table.into_inner().ok()?).ok()
}

/// Counts what a workbook unpacks to; what it says of itself is not believed.
fn count(bytes: &[u8]) -> Result<(), Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Unknown)?;
    if archive.len() > ENTRIES_MAX {
        return Err(Unread::TooLong);
    }
    let mut left = UNPACKED_BYTES_MAX;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(|_| Unread::Unknown)?;
        let unpacked = io::copy(&mut entry.take(left + 1), &mut io::sink()).map_err(|_| Unread::Unknown)?;
        left = left.checked_sub(unpacked).ok_or(Unread::TooLong)?;
    }
    Ok(())
}

/// A cell as people see it: dates by their day, whole numbers without decimals, lines joined.
fn said(cell: &DataRef<'_>) -> String {
    let text = match cell {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(at) => at.chars().take(10).collect(),
        DataRef::Bool(_) | DataRef::DurationIso(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The files of the smallest workbook there is. Its columns hold texts, so that a date stays as it was typed.
const FILES: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>"#,
    ),
];

/// A workbook with one sheet of texts; none if it cannot be packed.
pub(crate) fn workbook(rows: &[Vec<String>]) -> Option<Vec<u8>> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let lines: String = rows.iter().enumerate().map(|(number, row)| line(number + 1, row)).collect();
    let sheet = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cols>\
         <col min=\"1\" max=\"{columns}\" width=\"22\" style=\"1\" customWidth=\"1\"/></cols><sheetData>{lines}</sheetData></worksheet>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in FILES.into_iter().chain([("xl/worksheets/sheet1.xml", sheet.as_str())]) {
        archive.start_file(name, SimpleFileOptions::DEFAULT).ok()?;
        archive.write_all(text.as_bytes()).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
}

/// A row; only as many columns are written as there are letters.
fn line(number: usize, row: &[String]) -> String {
    let cell = |(letter, text): (char, &String)| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<c r=\"{letter}{number}\" t=\"inlineStr\" s=\"1\"><is><t>{text}</t></is></c>")
    };
    format!("<row r=\"{number}\">{}</row>", ('A'..='Z').zip(row).map(cell).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    /// A workbook with this sheet.
    fn packed(sheet: &str) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in FILES.into_iter().chain([("xl/worksheets/sheet1.xml", sheet)]) {
            archive.start_file(name, SimpleFileOptions::DEFAULT).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_workbook_is_read_as_it_was_filled_in() {
        let book = workbook(&[row(&["事项", "日期", "文号"]), row(&["受理", "2024-03", "<一> & \"二\""])]).unwrap();
        assert_eq!(text(&book).unwrap(), "事项\t日期\t文号\n受理\t2024-03\t\"<一> & \"\"二\"\"\"\n");
        let numbers = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
            <row r=\"3\"><c r=\"B3\"><v>20240305</v></c><c r=\"C3\" t=\"str\"><v>甲\n乙</v></c><c r=\"AZ3\"><v>1</v></c></row></sheetData></worksheet>";
        assert_eq!(text(&packed(numbers)).unwrap(), "\t20240305\t甲 乙\n", "what lies far to the right is passed over");
    }

    #[test]
    fn a_date_of_a_workbook_is_its_day() {
        let at = calamine::ExcelDateTime::new(45_356.75, calamine::ExcelDateTimeType::DateTime, false);
        assert_eq!(said(&DataRef::DateTime(at)), "2024-03-05");
        assert_eq!((said(&DataRef::Float(2024.0)), said(&DataRef::Float(0.5))), ("2024".to_owned(), "0.5".to_owned()));
    }

    #[test]
    fn what_is_no_table_or_unpacks_to_very_much_is_refused() {
        assert_eq!(text("甲,乙".as_bytes()).as_deref(), Ok("甲,乙"));
        assert_eq!(text(&[0xca, 0xc2, 0xcf, 0xee]), Err(Unread::Unknown), "a text in GBK");
        assert_eq!(text(b"PK\x03\x04 and nothing else"), Err(Unread::Unknown));
        let much = "<a/>".repeat(usize::try_from(UNPACKED_BYTES_MAX).unwrap() / 4 + 1);
        let bomb = packed(&much);
        assert!(bomb.len() < TABLE_BYTES_MAX);
        assert_eq!(text(&bomb), Err(Unread::TooLong));
        let far: Vec<String> = (1..=ROWS_MAX + 1).map(|at| format!("<row><c r=\"A{at}\"><v>1</v></c></row>")).collect();
        let far = far.concat();
        assert_eq!(
            text(&packed(&format!("<worksheet><sheetData>{far}</sheetData></worksheet>"))),
            Err(Unread::TooLong)
        );
    }
}
