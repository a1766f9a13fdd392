//! Strict JSON is refused, or has one canonical form that reads back as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wenze_domain::canonical;

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = canonical::parse(bytes) else { return };
    let Ok(form) = canonical::bytes(&value) else { return };
    let again = canonical::parse(&form).expect("a canonical form is strict JSON");
    assert_eq!(canonical::bytes(&again).expect("what has a form keeps it"), form);
});
