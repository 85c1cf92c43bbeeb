//! The generated client against a scripted server on loopback.

mod batches;
mod builder;
mod canary;
mod connection;
mod credentials;
mod custom_attributes;
mod error_bodies;
mod error_statuses;
mod fields;
mod headers;
mod ids;
mod ids_in_paths;
mod job;
mod job_quirks;
mod json_text;
mod options;
mod oversized_bodies;
mod predicates;
mod redirects;
mod requests;
mod retry_after;
mod servers;
mod support;
mod timeouts;
mod undecodable_bodies;
mod unknown_values;
