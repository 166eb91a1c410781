//! An immediate-mode panel: every frame it is described anew, laid out, painted
//! and forgotten. Its shapes and its text live in the frame arena.

use std::fmt;

use arena::prelude::*;

use crate::canvas::{Canvas, LINE_HEIGHT, Rect, Rgb, text_width};
use crate::font::Font;
use crate::memory::Subsystem;

const MARGIN: usize = 10;
const WIDTH: usize = 252;

const PAPER: Rgb = [13, 16, 26];
const INK: Rgb = [226, 231, 240];
const FAINT: Rgb = [137, 149, 172];
const ACCENT: Rgb = [255, 183, 77];
const GROOVE: Rgb = [52, 60, 82];

/// One thing to paint.
#[derive(Arena, Clone, Copy, Debug)]
#[arena(tag = Subsystem::Interface, lifetime = frame)]
pub enum Shape<'frame> {
    Fill { rect: Rect, colour: Rgb, cover: u8 },
    Text { x: usize, y: usize, colour: Rgb, text: &'frame str },
}

/// A panel while it is being described. Widgets go below each other.
pub struct Panel<'ui, 'frame> {
    frame: &'ui Frame<'frame>,
    shapes: ArenaVec<'ui, 'frame, Shape<'frame>>,
    x: usize,
    y: usize,
    top: usize,
}

impl<'ui, 'frame> Panel<'ui, 'frame> {
    /// Begins a panel with its upper left corner at `x`, `y`.
    pub fn begin(frame: &'ui Frame<'frame>, x: usize, y: usize) -> Result<Self, AllocError> {
        // Text is allocated while the list grows. With room for all shapes from
        // the start it never has to move behind that text.
        let mut shapes = frame.tagged(Subsystem::Interface).try_vec_with_capacity(256)?;
        // The paper comes first, but how much is needed is known at the end.
        let rect = Rect { x, y, width: WIDTH, height: 0 };
        shapes.try_push(Shape::Fill { rect, colour: PAPER, cover: 205 })?;
        Ok(Self { frame, shapes, x: x + MARGIN, y: y + MARGIN, top: y })
    }

    /// Ends the description, and gives what is to be painted, in order.
    pub fn end(mut self) -> &'frame [Shape<'frame>] {
        if let Some(Shape::Fill { rect, .. }) = self.shapes.first_mut() {
            rect.height = self.y + MARGIN - LINE_HEIGHT / 4 - self.top;
        }
        self.shapes.into_slice()
    }

    pub fn title(&mut self, left: fmt::Arguments<'_>, right: fmt::Arguments<'_>) -> Result<(), AllocError> {
        self.line(left, ACCENT, right, FAINT)?;
        let rect = Rect { x: self.x, y: self.y, width: WIDTH - 2 * MARGIN, height: 1 };
        self.shapes.try_push(Shape::Fill { rect, colour: ACCENT, cover: 120 })?;
        self.y += LINE_HEIGHT / 2;
        Ok(())
    }

    /// A name and its value.
    pub fn row(&mut self, name: fmt::Arguments<'_>, value: fmt::Arguments<'_>) -> Result<(), AllocError> {
        self.line(name, FAINT, value, INK)
    }

    /// A row, and a bar below it of which a `part` is filled.
    pub fn meter(&mut self, name: fmt::Arguments<'_>, value: fmt::Arguments<'_>, part: f32) -> Result<(), AllocError> {
        self.row(name, value)?;
        let whole = Rect { x: self.x, y: self.y - 2, width: WIDTH - 2 * MARGIN, height: 2 };
        self.shapes.try_push(Shape::Fill { rect: whole, colour: GROOVE, cover: 255 })?;
        let width = (whole.width as f32 * part.clamp(0.0, 1.0)).ceil() as usize;
        let rect = Rect { width, ..whole };
        self.shapes.try_push(Shape::Fill { rect, colour: ACCENT, cover: 255 })?;
        self.y += 4;
        Ok(())
    }

    /// One column for each value, the last at the right; `full` is as high as the graph.
    pub fn graph(&mut self, values: impl ExactSizeIterator<Item = f32>, full: f32) -> Result<(), AllocError> {
        const HEIGHT: usize = 28;
        const COLUMN: usize = 2;
        let whole = Rect { x: self.x, y: self.y, width: WIDTH - 2 * MARGIN, height: HEIGHT };
        self.shapes.try_push(Shape::Fill { rect: whole, colour: GROOVE, cover: 110 })?;
        let columns = whole.width / COLUMN;
        let skipped = values.len().saturating_sub(columns);
        let first = columns.saturating_sub(values.len());
        for (column, value) in (first..).zip(values.skip(skipped)) {
            let part = if full > 0.0 { (value / full).clamp(0.0, 1.0) } else { 0.0 };
            let height = 1 + (part * (HEIGHT - 1) as f32) as usize;
            let rect = Rect { x: whole.x + column * COLUMN, y: whole.y + HEIGHT - height, width: COLUMN - 1, height };
            self.shapes.try_push(Shape::Fill { rect, colour: ACCENT, cover: 200 })?;
        }
        self.y += HEIGHT + LINE_HEIGHT / 2;
        Ok(())
    }

    pub fn space(&mut self) {
        self.y += LINE_HEIGHT / 2;
    }

    fn line(
        &mut self,
        left: fmt::Arguments<'_>,
        left_colour: Rgb,
        right: fmt::Arguments<'_>,
        right_colour: Rgb,
    ) -> Result<(), AllocError> {
        let text = self.frame.tagged(Subsystem::Interface);
        let (left, right) = (text.try_alloc_fmt(left)?, text.try_alloc_fmt(right)?);
        let (x, y) = (self.x, self.y);
        self.shapes.try_push(Shape::Text { x, y, colour: left_colour, text: left })?;
        let x = (x + WIDTH - 2 * MARGIN).saturating_sub(text_width(right));
        self.shapes.try_push(Shape::Text { x, y, colour: right_colour, text: right })?;
        self.y += LINE_HEIGHT;
        Ok(())
    }
}

/// Paints the shapes of a panel.
pub fn paint(shapes: &[Shape<'_>], canvas: &mut Canvas<'_>, font: &Font<'_>) {
    for shape in shapes {
        match *shape {
            Shape::Fill { rect, colour, cover } => canvas.fill(rect, colour, cover),
            Shape::Text { x, y, colour, text } => canvas.text(font, x, y, colour, text),
        }
    }
}
