-- The rows that were found in the newest version of each article, in the order of the lake, with the aliases people gave.
select
    figures.* replace (
        coalesce(counted.new_entity_id, figures.counted_entity_id) as counted_entity_id,
        coalesce(agents.new_entity_id, figures.agent_entity_id) as agent_entity_id,
        coalesce(places.new_entity_id, figures.place_entity_id) as place_entity_id
    ),
from lake.figures
join staging.current using (article_id, batch_id)
left join staging.renamed_entities as counted
    on counted.article_id = figures.article_id
    and counted.batch_id = figures.batch_id
    and counted.old_entity_id = figures.counted_entity_id
left join staging.renamed_entities as agents
    on agents.article_id = figures.article_id
    and agents.batch_id = figures.batch_id
    and agents.old_entity_id = figures.agent_entity_id
left join staging.renamed_entities as places
    on places.article_id = figures.article_id
    and places.batch_id = figures.batch_id
    and places.old_entity_id = figures.place_entity_id
order by current.place, figures.start_char, figures.figure_id
