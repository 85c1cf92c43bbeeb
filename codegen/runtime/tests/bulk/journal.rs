//! Journals: what a later run reads after a crash, and what is refused.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::runtime::bulk::{
    Digest, Identity, Journal, JournalError, JournalStorage, Recorded, RecordedChunk,
};

/// A storage in memory, which several journals can have.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<Mutex<Stored>>);

#[derive(Default)]
struct Stored {
    text: Vec<u8>,
    /// The number of bytes that can still be written.
    space: Option<usize>,
    appends: usize,
}

impl Memory {
    pub(super) fn new(text: &[u8]) -> Self {
        let memory = Self::default();
        memory.0.lock().unwrap().text = text.to_vec();
        memory
    }

    pub(super) fn text(&self) -> Vec<u8> {
        self.0.lock().unwrap().text.clone()
    }

    fn lines(&self) -> Vec<String> {
        String::from_utf8(self.text()).unwrap().lines().map(str::to_owned).collect()
    }

    /// The records without their checksums.
    fn records(&self) -> Vec<String> {
        self.lines().iter().map(|line| line[17..].to_owned()).collect()
    }
}

impl JournalStorage for Memory {
    fn load(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.text())
    }

    fn length(&mut self) -> io::Result<u64> {
        Ok(self.0.lock().unwrap().text.len() as u64)
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        self.0.lock().unwrap().text.truncate(usize::try_from(length).unwrap());
        Ok(())
    }

    fn append(&mut self, record: &[u8]) -> io::Result<()> {
        let mut stored = self.0.lock().unwrap();
        stored.appends += 1;
        let space = stored.space.unwrap_or(usize::MAX);
        stored.text.extend(record.iter().take(space));
        stored.space = stored.space.map(|space| space.saturating_sub(record.len()));
        if space < record.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

pub(super) fn identity() -> Identity {
    Identity {
        base_url: "https://acme.api.example.com".to_owned(),
        operation: "bulkUpdate".to_owned(),
        max_items: 100,
        max_bytes: 100_000,
    }
}

/// A run on a storage, and what it resumes.
pub(super) fn start(memory: &Memory) -> (Journal, Recorded) {
    let mut journal = Journal::from_storage(memory.clone());
    let recorded = journal.start(&identity(), || "7f3a".to_owned()).unwrap();
    (journal, recorded)
}

/// What a run resumes from a text.
pub(super) fn resumed(text: &[u8]) -> Recorded {
    start(&Memory::new(text)).1
}

/// The number of records that were not written in part.
pub(super) fn complete_records(text: &[u8]) -> usize {
    text.split(|byte| *byte == b'\n').count() - 1
}

/// Why a text is refused. It is unchanged then.
fn refusal(text: &[u8], identity: &Identity) -> JournalError {
    let memory = Memory::new(text);
    let mut journal = Journal::from_storage(memory.clone());
    let error = journal.start(identity, || panic!("it is not a new journal")).unwrap_err();
    assert_eq!(memory.text(), text);
    error
}

fn chunk(number: u64, items: impl IntoIterator<Item = u64>, job: Option<&str>) -> RecordedChunk {
    let job = job.map(str::to_owned);
    RecordedChunk { number, items: items.into_iter().collect(), job }
}

fn settled(recorded: &Recorded) -> Vec<(u64, u64)> {
    recorded.settled.iter().map(|range| (*range.start(), *range.end())).collect()
}

/// A line with the checksum of its text: FNV-1a, written down once more.
fn line(json: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in json.bytes() {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x} {json}\n")
}

/// A journal with a record of each kind.
fn example() -> Memory {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    journal.submit(0, &[0, 1, 2, 5], 6, 0xa1).unwrap();
    journal.accept(0, "job-0").unwrap();
    journal.submit(1, &[3, 4], 6, 0xa1).unwrap();
    journal.release(1).unwrap();
    journal.settle(2).unwrap();
    journal.settle(1).unwrap();
    journal.submit(2, &[4, 3], 8, 0xb2).unwrap();
    let (mut journal, _) = start(&memory);
    journal.accept(2, "job-2").unwrap();
    memory
}

#[test]
fn a_journal_is_text_with_positions_and_ids_of_jobs() {
    let memory = example();
    // The order of members is that of the feature `preserve_order` of serde_json, or not.
    let value = |record: &str| serde_json::from_str::<Value>(record).unwrap();
    assert_eq!(
        memory.records().iter().map(|record| value(record)).collect::<Vec<_>>(),
        [
            "{\"header\":{\"base_url\":\"https://acme.api.example.com\",\"format\":1,\
             \"max_bytes\":100000,\"max_items\":100,\"nonce\":\"7f3a\",\"operation\":\"bulkUpdate\"}}",
            r#"{"submit":{"chunk":0,"digest":"00000000000000a1","items":"0-2,5","pulled":6}}"#,
            r#"{"accept":{"chunk":0,"job":"job-0"}}"#,
            r#"{"submit":{"chunk":1,"digest":"00000000000000a1","items":"3-4","pulled":6}}"#,
            r#"{"release":{"chunk":1}}"#,
            r#"{"settle":{"items":"1-2"}}"#,
            r#"{"submit":{"chunk":2,"digest":"00000000000000b2","items":"3-4","pulled":8}}"#,
            r#"{"session":{}}"#,
            r#"{"accept":{"chunk":2,"job":"job-2"}}"#,
        ]
        .map(value)
    );
    let lines: String = memory.records().iter().map(|record| line(record)).collect();
    assert_eq!(memory.text(), lines.into_bytes());
}

#[test]
fn every_beginning_of_a_journal_resumes_from_its_complete_records() {
    let text = example().text();
    let open = [chunk(0, [0, 1, 2, 5], Some("job-0"))];
    let later = [chunk(0, [0, 5], Some("job-0")), chunk(2, [3, 4], None)];
    let last = [chunk(0, [0, 5], Some("job-0")), chunk(2, [3, 4], Some("job-2"))];
    // After each number of complete records: the next request, the pulled items, the requests.
    let expected: [(u64, u64, &[RecordedChunk]); 10] = [
        (0, 0, &[]),
        (0, 0, &[]),
        (1, 6, &[chunk(0, [0, 1, 2, 5], None)]),
        (1, 6, &open),
        (2, 6, &[chunk(0, [0, 1, 2, 5], Some("job-0")), chunk(1, [3, 4], None)]),
        (2, 6, &open),
        (2, 6, &[chunk(0, [0, 5], Some("job-0"))]),
        (3, 8, &later),
        (3, 8, &later),
        (3, 8, &last),
    ];
    for length in 0..=text.len() {
        let complete = complete_records(&text[..length]);
        let recorded = resumed(&text[..length]);
        let (next_chunk, pulled, chunks) = expected[complete];
        assert_eq!((recorded.next_chunk, recorded.pulled), (next_chunk, pulled), "{length}");
        assert_eq!(recorded.chunks, chunks, "{length}");
        assert_eq!(recorded.is_settled(1) && recorded.is_settled(2), complete >= 6, "{length}");
        assert!(![0, 3, 4, 5].iter().any(|item| recorded.is_settled(*item)), "{length}");
    }
}

#[test]
fn what_was_written_in_part_is_removed_before_the_next_record() {
    let whole = example();
    for cut in 1..40 {
        let memory = Memory::new(&whole.text()[..whole.text().len() - cut]);
        let (mut journal, _) = start(&memory);
        journal.accept(2, "job-3").unwrap();
        let mut expected = whole.records();
        expected.pop();
        expected.push(r#"{"session":{}}"#.to_owned());
        expected.push(r#"{"accept":{"chunk":2,"job":"job-3"}}"#.to_owned());
        assert_eq!(memory.records(), expected);
    }
}

#[test]
fn a_damaged_record_before_the_last_is_refused_with_its_line() {
    let text = example().text();
    let last = text[..text.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
    let mut number = 1;
    for position in 0..last {
        if text[position] == b'\n' {
            number += 1;
            continue;
        }
        let mut damaged = text.clone();
        damaged[position] ^= 1;
        let error = refusal(&damaged, &identity());
        assert!(matches!(error, JournalError::Corrupt { line } if line == number), "{error}");
    }
}

#[test]
fn a_last_record_with_another_checksum_was_written_in_part() {
    let mut text = example().text();
    let length = text.len();
    text[length - 5] ^= 1;
    assert_eq!(resumed(&text).chunks[1], chunk(2, [3, 4], None));
}

#[test]
fn records_that_no_run_writes_are_refused() {
    let header = String::from_utf8(example().text()).unwrap().lines().next().unwrap().to_owned();
    for json in [
        r#"{"accept":{"chunk":0,"job":"job-0"}}"#,
        r#"{"release":{"chunk":0}}"#,
        r#"{"settle":{"items":"2-1"}}"#,
        r#"{"settle":{"items":"1,"}}"#,
        r#"{"submit":{"chunk":0,"digest":"00","items":"0-100","pulled":101}}"#,
        r#"{"submit":{"chunk":0,"digest":"00","items":"0-18446744073709551615","pulled":1}}"#,
        r#"{"submit":{"chunk":18446744073709551615,"digest":"00","items":"0","pulled":1}}"#,
        r#"{"submit":{"chunk":0}}"#,
        r#"{"pause":{}}"#,
        r#"{"header":{}}"#,
        "{}",
        "[",
        "",
    ] {
        let error = refusal(format!("{header}\n{}", line(json)).as_bytes(), &identity());
        assert!(matches!(error, JournalError::Corrupt { line: 2 }), "{json}: {error}");
    }
}

#[test]
fn a_journal_of_another_run_is_refused_and_unchanged() {
    let given = [
        (Identity { base_url: "https://other.example.com".to_owned(), ..identity() }, "base URL"),
        (Identity { operation: "bulkDelete".to_owned(), ..identity() }, "operation"),
        (Identity { max_items: 99, ..identity() }, "maximum number of items in a request"),
        (Identity { max_bytes: 99_999, ..identity() }, "maximum number of bytes in a request"),
    ];
    let mut text = example().text();
    text.extend(b"a record that was written in part");
    for (given, member) in given {
        let error = refusal(&text, &given);
        assert!(matches!(error, JournalError::Different { what, .. } if what == member), "{error}");
    }
    let given = Identity { max_items: 99, ..identity() };
    assert_eq!(
        refusal(&text, &given).to_string(),
        "the journal is that of a run with the maximum number of items in a request 100, not 99: \
         use another journal, or the same maximum number of items in a request"
    );
}

#[test]
fn a_journal_in_another_format_is_refused_whatever_else_it_has() {
    let text = line(r#"{"header":{"format":2,"host":"acme"}}"#) + "record 2 of the format 2\n\n";
    let error = refusal(text.as_bytes(), &identity());
    assert!(matches!(error, JournalError::Format { recorded: 2, supported: 1 }), "{error}");
}

#[test]
fn a_file_that_is_not_a_journal_is_refused_and_unchanged() {
    let other = line(r#"{"session":{}}"#);
    let text = ["{\"id\":\"1\"}\n", "{\"id\":\"1\"}\n{\"id\":\"2\"}\n", "id", "\n", "\0\0", &other];
    for text in text {
        let error = refusal(text.as_bytes(), &identity());
        assert!(matches!(error, JournalError::Corrupt { line: 1 }), "{text}: {error}");
    }
}

#[test]
fn a_run_notices_that_a_later_run_has_its_journal() {
    let memory = Memory::default();
    let (mut first, _) = start(&memory);
    first.submit(0, &[0], 1, 1).unwrap();
    first.settle(7).unwrap();
    let (mut second, recorded) = start(&memory);
    assert_eq!(recorded.chunks, [chunk(0, [0], None)]);
    let before = memory.text();
    assert!(matches!(first.accept(0, "job-0"), Err(JournalError::InUse)));
    assert!(matches!(first.submit(1, &[1], 2, 2), Err(JournalError::InUse)));
    assert!(matches!(first.flush(), Err(JournalError::InUse)));
    assert_eq!(memory.text(), before);
    second.submit(1, &[1], 2, 2).unwrap();
}

#[test]
fn outcomes_that_were_not_written_are_reported_again() {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    journal.submit(0, &[0, 1], 2, 1).unwrap();
    journal.accept(0, "job-0").unwrap();
    journal.settle(0).unwrap();
    journal.flush().unwrap();
    journal.settle(1).unwrap();
    drop(journal);
    assert_eq!(start(&memory).1.chunks, [chunk(0, [1], Some("job-0"))]);
}

#[test]
fn outcomes_are_written_before_other_records_and_by_the_hundred() {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    let settle = |journal: &mut Journal, items: std::ops::Range<u64>| {
        for item in items {
            journal.settle(item).unwrap();
        }
    };
    settle(&mut journal, 0..99);
    assert_eq!(memory.records().len(), 1);
    settle(&mut journal, 99..101);
    assert_eq!(memory.records()[1..], [r#"{"settle":{"items":"0-99"}}"#]);
    journal.flush().unwrap();
    journal.flush().unwrap();
    assert_eq!(memory.records()[2..], [r#"{"settle":{"items":"100"}}"#]);
    let write: [fn(&mut Journal); 3] = [
        |journal| journal.submit(0, &[900], 901, 1).unwrap(),
        |journal| journal.accept(0, "job-0").unwrap(),
        |journal| journal.release(0).unwrap(),
    ];
    for write in write {
        let before = memory.records().len();
        settle(&mut journal, 500..502);
        write(&mut journal);
        let records = memory.records();
        assert_eq!(records.len(), before + 2);
        assert_eq!(records[before], r#"{"settle":{"items":"500-501"}}"#);
    }
}

#[test]
fn after_a_record_could_not_be_written_no_other_one_is() {
    let whole = example().text();
    for space in 0..120 {
        let memory = Memory::default();
        let (mut journal, _) = start(&memory);
        let before = memory.text().len();
        memory.0.lock().unwrap().space = Some(space);
        journal.settle(9).unwrap();
        let failed = journal.submit(0, &[0], 1, 1);
        let failed = failed.and_then(|()| journal.accept(0, "job-0")).unwrap_err();
        assert!(
            matches!(&failed, JournalError::Storage(error) if error.kind() == io::ErrorKind::StorageFull)
        );
        let appends = memory.0.lock().unwrap().appends;
        memory.0.lock().unwrap().space = None;
        assert!(journal.submit(1, &[1], 2, 2).is_err());
        assert!(journal.release(0).is_err());
        assert!(journal.settle(0).is_err());
        assert!(journal.flush().is_err());
        assert_eq!(memory.0.lock().unwrap().appends, appends);
        assert_eq!(memory.text().len(), before + space);
        assert!(memory.text()[..before] == whole[..before]);
        resumed(&memory.text());
    }
}

#[test]
fn the_items_of_a_released_request_are_free() {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    journal.submit(0, &[0, 1], 4, 1).unwrap();
    journal.submit(1, &[2, 3], 4, 1).unwrap();
    journal.release(0).unwrap();
    let recorded = start(&memory).1;
    assert_eq!((recorded.chunks, recorded.next_chunk), (vec![chunk(1, [2, 3], None)], 2));
}

#[test]
fn an_item_belongs_to_the_last_request_that_had_it() {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    journal.submit(0, &[0, 1, 2], 4, 1).unwrap();
    journal.accept(0, "job-0").unwrap();
    journal.submit(1, &[1, 3], 4, 1).unwrap();
    // The earlier request no longer has the item.
    journal.release(0).unwrap();
    assert_eq!(start(&memory).1.chunks, [chunk(1, [1, 3], None)]);
}

#[test]
fn an_item_that_was_submitted_again_is_doubtful_unless_its_first_request_was_accepted() {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    journal.submit(0, &[0, 1], 4, 1).unwrap();
    journal.submit(1, &[2, 3], 4, 1).unwrap();
    journal.accept(1, "job-1").unwrap();
    journal.submit(2, &[0, 1, 2], 4, 1).unwrap();
    journal.accept(2, "job-2").unwrap();
    journal.settle(1).unwrap();
    journal.flush().unwrap();
    let recorded = start(&memory).1;
    assert_eq!(recorded.doubtful.into_iter().collect::<Vec<_>>(), [0]);
}

#[test]
fn a_resumed_run_that_has_pulled_less_keeps_the_digest_of_the_longer_input() {
    let memory = Memory::default();
    start(&memory).0.submit(0, &[7], 100, 0xaa).unwrap();
    start(&memory).0.submit(1, &[8], 10, 0xbb).unwrap();
    let recorded = start(&memory).1;
    assert_eq!((recorded.pulled, recorded.digest), (100, 0xaa));
}

#[test]
fn items_in_any_order_become_ranges_and_are_read_again() {
    let memory = Memory::default();
    let (mut journal, _) = start(&memory);
    let items = [u64::MAX, 4, 2, u64::MAX - 1, 0, 3, 2];
    journal.submit(0, &items, u64::MAX, 1).unwrap();
    let sorted = [0, 2, 3, 4, u64::MAX - 1, u64::MAX];
    let (mut journal, recorded) = start(&memory);
    assert_eq!(recorded.chunks, [chunk(0, sorted, None)]);
    for item in items {
        journal.settle(item).unwrap();
    }
    journal.flush().unwrap();
    let recorded = start(&memory).1;
    assert_eq!(recorded.chunks, []);
    assert_eq!(settled(&recorded), [(0, 0), (2, 4), (u64::MAX - 1, u64::MAX)]);
    assert!(sorted.iter().all(|item| recorded.is_settled(*item)));
    assert!(![1, 5, u64::MAX - 2].iter().any(|item| recorded.is_settled(*item)));
}

#[test]
fn a_settled_range_needs_no_more_memory_than_its_text() {
    let mut text = String::from_utf8(example().text()).unwrap();
    text += &line(r#"{"settle":{"items":"0-18446744073709551615"}}"#);
    let recorded = resumed(text.as_bytes());
    assert_eq!(recorded.chunks, []);
    assert_eq!(settled(&recorded), [(0, u64::MAX)]);
}

#[test]
fn a_digest_depends_on_the_items_and_where_they_end() {
    let digest = |items: &[&str]| {
        let mut digest = Digest::new();
        for item in items {
            digest.add(item.as_bytes());
        }
        digest.value()
    };
    assert_eq!(format!("{:016x} a\n", digest(&[])), "cbf29ce484222325 a\n");
    assert_eq!(format!("{:016x} a\nb\n\n", digest(&["a", "b"])), line("a\nb\n"));
    assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
}

#[test]
fn a_file_keeps_what_was_written() {
    fn is_send_and_unpin<T: Send + Unpin>(value: T) -> T {
        value
    }

    let path = std::env::temp_dir().join(format!("runtime-journal-{}", std::process::id()));
    let open = || is_send_and_unpin(Journal::open(&path).unwrap());
    let mut journal = open();
    journal.start(&identity(), || "7f3a".to_owned()).unwrap();
    journal.submit(0, &[0], 1, 1).unwrap();
    let mut text = std::fs::read(&path).unwrap();
    text.extend(b"in part");
    std::fs::write(&path, text).unwrap();
    let mut later = open();
    let recorded = later.start(&identity(), || panic!("it is not a new journal")).unwrap();
    assert_eq!(recorded.chunks, [chunk(0, [0], None)]);
    later.accept(0, "job-0").unwrap();
    assert!(matches!(journal.accept(0, "job-0"), Err(JournalError::InUse)));
    let text = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(resumed(&text).chunks, [chunk(0, [0], Some("job-0"))]);
}

#[test]
fn the_error_of_a_file_names_it() {
    let path = std::env::temp_dir().join("no such directory").join("journal");
    let error = Journal::open(&path).unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.starts_with(&format!("{}: ", path.display())), "{source}");
}
