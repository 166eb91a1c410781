//! From the names of types to the names of lifetimes and functions.

/// Turns `UpperCamelCase` into `snake_case`: `HttpRequest` and `HTTPRequest` into `http_request`.
///
/// A word begins at an upper-case letter that follows a lower-case letter or a digit, and at the
/// last letter of a run of upper-case letters that continues in lower case.
pub(crate) fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (i, &letter) in letters.iter().enumerate() {
        let after = i.checked_sub(1).map(|before| letters[before]);
        let next_is_lower = letters.get(i + 1).is_some_and(|next| next.is_lowercase());
        let begins_word = letter.is_uppercase()
            && after.is_some_and(|after| after != '_' && (!after.is_uppercase() || next_is_lower));
        if begins_word {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn words_are_separated() {
        for (camel, snake) in [
            ("Frame", "frame"),
            ("HttpRequest", "http_request"),
            ("HTTPRequest", "http_request"),
            ("RequestHTTP", "request_http"),
            ("Vec3", "vec3"),
            ("Vec3D", "vec3_d"),
            ("X", "x"),
            ("XYZ", "xyz"),
            ("ABox", "a_box"),
            ("Already_Snake", "already_snake"),
            ("snake", "snake"),
            ("_Hidden", "_hidden"),
            ("Größe", "größe"),
            ("ÄußereForm", "äußere_form"),
            ("", ""),
        ] {
            assert_eq!(snake_case(camel), snake, "{camel}");
        }
    }
}
