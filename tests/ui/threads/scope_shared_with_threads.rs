//! Two threads that move one cursor would get the same bytes.
// misuses: Scope::alloc

use arena::prelude::*;

enum Request {}
impl arena::Lifetime for Request {
    const NAME: &'static str = "request";
}

/// Runs a job on every worker.
fn on_workers<F: Fn(u32) + Sync>(job: F) {
    std::thread::scope(|threads| {
        [0, 1]
            .map(|worker| {
                threads.spawn({
                    let job = &job;
                    move || job(worker)
                })
            })
            .len()
    });
}

fn main() {
    let mut memory = Arena::<Request>::reserve("request", MIB).unwrap();
    scope!(request in memory);
    let request = &*request;
    on_workers(|worker| {
        request.alloc(worker);
    });
}
