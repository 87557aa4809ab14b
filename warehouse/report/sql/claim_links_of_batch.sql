-- One row per claim in the articles of a batch and claim it is linked with, the surest few of each relation.
--
-- is_answer: whether the link points from the claim here to the other
-- link_count: how many there are of this relation and direction
with links as (
    select claim_id, other_claim_id, relation, score, true as is_answer
    from main.claim_links
    union all
    select other_claim_id, claim_id, relation, score, false
    from main.claim_links
)
select
    here.article_id,
    links.claim_id,
    links.relation,
    links.is_answer,
    links.other_claim_id,
    others.article_id as other_article_id,
    coalesce(sources.name, others.source_text, others.source_kind) as source_name,
    others.content_text,
    other_pages.publisher,
    other_pages.published_on,
    count(*) over (partition by links.claim_id, links.relation, links.is_answer) as link_count,
from links
join main.claims as here on here.claim_id = links.claim_id
join temp.article_pages as pages on pages.article_id = here.article_id
join main.claims as others on others.claim_id = links.other_claim_id
join temp.article_pages as other_pages on other_pages.article_id = others.article_id
left join temp.entity_pages as sources on sources.entity_id = others.source_entity_id
where pages.rank >= $first and pages.rank < $after
qualify row_number() over (
    partition by links.claim_id, links.relation, links.is_answer
    order by links.score desc, links.other_claim_id
) <= $most
order by links.claim_id, links.is_answer, links.relation, links.score desc, links.other_claim_id
