-- The rows that were found in the newest version of each article, in the order of the lake.
select claim_figures.*
from lake.claim_figures
join staging.current using (article_id, batch_id)
order by current.place, claim_figures.claim_id, claim_figures.figure_id
