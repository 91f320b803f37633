//! A pack out of any bytes, and every scheme of it put to someone who answers nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| fuzz::pack_load(data));
