//! Tells the checkers of memory which bytes belong to somebody.
//!
//! To a checker the memory of an arena is one block that is there all the time. So that a pointer into
//! a scope that has ended is an error it can name, it has to be told what was handed out and what came
//! back. In ordinary builds nothing of this is left.
//!
//! | checker | how it is told | set by |
//! |---|---|---|
//! | Miri | bytes that came back are overwritten, with nothing | itself |
//! | AddressSanitizer | they are poisoned | `--cfg arena_shadow="address"` |
//! | MemorySanitizer | they are uninitialized, and so is what is handed out | `--cfg arena_shadow="memory"` |
//! | Valgrind | they are off limits; what is handed out is uninitialized | `--cfg arena_shadow="valgrind"` |

use core::ptr::NonNull;

/// The `len` bytes from `start` are somebody's from now on. Their content is nobody's business.
///
/// # Safety
///
/// They are part of the memory of an arena, and nobody else's.
#[inline(always)]
pub(super) unsafe fn hand_out(start: NonNull<u8>, len: usize) {
    // SAFETY: as promised by the caller.
    unsafe { checker::hand_out(start, len) };
}

/// The `len` bytes from `start` are nobody's from now on.
///
/// # Safety
///
/// They are part of the memory of an arena, committed, and nobody refers to any of them.
#[inline(always)]
pub(super) unsafe fn take_back(start: NonNull<u8>, len: usize) {
    // SAFETY: as promised by the caller.
    unsafe { checker::take_back(start, len) };
}

/// The `len` bytes from `start` are nobody's yet. Nobody has a pointer to them that Miri could find stale.
///
/// # Safety
///
/// As for [`take_back`].
#[inline(always)]
pub(super) unsafe fn set_aside(start: NonNull<u8>, len: usize) {
    if !cfg!(miri) {
        // SAFETY: as promised by the caller.
        unsafe { take_back(start, len) };
    }
}

#[cfg(miri)]
mod checker {
    use core::mem::MaybeUninit;
    use core::ptr::NonNull;

    pub(super) unsafe fn hand_out(_: NonNull<u8>, _: usize) {}

    pub(super) unsafe fn take_back(start: NonNull<u8>, len: usize) {
        // By the page, because Miri takes as long for a byte.
        type Page = [MaybeUninit<u8>; 4096];
        let whole = len / size_of::<Page>() * size_of::<Page>();
        // SAFETY: the caller says that they can be written. Bytes need no alignment.
        unsafe {
            for offset in (0..whole).step_by(size_of::<Page>()) {
                start.add(offset).cast::<Page>().write([MaybeUninit::uninit(); 4096]);
            }
            for offset in whole..len {
                start.add(offset).cast::<MaybeUninit<u8>>().write(MaybeUninit::uninit());
            }
        }
    }
}

#[cfg(all(arena_shadow = "address", not(miri)))]
mod checker {
    use core::ptr::NonNull;

    // SAFETY: the interface of AddressSanitizer, as its header declares it.
    unsafe extern "C" {
        fn __asan_poison_memory_region(start: *const u8, len: usize);
        fn __asan_unpoison_memory_region(start: *const u8, len: usize);
    }

    pub(super) unsafe fn hand_out(start: NonNull<u8>, len: usize) {
        // SAFETY: memory of an arena, says the caller.
        unsafe { __asan_unpoison_memory_region(start.as_ptr(), len) };
    }

    pub(super) unsafe fn take_back(start: NonNull<u8>, len: usize) {
        // SAFETY: as above; nobody uses it.
        unsafe { __asan_poison_memory_region(start.as_ptr(), len) };
    }
}

#[cfg(all(arena_shadow = "memory", not(miri)))]
mod checker {
    use core::ptr::NonNull;

    // SAFETY: the interface of MemorySanitizer, as its header declares it.
    unsafe extern "C" {
        fn __msan_poison(start: *const u8, len: usize);
    }

    pub(super) unsafe fn hand_out(start: NonNull<u8>, len: usize) {
        // SAFETY: memory of an arena, says the caller; its content is nobody's business.
        unsafe { __msan_poison(start.as_ptr(), len) };
    }

    pub(super) unsafe fn take_back(start: NonNull<u8>, len: usize) {
        // SAFETY: as above.
        unsafe { __msan_poison(start.as_ptr(), len) };
    }
}

#[cfg(all(arena_shadow = "valgrind", not(miri)))]
mod checker {
    use core::ptr::NonNull;

    const MAKE_MEM_NOACCESS: usize = 0x4D43_0000;
    const MAKE_MEM_UNDEFINED: usize = 0x4D43_0001;

    pub(super) unsafe fn hand_out(start: NonNull<u8>, len: usize) {
        request(MAKE_MEM_UNDEFINED, start, len);
    }

    pub(super) unsafe fn take_back(start: NonNull<u8>, len: usize) {
        request(MAKE_MEM_NOACCESS, start, len);
    }

    /// A client request on x86-64, as Valgrind's manual describes it: rotations that cancel out, and an
    /// exchange of a register with itself. Outside of Valgrind they do nothing.
    fn request(code: usize, start: NonNull<u8>, len: usize) {
        let arguments = [code, start.addr().get(), len, 0, 0, 0];
        // SAFETY: changes no register but the one named, and no memory.
        unsafe {
            core::arch::asm!(
                "rol rdi, 3", "rol rdi, 13", "rol rdi, 61", "rol rdi, 51", "xchg rbx, rbx",
                in("rax") &raw const arguments,
                inout("rdx") 0_usize => _,
                inout("rdi") 0_usize => _,
                options(nostack),
            );
        }
    }
}

#[cfg(not(any(miri, arena_shadow = "address", arena_shadow = "memory", arena_shadow = "valgrind")))]
mod checker {
    use core::ptr::NonNull;

    #[inline(always)]
    pub(super) unsafe fn hand_out(_: NonNull<u8>, _: usize) {}

    #[inline(always)]
    pub(super) unsafe fn take_back(_: NonNull<u8>, _: usize) {}
}
