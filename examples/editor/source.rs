//! The text of the model. It is read once, into permanent memory, and every
//! scene is built from it anew.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use arena::prelude::*;

use crate::failure::Failure;
use crate::memory::Subsystem;

/// A model that is not parsed yet.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Assets, lifetime = perm)]
pub struct Source<'perm> {
    /// What messages call it.
    pub name: &'perm str,
    pub text: &'perm [u8],
}

impl<'perm> Source<'perm> {
    /// Reads `file`, or takes the model that is part of the program.
    pub fn open(perm: &Perm<'perm>, file: Option<&Path>) -> Result<&'perm Self, Failure> {
        let source = match file {
            None => Self { name: "balloon.obj", text: include_bytes!("assets/balloon.obj") },
            Some(path) => {
                // On one line, whatever the name of the file is made of.
                let name = path.to_string_lossy().replace(char::is_control, "?");
                let name = perm.tagged(Subsystem::Assets).try_alloc_str(&name)?;
                Self { name, text: read(perm, path, name)? }
            }
        };
        Ok(source.try_alloc_in(perm)?)
    }
}

/// Reads a file to its end. The list grows in place, for it is the last thing in the arena.
fn read<'perm>(perm: &Perm<'perm>, path: &Path, name: &str) -> Result<&'perm [u8], Failure> {
    let refused = |error| Failure::input(format!("{name}: cannot be read: {error}"));
    let mut file = File::open(path).map_err(refused)?;
    let mut text = perm.tagged(Subsystem::Assets).vec();
    let mut part = [0; 64 * KIB];
    loop {
        match file.read(&mut part) {
            Ok(0) => return Ok(text.into_slice()),
            Ok(length) => text.try_extend_from_slice(&part[..length])?,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(refused(error)),
        }
    }
}
