select
    kind,
    body,
    stored_at
from rulebook.text
where sha256 = $1
