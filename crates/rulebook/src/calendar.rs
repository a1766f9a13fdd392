//! Which days are rest days, and since when that was known.
