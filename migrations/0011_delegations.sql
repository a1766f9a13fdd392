-- An index of the log's own: who may act for whom is asked at every door, and the streams that say so are few among many.

create index stream_head_delegations
    on log.stream_head (log_id, stream_id)
    where stream_kind = 'delegations';
