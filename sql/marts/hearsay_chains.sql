-- One row per figure that somebody gives: the chain of sources through which it reached the reader.
--
-- figure_text: The figure as written.
-- chain: Who told it, innermost first, the publisher last ("NIS < Park Sun-won < Example News"); who says what they
--   said themselves stands there once.
-- hop_count: Sources it passed through before the article.
-- innermost_source_name: Whose figure it is.
-- is_anonymous: Whether one of them is not named.
-- chain_certainty: The weakest certainty along the way, on FactBank's scale.
-- story_id: The story of the article; copies of one article share it.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
with recursive steps as (
    select
        comparable.figure_id,
        comparable.claim_id,
        1 as step,
    from (
        select
            claim_figures.figure_id,
            arg_min(claims.claim_id, (claims.content_end - claims.content_start, claims.claim_id)) as claim_id,
        from main.claim_figures
        join main.claims using (claim_id)
        where claim_figures.is_innermost
        group by claim_figures.figure_id
    ) as comparable
    union all
    select steps.figure_id, claims.parent_claim_id, steps.step + 1
    from steps
    join main.claims using (claim_id)
    where claims.parent_claim_id is not null and steps.step < 9
),
hops as (
    select
        steps.figure_id,
        steps.step,
        coalesce(entities.name, claims.source_text, claims.source_kind) as name,
        coalesce(claims.source_entity_id = lag(claims.source_entity_id) over along, false) as is_the_same,
        claims.source_kind in ('anonymous', 'unspecified') as is_anonymous,
        claims.certainty,
    from steps
    join main.claims using (claim_id)
    left join main.entities on entities.entity_id = claims.source_entity_id
    window along as (partition by steps.figure_id order by steps.step)
),
told as (
    select
        figure_id,
        list(name order by step) filter (where not is_the_same) as names,
        bool_or(is_anonymous) as is_anonymous,
        arg_max(
            certainty, (list_position(['CT+', 'CT-', 'PR+', 'PR-', 'PS+', 'PS-', 'Uu'], certainty), step)
        ) as chain_certainty,
    from hops
    group by figure_id
)
select
    told.figure_id,
    figures.text as figure_text,
    array_to_string(told.names || [coalesce(articles.publisher, articles.source_name)], ' < ') as chain,
    len(told.names) as hop_count,
    told.names[1] as innermost_source_name,
    told.is_anonymous,
    told.chain_certainty,
    articles.published_at,
    articles.story_id,
    articles.duplicate_kind is not null as is_copy,
    articles.article_id,
from told
join main.figures using (figure_id)
join main.articles using (article_id)
order by hop_count desc, articles.article_id, figures.start_char, told.figure_id
