select
    base,
    recorded,
    outcomes,
    firsts as "firsts: Vec<Option<i64>>",
    lasts as "lasts: Vec<Option<i64>>",
    versions as "versions: Vec<Option<i32>>",
    fault_writes as "fault_writes: Vec<Option<i32>>",
    fault_keys as "fault_keys: Vec<Option<String>>",
    fault_ids as "fault_ids: Vec<Option<uuid::Uuid>>"
from log.append(
    $1, $2, $3,
    $4, $5,
    $6, $7, $8, $9, $10,
    $11, $12, $13,
    $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
    $24, $25, $26, $27, $28, $29,
    $30, $31, $32, $33, $34
)
