-- One row per source of one page of the index, the most quoted first.
select profiles.*
from marts.source_profiles as profiles
order by profiles.claim_count desc, profiles.source_entity_id
limit $limit offset $first
