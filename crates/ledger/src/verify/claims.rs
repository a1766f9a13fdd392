//! Claims replayed in bounded memory: a pass holds one slice of the keys, and a slice that grows too large is halved.

use std::collections::HashMap;

use uuid::Uuid;

use super::{CheckedFields, Connection, FaultKind, Report};
use crate::{LogId, PAGE_EVENTS, Result, VERIFY_CLAIMS_MAX, content_hash};

/// The keys whose digest ends in `remainder` of `bits` bits, and who holds them.
#[derive(Debug)]
pub(super) struct Claims {
    bits: u32,
    remainder: u128,
    held: HashMap<u128, Uuid>,
    keys_max: usize,
    /// Slices split off because this one grew too large.
    others: Vec<(u32, u128)>,
}

/// Slices still to be read.
#[derive(Debug)]
pub(super) struct Passes {
    waiting: Vec<(u32, u128)>,
    keys_max: usize,
}

impl Passes {
    pub(super) fn new() -> Self {
        Self { waiting: Vec::new(), keys_max: VERIFY_CLAIMS_MAX }
    }

    pub(super) fn first(&self) -> Claims {
        Claims::new(0, 0, self.keys_max)
    }

    pub(super) fn split(&mut self, claims: &Claims) {
        self.waiting.extend(&claims.others);
    }

    pub(super) fn next(&mut self) -> Option<Claims> {
        self.waiting.pop().map(|(bits, remainder)| Claims::new(bits, remainder, self.keys_max))
    }
}

impl Claims {
    fn new(bits: u32, remainder: u128, keys_max: usize) -> Self {
        Self { bits, remainder, held: HashMap::new(), keys_max, others: Vec::new() }
    }

    pub(super) fn replay(&mut self, position: i64, fields: &CheckedFields, report: &mut Report) {
        for key in &fields.release {
            let digest = digest(key);
            if self.held.get(&digest) == Some(&fields.stream.id) {
                self.held.remove(&digest);
            }
        }
        for key in &fields.take {
            let digest = digest(key);
            if !self.mine(digest) {
                continue;
            }
            let before = self.held.insert(digest, fields.stream.id);
            if before.is_some_and(|holder| holder != fields.stream.id) {
                report.fault(FaultKind::Claim, Some(position), format_args!("{key} was held by another stream"));
            }
            if self.held.len() > self.keys_max {
                self.halve();
            }
        }
    }

    fn mine(&self, digest: u128) -> bool {
        digest & ((1 << self.bits) - 1) == self.remainder
    }

    fn halve(&mut self) {
        self.others.push((self.bits + 1, self.remainder | 1 << self.bits));
        self.bits += 1;
        let (mask, remainder) = ((1 << self.bits) - 1, self.remainder);
        self.held.retain(|digest, _| digest & mask == remainder);
    }

    /// Compares the slice with the table and leaves nothing held.
    pub(super) async fn compare(
        &mut self,
        connection: &mut Connection,
        log_id: LogId,
        report: &mut Report,
    ) -> Result<()> {
        let mut after = String::new();
        loop {
            let page = sqlx::query_file!("sql/verify_claims.sql", log_id.0, after, PAGE_EVENTS)
                .fetch_all(&mut *connection)
                .await?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.key);
            for row in page {
                let digest = digest(&row.key);
                if self.mine(digest) && self.held.remove(&digest) != Some(row.stream_id) {
                    report.fault(FaultKind::Claim, None, format_args!("{} is held by nobody's event", row.key));
                }
            }
        }
        for holder in self.held.values() {
            report.fault(FaultKind::Claim, None, format_args!("a claim of stream {holder} is missing"));
        }
        self.held.clear();
        Ok(())
    }
}

fn digest(key: &str) -> u128 {
    let hash = content_hash(key.as_bytes());
    hash[..16].iter().fold(0, |digest, byte| digest << 8 | u128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Derived, Stream};

    fn fields(stream: u128, take: &[&str], release: &[&str]) -> CheckedFields {
        let own = |keys: &[&str]| keys.iter().map(ToString::to_string).collect();
        CheckedFields {
            event_id: Uuid::nil(),
            stream: Stream { kind: "case".into(), id: Uuid::from_u128(stream) },
            kind: "CaseFiled".into(),
            schema_version: 1,
            command_id: Uuid::nil(),
            derived: Derived::default(),
            take: own(take),
            release: own(release),
            parts: Vec::new(),
            texts: Vec::new(),
        }
    }

    #[test]
    fn slices_together_hold_every_key_once() {
        let keys: Vec<String> = (0..500).map(|number| format!("case_no:x:2024:{number}")).collect();
        let mut passes = Passes { waiting: vec![(0, 0)], keys_max: 60 };
        let mut found = 0;
        while let Some(mut claims) = passes.next() {
            let mut report = Report::default();
            for key in &keys {
                claims.replay(1, &fields(7, &[key], &[]), &mut report);
            }
            assert!(report.is_sound());
            assert!(claims.held.len() <= 60);
            found += claims.held.len();
            passes.split(&claims);
        }
        assert_eq!(found, 500);
    }

    #[test]
    fn a_key_taken_from_its_holder_is_a_fault_and_a_released_one_is_not() {
        let mut report = Report::default();
        let mut claims = Passes::new().first();
        claims.replay(1, &fields(1, &["k"], &[]), &mut report);
        claims.replay(2, &fields(1, &[], &["k"]), &mut report);
        claims.replay(3, &fields(2, &["k"], &[]), &mut report);
        assert!(report.is_sound());
        claims.replay(4, &fields(3, &["k"], &[]), &mut report);
        assert_eq!(report.faults[0].kind, FaultKind::Claim);
    }
}
