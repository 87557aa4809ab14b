-- One row per article: the entities it mentions, as hashes of their ids; by them two reports of one event are known.
select
    article_id,
    list(distinct hash(entity_id)) as entity_ids,
from main.mentions
where entity_id is not null
group by article_id
