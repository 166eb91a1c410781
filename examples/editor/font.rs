//! The font of the panel: drawn by hand in `assets/font.txt`, kept in permanent memory.

use arena::prelude::*;

use crate::memory::Subsystem;

/// From one glyph to the next; the last column is empty.
pub const GLYPH_WIDTH: usize = 6;
pub const GLYPH_HEIGHT: usize = 9;

const DRAWING: &str = include_str!("assets/font.txt");
/// The first character of the font; the others follow in the order of ASCII.
const FIRST: char = ' ';

/// The glyphs of ASCII, as far as it can be seen.
#[derive(Arena, Debug)]
#[arena(tag = Subsystem::Interface, lifetime = perm)]
pub struct Font<'perm> {
    glyphs: &'perm [Glyph],
}

/// Rows from the top; the lowest bit of each is its left dot.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Interface, lifetime = perm)]
struct Glyph([u8; GLYPH_HEIGHT]);

impl<'perm> Font<'perm> {
    /// Reads the drawing: every nine lines that start with a bar show a row of glyphs.
    pub fn load(perm: &Perm<'perm>) -> Result<&'perm Self, AllocError> {
        let mut glyphs = perm.tagged(Subsystem::Interface).try_vec_with_capacity(95)?;
        let drawn = DRAWING.lines().filter_map(|line| line.strip_prefix("| "));
        for (number, line) in drawn.enumerate() {
            let row = number % GLYPH_HEIGHT;
            let first_of_row = number / GLYPH_HEIGHT * GLYPHS_IN_A_ROW;
            for (column, dots) in line.as_bytes().chunks(GLYPH_WIDTH).enumerate() {
                let index = first_of_row + column;
                if index == glyphs.len() {
                    glyphs.try_push(Glyph([0; GLYPH_HEIGHT]))?;
                }
                let dots = (0..).zip(dots).filter(|(_, dot)| **dot == b'#');
                glyphs[index].0[row] = dots.fold(0, |bits, (place, _)| bits | 1 << place);
            }
        }
        Ok(Self { glyphs: glyphs.into_slice() }.try_alloc_in(perm)?)
    }

    /// The rows of a glyph; a question mark for what the font does not have.
    pub fn glyph(&self, character: char) -> [u8; GLYPH_HEIGHT] {
        let index = |character: char| (character as usize).checked_sub(FIRST as usize);
        let glyph = index(character).and_then(|index| self.glyphs.get(index));
        let glyph = glyph.or_else(|| index('?').and_then(|index| self.glyphs.get(index)));
        glyph.map_or([0; GLYPH_HEIGHT], |glyph| glyph.0)
    }
}

const GLYPHS_IN_A_ROW: usize = 16;
