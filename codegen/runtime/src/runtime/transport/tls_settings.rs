//! The settings of TLS, and how they are applied to the library that the features choose.
//!
//! Invariant: nothing is installed for the whole process.

use reqwest::ClientBuilder;

use super::transport_trait::{Phase, TransportError};

/// A version of TLS.
///
/// ```
/// use runtime::transport::TlsVersion;
///
/// assert!(TlsVersion::V1_2 < TlsVersion::V1_3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2 (RFC 5246).
    V1_2,
    /// TLS 1.3 (RFC 8446).
    V1_3,
}

/// The settings.
#[derive(Clone)]
pub(super) struct TlsSettings {
    /// PEM texts with root certificates.
    pub(super) roots: Vec<Vec<u8>>,
    pub(super) trusted: TrustedRoots,
    /// The PEM texts of the client's certificate and key.
    pub(super) identity: Option<(Vec<u8>, Vec<u8>)>,
    pub(super) min_version: TlsVersion,
}

/// Which root certificates are trusted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TrustedRoots {
    /// Those of the system and those of the settings.
    System,
    /// Those of the settings.
    Own,
    /// Those that the program was built with, and those of the settings.
    #[cfg(feature = "bundled-roots")]
    Bundled,
}

impl Default for TlsSettings {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            trusted: TrustedRoots::System,
            identity: None,
            min_version: TlsVersion::V1_2,
        }
    }
}

impl TlsSettings {
    pub(super) fn with_roots(mut self, pem: Vec<u8>) -> Self {
        self.roots.push(pem);
        self
    }

    pub(super) fn without_system_roots(self) -> Self {
        Self { trusted: TrustedRoots::Own, ..self }
    }

    #[cfg(feature = "bundled-roots")]
    pub(super) fn with_bundled_roots(self) -> Self {
        Self { trusted: TrustedRoots::Bundled, ..self }
    }

    pub(super) fn with_identity(self, certificate: Vec<u8>, key: Vec<u8>) -> Self {
        Self { identity: Some((certificate, key)), ..self }
    }

    pub(super) fn with_min_version(self, min_version: TlsVersion) -> Self {
        Self { min_version, ..self }
    }

    /// Applies the settings with `rustls`.
    #[cfg(feature = "rustls")]
    pub(super) fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
        let config = super::rustls_config::config(self)
            .map_err(|error| TransportError::new(Phase::Setup).with_source(error))?;
        Ok(builder.tls_backend_preconfigured(config))
    }

    /// Applies the settings with the library of the operating system.
    #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
    pub(super) fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
        self.apply_native(builder)
            .map_err(|error| super::http_failure::failure(Phase::Setup, error))
    }

    #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
    fn apply_native(&self, builder: ClientBuilder) -> reqwest::Result<ClientBuilder> {
        use reqwest::tls::Version;
        use reqwest::{Certificate, Identity};

        let mut roots = Vec::new();
        for pem in &self.roots {
            roots.extend(Certificate::from_pem_bundle(pem)?);
        }
        let builder = builder.tls_backend_native().tls_version_min(match self.min_version {
            TlsVersion::V1_2 => Version::TLS_1_2,
            TlsVersion::V1_3 => Version::TLS_1_3,
        });
        let builder = match self.trusted {
            TrustedRoots::System => builder.tls_certs_merge(roots),
            TrustedRoots::Own => builder.tls_certs_only(roots),
        };
        Ok(match &self.identity {
            Some((certificate, key)) => {
                builder.identity(Identity::from_pkcs8_pem(certificate, key)?)
            }
            None => builder,
        })
    }

    /// Leaves TLS disabled. Servers can be called by `http` only.
    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    pub(super) fn apply(&self, builder: ClientBuilder) -> Result<ClientBuilder, TransportError> {
        if self.roots.is_empty() && self.identity.is_none() {
            return Ok(builder);
        }
        let reason = "enable the feature `rustls` or `native-tls`: this build has no TLS";
        Err(TransportError::new(Phase::Setup).with_source(reason))
    }
}
