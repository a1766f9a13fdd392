select to_regclass('projector.checkpoint') is not null
    and to_regclass('projector.skipped') is not null
    and to_regclass('projector.replaced') is not null as "ready!"
