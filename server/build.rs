//! Puts the static files into the binary, and one hash over all of them into their address, so
//! that browsers may keep them forever and ES modules can import each other by relative path.
//! The guest's modules are joined on the way: see `build/bundle.rs`.

#[path = "build/bundle.rs"]
mod bundle;

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io};

const STATIC: &str = "../static";
const MIGRATIONS: &str = "../migrations";
const BUNDLER: &str = "build/bundle.rs";

/// Modules that are joined with all they import, and the file each becomes. It stands beside its
/// entry, where what it imports on demand is found by the same path.
const BUNDLES: &[(&str, &str)] = &[("js/customer.js", "js/guest.js")];
/// The service worker is no static file: it is served from the root, without a hash.
const WORKER: &str = "sw.js";

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    hash_folder(Path::new(STATIC), &mut hasher)?;
    hasher.write(&fs::read(BUNDLER)?);
    println!("cargo::rustc-env=CREMA_STATIC_HASH={:016x}", hasher.finish());
    for path in [STATIC, MIGRATIONS, BUNDLER] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it for build scripts"));
    let bundles = out.join("bundles");
    for (entry, name) in BUNDLES {
        write_bundle(entry, &bundles.join(name))?;
    }
    write_bundle(WORKER, &out.join(WORKER))?;
    let folders = [("files", PathBuf::from(STATIC)), ("bundles", bundles)];
    // In development files are read when they are asked for.
    memory_serve::load_names_directories(folders, !cfg!(debug_assertions));
    Ok(())
}

fn write_bundle(entry: &str, to: &Path) -> io::Result<()> {
    let read = |path: &Path| {
        fs::read_to_string(Path::new(STATIC).join(path))
            .map_err(|error| format!("{}: {error}", path.display()))
    };
    let text = bundle::bundle(Path::new(entry), &read).map_err(io::Error::other)?;
    let folder = to.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    fs::write(to, text)?;
    // Cargo is told to watch the folder that is served: what was just written must not look new to
    // it, or every build would be followed by another.
    for path in [to, folder, folder.parent().unwrap_or(folder)] {
        fs::File::open(path)?.set_modified(SystemTime::UNIX_EPOCH)?;
    }
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
