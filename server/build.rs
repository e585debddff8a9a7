//! Puts the static files into the binary, and one hash over all of them into their address, so
//! that browsers may keep them forever and ES modules can import each other by relative path.
//! Scripts lose their comments on the way, and the guest's modules are joined: `build/bundle.rs`.

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
    let files = out.join("files");
    copy_folder(Path::new(STATIC), &files)?;
    let folders = [("files", files), ("bundles", bundles)];
    // In development files are read when they are asked for.
    memory_serve::load_names_directories(folders, !cfg!(debug_assertions));
    Ok(())
}

/// Copies a folder; scripts of our own without what only people read.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir_all(to)?;
    let is_own = from.starts_with(Path::new(STATIC).join("js"));
    for entry in fs::read_dir(from)? {
        let from = entry?.path();
        let to = to.join(from.file_name().unwrap_or_default());
        if from.is_dir() {
            copy_folder(&from, &to)?;
            continue;
        }
        if is_own {
            fs::write(&to, bundle::code(&fs::read_to_string(&from)?))?;
        } else {
            fs::copy(&from, &to)?;
        }
        leave_unwatched(&to)?;
    }
    leave_unwatched(to)
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
    for path in [to, folder, folder.parent().unwrap_or(folder)] {
        leave_unwatched(path)?;
    }
    Ok(())
}

/// Cargo is told to watch the folders that are served: what was just written must not look new to
/// it, or every build would be followed by another.
fn leave_unwatched(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.set_modified(SystemTime::UNIX_EPOCH)
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
