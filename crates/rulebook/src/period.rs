//! Periods counted as a legal text counts them.
