-- One row per claim that a source of a batch makes, its newest ones, copies left out.
--
-- figure_texts: the figures that are its own, as written
with figured as (
    select
        claim_figures.claim_id,
        list(figures.text order by figures.start_char) as figure_texts,
    from main.claim_figures
    join main.figures using (figure_id)
    where claim_figures.is_innermost
    group by claim_figures.claim_id
)
select
    claims.source_entity_id as entity_id,
    claims.claim_id,
    claims.article_id,
    claims.cue_text,
    claims.content_text,
    claims.certainty,
    claims.form,
    coalesce(figured.figure_texts, []) as figure_texts,
    articles.publisher,
    articles.published_on,
    count(*) over (partition by claims.source_entity_id) as claim_count,
from main.claims
join temp.entity_pages as pages on pages.entity_id = claims.source_entity_id
join temp.article_pages as articles on articles.article_id = claims.article_id
left join figured on figured.claim_id = claims.claim_id
where pages.rank >= $first and pages.rank < $after and articles.duplicate_kind is null
qualify row_number() over (partition by claims.source_entity_id order by articles.rank, claims.content_start, claims.claim_id) <= $most
order by claims.source_entity_id, articles.rank, claims.content_start, claims.claim_id
