//! Who may ask. A page of the web must not reach a service of this machine through a name that it makes point here, so a
//! service that listens on this machine only takes requests that name this machine.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::middleware::Next;
use axum::response::Response;

use super::Service;
use super::api::refusal;

/// Turns requests away that name another host.
pub(super) async fn check_host(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response {
    let host = request.headers().get(HOST).and_then(|h| h.to_str().ok());
    if service.local && host.is_some_and(|host| !is_this_machine(host)) {
        return refusal(403, "只接受发给本机的请求");
    }
    next.run(request).await
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => host.split(':').next(),
    };
    matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn names_of_this_machine() {
        for (host, expect) in [
            ("localhost:8737", true),
            ("127.0.0.1", true),
            ("[::1]:8737", true),
            ("example.org", false),
            ("localhost.example.org:8737", false),
            ("127.0.0.1.example.org", false),
        ] {
            assert_eq!(is_this_machine(host), expect, "{host}");
        }
    }
}
