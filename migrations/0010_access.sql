-- Accounts, tokens and sessions are no part of the record: only digests of secrets stand here, and who holds which role stands in the log.

create schema access;

-- Whose account it is is a person of the register; the login is stored as it is compared, in lower case and NFKC.
create table access.account (
    account_id uuid primary key,
    login text not null unique,
    person_id uuid not null,
    password_hash bytea not null,
    password_salt bytea not null,
    memory_kib integer not null,
    passes integer not null,
    lanes integer not null,
    must_change boolean not null,
    created_at timestamptz not null default clock_timestamp(),
    disabled_at timestamptz,
    check (char_length(login) between 1 and 64),
    check (octet_length(password_hash) = 32 and octet_length(password_salt) = 16),
    check (memory_kib > 0 and passes > 0 and lanes > 0)
);

create index account_of_person
    on access.account (person_id);

-- A session is known by the digest of its token alone: who reads this table cannot act as anybody.
create table access.session (
    token_sha256 bytea primary key,
    account_id uuid not null references access.account,
    created_at timestamptz not null default clock_timestamp(),
    last_seen_at timestamptz not null default clock_timestamp(),
    ends_at timestamptz not null,
    check (octet_length(token_sha256) = 32)
);

create index session_of_account
    on access.session (account_id, last_seen_at);

create table access.api_token (
    token_id uuid primary key,
    account_id uuid not null references access.account,
    token_sha256 bytea not null unique,
    name text not null,
    scope text not null,
    created_at timestamptz not null default clock_timestamp(),
    ends_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    check (octet_length(token_sha256) = 32),
    check (char_length(name) between 1 and 100),
    check (scope in ('read', 'record')),
    check (ends_at > created_at)
);

create index api_token_of_account
    on access.api_token (account_id, created_at);

-- How often somebody failed to sign in, by a keyed digest of the login or of the address: a password typed into the field
-- of the login stands nowhere, and a login that exists is treated like one that does not.
create table access.throttle (
    subject bytea primary key,
    failures integer not null,
    last_at timestamptz not null,
    not_before timestamptz not null,
    check (octet_length(subject) = 32 and failures >= 0)
);

create index throttle_by_age
    on access.throttle (last_at);

-- Who signed in and who failed to, kept for a while. Without an account the login was none of ours and is not told.
create table access.sign_in (
    sign_in_id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    account_id uuid references access.account,
    address text,
    succeeded boolean not null,
    check (char_length(address) <= 64)
);

create index sign_in_by_age
    on access.sign_in (at);

grant usage on schema access to wenze_app;

-- An account is never deleted and never becomes somebody else's.
grant select, insert on access.account to wenze_app;

grant update (password_hash, password_salt, memory_kib, passes, lanes, must_change, disabled_at)
    on access.account to wenze_app;

grant select, insert, delete on access.session to wenze_app;

grant update (last_seen_at) on access.session to wenze_app;

grant select, insert, delete on access.api_token to wenze_app;

grant update (last_used_at, revoked_at) on access.api_token to wenze_app;

grant select, insert, update, delete on access.throttle to wenze_app;

-- What was noted of a sign-in goes when its time is over and is never changed.
grant select, insert, delete on access.sign_in to wenze_app;
