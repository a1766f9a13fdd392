-- What opens parts comes before or after the removal of erased ones, never in between.
lock table search_case in row exclusive mode
