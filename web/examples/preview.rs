//! Writes every screen in every state as a file into a folder: `cargo run -p crema-web --example
//! preview -- FOLDER LANGUAGE`. For looking at them, and for the unit tests' list of states.

#[path = "../src/samples/mod.rs"]
mod samples;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "target/preview".to_owned());
    fs::create_dir_all(&folder)?;
    let language = env::args().nth(2).and_then(|tag| crema_web::Language::known(&tag));
    let mut site = samples::site();
    site.language = language.unwrap_or(site.language);
    for (name, screen) in samples::screens() {
        fs::write(Path::new(&folder).join(format!("{name}.html")), screen.page(&site))?;
    }
    Ok(())
}
