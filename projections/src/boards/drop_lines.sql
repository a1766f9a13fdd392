-- Rows of cases that say something else now, table by table.
with responsibility as (delete from boards_responsibility where case_id = any($1)),

responsibility_gap as (delete from boards_responsibility_gap where case_id = any($2)),

appeal as (delete from boards_appeal where case_id = any($3)),

item as (delete from boards_item where case_id = any($4)),

step as (delete from boards_step where case_id = any($5)),

involved as (delete from boards_involved where case_id = any($6)),

period as (delete from boards_period where case_id = any($7)),

honour as (delete from boards_honour where case_id = any($8)),

action as (delete from boards_action where case_id = any($9)),

relation as (delete from boards_relation where case_id = any($10)),

publication as (delete from boards_publication where case_id = any($11)),

disclosure as (delete from boards_disclosure where case_id = any($12)),

excluded as (delete from boards_excluded where case_id = any($13))

delete from boards_scope
where case_id = any($14)
