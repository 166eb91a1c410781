//! The macro behind `scope!` writes the template it is given, and adds no `unsafe` of its own.
// misuses: write_scope!

#![forbid(unsafe_code)]

struct Forged {
    address: usize,
}

impl Forged {
    fn open_scope(&mut self) -> usize {
        self.address
    }
}

mod engine {
    pub use core::mem::transmute_copy as enter;
}

fn main() {
    let mut forged = Forged { address: 0xdead_beef };
    arena::__private::write_scope! { [number in forged]
        let @binding = @opening;
        let number: &'static u64 = engine::enter(@borrow);
    }
    println!("{number}");
}
