//! An owner returns its slot to the pool, so the pool has to be there.
// misuses: BoxPool::insert

use arena::prelude::*;

struct Connection {
    peer: u32,
}

fn main() {
    let mut memory = PermArena::reserve("perm", MIB).unwrap();
    scope!(perm in memory);
    let mut open = Vec::new();
    {
        let connections = perm.box_pool(10);
        open.push(connections.insert(Connection { peer: 1 }));
    }
    println!("{}", open[0].peer);
}
