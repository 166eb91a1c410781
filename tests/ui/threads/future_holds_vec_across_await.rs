//! A future that holds a growing vector across an `await` stays on its thread.
// misuses: Scope::vec

use arena::prelude::*;
use std::future::ready;

struct Request {
    path: &'static str,
}

fn spawn<F: Future<Output = usize> + Send>(_task: F) {}

async fn handle(mut memory: FrameArena) -> usize {
    scope!(scratch in memory);
    let mut requests = scratch.vec();
    requests.push(Request { path: "/" });
    ready(()).await;
    requests[0].path.len()
}

fn main() {
    spawn(handle(FrameArena::reserve("task", MIB).unwrap()));
}
