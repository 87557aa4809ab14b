-- One row per figure in the articles of a batch and figure it is linked with, the surest few of each relation.
--
-- is_first: whether the figure here is the one the relation speaks of (it is part of the other)
-- link_count: how many there are of this relation and direction
with links as (
    select figure_id, other_figure_id, relation, score, ratio, true as is_first
    from main.figure_links
    union all
    select other_figure_id, figure_id, relation, score, ratio, false
    from main.figure_links
)
select
    here.article_id,
    links.figure_id,
    links.relation,
    links.is_first or links.relation not in ('part_of', 'converted_from') as is_first,
    links.ratio,
    links.other_figure_id,
    others.article_id as other_article_id,
    others.text,
    coalesce(sources.name, claims.source_text, case when claims.claim_id is null then 'the article' end, claims.source_kind)
        as source_name,
    other_pages.publisher,
    other_pages.published_on,
    count(*) over (partition by links.figure_id, links.relation, links.is_first) as link_count,
from links
join main.figures as here on here.figure_id = links.figure_id
join temp.article_pages as pages on pages.article_id = here.article_id
join main.figures as others on others.figure_id = links.other_figure_id
join temp.article_pages as other_pages on other_pages.article_id = others.article_id
left join marts.comparable_figures as comparable on comparable.figure_id = others.figure_id
left join main.claims on claims.claim_id = comparable.claim_id
left join temp.entity_pages as sources on sources.entity_id = claims.source_entity_id
where pages.rank >= $first and pages.rank < $after
qualify row_number() over (
    partition by links.figure_id, links.relation, links.is_first
    order by links.score desc, links.other_figure_id
) <= $most
order by links.figure_id, links.relation, links.score desc, links.other_figure_id
