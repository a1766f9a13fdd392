select t.sha256
from rulebook.text t
where sha256(t.body) <> t.sha256
limit $1
