//! Every case of any file is stored or rejected with a reason.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wenze_exchange::import::{ImportPlan, sift};
use wenze_exchange::mapping::Mapping;

/// One mapping for each form of file, with the name that its files have.
static MAPPINGS: LazyLock<Vec<(Mapping, &str)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../mappings/");
    let load = |name: &str| Mapping::load(&PathBuf::from(format!("{folder}{name}.toml"))).expect("a mapping of ours");
    vec![
        (load("roadtraffic"), "log.xes"),
        (load("ccdi"), "ccdi-public.jsonl"),
        (load("congress"), "congress-public.jsonl"),
        (Mapping::of_acts().expect("the mapping of acts"), "acts.jsonl"),
    ]
});

fuzz_target!(|bytes: &[u8]| {
    let [which, rest @ ..] = bytes else { return };
    let (mapping, name) = &MAPPINGS[usize::from(*which) % MAPPINGS.len()];
    let folder = PathBuf::from(format!("/dev/shm/wenze-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(name);
    std::fs::write(&file, rest).expect("a file");
    // What cannot be opened is an answer too.
    let _ = sift(&ImportPlan::new(vec![file], mapping.clone()));
});
