//! Code that uses `scope!` and the derives under hostile conditions: the façade goes by the name
//! `memory`, there is no prelude, unsafe code is forbidden, every lint that may find something in an
//! expansion is an error, and the names that generated code might mean by accident are taken.
//!
//! That it compiles is half of the test; the tests of the library call it for the other half.
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(
    warnings,
    unused_qualifications,
    unused_results,
    let_underscore_drop,
    clippy::all,
    clippy::pedantic,
    clippy::shadow_same,
    clippy::shadow_unrelated,
    clippy::needless_return,
    clippy::diverging_sub_expression,
    reason = "none of them may find anything in generated code"
)]

use ::memory::{Arena, FrameArena, SceneArena, Tag, scope};

/// Modules and items with the names of what an expansion needs.
#[expect(dead_code, reason = "they are in the way, and nothing else")]
mod hostile {
    pub mod arena {}
    pub mod core {}
    pub mod std {}
    pub struct Some;
    pub struct None;
    pub struct Option;
    pub struct Drop;
    pub fn drop() {}
    pub fn enter() {}
    pub fn branded() {}
    pub mod __private {}
}
#[expect(unused_imports, reason = "they are in the way, and nothing else")]
use hostile::*;

/// A method of the name that `scope!` calls, for every type there is.
trait Hijack {
    #[expect(dead_code, reason = "the method of the arena is nearer")]
    fn open_scope(&mut self) -> u32 {
        0
    }
}

impl<T: ?::core::marker::Sized> Hijack for T {}

/// Who uses memory here.
#[derive(::core::fmt::Debug, Tag)]
#[tag(crate = ::memory)]
pub enum Subsystem {
    /// Everything.
    Everything,
}

/// A resident whose derive is told where the façade is.
#[derive(::core::fmt::Debug, Arena)]
#[arena(tag = Subsystem::Everything, lifetime = frame, crate = ::memory)]
pub struct Line<'frame> {
    /// What it says.
    pub text: &'frame ::core::primitive::str,
}

/// The arenas of this crate.
#[derive(::core::fmt::Debug)]
pub struct Memory {
    frame: FrameArena,
    scene: SceneArena,
}

impl Memory {
    /// Reserves them.
    ///
    /// # Errors
    ///
    /// If the system refuses.
    pub fn new(bytes: usize) -> ::core::result::Result<Self, ::memory::ReserveError> {
        let frame = FrameArena::reserve("frame", bytes)?;
        let scene = SceneArena::reserve("scene", bytes)?;
        ::core::result::Result::Ok(Self { frame, scene })
    }

    /// Opens scopes on two fields at once, nests one by each form, and leaves by `?`.
    ///
    /// # Errors
    ///
    /// If an arena is full.
    pub fn lines(&mut self, count: usize) -> ::core::result::Result<usize, ::memory::AllocError> {
        scope!(scene in self.scene);
        let mut sum = 0;
        for number in 0..count {
            scope!(frame in self.frame);
            let text = frame.try_alloc_fmt(::core::format_args!("line {number}"))?;
            let line = Line::new_in(frame, text);
            sum += line.text.len();
            scope!(inner in frame);
            sum += inner.alloc_slice_copy(&[1_u8; 10]).len();
            let more = inner.scope(|innermost| innermost.alloc_str(line.text).len());
            sum += scene.try_alloc([more; 4])?[0];
        }
        ::core::result::Result::Ok(sum)
    }
}

/// Scopes whose names are those of the hidden locals, of keywords, and of each other.
///
/// # Errors
///
/// If the system refuses.
pub fn names() -> ::core::result::Result<u32, ::memory::ReserveError> {
    let mut memory = Memory::new(::memory::KIB)?;
    let mut sum = 0;
    {
        scope!(never in memory.frame);
        scope!(end_of_never in memory.scene);
        sum += *never.alloc(1) + *end_of_never.alloc(2);
    }
    {
        scope!(arena in FrameArena::reserve("temporary", ::memory::KIB)?);
        scope!(arena in arena);
        scope!(r#type in arena);
        sum += *r#type.alloc(4);
    }
    {
        // The macro in another macro, and its name from outside of that.
        macro_rules! open {
            ($name:ident) => {
                scope!($name in memory.frame);
                let hidden = 8;
                sum += hidden;
            };
        }
        open!(hidden);
        sum += *hidden.alloc(16);
    }
    ::core::result::Result::Ok(sum)
}
