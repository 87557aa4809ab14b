-- One row per entity of one page of the index, the most named first.
select *
from temp.entity_pages
where rank >= $first and rank < $first + $limit
order by rank
