//! A few texts kept on the device. In a frame or a private window the browser may refuse.

use super::window;

/// Reads a text.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a text; `None` when the browser refuses.
pub fn write(key: &str, text: &str) -> Option<()> {
    window()?.local_storage().ok()??.set_item(key, text).ok()
}

/// Reads a text that lasts as long as the window.
#[must_use]
pub fn session(key: &str) -> Option<String> {
    window()?.session_storage().ok()??.get_item(key).ok()?
}

/// Keeps a text as long as the window is open; `None` when the browser refuses.
pub fn keep_session(key: &str, text: &str) -> Option<()> {
    window()?.session_storage().ok()??.set_item(key, text).ok()
}

/// Forgets a text.
pub fn remove(key: &str) -> Option<()> {
    window()?.local_storage().ok()??.remove_item(key).ok()
}
