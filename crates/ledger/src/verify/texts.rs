//! The texts that events name by their digests, against the store of texts.

use std::collections::BTreeMap;

use super::{CheckedFields, Connection, FaultKind, Report};
use crate::{FAULTS_MAX, Result};

/// Every digest named, with the first position that names it. There are as many as releases and revisions, which are few.
#[derive(Debug, Default)]
pub(super) struct Texts {
    named: BTreeMap<[u8; 32], i64>,
}

impl Texts {
    pub(super) fn name(&mut self, position: i64, fields: &CheckedFields) {
        for digest in &fields.texts {
            self.named.entry(*digest).or_insert(position);
        }
    }

    pub(super) async fn compare(&self, connection: &mut Connection, report: &mut Report) -> Result<()> {
        let wanted: Vec<Vec<u8>> = self.named.keys().map(|digest| digest.to_vec()).collect();
        let found = sqlx::query_file_scalar!("sql/texts_present.sql", &wanted).fetch_all(&mut *connection).await?;
        for (digest, position) in &self.named {
            if !found.iter().any(|one| one == digest) {
                let detail = format_args!("the text {} that it names is not stored", hex(digest));
                report.fault(FaultKind::Text, Some(*position), detail);
            }
        }
        let limit = i64::try_from(FAULTS_MAX).unwrap_or(i64::MAX);
        for digest in sqlx::query_file_scalar!("sql/verify_texts.sql", limit).fetch_all(connection).await? {
            report.fault(FaultKind::Text, None, format_args!("the text under {} is another one", hex(&digest)));
        }
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
