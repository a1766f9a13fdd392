//! What is promised of files, against a real Postgres and a real folder.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use futures_util::{StreamExt, TryStreamExt, stream};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use uuid::Uuid;
use wenze_vault::{
    Begun, Error, FileFaultKind, FileProblem, Files, FilesSwept, NewFile, UNFINISHED_PER_PERSON_MAX, erase_subject,
};

use crate::{Setting, setting};

/// Two objects and a little.
const LONG: usize = 4 * 1024 * 1024 + 70_000;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("wenze-files-{}", Uuid::new_v4())))
    }

    /// The objects of a file.
    fn objects(&self, file: Uuid) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.0.join(file.to_string()));
        entries.into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn files(owner: PgPool) -> (Setting, Files, Folder) {
    let setting = setting(owner).await;
    let folder = Folder::new();
    let files = Files::in_folder(&setting.vault, &folder.0).unwrap();
    (setting, files, folder)
}

fn content(size: usize) -> Vec<u8> {
    (0..size).map(|at| u8::try_from((at * 7 + at / 256) % 251).unwrap()).collect()
}

fn new(size: usize) -> NewFile {
    NewFile {
        file_id: Uuid::new_v4(),
        case_id: Uuid::from_u128(0xca5e),
        subject: "case:a".into(),
        sealed: false,
        media_type: "application/pdf".into(),
        size: size as u64,
        name: "谈话笔录.pdf".into(),
        request_mac: [3; 32],
        uploaded_by: Uuid::from_u128(0xaa),
        role: "INSPECTOR".into(),
        office_id: Uuid::from_u128(0xbb),
    }
}

/// Sends bytes in pieces of an odd length.
async fn send(files: &Files, file: Uuid, offset: usize, bytes: &[u8]) -> Result<(u64, bool), Error> {
    let pieces = stream::iter(bytes.chunks(10_007).map(Ok::<_, Infallible>));
    files.append(file, offset as u64, pieces).await.map(|done| (done.received, done.finished))
}

async fn stored(files: &Files, bytes: &[u8]) -> Uuid {
    let new = new(bytes.len());
    files.begin(&new).await.unwrap();
    assert_eq!(send(files, new.file_id, 0, bytes).await.unwrap(), (bytes.len() as u64, true));
    new.file_id
}

