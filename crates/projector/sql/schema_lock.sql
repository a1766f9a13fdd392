select pg_advisory_xact_lock(hashtextextended('wenze projector schema', 0))
