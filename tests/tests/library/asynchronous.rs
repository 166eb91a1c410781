//! Scopes inside futures: held across an `await`, sent to other threads, dropped and leaked there.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

use arena::prelude::*;

fn frames() -> FrameArena {
    FrameArena::reserve("frame", MIB).unwrap()
}

/// A future that is not ready the first `times` it is asked.
async fn pause(mut times: u32) {
    std::future::poll_fn(|_| match times.checked_sub(1) {
        Some(left) => {
            times = left;
            Poll::Pending
        }
        None => Poll::Ready(()),
    })
    .await;
}

fn poll<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls to the end, and counts how often.
fn run<F: Future>(future: F) -> (F::Output, u32) {
    let mut future = pin!(future);
    for polls in 1.. {
        if let Poll::Ready(output) = poll(future.as_mut()) {
            return (output, polls);
        }
    }
    unreachable!("it is ready at some time")
}

/// Leaks a future, or whatever owns one.
fn leak<T: ?Sized>(owner: *mut T) {
    /// Where Miri finds what was leaked on purpose, so that it reports only other leaks.
    struct Leaked {
        _owner: *mut (),
    }
    #[expect(unsafe_code, reason = "a `static` has to be `Sync`")]
    // SAFETY: nobody uses the pointers.
    unsafe impl Send for Leaked {}
    static LEAKED: Mutex<Vec<Leaked>> = Mutex::new(Vec::new());
    LEAKED.lock().unwrap().push(Leaked { _owner: owner.cast() });
}

/// Counts its drops where a test can see them even if it is leaked.
struct Counted(&'static AtomicU32);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_add(1, Relaxed);
    }
}

async fn work(memory: &mut FrameArena, dropped: &'static AtomicU32) -> usize {
    scope!(frame in memory);
    frame.alloc_drop(Counted(dropped));
    let text = frame.alloc_str("kept across");
    pause(1).await;
    // What grows stays on its thread, so it must have become a slice before the next `await`.
    let words = {
        let mut words = frame.vec();
        words.extend(text.split(' '));
        words.into_slice()
    };
    {
        scope!(inner in frame);
        inner.alloc_drop(Counted(dropped));
        let numbers = inner.alloc_iter(0..10);
        pause(2).await;
        inner.alloc(numbers[9]);
    }
    pause(1).await;
    words.len() + text.len()
}

#[test]
fn data_lives_across_awaits() {
    static DROPPED: AtomicU32 = AtomicU32::new(0);
    let mut memory = frames();
    assert_eq!(run(work(&mut memory, &DROPPED)), (2 + 11, 5));
    assert_eq!((DROPPED.load(Relaxed), memory.stats().used, memory.stats().resets), (2, 0, 1));
}

/// At whichever `await` a future is dropped: everything is reset, every destructor has run.
#[test]
fn a_future_is_dropped_at_any_point() {
    for polls in 0..5 {
        static DROPPED: AtomicU32 = AtomicU32::new(0);
        DROPPED.store(0, Relaxed);
        let mut memory = frames();
        {
            let mut future = Box::pin(work(&mut memory, &DROPPED));
            for _ in 0..polls {
                assert!(poll(future.as_mut()).is_pending());
            }
        }
        assert_eq!(DROPPED.load(Relaxed), [0, 1, 2, 2, 2][polls], "after {polls} polls");
        assert_eq!((memory.stats().used, memory.stats().resets), (0, u64::from(polls > 0)));
    }
}

/// At whichever `await` a future is leaked: the next opening forgets what it left, and no
/// destructor of it ever runs.
#[test]
fn a_future_is_leaked_at_any_point() {
    for polls in 1..5 {
        static DROPPED: AtomicU32 = AtomicU32::new(0);
        DROPPED.store(0, Relaxed);
        let mut memory = frames();
        let mut future = Box::pin(work(&mut memory, &DROPPED));
        for _ in 0..polls {
            assert!(poll(future.as_mut()).is_pending());
        }
        leak(&raw mut *Box::leak(Box::new(future)));
        assert!(memory.stats().used > 0);
        // The nested scope ended before the last pause, as it should.
        let ended = u32::from(polls == 4);
        assert_eq!(DROPPED.load(Relaxed), ended);
        for _ in 0..2 {
            scope!(frame in memory);
            assert_eq!(frame.stats().used, 0);
            frame.alloc_slice_copy(&[u64::MAX; 1000]);
        }
        drop(memory);
        assert_eq!(DROPPED.load(Relaxed), ended);
    }
}

