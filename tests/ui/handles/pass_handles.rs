//! Handles are `Copy`, borrow nothing, and make lists and graphs out of the values of one scope.

use arena::prelude::*;

struct Node<'scene> {
    name: Handle<'scene, str>,
    parent: Option<Handle<'scene, Node<'scene>>>,
    weights: Handle<'scene, [u32]>,
}

fn depth<'scene>(scene: &Scene<'scene>, mut node: Handle<'scene, Node<'scene>>) -> usize {
    let mut depth = 0;
    while let Some(parent) = scene[node].parent {
        (node, depth) = (parent, depth + 1);
    }
    depth
}

fn main() {
    let mut memory = SceneArena::reserve("scene", MIB).unwrap();
    scope!(scene in memory);
    let mut node = None;
    for (number, name) in ["root", "trunk", "leaf"].into_iter().enumerate() {
        node = Some(scene.insert(Node {
            name: scene.insert_str(name),
            parent: node,
            weights: scene.insert_slice_copy(&[number as u32; 2]),
        }));
    }
    let leaf = node.unwrap();
    let trunk = scene[leaf].parent.unwrap();
    assert_eq!((depth(scene, leaf), &scene[scene[leaf].name]), (2, "leaf"));

    let [a, b] = scene.get_disjoint_mut([leaf, trunk]).unwrap();
    std::mem::swap(&mut a.name, &mut b.name);
    assert!(scene.get_disjoint_mut([leaf, leaf]).is_err());
    assert_eq!(&scene[scene[trunk].name], "leaf");
    let weights = scene[leaf].weights;
    scene.get_mut(weights)[0] += 5;
    assert_eq!(scene[weights], [7, 2]);
}
