select sha256
from rulebook.text
where sha256 = any($1)
