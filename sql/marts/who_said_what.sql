-- One row per claim: who is reported to have said what, how surely, where, and what stands against it.
--
-- view: rows of main as they are, joined when asked
-- source_name: The source's fullest name; as written where no entity was found; null when nobody is named.
-- source_country: ISO 3166 alpha-3 code of the source's country; null when unknown.
-- parent_source_name: Through whom the claim reached the article (Park said that the NIS revealed ...); null when direct,
--   and when it is the same.
-- quoted_text: Its words in quotation marks, joined by " ... "; null when nothing is quoted.
-- figure_texts: The figures it gives, as written, in order; empty when it gives none.
-- temporality: past, present or future: when what is claimed takes place.
-- is_hedged: Whether the source is less than certain, or the saying itself is negated.
-- link_count: Claims that it repeats, answers, renews or contradicts, and that do so to it.
-- story_id: The story of the article; copies of one article share it.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
-- reliability: Admiralty reliability of the source, A to F, as rated last; null when nobody rated it.
-- credibility: Admiralty credibility of the claim, 1 to 6, as rated last; null when nobody rated it.
-- confidence: The chance that the claim's row is right in every column, from 0 to 1.
with figures_told as (
    select
        claim_figures.claim_id,
        list(figures.text order by figures.start_char) as figure_texts,
    from main.claim_figures
    join main.figures using (figure_id)
    group by claim_figures.claim_id
),
links as (
    select claim_id, count(*) as link_count
    from (
        select claim_id from main.claim_links
        union all
        select other_claim_id from main.claim_links
    )
    group by claim_id
),
rated_sources as (
    select entity_id, arg_max(reliability, (rated_on, place)) as reliability
    from main.ratings
    where entity_id is not null and reliability is not null
    group by entity_id
),
rated_claims as (
    select claim_id, arg_max(credibility, (rated_on, place)) as credibility
    from main.ratings
    where claim_id is not null and credibility is not null
    group by claim_id
)
select
    claims.claim_id,
    coalesce(entities.name, claims.source_text) as source_name,
    claims.source_kind,
    claims.source_role,
    entities.country_code as source_country,
    case
        when parent_claims.source_entity_id = claims.source_entity_id then null
        else coalesce(parent_entities.name, parent_claims.source_text)
    end as parent_source_name,
    claims.cue_text,
    claims.cue_class,
    claims.cue_polarity,
    claims.content_text,
    nullif(array_to_string(
        list_transform(
            claims.quoted_spans,
            lambda span: substring(articles.text, span.start + 1, span.end - span.start)
        ),
        ' ... '
    ), '') as quoted_text,
    claims.form,
    claims.certainty,
    claims.certainty not like 'CT%' or claims.cue_polarity = 'negative' as is_hedged,
    claims.hedges,
    claims.temporality,
    claims.is_conditional,
    coalesce(figures_told.figure_texts, []) as figure_texts,
    coalesce(links.link_count, 0) as link_count,
    rated_sources.reliability,
    rated_claims.credibility,
    articles.publisher,
    articles.published_at,
    articles.title,
    articles.story_id,
    articles.duplicate_kind is not null as is_copy,
    claims.confidence,
    claims.article_id,
    claims.source_entity_id,
    claims.content_start,
from main.claims
join main.articles using (article_id)
left join main.entities on entities.entity_id = claims.source_entity_id
left join main.claims as parent_claims on parent_claims.claim_id = claims.parent_claim_id
left join main.entities as parent_entities on parent_entities.entity_id = parent_claims.source_entity_id
left join figures_told on figures_told.claim_id = claims.claim_id
left join links on links.claim_id = claims.claim_id
left join rated_sources on rated_sources.entity_id = claims.source_entity_id
left join rated_claims on rated_claims.claim_id = claims.claim_id
