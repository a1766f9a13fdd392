//! Cells of the table are quoted, and none of them is run by a spreadsheet.

use super::csv::quoted;

#[test]
fn a_cell_is_a_text_whatever_it_begins_with() {
    assert_eq!(quoted("说\"是\",\n否"), "\"说\"\"是\"\",\n否\"");
    for formula in ["=1+1", "+1", "-1", "@sum", "\tx"] {
        assert_eq!(quoted(formula), format!("\"'{formula}\""));
    }
}
