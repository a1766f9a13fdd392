-- What was only expected to follow the act that judging went on from is found again or did not come.
delete from procedure_check_change as change
using unnest($1::uuid[], $2::integer[], $3::timestamptz[]) as given (case_id, version, known_at)
where change.case_id = given.case_id
    and (change.version, change.known_at) > (given.version, given.known_at)
