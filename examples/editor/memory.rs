//! The memory of the editor: three arenas, reserved once, and who uses them.
//!
//! | arena | lives | holds |
//! |---|---|---|
//! | perm  | as long as the program | the text of the model, frame and depth buffer, font, frame times |
//! | scene | until the next scene | the model, its meshes, and stores of instances, flames, sandbags, sparks |
//! | frame | until the next frame | poses, visible and draw lists, transformed vertices, the panel |

use arena::ReserveError;
use arena::prelude::*;

use crate::args::Options;
use crate::failure::Failure;

/// Who asks for memory. The report and the panel show one line for each.
#[derive(Tag, Clone, Copy, Debug)]
pub enum Subsystem {
    /// Frame and depth buffer, draw lists, transformed vertices
    #[tag(budget = "256 MiB")]
    Renderer,
    /// The model as its file describes it, and the meshes drawn of it
    #[tag(budget = "128 MiB")]
    Assets,
    /// Instances and what falls and flies from them, lights, the poses of this frame
    #[tag(budget = "64 MiB")]
    World,
    /// The font, and the panel with its text
    #[tag(budget = "4 MiB")]
    Interface,
    /// Frame times
    #[tag(budget = "64 MiB")]
    Statistics,
    /// What is only needed while a scene is loaded
    #[tag(budget = "256 MiB")]
    Loading,
}

impl Subsystem {
    pub const ALL: [Self; 6] =
        [Self::Renderer, Self::Assets, Self::World, Self::Interface, Self::Statistics, Self::Loading];
}

/// All the memory of the program. Reserving is cheap: only what is touched is
/// backed by memory of the machine.
#[derive(Debug)]
pub struct EditorMemory {
    pub perm: PermArena,
    pub scene: SceneArena,
    pub frame: FrameArena,
}

impl EditorMemory {
    pub fn reserve(options: &Options) -> Result<Self, Failure> {
        let refused = |arena| move |error: ReserveError| Failure::input(format!("--{arena}-memory: {error}"));
        Ok(Self {
            perm: Arena::reserve("perm", options.perm_memory).map_err(refused("perm"))?,
            scene: Arena::reserve("scene", options.scene_memory).map_err(refused("scene"))?,
            // Touched once here, so that no frame waits for the system to hand out pages.
            frame: Arena::builder()
                .name("frame")
                .reserve(options.frame_memory)
                .prefault(options.frame_memory.min(8 * MIB))
                .build()
                .map_err(refused("frame"))?,
        })
    }

    /// Reads the use of all three arenas, at any time.
    pub fn ledger(&self) -> Ledger {
        Ledger::new().with(&self.perm).with(&self.scene).with(&self.frame)
    }
}
