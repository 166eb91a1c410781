//! Rectangles and text on the finished picture.

use crate::font::{Font, GLYPH_HEIGHT, GLYPH_WIDTH};

/// A colour as it is written into the picture.
pub type Rgb = [u8; 3];

#[derive(Clone, Copy, Debug)]
pub struct Rect {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
}

/// The pixels to draw on. What does not lie inside is left out.
#[derive(Debug)]
pub struct Canvas<'a> {
    pub width: usize,
    pub pixels: &'a mut [Rgb],
}

impl Canvas<'_> {
    /// Fills a rectangle; `cover` is from 0, invisible, to 255.
    pub fn fill(&mut self, rect: Rect, colour: Rgb, cover: u8) {
        let from = rect.x.min(self.width);
        let to = (rect.x + rect.width).min(self.width);
        let rows = self.pixels.chunks_exact_mut(self.width).skip(rect.y).take(rect.height);
        for pixel in rows.flat_map(|row| &mut row[from..to]) {
            for (old, new) in pixel.iter_mut().zip(colour) {
                let mixed = u32::from(*old) * u32::from(255 - cover) + u32::from(new) * u32::from(cover);
                *old = ((mixed + 127) / 255) as u8;
            }
        }
    }

    /// Writes `text` with its upper left corner at `x`, `y`.
    pub fn text(&mut self, font: &Font<'_>, x: usize, y: usize, colour: Rgb, text: &str) {
        for (index, character) in text.chars().enumerate() {
            let left = x + index * GLYPH_WIDTH;
            for (row, bits) in font.glyph(character).into_iter().enumerate() {
                for column in (0..GLYPH_WIDTH).filter(|column| bits >> column & 1 == 1) {
                    let (x, y) = (left + column, y + row);
                    if let Some(pixel) = self.pixels.get_mut(y * self.width + x) {
                        if x < self.width {
                            *pixel = colour;
                        }
                    }
                }
            }
        }
    }
}

/// How wide `text` is, in pixels.
pub fn text_width(text: &str) -> usize {
    text.chars().count() * GLYPH_WIDTH
}

/// From one line of text to the next.
pub const LINE_HEIGHT: usize = GLYPH_HEIGHT + 3;
