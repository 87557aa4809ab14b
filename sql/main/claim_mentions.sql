-- The rows that were found in the newest version of each article, in the order of the lake.
select claim_mentions.*
from lake.claim_mentions
semi join staging.current using (article_id, batch_id)
