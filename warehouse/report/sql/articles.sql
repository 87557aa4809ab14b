-- One row per article of one page of the index, the newest first.
select *
from temp.article_pages
where rank >= $first and rank < $first + $limit
order by rank
