//! Equal numbers in two arenas say nothing; comparing them does not compile.
// misuses: Handle::eq

use arena::prelude::*;

struct Entity {
    health: u32,
}

fn main() {
    let mut clients = SceneArena::reserve("client", MIB).unwrap();
    let mut servers = SceneArena::reserve("server", MIB).unwrap();
    scope!(client in clients);
    scope!(server in servers);
    let shown = client.insert(Entity { health: 100 });
    let known = server.insert(Entity { health: 90 });
    assert!(shown == known);
    println!("{} {}", client[shown].health, server[known].health);
}
