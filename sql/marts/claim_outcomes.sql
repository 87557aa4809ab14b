-- One row per claim and answer to it: confirmed, partly confirmed, denied or left unconfirmed, by whom.
--
-- view: rows of main as they are, joined when asked
-- source_name: Who made the claim.
-- content_text: What is claimed.
-- claimed_at: When the article with the claim was published; null when nobody says.
-- outcome: confirmed, partly confirmed, denied or not confirmed.
-- answered_by: Who answered.
-- answer_cue: The words that report the answer.
-- answer_text: What the answer says.
-- answered_at: When the article with the answer was published; null when nobody says.
-- is_same_article: Whether one article reports both.
-- is_copy: Whether the article with the answer is a copy of an earlier one; leave these out when counting.
-- claim_id: The claim.
-- answer_claim_id: The claim that answers it.
with told as not materialized (
    select
        claims.claim_id,
        claims.article_id,
        coalesce(entities.name, claims.source_text) as source_name,
        claims.cue_text,
        claims.content_text,
        articles.published_at,
        articles.duplicate_kind is not null as is_copy,
    from main.claims
    join main.articles using (article_id)
    left join main.entities on entities.entity_id = claims.source_entity_id
)
select
    claimed.source_name,
    claimed.content_text,
    claimed.published_at as claimed_at,
    case links.relation
        when 'confirms' then 'confirmed'
        when 'partly_confirms' then 'partly confirmed'
        when 'denies' then 'denied'
        else 'not confirmed'
    end as outcome,
    answers.source_name as answered_by,
    answers.cue_text as answer_cue,
    answers.content_text as answer_text,
    answers.published_at as answered_at,
    claimed.article_id = answers.article_id as is_same_article,
    answers.is_copy,
    links.score,
    links.other_claim_id as claim_id,
    links.claim_id as answer_claim_id,
from main.claim_links as links
join told as answers on answers.claim_id = links.claim_id
join told as claimed on claimed.claim_id = links.other_claim_id
where links.relation in ('confirms', 'partly_confirms', 'denies', 'not_confirmed')
