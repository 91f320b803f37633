//! Any text as an answer to any question of the packs that ship.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| fuzz::answers_read(data));
