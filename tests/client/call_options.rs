//! Call options that are rejected before sending.

use std::error::Error;
use std::time::Duration;

use kustomer_client::{CallOptions, ErrorKind};
use kustomer_client::{ConfigError, RequestError};

use super::support::{Server, client};

async fn rejection<E: Error + Clone + 'static>(options: CallOptions) -> E {
    let server = Server::start([]).await;
    let call = client(&server).get_bulk_operation("a").options(options);
    let error = call.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(!error.may_have_been_processed() && !error.is_retryable());
    assert_eq!((error.attempts(), server.connections()), (0, 0));
    error.source().unwrap().downcast_ref::<E>().unwrap().clone()
}

#[tokio::test]
async fn zero_limits_are_rejected() {
    let options = CallOptions::new().attempt_timeout(Duration::ZERO);
    assert_eq!(rejection::<ConfigError>(options).await, ConfigError::ZeroTimeout);
    let options = CallOptions::new().operation_timeout(Duration::ZERO);
    assert_eq!(rejection::<ConfigError>(options).await, ConfigError::ZeroTimeout);
}

#[tokio::test]
async fn invalid_headers_are_rejected() {
    for (name, value) in [("x y", "a"), ("x-y", "a\r\nx-injected: b"), ("", "a")] {
        let problem = rejection::<RequestError>(CallOptions::new().header(name, value)).await;
        assert_eq!(problem, RequestError::Header { name: name.to_owned() });
    }
}
