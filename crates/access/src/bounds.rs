//! Every bound has a name and a unit.

/// Shortest password that may be chosen, in characters.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// Longest password, in characters.
pub const PASSWORD_CHARS_MAX: usize = 128;
/// Longest login, in characters.
pub const LOGIN_CHARS_MAX: usize = 64;
/// Longest name of an API token, in characters.
pub const TOKEN_NAME_CHARS_MAX: usize = 100;

/// A session that nobody used for so many minutes is over.
pub const SESSION_IDLE_MINUTES: u32 = 30;
/// A session is over after so many hours, however much it is used.
pub const SESSION_HOURS_MAX: u32 = 12;
/// Sessions of one account; a further one ends the one that was used longest ago.
pub const SESSIONS_PER_ACCOUNT_MAX: u32 = 20;
/// Longest life of an API token, in days.
pub const TOKEN_DAYS_MAX: u32 = 366;
/// API tokens of one account that are neither over nor revoked.
pub const TOKENS_PER_ACCOUNT_MAX: u32 = 20;
/// That a session or token was used is noted at most once in so many seconds.
pub const USE_NOTED_SECONDS: u32 = 60;

/// Failures of one account before a delay begins; it doubles with each further one.
pub const ACCOUNT_FAILURES_FREE: u32 = 5;
/// Longest delay of one account, in seconds.
pub const ACCOUNT_DELAY_SECONDS_MAX: u32 = 900;
/// Failures from one address before a delay begins. Many people of an office may come from one address.
pub const ADDRESS_FAILURES_FREE: u32 = 30;
/// Longest delay of one address, in seconds.
pub const ADDRESS_DELAY_SECONDS_MAX: u32 = 60;
/// Failures are forgotten when there was none for so many hours.
pub const FAILURES_KEPT_HOURS: u32 = 24;

/// Passwords hashed at the same time in one process; each takes the memory of [`crate::Hashing`].
pub const HASHED_AT_ONCE_MAX: usize = 4;
/// How long a password waits for its turn to be hashed, in seconds.
pub const HASH_WAIT_SECONDS: u64 = 10;

/// How long it is kept who signed in and who failed to, in days.
pub const SIGN_INS_KEPT_DAYS: u32 = 180;
/// How many of them are kept at most.
pub const SIGN_INS_KEPT_MAX: u32 = 1_000_000;
/// How long tokens are listed after they were over, in days.
pub const TOKENS_KEPT_DAYS: u32 = 90;
/// How often what is over is swept away, in minutes.
pub const SWEPT_EVERY_MINUTES: u64 = 15;
/// Most accounts, tokens or sign-ins in one list.
pub const LIST_ROWS_MAX: u32 = 200;
