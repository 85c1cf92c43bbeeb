//! The setters of the client builder that depend on the API: its servers and its credentials.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{client_credentials, docs};
use crate::format::File;
use crate::ir::{Location, SchemeKind};
use crate::rust::{Api, Scheme, Server, Variable};

/// `client.rs`.
pub(super) fn file(api: &Api) -> File {
    let version = &api.version;
    let mut items = vec![imports(api)];
    items.push(description(api));
    items.push(quote! {
        #[doc = " The version of the API that the description declares."]
        pub const API_VERSION: &str = #version;
    });
    items.push(quote! {
        impl Client {
            #[doc = " Returns a builder that configures a client."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(&API)
            }
        }
    });
    let servers =
        api.servers.iter().enumerate().flat_map(|(position, server)| choices(position, server));
    let methods: Vec<TokenStream> =
        servers.chain(api.schemes.iter().flat_map(credentials)).collect();
    if !methods.is_empty() {
        items.push(quote!(impl ClientBuilder { #(#methods)* }));
    }
    File::new(vec!["Configuration of the client: servers and credentials.".into()], items)
}

fn imports(api: &Api) -> TokenStream {
    let mut names = vec![quote!(Api)];
    if !api.servers.is_empty() {
        names.push(quote!(Server));
    }
    if api.servers.iter().any(|server| !server.variables.is_empty()) {
        names.push(quote!(Variable));
    }
    let (mut auth, mut root) =
        (vec![quote!(Credential), quote!(Token)], vec![quote!(Client), quote!(ClientBuilder)]);
    if client_credentials::is_used(api) {
        auth.insert(0, quote!(ClientCredentials));
        names.push(quote!(with_client_credentials));
        root.push(quote!(ConfigError));
    }
    let names = match names.as_slice() {
        [only] => quote!(#only),
        several => quote!({ #(#several),* }),
    };
    let has_credentials = api.schemes.iter().any(|scheme| scheme.kind != SchemeKind::Opaque);
    let credential = has_credentials.then(|| quote!(use crate::auth::{ #(#auth),* };));
    let scheme = (!api.schemes.is_empty()).then(|| {
        quote!(
            use crate::runtime::auth::{Scheme, SchemeKind};
        )
    });
    quote! {
        #credential
        #scheme
        use crate::runtime::client::#names;
        use crate::{ #(#root),* };
    }
}

/// The constant that the builder starts with.
fn description(api: &Api) -> TokenStream {
    let servers = api.servers.iter().map(|Server { url, variables, .. }| {
        let variables = variables.iter().map(|Variable { name, default, allowed, .. }| {
            let default =
                if let Some(default) = default { quote!(Some(#default)) } else { quote!(None) };
            quote!(Variable { name: #name, default: #default, allowed: &[#(#allowed),*] })
        });
        quote!(Server { url: #url, variables: &[#(#variables),*] })
    });
    let schemes = api.schemes.iter().map(|Scheme { name, kind, .. }| {
        let kind = match kind {
            SchemeKind::Bearer => quote!(Bearer),
            SchemeKind::Basic => quote!(Basic),
            SchemeKind::Opaque => quote!(Other),
            SchemeKind::ApiKey { location: Location::Query, name } => quote!(Query(#name)),
            SchemeKind::ApiKey { location: Location::Cookie, name } => quote!(Cookie(#name)),
            SchemeKind::ApiKey { name, .. } => quote!(Header(#name)),
        };
        quote!(Scheme { name: #name, kind: SchemeKind::#kind })
    });
    quote! {
        #[doc = " The API as the description declares it."]
        static API: Api = Api {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            servers: &[#(#servers),*],
            schemes: &[#(#schemes),*],
        };
    }
}

/// The methods that select a server: by its variables, or without variables, by itself.
fn choices(position: usize, server: &Server) -> Vec<TokenStream> {
    let index = Literal::usize_unsuffixed(position);
    let by_variable = server.variables.iter().map(|Variable { method, name, docs, .. }| {
        let docs = docs::attributes(docs);
        quote! {
            #docs
            pub fn #method(self, #method: impl Into<String>) -> Self {
                self.server(#index).server_variable(#name, #method)
            }
        }
    });
    if !server.variables.is_empty() {
        return by_variable.collect();
    }
    let name = &server.name;
    let docs = docs::attributes(&server.docs);
    vec![quote! {
        #docs
        pub fn #name(self) -> Self {
            self.server(#index)
        }
    }]
}

/// The methods that set the credential for a scheme.
fn credentials(scheme: &Scheme) -> impl Iterator<Item = TokenStream> {
    credential(scheme).into_iter().chain(client_credentials::method(scheme))
}

fn credential(scheme: &Scheme) -> Option<TokenStream> {
    let Scheme { method, name, kind, docs, .. } = scheme;
    let docs = docs::attributes(docs);
    match kind {
        SchemeKind::Opaque => None,
        SchemeKind::Basic => Some(quote! {
            #docs
            pub fn #method(self, username: impl Into<String>, password: impl Into<Token>) -> Self {
                self.credential(#name, Credential::basic(username, password))
            }
        }),
        SchemeKind::Bearer | SchemeKind::ApiKey { .. } => Some(quote! {
            #docs
            pub fn #method(self, token: impl Into<Token>) -> Self {
                self.credential(#name, Credential::token(token))
            }
        }),
    }
}
