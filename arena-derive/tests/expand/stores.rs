#[derive(Stores)]
pub(crate) struct World<'scene, T: Clone>
where
    T: Send,
{
    pub bodies: BodyStore<'scene>,
    #[arena(capacity = 100, tag = Subsystem::Renderer)]
    lights: Components<'scene, Body, Light<T>>,
    #[arena(capacity = 2 * BODIES)]
    r#final: Pool<'scene, T>,
}
