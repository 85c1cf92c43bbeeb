//! The headers that make a request part of the trace of its caller.

use std::sync::Once;

use crate::runtime::client::CallOptions;
use http::Request;
use opentelemetry::Context;
use opentelemetry::propagation::text_map_propagator::FieldIter;
use opentelemetry::propagation::{Extractor, Injector, TextMapPropagator};
use opentelemetry::trace::{
    FutureExt, SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState,
};

use crate::tests::support::Harness;
use crate::tests::support::api::get_pet;
use crate::tests::support::transport::ScriptedResponse;

/// The header of the example of W3C Trace Context, section 3.2.4.
const TRACE: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// Writes `traceparent` by W3C Trace Context, as the propagator of the OpenTelemetry SDK does.
#[derive(Debug)]
struct TraceContext;

impl TextMapPropagator for TraceContext {
    fn inject_context(&self, context: &Context, injector: &mut dyn Injector) {
        let span = context.span().span_context().clone();
        if span.is_valid() {
            let (trace, id, flags) = (span.trace_id(), span.span_id(), span.trace_flags());
            injector.set("traceparent", format!("00-{trace}-{id}-{flags:02x}"));
        }
    }

    fn extract_with_context(&self, context: &Context, _: &dyn Extractor) -> Context {
        context.clone()
    }

    fn fields(&self) -> FieldIter<'_> {
        FieldIter::new(&[])
    }
}

/// The span of the example.
fn context() -> Context {
    let trace = TraceId::from_hex("4bf92f3577b34da6a3ce929d0e0e4736").unwrap();
    let id = SpanId::from_hex("00f067aa0ba902b7").unwrap();
    let flags = TraceFlags::SAMPLED;
    let span = SpanContext::new(trace, id, flags, true, TraceState::NONE);
    Context::new().with_remote_span_context(span)
}

/// The values of `traceparent` of the requests of a call in a trace.
fn traces(context: Context, options: CallOptions) -> Vec<Option<String>> {
    static PROPAGATOR: Once = Once::new();
    PROPAGATOR.call_once(|| opentelemetry::global::set_text_map_propagator(TraceContext));
    let harness =
        Harness::with_retries([ScriptedResponse::empty(503), ScriptedResponse::empty(404)]);
    let client = harness.client();
    let _ = harness.run(get_pet(&client, "1", options).with_context(context));
    let trace = |request: Request<_>| {
        let value = request.headers().get("traceparent")?;
        value.to_str().ok().map(str::to_owned)
    };
    harness.transport.requests().into_iter().map(trace).collect()
}

#[test]
fn each_request_has_the_trace_of_its_caller() {
    let trace = Some(TRACE.to_owned());
    assert_eq!(traces(context(), CallOptions::new()), [trace.clone(), trace]);
}

#[test]
fn a_request_outside_of_a_trace_has_no_trace() {
    assert_eq!(traces(Context::new(), CallOptions::new()), [None, None]);
}

#[test]
fn a_trace_that_the_caller_sets_is_not_replaced() {
    let own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
    let options = CallOptions::new().header("traceparent", own);
    let own = Some(own.to_owned());
    assert_eq!(traces(context(), options), [own.clone(), own]);
}
