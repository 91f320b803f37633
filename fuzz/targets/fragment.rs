//! Any text as what stands behind `#` in a link.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| fuzz::fragment(data));
