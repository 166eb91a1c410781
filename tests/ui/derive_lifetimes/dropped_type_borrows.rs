//! A destructor that runs at the end of the scope must not look at what else is in it.
// misuses: arena(drop)

use arena::prelude::*;

#[derive(Tag)]
enum Subsystem {
    Renderer,
}

#[derive(Arena)]
#[arena(tag = Subsystem::Renderer, lifetime = frame, drop)]
struct Upload<'frame> {
    bytes: &'frame [u8],
    path: String,
}

fn main() {
    let upload = Upload { bytes: &[], path: String::new() };
    println!("{} {}", upload.bytes.len(), upload.path);
    println!("{}", Subsystem::Renderer.info().name);
}
