-- Who is rising in the news, in the newest week there is?
select
    name,
    label,
    week,
    story_count,
    mean_before,
    round(rise, 2) as rise,
from marts.rising_entities
where week = (select max(week) from marts.rising_entities)
order by rise desc, story_count desc, entity_id
limit 50
