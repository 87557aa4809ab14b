-- fail: an id stands once (tables with a primary key see to it themselves)
select
    'sentences' as table_name,
    sentence_id as row_id,
    count(*) as row_count,
from main.sentences
group by sentence_id
having count(*) > 1
union all
select
    'mentions',
    mention_id,
    count(*),
from main.mentions
group by mention_id
having count(*) > 1
union all
select
    'claim_mentions',
    concat_ws(' ', claim_id, mention_id, role),
    count(*),
from main.claim_mentions
group by claim_id, mention_id, role
having count(*) > 1
