//! Files of this site. Nothing else is ever asked for, and nothing is sent.

use gloo::net::http::Request;

/// The bytes of a file beside the page; `None` when it does not come.
pub async fn file(name: &str) -> Option<Vec<u8>> {
    let response = Request::get(name).send().await.ok()?;
    if response.ok() { response.binary().await.ok() } else { None }
}
