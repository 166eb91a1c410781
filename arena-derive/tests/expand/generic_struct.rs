#[derive(Arena)]
#[arena(tag = Physics, lifetime = scene)]
#[allow(deprecated, reason = "`Old` is needed for one more release")]
struct Grid<'scene, L, const N: usize = 4>
where
    L: Copy,
{
    cells: &'scene [[L; N]],
    old: Old<'scene>,
    parent: Option<&'scene Self>,
    compare: for<'id> fn(&'id L, &'scene L) -> bool,
    callback: &'scene dyn for<'x> Fn(&'x str) -> &'x str,
}
