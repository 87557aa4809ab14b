-- One row per source that some entity stands for: how much it says, how directly, how surely, and what came of it.
--
-- source_name: The source's fullest name.
-- source_kind: What kind of source it is, as most of its claims have it.
-- country_code: ISO 3166 alpha-3 code of its country; null when unknown.
-- claim_count: Claims in articles that are no copies.
-- story_count: Stories in which it says something.
-- publisher_count: Publishers that quote it.
-- direct_share: Share of its claims that are quoted directly or in part.
-- hedged_share: Share of its claims that are less than certain.
-- future_share: Share of its claims about the future.
-- figure_count: Figures that are its own.
-- conflict_count: Its figures that a figure of another source excludes.
-- confirmed_count: Its claims that another source confirmed, at least in part.
-- denied_count: Its claims that another source denied.
-- update_count: How often it gave a new number for an earlier one.
-- reliability: Admiralty reliability, A to F, as rated last; null when nobody rated it.
-- first_said_at: When its first claim was published; null when none is dated.
-- last_said_at: When its last claim was published; null when none is dated.
with told as (
    select
        claims.*,
        articles.story_id,
        articles.publisher,
        articles.published_at,
    from main.claims
    join main.articles using (article_id)
    where claims.source_entity_id is not null and articles.duplicate_kind is null
),
answered as (
    select
        claims.source_entity_id,
        count(distinct links.other_claim_id) filter (where relation in ('confirms', 'partly_confirms')) as confirmed_count,
        count(distinct links.other_claim_id) filter (where relation = 'denies') as denied_count,
    from main.claim_links as links
    join main.claims on claims.claim_id = links.other_claim_id
    group by claims.source_entity_id
),
updated as (
    select claims.source_entity_id, count(*) as update_count
    from main.claim_links as links
    join main.claims using (claim_id)
    where links.relation = 'updates'
    group by claims.source_entity_id
),
conflicting as (
    select figure_id from main.figure_links where relation = 'conflicts'
    union
    select other_figure_id from main.figure_links where relation = 'conflicts'
),
figured as (
    select
        told.source_entity_id,
        count(distinct claim_figures.figure_id) as figure_count,
        count(distinct conflicting.figure_id) as conflict_count,
    from told
    join main.claim_figures on claim_figures.claim_id = told.claim_id and claim_figures.is_innermost
    left join conflicting on conflicting.figure_id = claim_figures.figure_id
    group by told.source_entity_id
),
rated as (
    select entity_id, arg_max(reliability, (rated_on, place)) as reliability
    from main.ratings
    where entity_id is not null and reliability is not null
    group by entity_id
)
select
    told.source_entity_id,
    any_value(entities.name) as source_name,
    mode(told.source_kind order by told.source_kind) as source_kind,
    any_value(entities.country_code) as country_code,
    count(*) as claim_count,
    count(distinct told.story_id) as story_count,
    count(distinct told.publisher) as publisher_count,
    avg((told.form <> 'indirect')::integer) as direct_share,
    avg((told.certainty not like 'CT%')::integer) as hedged_share,
    avg((told.temporality = 'future')::integer) as future_share,
    coalesce(any_value(figured.figure_count), 0) as figure_count,
    coalesce(any_value(figured.conflict_count), 0) as conflict_count,
    coalesce(any_value(answered.confirmed_count), 0) as confirmed_count,
    coalesce(any_value(answered.denied_count), 0) as denied_count,
    coalesce(any_value(updated.update_count), 0) as update_count,
    any_value(rated.reliability) as reliability,
    min(told.published_at) as first_said_at,
    max(told.published_at) as last_said_at,
from told
join main.entities on entities.entity_id = told.source_entity_id
left join figured on figured.source_entity_id = told.source_entity_id
left join answered on answered.source_entity_id = told.source_entity_id
left join updated on updated.source_entity_id = told.source_entity_id
left join rated on rated.entity_id = told.source_entity_id
group by told.source_entity_id
order by claim_count desc, told.source_entity_id
