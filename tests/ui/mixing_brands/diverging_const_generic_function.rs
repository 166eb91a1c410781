//! How the function ends depends on its parameter.
// misuses: Scope::get_disjoint_mut

use arena::prelude::*;

struct Lane {
    sum: u64,
}

fn reduce<const FOREVER: bool>(evens: &mut FrameArena, odds: &mut FrameArena) {
    scope!(even in evens);
    scope!(odd in odds);
    let lane = even.insert(Lane { sum: 1 });
    while FOREVER {
        if let Ok([lane]) = odd.get_disjoint_mut([lane]) {
            lane.sum += 1;
        }
    }
    std::process::exit(0)
}

fn main() {
    let mut evens = FrameArena::reserve("even", MIB).unwrap();
    let mut odds = FrameArena::reserve("odd", MIB).unwrap();
    reduce::<false>(&mut evens, &mut odds);
}
