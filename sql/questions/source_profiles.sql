-- How much, how directly and how surely does each source speak?
select
    source_name,
    source_kind,
    claim_count,
    story_count,
    round(direct_share, 2) as direct_share,
    round(hedged_share, 2) as hedged_share,
    figure_count,
    conflict_count,
    confirmed_count,
    denied_count,
    reliability,
from marts.source_profiles
order by claim_count desc, source_entity_id
limit 100
