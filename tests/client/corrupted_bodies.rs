//! Randomly corrupted response bodies: decoding returns a value or an error and never panics.

use kustomer_client::types::{BulkBatches, BulkJobDocument};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::support::documents;

/// The numbers of `SplitMix64` for a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }

    /// Changes, removes, duplicates or inserts some bytes.
    fn corrupt(&mut self, text: &mut Vec<u8>) {
        let bytes = br#"{}[]",:\0129eE+-.ntfu /"#;
        for _ in 0..=self.below(3) {
            if text.is_empty() {
                return;
            }
            let at = self.below(text.len());
            let other = bytes[self.below(bytes.len())];
            match self.below(6) {
                0 => text[at] = other,
                1 => text.insert(at, other),
                2 => drop(text.remove(at)),
                3 => text.truncate(at.max(1)),
                4 => text[at] = u8::try_from(self.below(256)).unwrap(),
                _ => {
                    let end = (at + self.below(20)).min(text.len());
                    let part = text[at..end].to_vec();
                    text.splice(at..at, part);
                }
            }
        }
    }
}

fn job() -> String {
    documents::job(&json!({
        "ids": ["a", "b\u{e9}\u{1f600}"], "status": "running", "v2": true, "completed": false,
        "batches": {"complete": 1, "total": 3}, "createdAt": "2018-07-03T20:33:58.486Z",
        "payload": {"api": {"data": [{"id": "a", "custom": {"xNum": 1.5e3}}], "user": {"roles": ["org"]}}},
    }))
}

fn batches() -> String {
    let result = json!({"_clientRef": "r1", "objectId": "a", "status": "updated"});
    json!({"data": [{"status": "complete", "successCount": 1, "results": [result]}]}).to_string()
}

/// Checks that `T` only decodes JSON, and that other errors are about its members.
fn read<T: DeserializeOwned>(text: &[u8], seed: u64) -> bool {
    let is_json = serde_json::from_slice::<Value>(text).is_ok();
    match serde_json::from_slice::<T>(text) {
        Ok(_) => {
            assert!(is_json, "seed {seed}: {:?} was read", String::from_utf8_lossy(text));
            true
        }
        Err(error) => {
            let is_schema = error.is_data();
            assert!(
                !is_json || is_schema,
                "seed {seed}: {error}: {:?}",
                String::from_utf8_lossy(text)
            );
            false
        }
    }
}

#[test]
fn corrupted_responses_are_decoded_only_if_they_are_still_json() {
    let (mut decoded, mut rejected) = (0, 0);
    for seed in 0..5_000 {
        let mut numbers = Numbers(seed);
        let is_job = seed % 2 == 0;
        let mut text = if is_job { job() } else { batches() }.into_bytes();
        numbers.corrupt(&mut text);
        let was_read = if is_job {
            read::<BulkJobDocument>(&text, seed)
        } else {
            read::<BulkBatches>(&text, seed)
        };
        if was_read { decoded += 1 } else { rejected += 1 }
    }
    assert!(decoded > 500 && rejected > 2_000, "{decoded} decoded, {rejected} rejected");
}
