-- One row per series of one page, with the names of whose and where it is.
select
    series.*,
    figures.kind,
    figures.unit,
    figures.currency,
    figures.per_unit,
    figures.counted_class,
    coalesce(counted.name, agents.name) as whose_name,
    places.name as place_name,
from temp.series
join main.figures using (figure_id)
left join main.entities as counted on counted.entity_id = figures.counted_entity_id
left join main.entities as agents on agents.entity_id = figures.agent_entity_id
left join main.entities as places on places.entity_id = figures.place_entity_id
where series.is_disagreement = $is_disagreement and series.rank >= $first and series.rank < $after
order by series.rank
