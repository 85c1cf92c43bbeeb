//! Decodes what a run needs of a response and nothing else, because responses repeat what was sent.
//!
//! Invariant: the id of a job is never empty. A result that cannot be decoded does not affect others.

use std::marker::PhantomData;

use super::bulk_request::{ItemResults, JobState, Submission};
use super::response_paths::{ResponsePaths, items, value};
use crate::runtime::jobs::Progress;
use crate::runtime::json::{Decode, DecodeError, Node};

/// The response to a request that has started a job.
pub(crate) struct AcceptedJob<P> {
    id: String,
    state: JobState,
    paths: PhantomData<P>,
}

/// The state of a job.
pub(crate) struct PolledJob<P> {
    state: JobState,
    paths: PhantomData<P>,
}

/// The results of a job.
pub(crate) struct ListedResults<P, T> {
    results: ItemResults<T>,
    paths: PhantomData<P>,
}

impl<P: ResponsePaths> Decode for AcceptedJob<P> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let id = value(node, P::JOB_ID).ok_or_else(DecodeError::missing)?.text()?;
        if id.is_empty() {
            return Err(DecodeError::missing());
        }
        Ok(Self { id: id.into_owned(), state: state::<P>(node), paths: PhantomData })
    }
}

impl<P: ResponsePaths> Decode for PolledJob<P> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        Ok(Self { state: state::<P>(node), paths: PhantomData })
    }
}

impl<P: ResponsePaths, T: Decode> Decode for ListedResults<P, T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let items_of = items(node, P::RESULTS).into_iter();
        let changed = items(node, P::CHANGED_IDS).into_iter();
        let results = ItemResults {
            items: items_of.filter_map(|result| result.decode().ok()).collect(),
            changed_ids: changed.filter_map(|id| Some(id.text().ok()?.into_owned())).collect(),
        };
        Ok(Self { results, paths: PhantomData })
    }
}

impl<P> AcceptedJob<P> {
    /// The job of the request.
    pub(crate) fn into_submission<T>(self) -> Submission<T> {
        Submission::Job { id: self.id, state: self.state }
    }
}

impl<P> PolledJob<P> {
    /// The state of the job.
    pub(crate) fn into_state(self) -> JobState {
        self.state
    }
}

impl<P, T> ListedResults<P, T> {
    /// The results.
    pub(crate) fn into_results(self) -> ItemResults<T> {
        self.results
    }
}

/// The state of the job in a body. A job without a state is not finished.
fn state<P: ResponsePaths>(node: Node<'_>) -> JobState {
    let text = value(node, P::STATE).and_then(Node::scalar_text);
    let number = |path| value(node, path).and_then(|number| i64::decode(number).ok());
    let progress = P::COMPLETE
        .and_then(number)
        .map(|complete| Progress { complete, total: P::TOTAL.and_then(number) });
    JobState { is_finished: text.is_some_and(|text| P::FINISHED.contains(&&*text)), progress }
}
