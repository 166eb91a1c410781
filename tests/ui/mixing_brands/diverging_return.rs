//! Every path leaves in the middle, by `return`.
// misuses: Scope::index_mut

use arena::prelude::*;

struct Cell {
    value: u32,
}

fn evaluate(rows: &mut FrameArena, columns: &mut FrameArena) -> u32 {
    scope!(row in rows);
    scope!(column in columns);
    let cell = row.insert(Cell { value: 3 });
    loop {
        let value = &mut column[cell].value;
        *value -= 1;
        return *value;
    }
}

fn main() {
    let mut rows = FrameArena::reserve("row", MIB).unwrap();
    let mut columns = FrameArena::reserve("column", MIB).unwrap();
    println!("{}", evaluate(&mut rows, &mut columns));
}
