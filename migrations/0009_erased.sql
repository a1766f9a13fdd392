-- What keeps texts of private parts elsewhere must learn of every erasure at once: when one came last is a question of one index entry.

create index part_erased
on vault.part (erased_at)
where erased_at is not null;

create index subject_key_destroyed
on vault.subject_key (destroyed_at)
where destroyed_at is not null;
