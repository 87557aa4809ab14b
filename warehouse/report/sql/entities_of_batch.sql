-- One row per entity of a batch that has a page, with its profile as a source.
select
    pages.*,
    profiles.source_kind,
    profiles.claim_count as own_claim_count,
    profiles.story_count,
    profiles.publisher_count,
    profiles.direct_share,
    profiles.hedged_share,
    profiles.future_share,
    profiles.figure_count,
    profiles.conflict_count,
    profiles.confirmed_count,
    profiles.denied_count,
    profiles.update_count,
    profiles.reliability,
from temp.entity_pages as pages
left join marts.source_profiles as profiles on profiles.source_entity_id = pages.entity_id
where pages.rank >= $first and pages.rank < $after and pages.has_page
order by pages.rank
