-- Whom an identity provider means: a subject of an issuer is one account. Who is let in so needs no password here.

create table access.identity (
    issuer text not null,
    subject text not null,
    account_id uuid not null references access.account,
    linked_at timestamptz not null default clock_timestamp(),
    primary key (issuer, subject),
    check (char_length(issuer) between 1 and 500),
    check (octet_length(subject) between 1 and 255)
);

-- An account has one identity, so that taking it away is taking all of it away.
create unique index identity_of_account
    on access.identity (account_id);

grant select, insert, delete on access.identity to wenze_app;
