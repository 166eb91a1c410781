//! The programs whose frames are recorded.

use std::hint::black_box;

use egui::{Context, RawInput, Rect, pos2, vec2};
use egui_demo_lib::DemoWindows;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::{Constraint, Layout};
use ratatui::text::Line;
use ratatui::widgets::{Block, List, Row, Table};

/// The demo of egui as it looks when it is started, with its shapes made into triangles.
pub fn egui() -> impl FnMut() {
    let context = Context::default();
    let mut demo = DemoWindows::default();
    move || {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 720.0))),
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| demo.ui(ui));
        black_box(context.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point));
        output.textures_delta.clear();
    }
}

/// A list beside a table. Their texts are made anew in every frame, as programs do whose data change.
pub fn ratatui() -> impl FnMut() {
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("it writes to memory");
    let mut number = 0;
    move || {
        number += 1;
        let drawn = terminal.draw(|frame| {
            let [left, right] =
                Layout::horizontal([Constraint::Percentage(30), Constraint::Percentage(70)]).areas(frame.area());
            let items = (0..100).map(|item| Line::from(format!("item {item} of frame {number}")));
            frame.render_widget(List::new(items).block(Block::bordered().title("list")), left);
            let rows = (0..50).map(|row| {
                Row::new([
                    format!("row {row}"),
                    format!("{} units", row * 37 % 101),
                    format!("{:.2} %", f64::from(row) / 3.0),
                ])
            });
            let widths = [Constraint::Length(10), Constraint::Min(12), Constraint::Length(10)];
            let table = Table::new(rows, widths).header(Row::new(["name", "count", "share"]));
            frame.render_widget(table.block(Block::bordered().title("table")), right);
        });
        black_box(drawn.expect("it writes to memory").count);
    }
}
