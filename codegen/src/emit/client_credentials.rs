//! The methods of the client builder that exchange client credentials for tokens.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::rust::{Api, ClientCredentials, Scheme};
use crate::text::{Line, code_span, line, markdown};

/// Whether a security scheme has such a method.
pub(super) fn is_used(api: &Api) -> bool {
    api.schemes.iter().any(|scheme| scheme.client_credentials.is_some())
}

/// The method for a scheme. It builds the client, whose transport and clock the requests for tokens
/// need.
pub(super) fn method(scheme: &Scheme) -> Option<TokenStream> {
    let ClientCredentials { method, token_url } = scheme.client_credentials.as_ref()?;
    let name = &scheme.name;
    let docs = docs::plain(&method_docs(name, token_url));
    Some(quote! {
        #docs
        pub fn #method(self, credentials: ClientCredentials) -> Result<Client, ConfigError> {
            with_client_credentials(&self.build()?, #name, #token_url, credentials)
        }
    })
}

fn method_docs(name: &str, token_url: &str) -> Vec<Line> {
    let text = line![
        "Creates the client of an application that acts for itself. Its tokens for the security scheme ",
        code_span(name),
        " come from ",
        code_span(token_url),
        " in exchange for the client credentials of the application, and are renewed before they expire."
    ];
    let mut lines = markdown::lines(text.as_str());
    lines.extend(Line::all("\n# Errors\nAs for [`build`](Self::build)."));
    lines
}
