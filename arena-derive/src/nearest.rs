//! The known word that a misspelled one was probably meant to be.

/// The candidate nearest to `word`, if any is near enough to be worth suggesting.
///
/// Near means: at most one mistake for every three characters, not counting case.
pub(crate) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = word.chars().count().max(3) / 3;
    candidates
        .iter()
        .map(|&candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        // Of equally near candidates the first wins, so the order of the list is the tie-break.
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters have to be inserted, deleted, replaced, or swapped with their neighbour to
/// turn `from` into `to` (the optimal string alignment distance).
pub(crate) fn distance(from: &str, to: &str) -> usize {
    let from: Vec<char> = from.chars().collect();
    let to: Vec<char> = to.chars().collect();
    // `rows[i][j]` is the distance between the first `i` characters of `from` and the first `j` of
    // `to`. The words are identifiers, so the full table is small.
    let mut rows = vec![vec![0; to.len() + 1]; from.len() + 1];
    rows[0] = (0..=to.len()).collect();
    for i in 1..=from.len() {
        rows[i][0] = i;
        for j in 1..=to.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = ["tag", "lifetime", "drop", "name", "crate"];

    #[test]
    fn distance_counts_single_edits() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("tag", "tag"), 0);
        assert_eq!(distance("", "tag"), 3);
        assert_eq!(distance("tag", ""), 3);
        assert_eq!(distance("tags", "tag"), 1);
        assert_eq!(distance("tg", "tag"), 1);
        assert_eq!(distance("teg", "tag"), 1);
        assert_eq!(distance("tga", "tag"), 1, "a swap of neighbours is one mistake");
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("größe", "grösse"), 2, "characters count, not bytes");
    }

    #[test]
    fn distance_is_symmetric() {
        for (a, b) in [("lifetime", "liftime"), ("drop", "dorp"), ("name", "crate")] {
            assert_eq!(distance(a, b), distance(b, a), "{a} and {b}");
        }
    }

    #[test]
    fn misspelled_keys_are_recognized() {
        assert_eq!(nearest("liftime", &KEYS), Some("lifetime"));
        assert_eq!(nearest("lifetimes", &KEYS), Some("lifetime"));
        assert_eq!(nearest("Tag", &KEYS), Some("tag"));
        assert_eq!(nearest("tga", &KEYS), Some("tag"));
        assert_eq!(nearest("drops", &KEYS), Some("drop"));
        assert_eq!(nearest("krate", &KEYS), Some("crate"));
    }

    #[test]
    fn words_that_are_not_near_are_left_alone() {
        assert_eq!(nearest("store", &KEYS), None);
        assert_eq!(nearest("budget", &KEYS), None);
        assert_eq!(nearest("x", &KEYS), None);
        assert_eq!(nearest("", &KEYS), None);
        assert_eq!(nearest("tag", &[]), None);
    }
}
