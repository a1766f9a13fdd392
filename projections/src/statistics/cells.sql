select
    counted.cell_one,
    counted.cell_two,
    count(*) as "count!",
    percentile_disc(0.25) within group (order by counted.measure) as lower,
    percentile_disc(0.5) within group (order by counted.measure) as median,
    percentile_disc(0.75) within group (order by counted.measure) as upper,
    max(counted.measure) as longest
from statistics_counted($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as counted
group by counted.cell_one, counted.cell_two
order by counted.cell_one, counted.cell_two
limit $13
