::core::compile_error! {
    "the variant `Renderer` of `Subsystem` has fields, and a tag is one fixed name: remove them, or make a variant for every name"
}
::core::compile_error! {
    "the budget `256 mib` of `Renderer` has the unknown unit `mib`; did you mean `MiB`?"
}
::core::compile_error! {
    "unknown key `limit` for `Physics`; the only key is `budget`"
}
const _: () = {
    #[automatically_derived]
    impl engine::memory::Tag for Subsystem {
        #[inline]
        fn info(&self) -> &'static engine::memory::TagInfo {
            loop {}
        }
    }
};
