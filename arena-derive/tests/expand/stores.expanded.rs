#[automatically_derived]
impl<'scene, T: Clone> World<'scene, T>
where
    T: Send,
{
    /// Makes every store of the `World` in the scope.
    ///
    /// # Panics
    ///
    /// Panics if the arena has no room for one of them; the `try_` twin does not.
    #[track_caller]
    pub(crate) fn new_in<L>(scope: &::arena::Scope<'scene, L>) -> Self
    where
        L: ::arena::Lifetime,
        BodyStore<'scene>: ::arena::stores::MakeIn<'scene, L>,
        Pool<'scene, T>: ::arena::stores::MakeIn<'scene, L>,
    {
        ::arena::__private::made(Self::try_new_in(scope))
    }
    /// Makes every store of the `World` in the scope.
    ///
    /// # Errors
    ///
    /// Returns an error if the arena has no room for one of them. What those before it took
    /// stays taken until the scope ends.
    pub(crate) fn try_new_in<L>(
        scope: &::arena::Scope<'scene, L>,
    ) -> ::core::result::Result<Self, ::arena::AllocError>
    where
        L: ::arena::Lifetime,
        BodyStore<'scene>: ::arena::stores::MakeIn<'scene, L>,
        Pool<'scene, T>: ::arena::stores::MakeIn<'scene, L>,
    {
        ::core::result::Result::Ok(Self {
            bodies: <BodyStore<
                'scene,
            > as ::arena::stores::MakeIn<
                'scene,
                L,
            >>::try_make_in(
                scope,
                <BodyStore<'scene> as ::arena::stores::OwnCapacity>::CAPACITY,
            )?,
            lights: <Components<
                'scene,
                Body,
                Light<T>,
            > as ::arena::stores::MakeUnder<
                'scene,
            >>::try_make_under(scope, ::arena::Tag::info(&Subsystem::Renderer), 100)?,
            r#final: <Pool<
                'scene,
                T,
            > as ::arena::stores::MakeIn<'scene, L>>::try_make_in(scope, 2 * BODIES)?,
        })
    }
    /// Drops all values in every store of the `World`. Their keys give `None` from now on.
    pub(crate) fn clear(&mut self) {
        <BodyStore<'scene> as ::arena::stores::Store>::clear(&mut self.bodies);
        <Components<
            'scene,
            Body,
            Light<T>,
        > as ::arena::stores::Store>::clear(&mut self.lights);
        <Pool<'scene, T> as ::arena::stores::Store>::clear(&mut self.r#final);
    }
    /// The figures of every store of the `World`, by the names of its fields.
    #[must_use]
    pub(crate) fn report(&self) -> ::arena::stores::StoresReport<3usize> {
        ::arena::stores::StoresReport::new(
            "World",
            [
                (
                    "bodies",
                    <BodyStore<'scene> as ::arena::stores::Store>::stats(&self.bodies),
                ),
                (
                    "lights",
                    <Components<
                        'scene,
                        Body,
                        Light<T>,
                    > as ::arena::stores::Store>::stats(&self.lights),
                ),
                (
                    "final",
                    <Pool<'scene, T> as ::arena::stores::Store>::stats(&self.r#final),
                ),
            ],
        )
    }
}
