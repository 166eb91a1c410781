::core::compile_error! {
    "unknown key `size` for `lights`; the keys are `capacity`, `tag`"
}
#[automatically_derived]
impl<'scene> World<'scene> {
    /// Makes every store of the `World` in the scope.
    ///
    /// # Panics
    ///
    /// Panics if the arena has no room for one of them; the `try_` twin does not.
    #[track_caller]
    fn new_in<L>(scope: &::arena::Scope<'scene, L>) -> Self
    where
        L: ::arena::Lifetime,
        Pool<'scene, Light>: ::arena::stores::MakeIn<'scene, L>,
    {
        ::arena::__private::made(Self::try_new_in(scope))
    }
    /// Makes every store of the `World` in the scope.
    ///
    /// # Errors
    ///
    /// Returns an error if the arena has no room for one of them. What those before it took
    /// stays taken until the scope ends.
    fn try_new_in<L>(
        scope: &::arena::Scope<'scene, L>,
    ) -> ::core::result::Result<Self, ::arena::AllocError>
    where
        L: ::arena::Lifetime,
        Pool<'scene, Light>: ::arena::stores::MakeIn<'scene, L>,
    {
        loop {}
    }
    /// Drops all values in every store of the `World`. Their keys give `None` from now on.
    fn clear(&mut self) {
        loop {}
    }
    /// The figures of every store of the `World`, by the names of its fields.
    #[must_use]
    fn report(&self) -> ::arena::stores::StoresReport<1usize> {
        loop {}
    }
}
