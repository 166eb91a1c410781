//! Vectors and texts of libraries that have none of their own: those of `allocator-api2`, which is the
//! trait they implement for the purpose, in the version that each of them does.

#![expect(unsafe_code, reason = "text that was just written is not checked again, as it is nowhere else")]

macro_rules! with_version {
    ($version:ident, $api:ident) => {
        #[allow(dead_code, reason = "not every version has a user of everything")]
        pub(crate) mod $version {
            use core::fmt;

            use $api::alloc::Allocator;
            use $api::vec::Vec;

            /// A vector of the numbers below `n`, pushed one by one.
            #[inline(always)]
            pub(crate) fn pushed<A: Allocator>(allocator: A, n: usize) -> Vec<usize, A> {
                let mut vec = Vec::new_in(allocator);
                for word in 0..n {
                    vec.push(word);
                }
                vec
            }

            /// The same, with the capacity in advance.
            #[inline(always)]
            pub(crate) fn pushed_known<A: Allocator>(allocator: A, n: usize) -> Vec<usize, A> {
                let mut vec = Vec::with_capacity_in(n, allocator);
                for word in 0..n {
                    vec.push(word);
                }
                vec
            }

            /// A vector of what an iterator yields.
            #[inline(always)]
            pub(crate) fn collected<A: Allocator>(allocator: A, numbers: impl Iterator<Item = usize>) -> Vec<usize, A> {
                let mut vec = Vec::new_in(allocator);
                vec.extend(numbers);
                vec
            }

            /// As [`pushed`], and kept.
            #[inline(always)]
            pub(crate) fn push<'b, A: Allocator + 'b>(allocator: A, n: usize) -> &'b [usize] {
                Vec::leak(pushed(allocator, n))
            }

            /// As [`pushed_known`], and kept.
            #[inline(always)]
            pub(crate) fn push_known<'b, A: Allocator + 'b>(allocator: A, n: usize) -> &'b [usize] {
                Vec::leak(pushed_known(allocator, n))
            }

            /// As [`collected`], and kept.
            #[inline(always)]
            pub(crate) fn collect<'b, A: Allocator + 'b>(
                allocator: A,
                numbers: impl Iterator<Item = usize>,
            ) -> &'b [usize] {
                Vec::leak(collected(allocator, numbers))
            }

            #[inline(always)]
            fn text_in<A: Allocator>(allocator: A, text: fmt::Arguments<'_>) -> Vec<u8, A> {
                struct Sink<A: Allocator>(Vec<u8, A>);
                impl<A: Allocator> fmt::Write for Sink<A> {
                    #[inline]
                    fn write_str(&mut self, text: &str) -> fmt::Result {
                        self.0.extend_from_slice(text.as_bytes());
                        Ok(())
                    }
                }
                let mut sink = Sink(Vec::new_in(allocator));
                fmt::write(&mut sink, text).expect("text that can be formatted");
                sink.0
            }

            /// Formats text, lends it, and frees it.
            #[inline(always)]
            pub(crate) fn with_text<A: Allocator>(allocator: A, text: fmt::Arguments<'_>, f: impl FnOnce(&[u8])) {
                f(&text_in(allocator, text));
            }

            /// Formats text, and keeps it.
            #[inline(always)]
            pub(crate) fn format<'b, A: Allocator + 'b>(allocator: A, text: fmt::Arguments<'_>) -> &'b str {
                // SAFETY: only whole strings were written.
                unsafe { core::str::from_utf8_unchecked(Vec::leak(text_in(allocator, text))) }
            }
        }
    };
}

with_version!(v2, allocator_api2_2);
with_version!(v4, allocator_api2_4);
