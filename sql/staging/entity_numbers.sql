-- One row per entity that some mention names, numbered in the order of their ids: numbers are grouped and compared faster.
select
    entity_id,
    row_number() over (order by entity_id)::integer as entity,
from (select distinct entity_id from main.mentions where entity_id is not null)