async fn read(files: &Files, file: Uuid, from: usize, to: usize) -> Result<Vec<u8>, Error> {
    let content = files.content(file).await?.ok_or(Error::NoFile(file))?;
    let pieces: Vec<_> = content.range(from as u64..to as u64).try_collect().await?;
    Ok(pieces.iter().flat_map(|piece| piece.iter().copied()).collect())
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn a_file_that_came_in_broken_parts_is_read_whole_and_by_range(owner: PgPool) {
    let (setting, files, folder) = files(owner).await;
    let (bytes, new) = (content(LONG), new(LONG));
    assert!(matches!(files.begin(&new).await.unwrap(), Begun::New(_)));
    let mut at = 0;
    // Less than a chunk, a chunk, an object and a little; each ends with a broken connection.
    for until in [1_000, 65_536, 300_000, 4 * 1024 * 1024, 4 * 1024 * 1024 + 100] {
        let pieces = bytes[at..until].chunks(8_000).map(Ok).chain([Err("broken")]);
        let done = files.append(new.file_id, at as u64, stream::iter(pieces)).await.unwrap();
        assert_eq!((done.received, done.finished, done.broken_off), (until as u64, false, Some("broken")));
        at = until;
    }
    assert!(matches!(files.content(new.file_id).await, Ok(None)), "not all of it is there");
    let elsewhere = send(&files, new.file_id, at + 1, &bytes[at + 1..]).await;
    assert!(matches!(elsewhere, Err(Error::File(FileProblem::Offset(told))) if told == at as u64), "{elsewhere:?}");
    assert_eq!(send(&files, new.file_id, at, &bytes[at..]).await.unwrap(), (LONG as u64, true));

    let info = files.info(new.file_id).await.unwrap().unwrap();
    assert_eq!((info.name.as_deref(), info.sha256), (Some("谈话笔录.pdf"), Some(Sha256::digest(&bytes).into())));
    assert_eq!(read(&files, new.file_id, 0, LONG).await.unwrap(), bytes);
    let border = 4 * 1024 * 1024;
    assert_eq!(read(&files, new.file_id, border - 5, border + 70).await.unwrap(), bytes[border - 5..border + 70]);
    assert_eq!(folder.objects(new.file_id).len(), 2, "what was laid down anew is gone");
    let again = send(&files, new.file_id, LONG, b"x").await;
    assert!(matches!(again, Err(Error::File(FileProblem::Finished))), "{again:?}");
    let health = files.check(|_| {}).await.unwrap();
    assert_eq!((health.sound, health.faults_total, health.unfinished), (1, 0, 0));
    assert!(!holds(&folder.0, &bytes[1_000..1_016]), "nothing of it lies there in the clear");
    let name: bool = sqlx::query_scalar("select bool_or(position('笔录'::bytea in name) > 0) from vault.file")
        .fetch_one(&setting.owner)
        .await
        .unwrap();
    assert!(!name, "nor its name");
}

/// Whether a folder holds these bytes somewhere.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let objects = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    objects.map(|path| std::fs::read(path).unwrap()).any(|held| held.windows(bytes.len()).any(|part| part == bytes))
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn the_same_request_begins_one_upload_and_nobody_begins_too_many(owner: PgPool) {
    let (_, files, _folder) = files(owner).await;
    let first = new(5);
    files.begin(&first).await.unwrap();
    send(&files, first.file_id, 0, b"abc").await.unwrap();
    let Begun::Before(info) = files.begin(&first).await.unwrap() else { panic!("it was begun before") };
    assert_eq!(info.received, 3);
    let other = NewFile { request_mac: [4; 32], ..first.clone() };
    assert!(matches!(files.begin(&other).await, Err(Error::File(FileProblem::KeyReused))));
    for _ in 1..UNFINISHED_PER_PERSON_MAX {
        files.begin(&new(5)).await.unwrap();
    }
    assert!(matches!(files.begin(&new(5)).await, Err(Error::File(FileProblem::TooManyUnfinished))));
    let of_another = NewFile { uploaded_by: Uuid::from_u128(0xcc), ..new(5) };
    files.begin(&of_another).await.unwrap();
    assert!(files.discard(first.file_id).await.unwrap());
    assert!(files.info(first.file_id).await.unwrap().is_none());
    files.begin(&new(5)).await.unwrap();
    for wrong in [
        NewFile { name: "a\nb".into(), ..new(5) },
        NewFile { name: " ".into(), ..new(5) },
        NewFile { media_type: "text/html; charset=utf-8".into(), ..new(5) },
        NewFile { size: wenze_vault::FILE_BYTES_MAX + 1, ..new(5) },
    ] {
        assert!(matches!(files.begin(&wrong).await, Err(Error::File(_))));
    }
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn of_two_parts_at_once_the_later_goes_on(owner: PgPool) {
    let (_, files, folder) = files(owner).await;
    let (bytes, new) = (content(200_000), new(200_000));
    files.begin(&new).await.unwrap();
    let (file, first) = (new.file_id, bytes.clone());
    // The first part hangs after some bytes, and the second comes meanwhile.
    let (release, released) = tokio::sync::oneshot::channel::<()>();
    let hanging = stream::iter([Ok::<_, Infallible>(first[..70_000].to_vec())])
        .chain(stream::once(async move { Ok(released.await.map(|()| vec![0; 10]).unwrap()) }));
    let slow = tokio::spawn({
        let files = files.clone();
        async move { files.append(file, 0, hanging).await.map(|done| done.received) }
    });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert_eq!(send(&files, file, 0, &bytes).await.unwrap(), (200_000, true));
    release.send(()).unwrap();
    let late = slow.await.unwrap();
    assert!(matches!(late, Err(Error::File(FileProblem::Superseded))), "{late:?}");
    assert_eq!(read(&files, file, 0, 200_000).await.unwrap(), bytes);
    assert_eq!(folder.objects(file).len(), 1, "what the first part laid down is gone");
    let beyond = NewFile { file_id: Uuid::new_v4(), size: 3, ..new };
    files.begin(&beyond).await.unwrap();
    assert!(matches!(send(&files, beyond.file_id, 0, b"abcd").await, Err(Error::File(FileProblem::Beyond(3)))));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_missing_or_altered_is_named_and_what_is_erased_is_not(owner: PgPool) {
    let (setting, files, folder) = files(owner).await;
    let sound = stored(&files, b"").await;
    let (lost, altered) = (stored(&files, b"lost").await, stored(&files, &content(100_000)).await);
    let mut erased = new(6);
    erased.subject = "case:erased".into();
    files.begin(&erased).await.unwrap();
    send(&files, erased.file_id, 0, b"erased").await.unwrap();
    std::fs::remove_file(&folder.objects(lost)[0]).unwrap();
    let object = &folder.objects(altered)[0];
    let mut bytes = std::fs::read(object).unwrap();
    bytes[70_000] ^= 1;
    std::fs::write(object, &bytes).unwrap();
    assert!(matches!(read(&files, altered, 0, 100_000).await, Err(Error::FileAltered(file)) if file == altered));
    assert_eq!(read(&files, altered, 0, 10).await.unwrap(), content(10), "another chunk opens");
    assert!(matches!(read(&files, lost, 0, 4).await, Err(Error::FileLost(file)) if file == lost));

    let mut connection = setting.owner.acquire().await.unwrap();
    erase_subject(&mut connection, 1, "case:erased").await.unwrap();
    let health = files.check(|_| {}).await.unwrap();
    assert_eq!((health.sound, health.erased, health.uncleared, health.faults_total), (1, 1, 1, 2));
    let named: Vec<_> = health.faults.iter().map(|fault| (fault.file_id, fault.kind)).collect();
    assert!(named.contains(&(lost, FileFaultKind::Missing)) && named.contains(&(altered, FileFaultKind::Altered)));
    assert_eq!(files.sweep().await.unwrap(), FilesSwept { unfinished: 0, erased: 1 });
    assert_eq!(files.sweep().await.unwrap(), FilesSwept::default());
    assert!(folder.objects(erased.file_id).is_empty());
    let info = files.info(erased.file_id).await.unwrap().unwrap();
    assert_eq!((info.erased, info.name, info.sha256), (true, None, None));
    assert!(matches!(files.content(erased.file_id).await, Ok(None)));
    assert_eq!(files.check(|_| {}).await.unwrap().uncleared, 0);
    assert_eq!(read(&files, sound, 0, 0).await.unwrap(), b"");

    // Cut short is altered, too.
    std::fs::write(object, &bytes[..65_000]).unwrap();
    assert!(matches!(read(&files, altered, 0, 10).await, Err(Error::FileAltered(_))));
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn what_is_stored_cannot_be_changed_by_whoever_runs_the_program(owner: PgPool) {
    let (setting, files, _folder) = files(owner).await;
    let file = stored(&files, b"abc").await;
    for statement in [
        "delete from vault.file",
        "update vault.file set objects = '{}'",
        "update vault.file set cleared_at = now()",
        "update vault.file set received = 1, stored_at = null, digest = null",
        "update vault.file set case_id = file_id",
        "insert into vault.file select * from vault.file",
        "truncate vault.file",
    ] {
        let refused = sqlx::query(statement).execute(setting.ledger.pool()).await;
        assert!(refused.is_err(), "{statement}");
    }
    assert_eq!(read(&files, file, 0, 3).await.unwrap(), b"abc");
}

#[sqlx::test(migrator = "wenze_ledger::MIGRATOR")]
async fn an_upload_that_nobody_goes_on_with_is_swept_away(owner: PgPool) {
    let (setting, files, folder) = files(owner).await;
    let (old, young) = (new(200_000), new(200_000));
    for new in [&old, &young] {
        files.begin(new).await.unwrap();
        send(&files, new.file_id, 0, &content(100_000)).await.unwrap();
    }
    assert_eq!(folder.objects(old.file_id).len(), 1);
    let aged = "update vault.file set touched_at = now() - interval '49 hours' where file_id = $1";
    sqlx::query(aged).bind(old.file_id).execute(&setting.owner).await.unwrap();
    assert_eq!(files.sweep().await.unwrap(), FilesSwept { unfinished: 1, erased: 0 });
    assert!(folder.objects(old.file_id).is_empty());
    assert!(files.info(young.file_id).await.unwrap().is_some());
}
