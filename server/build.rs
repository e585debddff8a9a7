//! Puts the static files into the binary, and one hash over all of them into their address, so
//! that browsers may keep them forever and ES modules can import each other by relative path.

use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::{fs, io};

const STATIC: &str = "../static";
const MIGRATIONS: &str = "../migrations";

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    hash_folder(Path::new(STATIC), &mut hasher)?;
    println!("cargo::rustc-env=CREMA_STATIC_HASH={:016x}", hasher.finish());
    println!("cargo::rerun-if-changed={STATIC}");
    println!("cargo::rerun-if-changed={MIGRATIONS}");
    memory_serve::load_directory(STATIC);
    Ok(())
}

/// Names and contents in a fixed order.
fn hash_folder(folder: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        hasher.write(entry.file_name().as_encoded_bytes());
        if entry.file_type()?.is_dir() {
            hash_folder(&entry.path(), hasher)?;
        } else {
            hasher.write(&fs::read(entry.path())?);
        }
    }
    Ok(())
}
