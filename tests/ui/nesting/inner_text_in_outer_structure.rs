//! A table of the outer scope is filled with text of an inner one.
// misuses: Scope::alloc_fmt

use arena::prelude::*;

struct Label<'frame> {
    text: &'frame str,
}

fn main() {
    let mut memory = FrameArena::reserve("gui", MIB).unwrap();
    scope!(gui in memory);
    let labels = gui.alloc_slice_fill_with(4, |_| Label { text: "" });
    for (number, label) in labels.iter_mut().enumerate() {
        scope!(row in gui);
        label.text = row.alloc_fmt(format_args!("row {number}"));
    }
    println!("{}", labels[0].text);
}
