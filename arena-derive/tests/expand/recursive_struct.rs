#[derive(Arena)]
#[arena(tag = Scene, lifetime = scene)]
struct Node<'scene> {
    parent: Option<&'scene Self>,
    children: &'scene [Node<'scene>],
    payload: [ManuallyDrop<(u8, Vec<Self>)>; 2],
}
