//! The configuration of `rustls`.
//!
//! Servers are verified by the platform (`rustls-platform-verifier`): with the root certificates of the
//! system, and on Windows, macOS, iOS and Android by its own verifier. By choice, the root certificates
//! are those of the caller, or those of Mozilla that are part of the program (`webpki-roots`).
//!
//! Invariant: the cryptography is that of the provider which the program has installed, or else that
//! of `ring`, and no provider is installed. `ring` builds without `CMake` and in half the time of
//! `aws-lc-rs`.

use std::error::Error;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::client::{ClientConfig, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, SupportedProtocolVersion, version};
use rustls_platform_verifier::Verifier;

use super::tls_settings::{TlsSettings, TlsVersion, TrustedRoots};

/// The protocols that are offered, the preferred one first.
#[cfg(feature = "http2")]
const PROTOCOLS: &[&[u8]] = &[b"h2", b"http/1.1"];
#[cfg(not(feature = "http2"))]
const PROTOCOLS: &[&[u8]] = &[b"http/1.1"];

/// The configuration for the settings.
pub(super) fn config(settings: &TlsSettings) -> Result<ClientConfig, Box<dyn Error + Send + Sync>> {
    let installed = CryptoProvider::get_default().map(Arc::clone);
    let provider = installed.unwrap_or_else(|| Arc::new(ring::default_provider()));
    let verifier = verifier(settings, Arc::clone(&provider))?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions(settings.min_version))?
        .dangerous()
        .with_custom_certificate_verifier(verifier);
    let mut config = match &settings.identity {
        Some((certificate, key)) => {
            let key = PrivateKeyDer::from_pem_slice(key)?;
            config.with_client_auth_cert(certificates(certificate)?, key)?
        }
        None => config.with_no_client_auth(),
    };
    config.alpn_protocols = PROTOCOLS.iter().map(|protocol| protocol.to_vec()).collect();
    Ok(config)
}

fn versions(min: TlsVersion) -> &'static [&'static SupportedProtocolVersion] {
    const FROM_1_2: &[&SupportedProtocolVersion] = &[&version::TLS13, &version::TLS12];
    const FROM_1_3: &[&SupportedProtocolVersion] = &[&version::TLS13];
    match min {
        TlsVersion::V1_2 => FROM_1_2,
        TlsVersion::V1_3 => FROM_1_3,
    }
}

/// What checks the certificates of servers.
fn verifier(
    settings: &TlsSettings,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Box<dyn Error + Send + Sync>> {
    let mut roots = Vec::new();
    for pem in &settings.roots {
        roots.extend(certificates(pem)?);
    }
    let mut store = match settings.trusted {
        TrustedRoots::System if roots.is_empty() => {
            return Ok(Arc::new(Verifier::new(provider)?));
        }
        TrustedRoots::System => return with_system_roots(roots, provider),
        TrustedRoots::Own => RootCertStore::empty(),
        #[cfg(feature = "bundled-roots")]
        TrustedRoots::Bundled => webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
    };
    for root in roots {
        store.add(root)?;
    }
    Ok(WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider).build()?)
}

#[cfg(not(target_os = "android"))]
fn with_system_roots(
    roots: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Box<dyn Error + Send + Sync>> {
    Ok(Arc::new(Verifier::new_with_extra_roots(roots, provider)?))
}

#[cfg(target_os = "android")]
fn with_system_roots(
    _: Vec<CertificateDer<'static>>,
    _: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Box<dyn Error + Send + Sync>> {
    Err("Android does not allow more root certificates than its own".into())
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, rustls::pki_types::pem::Error> {
    CertificateDer::pem_slice_iter(pem).collect()
}
