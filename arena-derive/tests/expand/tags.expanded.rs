const _: () = {
    #[automatically_derived]
    impl ::arena::Tag for Subsystem {
        #[inline]
        fn info(&self) -> &'static ::arena::TagInfo {
            static TAGS: [::arena::TagInfo; 3] = [
                ::arena::TagInfo::new(
                    "Renderer",
                    "Draw calls, vertex data",
                    ::core::option::Option::Some(268435456u64),
                ),
                ::arena::TagInfo::new(
                    "Physics",
                    "",
                    ::core::option::Option::Some(1500u64),
                ),
                ::arena::TagInfo::new("Type", "", ::core::option::Option::None),
            ];
            match self {
                Self::Renderer {} => &TAGS[0],
                Self::Physics {} => &TAGS[1],
                Self::r#Type {} => &TAGS[2],
            }
        }
    }
};
