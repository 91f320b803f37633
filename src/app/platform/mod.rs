//! The browser, and the only module that names it: every function gives an `Option` or a `Result`
//! where the browser may refuse, and nothing here panics. Called from effects and handlers only.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod fetch;
pub mod input;
pub mod page;
pub mod storage;
pub mod worker;

use web_sys::Window;

fn window() -> Option<Window> {
    web_sys::window()
}
