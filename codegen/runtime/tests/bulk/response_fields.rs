//! What is read of the responses of a run.

use crate::runtime::bulk::{
    AcceptedJob, ItemResults, JobState, JsonPath, ListedResults, PolledJob, ResponsePaths,
    Submission,
};
use crate::runtime::jobs::Progress;
use crate::runtime::json::from_str;

/// A job and its results, in one of two forms.
struct Paths;

impl ResponsePaths for Paths {
    const JOB_ID: JsonPath = &["data", "id"];
    const STATE: JsonPath = &["data", "state"];
    const FINISHED: &'static [&'static str] = &["done", "3", "true"];
    const COMPLETE: Option<JsonPath> = Some(&["data", "parts", "complete"]);
    const TOTAL: Option<JsonPath> = Some(&["data", "parts", "total"]);
    const RESULTS: &'static [JsonPath] = &[&["data", "*", "results"], &["*", "results"]];
    const CHANGED_IDS: &'static [JsonPath] = &[&["data", "*", "ids"], &["*", "ids"]];
}

fn accepted(body: &str) -> Option<Submission<i64>> {
    from_str::<AcceptedJob<Paths>>(body).ok().map(AcceptedJob::into_submission)
}

fn polled(body: &str) -> JobState {
    from_str::<PolledJob<Paths>>(body).unwrap().into_state()
}

fn listed(body: &str) -> (Vec<i64>, Vec<String>) {
    let results = from_str::<ListedResults<Paths, i64>>(body).unwrap().into_results();
    let ItemResults { items, changed_ids } = results;
    (items, changed_ids)
}

#[test]
fn an_accepted_job_has_an_id_and_a_state() {
    let running = JobState { is_finished: false, progress: None };
    let job = |id: &str, state| Some(Submission::Job { id: id.to_owned(), state });
    assert_eq!(accepted(r#"{"data": {"id": "a", "echo": [1]}}"#), job("a", running));
    assert_eq!(accepted(r#"{"data": {"id": 7, "state": "queued"}}"#), job("7", running));
    let finished = JobState { is_finished: true, progress: None };
    assert_eq!(accepted(r#"{"data": {"id": "a", "state": "done"}}"#), job("a", finished));
}

#[test]
fn a_job_without_an_id_is_none() {
    for body in ["{}", "[]", "null", r#"{"data": {"id": null}}"#, r#"{"data": {"id": ""}}"#] {
        assert_eq!(accepted(body), None, "{body}");
    }
    assert_eq!(accepted(r#"{"data": {"id": {}}}"#), None);
    assert_eq!(accepted(r#"{"data": [{"id": "a"}]}"#), None);
}

#[test]
fn a_state_is_a_text_a_number_or_a_boolean() {
    for state in [r#""done""#, "3", "true"] {
        assert!(polled(&format!(r#"{{"data": {{"state": {state}}}}}"#)).is_finished, "{state}");
    }
    for state in [r#""Done""#, "4", "false", "null", "{}"] {
        assert!(!polled(&format!(r#"{{"data": {{"state": {state}}}}}"#)).is_finished, "{state}");
    }
    assert_eq!(polled("{}"), JobState::default());
}

#[test]
fn progress_needs_the_number_of_finished_parts() {
    let progress = |parts: &str| polled(&format!(r#"{{"data": {{"parts": {parts}}}}}"#)).progress;
    let found = Some(Progress { complete: 1, total: Some(4) });
    assert_eq!(progress(r#"{"complete": 1, "total": "4"}"#), found);
    assert_eq!(progress(r#"{"complete": 1}"#), Some(Progress { complete: 1, total: None }));
    assert_eq!(progress(r#"{"total": 4}"#), None);
}

#[test]
fn results_are_read_from_each_form_of_a_body() {
    let parts = r#"[{"results": [1, 2], "ids": ["a"]}, {"results": null}, {"results": [3]}, 5]"#;
    let all = (vec![1, 2, 3], vec!["a".to_owned()]);
    assert_eq!(listed(parts), all);
    assert_eq!(listed(&format!(r#"{{"data": {parts}}}"#)), all);
    // A single item replaces a list.
    assert_eq!(listed(r#"[{"results": 1, "ids": 2}]"#), (vec![1], vec!["2".to_owned()]));
}

#[test]
fn a_result_that_cannot_be_decoded_does_not_affect_others() {
    let body = r#"[{"results": [1, "x", null, {"a": 1}, 2], "ids": [null, "a", {}]}]"#;
    assert_eq!(listed(body), (vec![1, 2], vec!["a".to_owned()]));
    for body in ["{}", "[]", "null", "3", r#"{"data": 1}"#, r#"[{"results": {}}]"#] {
        assert_eq!(listed(body), (vec![], vec![]), "{body}");
    }
}
