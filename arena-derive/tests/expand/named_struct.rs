#[derive(Arena)]
#[arena(tag = Renderer, lifetime = frame)]
pub struct DrawCall<'frame, 'scene> {
    pub mesh: &'scene Mesh<'scene>,
    pub instances: &'frame [Mat4],
}
