//! The requests of a bulk operation, as they are generated.

use std::sync::Arc;

use super::api::{API, GET};
use crate::runtime::auth::Credential;
use crate::runtime::bulk::{
    Bulk, BulkRequest, ItemResults, JobState, ResultFields, ResultStatus, Submission,
};
use crate::runtime::client::{CallOptions, Client, ClientBuilder};
use crate::runtime::jobs::Progress;
use crate::runtime::json::{Decode, DecodeError, Names, Node, ObjectWriter};
use crate::runtime::request::{Body, Explode, Idempotence, Operation, Style};
use crate::runtime::response::{Error, Response};
use crate::runtime::system::Clock;
use crate::runtime::transport::Transport;
use bytes::Bytes;
use http::Method;
use serde::{Serialize, Serializer};

use super::api::Problem;
use super::random::Seeded;

/// A change to a pet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PetChange {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) reference: Option<String>,
}

impl PetChange {
    pub(crate) fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), reference: None }
    }
}

impl Serialize for PetChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = ObjectWriter::new(serializer)?;
        object.required("id", &self.id)?;
        object.required("name", &self.name)?;
        object.optional("ref", &self.reference)?;
        object.end()
    }
}

/// What became of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PetResult {
    pub(crate) reference: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) status: Option<String>,
}

impl Decode for PetResult {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["ref", "id", "status"]))?;
        Ok(Self {
            reference: object.optional("ref")?,
            id: object.optional("id")?,
            status: object.optional("status")?,
        })
    }
}

/// A job, or the results of a response that has them at once.
struct SubmittedBody {
    id: Option<String>,
    state: String,
    results: Vec<PetResult>,
}

impl Decode for SubmittedBody {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["id", "state", "results"]))?;
        let id = object.optional("id")?;
        let state: Option<String> = object.optional("state")?;
        let results: Option<Vec<PetResult>> = object.optional("results")?;
        Ok(Self { id, state: state.unwrap_or_default(), results: results.unwrap_or_default() })
    }
}

struct StateBody {
    state: String,
    complete: Option<i64>,
    total: Option<i64>,
}

impl Decode for StateBody {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["state", "complete", "total"]))?;
        Ok(Self {
            state: object.required("state")?,
            complete: object.optional("complete")?,
            total: object.optional("total")?,
        })
    }
}

struct ResultsBody {
    results: Vec<PetResult>,
    changed: Vec<String>,
}

impl Decode for ResultsBody {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let mut object = node.object(Names::few(&["results", "changed"]))?;
        let results: Option<Vec<PetResult>> = object.optional("results")?;
        let changed: Option<Vec<String>> = object.optional("changed")?;
        Ok(Self { results: results.unwrap_or_default(), changed: changed.unwrap_or_default() })
    }
}

static SUBMIT: Operation = Operation {
    id: "updatePets",
    method: Method::PUT,
    path: "/pets/bulk",
    idempotence: Idempotence::NotIdempotent,
    ..GET
};
static READ_STATE: Operation = Operation { id: "readBulkJob", path: "/bulk/{id}", ..GET };
static READ_RESULTS: Operation =
    Operation { id: "readBulkResults", path: "/bulk/{id}/results", ..GET };

/// The requests of the bulk operation, with at most `ITEMS` items and `BYTES` bytes in a request.
#[derive(Clone)]
pub(crate) struct UpdatePets<const ITEMS: usize = 100, const BYTES: usize = 95_000> {
    client: Client,
    options: CallOptions,
}

impl<const ITEMS: usize, const BYTES: usize> BulkRequest for UpdatePets<ITEMS, BYTES> {
    type Item = PetChange;
    type ItemResult = PetResult;
    type ApiError = Problem;

    const OPERATION: &'static Operation = &SUBMIT;
    const MAX_ITEMS: usize = ITEMS;
    const MAX_BYTES: usize = BYTES;

    fn client(&self) -> &Client {
        &self.client
    }

    fn with_options(self, options: CallOptions) -> Self {
        Self { options, ..self }
    }

    fn id(item: &PetChange) -> &str {
        &item.id
    }

    fn set_id(item: &mut PetChange, id: String) {
        item.id = id;
    }

    fn set_reference(item: &mut PetChange, reference: String) {
        item.reference = Some(reference);
    }

    fn read_result(result: &PetResult) -> ResultFields<'_> {
        let status = match result.status.as_deref() {
            Some("updated") => ResultStatus::Succeeded,
            Some("error") => ResultStatus::Failed,
            _ => ResultStatus::Undeclared,
        };
        ResultFields { reference: result.reference.as_deref(), id: result.id.as_deref(), status }
    }

    async fn submit(self, body: Bytes) -> Result<Response<Submission<PetResult>>, Error<Problem>> {
        let mut request = self.client.request(&SUBMIT);
        request.json("application/json", &Body::<Vec<PetChange>>::raw(body));
        let response = self.client.execute(request, self.options).await?;
        match response.status().as_u16() {
            200 => Ok(response.json::<SubmittedBody, _>()?.map(|body| match body.id {
                Some(id) => {
                    let is_finished = body.state == "done";
                    Submission::Job { id, state: JobState { is_finished, progress: None } }
                }
                None => Submission::Settled(ItemResults {
                    items: body.results,
                    changed_ids: Vec::new(),
                }),
            })),
            400..=599 => Err(response.json_error()),
            _ => Err(response.unexpected()),
        }
    }

    async fn read_state(self, job: String) -> Result<Response<JobState>, Error<Problem>> {
        let mut request = self.client.request(&READ_STATE);
        request.path("id", Style::Simple, Explode::No, &job);
        let response = self.client.execute(request, self.options).await?;
        match response.status().as_u16() {
            200 => Ok(response.json::<StateBody, _>()?.map(|body| JobState {
                is_finished: body.state == "done",
                progress: body.complete.map(|complete| Progress { complete, total: body.total }),
            })),
            400..=599 => Err(response.json_error()),
            _ => Err(response.unexpected()),
        }
    }

    async fn read_results(
        self,
        job: String,
    ) -> Result<Response<ItemResults<PetResult>>, Error<Problem>> {
        let mut request = self.client.request(&READ_RESULTS);
        request.path("id", Style::Simple, Explode::No, &job);
        let response = self.client.execute(request, self.options).await?;
        match response.status().as_u16() {
            200 => Ok(response
                .json::<ResultsBody, _>()?
                .map(|body| ItemResults { items: body.results, changed_ids: body.changed })),
            400..=599 => Err(response.json_error()),
            _ => Err(response.unexpected()),
        }
    }
}

/// The builder of a client with this transport and clock.
pub(crate) fn builder(transport: Arc<dyn Transport>, clock: Arc<dyn Clock>) -> ClientBuilder {
    ClientBuilder::new(&API)
        .server_variable("org", "acme")
        .credential("token", Credential::token("t0ken"))
        .transport(transport)
        .clock(clock)
        .random(Arc::new(Seeded::new(7)))
}

/// A run of the bulk operation by a client.
pub(crate) fn update_pets<const ITEMS: usize, const BYTES: usize>(
    client: Client,
) -> Bulk<UpdatePets<ITEMS, BYTES>> {
    Bulk::new(UpdatePets { client, options: CallOptions::new() })
}
