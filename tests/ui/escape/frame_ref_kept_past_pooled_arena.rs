//! What was allocated for a request is kept after its arena has gone back to the pool.
// misuses: ArenaPool::take

use arena::prelude::*;

fn main() {
    let requests = FrameArena::builder().name("request").reserve(MIB).pool(4);
    let answer: &str;
    {
        let mut arena = requests.take().unwrap();
        scope!(request in arena);
        answer = request.alloc_str("200 OK");
    }
    println!("{answer}");
}
