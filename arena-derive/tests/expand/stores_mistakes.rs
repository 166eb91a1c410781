#[derive(Stores)]
struct World<'scene> {
    #[arena(capacity = 100, size = 3)]
    lights: Pool<'scene, Light>,
}
