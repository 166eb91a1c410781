//! A function that never returns, so its `return` has nothing to return.
// misuses: Scope::get_disjoint_mut

use arena::prelude::*;

struct Connection {
    bytes: u64,
}

fn serve(connections: &mut FrameArena, requests: &mut FrameArena) -> ! {
    scope!(connection in connections);
    scope!(request in requests);
    let from = connection.insert(Connection { bytes: 0 });
    let to = connection.insert(Connection { bytes: 0 });
    if let Ok([from, to]) = request.get_disjoint_mut([from, to]) {
        std::mem::swap(&mut from.bytes, &mut to.bytes);
    }
    loop {}
}

fn main() {
    let mut connections = FrameArena::reserve("connection", MIB).unwrap();
    let mut requests = FrameArena::reserve("request", MIB).unwrap();
    serve(&mut connections, &mut requests)
}
