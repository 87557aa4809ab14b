-- One row per claim in which a source gives a new number where it gave another one before: the claim before it.
with told as (
    select
        figures.claim_id,
        figures.figure_id,
        figures.story_id,
        figures.published_at,
        figures.low,
        figures.high,
        figures.told_by,
        figures.measure,
        figures.start_char,
    from marts.comparable_figures as figures
    join main.claims using (claim_id)
    where
        figures.published_at is not null
        and claims.source_entity_id is not null
        -- who raises, spends or pledges money does so more than once: another sum is another occasion
        and figures.kind is distinct from 'money'
    -- a copy of a story is no new word from its source
    qualify row_number() over (
        partition by figures.story_id, figures.measure, figures.told_by, figures.low, figures.high
        order by figures.published_at, figures.article_id, figures.start_char
    ) = 1
)
select
    claim_id,
    lag(claim_id) over by_source as other_claim_id,
from told
window by_source as (partition by told_by, measure order by published_at, story_id, start_char)
qualify
    lag(story_id) over by_source <> story_id
    and lag(published_at) over by_source < published_at
    and (
        low > lag(high) over by_source
        or high < lag(low) over by_source
        -- at least 12, and then 15: it has grown
        or (low > lag(low) over by_source and lag(high) over by_source is null)
        or (high < lag(high) over by_source and lag(low) over by_source is null)
    )
