-- One row per article: the entities it mentions, by which two reports of one event are known.
select
    article_id,
    list_sort(list(distinct entity_id)) as entity_ids,
from main.mentions
where entity_id is not null
group by article_id
