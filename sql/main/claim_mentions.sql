-- The rows that were found in the newest version of each article, in the order of the lake.
select claim_mentions.*
from lake.claim_mentions
join staging.current using (article_id, batch_id)
order by current.place, claim_mentions.claim_id, claim_mentions.mention_id, claim_mentions.role
