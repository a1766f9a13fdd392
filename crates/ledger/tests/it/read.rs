//! Readers: pages, streams, ranges, single events.

use sqlx::PgPool;
use wenze_ledger::{Ledger, Recorded, Stream, StreamRange};

use crate::setting::{appended, case, command, event, ledger};

async fn filled(owner: &PgPool) -> Ledger {
    let ledger = ledger(owner).await;
    for round in 0..3 {
        for stream in 0..10 {
            let stream = case(stream * 0x1000_0000_0000_0000_0000_0000_0000);
            appended(&ledger.append(command(&stream, Some(round * 2), 2)).await.unwrap());
        }
    }
    ledger
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_was_written_is_read_back_exactly(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let command = command(&case(5), Some(0), 1);
    let written = command.writes[0].events[0].clone();
    appended(&ledger.append(command.clone()).await.unwrap());
    let read = ledger.event(written.event_id).await.unwrap().unwrap();
    assert_eq!(read.content[..], written.content[..]);
    assert_eq!((read.stream.clone(), read.kind.clone(), read.schema_version), (case(5), written.kind, 1));
    assert_eq!((read.derived.clone(), read.command_id), (written.derived, command.command_id));
    assert_eq!(ledger.positions(1..=1).await.unwrap(), [read]);
    assert_eq!(ledger.event(uuid::Uuid::nil()).await.unwrap(), None);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn sql_and_rust_agree_on_the_record_hash(owner: PgPool) {
    let ledger = filled(&owner).await;
    for event in ledger.read_log(0, 100).await.unwrap() {
        let hash = wenze_ledger::record_hash(
            ledger.log_id(),
            event.position,
            event.event_id,
            event.stream.id,
            event.stream_version,
            event.recorded_at,
            &wenze_ledger::content_hash(&event.content),
        );
        assert_eq!(event.record_hash, hash);
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn every_way_of_paging_returns_each_event_once(owner: PgPool) {
    let ledger = filled(&owner).await;
    let all = ledger.read_log(0, 1000).await.unwrap();
    assert_eq!(all.len(), 60);
    let mut scanned = Vec::new();
    let mut scan = ledger.scan_pages(0, 7);
    while let Some(page) = scan.next_page().await.unwrap() {
        scanned.extend(page);
    }
    assert_eq!(scanned, all);

    let ranges = ledger.stream_ranges(13).await.unwrap();
    assert!(ranges.len() > 2, "{ranges:?}");
    let mut by_stream = all.clone();
    by_stream.sort_by_key(|event| (event.stream.id, event.stream_version));
    for cut in [ranges, vec![StreamRange::ALL]] {
        assert_eq!(read_ranges(&ledger, &cut, 60).await, by_stream);
    }
    let early = read_ranges(&ledger, &[StreamRange::ALL], 20).await;
    assert_eq!(early.len(), 20);
}

async fn read_ranges(ledger: &Ledger, ranges: &[StreamRange], until: i64) -> Vec<Recorded> {
    let mut read = Vec::new();
    for range in ranges {
        let mut after = None;
        loop {
            let page = ledger.read_stream_range(*range, after, until, 4).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some((last.stream.id, last.stream_version));
            read.extend(page);
        }
    }
    read
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn streams_are_read_alone_and_together(owner: PgPool) {
    let ledger = filled(&owner).await;
    let first = case(0);
    assert_eq!(ledger.read_stream(&first, 0, 100).await.unwrap().len(), 6);
    assert_eq!(ledger.read_stream(&first, 4, 1).await.unwrap()[0].stream_version, 5);
    let other_kind = Stream { kind: "person".into(), ..first.clone() };
    assert!(ledger.read_stream(&other_kind, 0, 100).await.unwrap().is_empty());
    let many = ledger.read_streams(&[case(77), first.clone(), other_kind, first]).await.unwrap();
    assert_eq!(many.iter().map(Vec::len).collect::<Vec<_>>(), [0, 6, 0, 6]);
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_scan_at_the_head_finds_what_comes_later(owner: PgPool) {
    let ledger = ledger(&owner).await;
    let mut scan = ledger.scan(0);
    assert!(scan.next_page().await.unwrap().is_none());
    let mut one = command(&case(1), Some(0), 1);
    one.writes[0].events.push(event(&case(1), one.command_id, &[], &[]));
    appended(&ledger.append(one).await.unwrap());
    assert_eq!(scan.next_page().await.unwrap().unwrap().len(), 2);
    assert!(scan.next_page().await.unwrap().is_none());
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn streams_of_grants_are_told_with_their_versions_page_by_page(owner: PgPool) {
    let ledger = filled(&owner).await;
    let streams: Vec<Stream> = (1..=3).map(|id| Stream { kind: "grants".into(), ..case(id) }).collect();
    for (stream, events) in streams.iter().zip([1, 3, 2]) {
        appended(&ledger.append(command(stream, Some(0), events)).await.unwrap());
    }
    let first = ledger.grant_streams(uuid::Uuid::nil(), 2).await.unwrap();
    assert_eq!(first, [(streams[0].id, 1), (streams[1].id, 3)]);
    assert_eq!(ledger.grant_streams(first[1].0, 2).await.unwrap(), [(streams[2].id, 2)]);
    assert_eq!(ledger.grant_streams(streams[2].id, 2).await.unwrap(), []);
}
