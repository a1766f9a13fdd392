delete from vault.draft
where saved_at < clock_timestamp() - make_interval(days => $1)
