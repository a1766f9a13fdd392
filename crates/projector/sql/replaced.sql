select
    name,
    version,
    position,
    replaced_at
from projector.replaced
