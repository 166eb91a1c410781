// misuses: write_scope!
// The path in front of `enter` is `$crate` of the façade; nobody else's template gets one.
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