#[test]
fn a_future_with_open_scopes_changes_threads() {
    static DROPPED: AtomicU32 = AtomicU32::new(0);
    let mut memory = frames();
    let mut future: Pin<Box<dyn Future<Output = usize> + Send + '_>> = Box::pin(work(&mut memory, &DROPPED));
    let output = loop {
        // Each step on a thread of its own.
        let polled = thread::scope(|threads| threads.spawn(|| poll(future.as_mut())).join().unwrap());
        if let Poll::Ready(output) = polled {
            break output;
        }
    };
    drop(future);
    assert_eq!((output, DROPPED.load(Relaxed), memory.stats().used), (13, 2, 0));
}

/// Many futures in turns, each in its arena; and many in one, each in its turn.
#[test]
fn futures_in_turns() {
    static DROPPED: AtomicU32 = AtomicU32::new(0);
    let mut memories: Vec<FrameArena> = (0..4).map(|_| frames()).collect();
    let mut futures: Vec<_> = memories.iter_mut().map(|memory| Box::pin(work(memory, &DROPPED))).collect();
    let mut outputs = Vec::new();
    while !futures.is_empty() {
        futures.retain_mut(|future| match poll(future.as_mut()) {
            Poll::Ready(output) => {
                outputs.push(output);
                false
            }
            Poll::Pending => true,
        });
    }
    assert_eq!((outputs, DROPPED.load(Relaxed)), (vec![13; 4], 8));
    let mut memory = frames();
    let all = async {
        let mut sum = 0;
        for _ in 0..3 {
            sum += work(&mut memory, &DROPPED).await;
        }
        sum
    };
    assert_eq!(run(all).0, 39);
    assert_eq!(memory.stats().resets, 3);
}

/// `?`, `break` and a diverging end inside `async` blocks and closures leave just these.
#[test]
fn ways_out_of_async_blocks() {
    static DROPPED: AtomicU32 = AtomicU32::new(0);
    let mut memory = frames();
    let fails = async {
        scope!(frame in memory);
        frame.alloc_drop(Counted(&DROPPED));
        pause(1).await;
        frame.try_alloc_uninit_slice::<u8>(GIB)?;
        Ok::<_, AllocError>(())
    };
    assert_eq!(run(fails).0.unwrap_err().size(), GIB);
    assert_eq!(DROPPED.load(Relaxed), 1);

    let mut endless: Pin<Box<dyn Future<Output = ()>>> = Box::pin(async {
        scope!(frame in memory);
        frame.alloc_drop(Counted(&DROPPED));
        loop {
            scope!(inner in frame);
            inner.alloc_drop(Counted(&DROPPED));
            pause(1).await;
        }
    });
    for _ in 0..3 {
        assert!(poll(endless.as_mut()).is_pending());
    }
    assert_eq!(DROPPED.load(Relaxed), 3);
    drop(endless);
    assert_eq!(DROPPED.load(Relaxed), 5);

    let closure = async |number: u64| {
        let mut memory = frames();
        scope!(frame in memory);
        let number = frame.alloc(number);
        pause(1).await;
        if *number > 0 {
            return *number + 1;
        }
        unreachable!("it is called with another number")
    };
    assert_eq!(run(closure(41)).0, 42);
}

/// References of a leaked task are dead, but the task may still be there, out of reach.
#[test]
fn a_cycle_keeps_a_task_alive_for_ever() {
    type Task = Pin<Box<dyn Future<Output = usize> + Send>>;
    static DROPPED: AtomicU32 = AtomicU32::new(0);
    let slot: Arc<Mutex<Option<Task>>> = Arc::default();
    let itself = Arc::clone(&slot);
    let mut task: Task = Box::pin(async move {
        let mut memory = frames();
        let length = work(&mut memory, &DROPPED).await;
        drop(itself);
        length
    });
    assert!(poll(task.as_mut()).is_pending());
    *slot.lock().unwrap() = Some(task);
    let owner = Arc::downgrade(&slot);
    leak(Arc::as_ptr(&slot).cast_mut());
    drop(slot);
    assert!(owner.upgrade().is_some());
    assert_eq!(DROPPED.load(Relaxed), 0, "nobody can reach it any more, and nothing was reset");
}
