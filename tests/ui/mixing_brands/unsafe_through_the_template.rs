// misuses: write_scope!
// The macro behind `scope!` writes what it is given. It must not add the `unsafe` that it is not.
#![forbid(unsafe_code)]

struct Forged {
    address: usize,
}

impl Forged {
    fn open_scope(&mut self) -> usize {
        self.address
    }
}

mod evil {
    pub use core::mem::transmute_copy as enter;
}

fn main() {
    let mut forged = Forged { address: 0xdead_beef };
    arena::__private::write_scope! { [number in forged]
        let @binding = @opening;
        let number: &'static u64 = evil::enter(@borrow);
    }
    println!("{number}");
}
