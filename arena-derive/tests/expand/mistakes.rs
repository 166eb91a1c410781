#[derive(Arena)]
#[arena(tag = Renderer, liftime = frame, tag = Renderer, drop = true)]
struct Mesh<'a> {
    #[arena(name = "n")]
    name: String,
    indices: &'a [u32],
}
