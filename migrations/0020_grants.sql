-- Who holds which role is asked by whoever decides over many; the streams that say so are few among many.
create index stream_head_grants
    on log.stream_head (log_id, stream_id)
    where stream_kind = 'grants';
