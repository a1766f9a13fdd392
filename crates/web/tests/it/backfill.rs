//! An old paper case in one grid: checked line by line, stored at once.

use std::io::{Cursor, Read, Write};

use axum::http::StatusCode;
use sqlx::PgPool;
use wenze_domain::codes::Role;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::form::Form;
use crate::setting::Setting;

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_old_case_is_entered_in_one_grid_and_stored_at_once(owner: PgPool) {
    let setting = Setting::new(owner).await;
    setting.employ("fang", &[Role::Clerk], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/backfill");
    assert!(setting.get_with(&format!("/cases/{case}"), &line).await.has(&path));
    let empty = setting.get_with(&format!("{path}/template.csv"), &line).await;
    assert!(empty.text.starts_with("\u{feff}事项,日期,文号,责任人,经办人"), "{}", empty.text);

    let grid = Form::of(&setting.get_with(&path, &line).await);
    let table =
        "事项,日期,文号,责任人,经办人\n受理,2024-03,\"青纪受〔2024〕1号\",,王fang\n没有这种事项,昨天,,无此人,\n";
    let taken = setting.post(&path, &line, &grid.set("table", table).set("more", "table:0").pairs()).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", taken.text);
    assert!(taken.has("value=\"青纪受〔2024〕1号\"") && taken.has("id=\"a0.lines.1.act-error\""), "{}", taken.text);
    assert!(taken.has("第2行 事项") && !taken.has("第1行 事项："), "{}", taken.text);

    let form = Form::of(&taken).set("a0.lines.1.act", "其他事项登记").set("a0.lines.1.date", "2024年3月9日");
    let form = form.set("a0.lines.1.respondent", "").set("a0.lines.2.act", "收集证据").set("a0.lines.2.date", "2024");
    let short = setting.post(&path, &line, &form.set("step", "check").pairs()).await;
    assert!(short.status == StatusCode::UNPROCESSABLE_ENTITY && short.has("a0.lines.1.act-error"), "{}", short.text);
    let form = Form::of(&short).set("a0.lines.1.act", "核实实名").set("step", "check");
    let answers = setting.post(&path, &line, &form.pairs()).await;
    assert_eq!(answers.status, StatusCode::OK, "{}", answers.text);
    assert!(answers.has("第3行 收集证据") && answers.has("2024年3月9日(星期六)"), "{}", answers.text);
    let stored = setting.post(&path, &line, &Form::of(&answers).set("step", "save").pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let events = setting.casework.events(case, 2, 10).await.unwrap();
    let told: Vec<(&str, &str)> = events
        .items
        .iter()
        .map(|one| (one.event["kind"].as_str().unwrap(), one.event["occurred"]["date"].as_str().unwrap()))
        .collect();
    let expected =
        [("ReportAccepted", "2024-03"), ("ReporterIdentityConfirmed", "2024-03-09"), ("EvidenceCollected", "2024")];
    assert_eq!(told, expected);
    assert!(events.items.iter().all(|one| one.event["entered_from"] == "paper"));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_table_that_was_filled_in_elsewhere_is_tried_line_by_line_and_stored_when_confirmed(owner: PgPool) {
    let setting = Setting::with_files(owner).await;
    setting.employ("fang", &[Role::Clerk], false).await;
    let case = setting.case("举〔2024〕1号", "反映收受礼金").await;
    let cookie = setting.sign_in("fang").await;
    let line = [("cookie", cookie.as_str())];
    let path = format!("/cases/{case}/backfill");
    let grid = setting.get_with(&path, &line).await;
    assert!(grid.has("template.xlsx") && grid.has("enctype=\"multipart/form-data\""), "{}", grid.text);
    let book = setting.get_with(&format!("{path}/template.xlsx"), &line).await;
    assert!(book.bytes.starts_with(b"PK") && book.header("content-disposition").contains("backfill.xlsx"));

    let send = async |name: &str, bytes: &[u8]| {
        let file = [("table_file", name, "application/octet-stream", bytes)];
        setting.post_files(&path, &line, &Form::of(&grid).set("step", "check").pairs(), &file).await
    };
    let empty = send("空表.xlsx", &book.bytes).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.has("还没有填写"), "{}", empty.text);
    let garbled = send("旧.csv", &[0xca, 0xc2, 0xcf, 0xee]).await;
    assert!(garbled.status == StatusCode::UNPROCESSABLE_ENTITY && garbled.has("这个文件不能读取"), "{}", garbled.text);

    let wrong = send("案卷.csv", "\u{feff}事项,日期\r\n受理,2024-03\r\n没有这种事项,昨天\r\n".as_bytes()).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
    assert!(wrong.has("表中读到2行，有2格须改正") && wrong.has("第2行 日期"), "{}", wrong.text);
    // The workbook itself, filled in as a spreadsheet does, says the same of the same lines.
    let filled = send("案卷.xlsx", &filled_in(&book.bytes, &[["受理", "2024-03"], ["没有这种事项", "昨天"]])).await;
    assert_eq!(filled.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", filled.text);
    assert!(filled.has("表中读到2行，有2格须改正") && filled.has("第2行 日期"), "{}", filled.text);
    assert!(filled.has("value=\"受理\"") && filled.has("value=\"2024-03\""), "{}", filled.text);
    let right = send("案卷.csv", "事项,日期\r\n受理,2024-03\r\n".as_bytes()).await;
    assert!(right.status == StatusCode::OK && right.has("表中读到1行，逐行检查没有发现问题"), "{}", right.text);
    assert_eq!(setting.casework.case(case).await.unwrap().case.version, 2, "nothing is stored until it is confirmed");
    // The paper of a line comes with the grid, and goes to an act that has one.
    let file = [("a0.lines.0.paper.upload", "笔录.pdf", "application/pdf", b"scan".as_slice())];
    let form = Form::of(&right).set("step", "check");
    let refused = setting.post_files(&path, &line, &form.pairs(), &file).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.has("这一事项不附材料"), "{}", refused.text);
    let form = Form::of(&refused).set("a0.lines.0.act", "收集证据").set("step", "check");
    let id = form.get("a0.lines.0.paper.file").unwrap().to_owned();
    let answers = setting.post(&path, &line, &form.pairs()).await;
    assert!(answers.status == StatusCode::OK && answers.has("笔录.pdf"), "{}", answers.text);
    let stored = setting.post(&path, &line, &Form::of(&answers).set("step", "save").pairs()).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    assert_eq!(setting.casework.case(case).await.unwrap().case.version, 3);
    let event = setting.casework.act_in_force(case, 3).await.unwrap();
    assert_eq!(event["payload"]["record_ref"]["file_id"], id, "{event}");
}

/// The workbook with further lines below its head, act and date of each.
fn filled_in(book: &[u8], lines: &[[&str; 2]]) -> Vec<u8> {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    let mut from = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = from.file_names().map(str::to_owned).collect();
    for name in names {
        let mut text = String::new();
        from.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        if name == SHEET {
            let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
            let row = |line: &[&str; 2]| format!("<row>{}</row>", line.iter().map(cell).collect::<String>());
            let rows: String = lines.iter().map(row).collect();
            text = text.replace("</sheetData>", &format!("{rows}</sheetData>"));
        }
        into.start_file(name, SimpleFileOptions::default()).unwrap();
        into.write_all(text.as_bytes()).unwrap();
    }
    into.finish().unwrap().into_inner()
}
