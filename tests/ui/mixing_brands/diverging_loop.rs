//! The block never ends, so no destructor tells the two brands apart.
// misuses: Scope::index

use arena::prelude::*;

struct Request {
    length: usize,
}

fn main() {
    let mut readers = FrameArena::reserve("reader", MIB).unwrap();
    let mut writers = FrameArena::reserve("writer", MIB).unwrap();
    scope!(reader in readers);
    scope!(writer in writers);
    let request = reader.insert(Request { length: 3 });
    println!("{}", writer[request].length);
    loop {}
}
