//! What the engine promises, told against a real Postgres.
