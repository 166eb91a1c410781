//! What is behind `scope!` is given a template with another path in front of `enter`. The `unsafe`
//! in it is the user's then, and `forbid` sees it.
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

fn main() {
    let mut forged = Forged { address: 0xdead_beef };
    arena::__private::write_scope! { [number in forged]
        let @binding = @opening;
        let number: &'static u64 = unsafe { core::mem::transmute_copy(@borrow) };
    }
    println!("{number}");
}
