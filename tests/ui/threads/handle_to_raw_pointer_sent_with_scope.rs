//! The scope may travel, but not with a key to what must stay.
// misuses: Scope::insert

use arena::prelude::*;

struct Device {
    registers: [u32; 4],
}

fn in_background<F: FnOnce() + Send>(job: F) {
    std::thread::scope(|threads| drop(threads.spawn(job)));
}

fn main() {
    let mut memory = PermArena::reserve("perm", MIB).unwrap();
    let mut device = Device { registers: [0; 4] };
    scope!(perm in memory);
    let registers = perm.insert(&raw mut device);
    in_background(move || println!("{:?}", perm[registers]));
    println!("{:?}", device.registers);
}
