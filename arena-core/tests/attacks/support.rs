//! What the attacks have in common: arenas on every backing, values that tell of their end, and
//! the statement form without the façade.

use std::cell::Cell;
use std::future::Future;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use arena_core::{Arena, lifetime};

/// Bytes of the arenas that [`each_backing`] makes, more or less.
pub const ROOM: usize = 64 << 10;

/// A buffer whose start is aligned as far as anything in here asks. Miri's symbolic check of
/// alignment goes by this, and not by the address that happens to come out.
#[repr(align(4096))]
pub struct Aligned<const N: usize>(pub [MaybeUninit<u8>; N]);

impl<const N: usize> Aligned<N> {
    pub fn new() -> Box<Self> {
        Box::new(Self([MaybeUninit::uninit(); N]))
    }
}

/// Runs an attack on an arena in a misaligned buffer, and on one with memory of its own.
pub fn each_backing(mut attack: impl FnMut(&mut Arena<'_, lifetime::Frame>)) {
    let mut bytes = Aligned::<ROOM>::new();
    attack(&mut Arena::from_buffer(&mut bytes.0[3..]));
    #[cfg(feature = "std")]
    attack(&mut Arena::reserve("frame", ROOM).expect("64 KiB are always there"));
}

/// Which values were dropped, in their order. Lives in a `static`, so that a value that is leaked
/// on purpose owns no heap memory that Miri would miss.
#[derive(Debug)]
pub struct Log(Mutex<Vec<u32>>);

impl Log {
    pub const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was dropped since the last call.
    pub fn take(&self) -> Vec<u32> {
        std::mem::take(&mut *self.lock())
    }

    /// As [`take`](Self::take), where the order does not matter.
    pub fn take_sorted(&self) -> Vec<u32> {
        let mut dropped = self.take();
        dropped.sort_unstable();
        dropped
    }

    pub fn note(&self, id: u32) {
        self.lock().push(id);
    }
}

/// Writes its number into a log when it is dropped.
#[derive(Debug)]
pub struct Noisy(pub u32, pub &'static Log);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.1.note(self.0);
    }
}

/// As [`Noisy`], and panics after that.
pub struct Bomb(pub u32, pub &'static Log);

impl Drop for Bomb {
    fn drop(&mut self) {
        self.1.note(self.0);
        explode();
    }
}

/// A panic without the noise of the hook, whose text [`survives`] looks for.
pub fn explode() -> ! {
    std::panic::resume_unwind(Box::new(String::from("boom")))
}

/// Runs what should panic, and returns the text.
#[track_caller]
pub fn panic_of<R>(attack: impl FnOnce() -> R) -> String {
    thread_local! {
        static QUIET: Cell<bool> = const { Cell::new(false) };
    }
    static HOOK: std::sync::Once = std::sync::Once::new();
    // The default hook would print a message and a backtrace for each of some hundred panics.
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                usual(info);
            }
        }));
    });
    let was = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(attack));
    QUIET.set(was);
    let Err(payload) = result else { panic!("it should have panicked, and did not") };
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => (*payload.downcast::<&str>().expect("a panic with a text")).into(),
    }
}

/// Checks that something panics with `boom`, which is what [`explode`] says.
#[track_caller]
pub fn survives<R>(attack: impl FnOnce() -> R) {
    assert_eq!(panic_of(attack), "boom");
}

/// A future that is not ready the first time it is asked.
pub async fn pause() {
    let mut asked = false;
    std::future::poll_fn(|_| if std::mem::replace(&mut asked, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

pub fn poll<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls a future that stops in its middle, and leaks it there.
pub fn leak_half_way<F: Future>(future: F) {
    /// Where Miri finds what was leaked on purpose, so that it reports only other leaks.
    struct Leaked {
        _address: *mut (),
    }
    // SAFETY: nobody uses the pointers.
    #[expect(unsafe_code, reason = "a `static` has to be `Sync`")]
    unsafe impl Send for Leaked {}
    static LEAKED: Mutex<Vec<Leaked>> = Mutex::new(Vec::new());

    let leaked = Box::leak(Box::new(future));
    let address = Leaked { _address: std::ptr::from_mut(leaked).cast() };
    LEAKED.lock().unwrap_or_else(PoisonError::into_inner).push(address);
    // SAFETY: what is leaked is never moved and never dropped.
    #[expect(unsafe_code, reason = "`Box::pin` cannot be leaked in a way that Miri follows")]
    let pinned = unsafe { Pin::new_unchecked(leaked) };
    assert!(poll(pinned).is_pending(), "it must stop half way");
}

/// The lines to which the façade's `scope!(name in place)` expands.
macro_rules! opened {
    ($name:ident in $place:expr) => {
        let mut $name = $place.open_scope();
        // SAFETY: this is the shape that the documentation of `opening` proves.
        #[expect(unsafe_code, reason = "stands in for the façade's macro")]
        let mut end_of_scope = unsafe { arena_core::__private::enter(&mut $name) };
        if let Some(never) = None {
            return never;
        }
        let $name = arena_core::__private::scope(&mut end_of_scope);
    };
}

/// A small generator of random numbers (xorshift), the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end as u64).expect("it is below a `usize`")
    }
}
