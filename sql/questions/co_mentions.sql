-- Who appears with whom?
select
    name,
    other_name,
    story_count,
    sentence_count,
    round(share, 3) as share,
from marts.co_mentions
order by story_count desc, sentence_count desc, entity_id, other_entity_id
limit 50
