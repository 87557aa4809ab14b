-- How much money is spoken of, by actor and currency?
select
    actor_name,
    currency,
    role,
    figure_count,
    story_count,
    smallest,
    median,
    largest,
from marts.money
where actor_name is not null
order by story_count desc, currency, actor_entity_id, role
limit 100
