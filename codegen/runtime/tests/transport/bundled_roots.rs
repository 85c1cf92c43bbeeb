//! Root certificates that are part of the program: they are trusted by choice only, and then in place of
//! those of the system.

use crate::runtime::transport::{HttpTransport, HttpTransportBuilder, Phase};

use super::transport_builder::{CERTIFICATE, Sent, send_with_tls};

/// Whether the request succeeded, or else where it failed.
fn outcome(sent: Sent) -> Result<(), Phase> {
    sent.map(|_| ()).map_err(|error| error.phase())
}

fn bundled(builder: HttpTransportBuilder) -> HttpTransportBuilder {
    builder.bundled_roots()
}

#[tokio::test]
async fn bundled_roots_do_not_trust_an_unknown_authority() {
    assert_eq!(outcome(send_with_tls(bundled).await), Err(Phase::Tls));
}

#[tokio::test]
async fn other_roots_are_trusted_beside_the_bundled_ones() {
    let both = |builder| bundled(builder).tls_certs_merge(CERTIFICATE);
    assert_eq!(outcome(send_with_tls(both).await), Ok(()));
    let last = |builder| bundled(builder).tls_certs_only(CERTIFICATE);
    assert_eq!(outcome(send_with_tls(last).await), Ok(()));
}

#[test]
fn there_are_bundled_roots() {
    // TLS without root certificates is an error.
    assert!(HttpTransport::builder().tls_certs_only("").build().is_err());
    assert!(HttpTransport::builder().bundled_roots().build().is_ok());
}

/// On Linux, `SSL_CERT_FILE` replaces the root certificates of the system. It is set for a process that
/// runs this test again, because a variable of this process would be that of all its tests.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn bundled_roots_are_not_those_of_the_system() {
    const ROOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/transport/localhost.pem");
    if std::env::var("SSL_CERT_FILE").is_ok_and(|roots| roots == ROOTS) {
        assert_eq!(outcome(send_with_tls(|builder| builder).await), Ok(()));
        assert_eq!(outcome(send_with_tls(bundled).await), Err(Phase::Tls));
        return;
    }
    let (_, module) = module_path!().split_once("::").unwrap();
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::bundled_roots_are_not_those_of_the_system")])
        .env("SSL_CERT_FILE", ROOTS)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
}
