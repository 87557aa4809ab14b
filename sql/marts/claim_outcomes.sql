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
select
    coalesce(claimed_by.name, claimed.source_text) as source_name,
    claimed.content_text,
    claimed_in.published_at as claimed_at,
    case links.relation
        when 'confirms' then 'confirmed'
        when 'partly_confirms' then 'partly confirmed'
        when 'denies' then 'denied'
        else 'not confirmed'
    end as outcome,
    coalesce(answers_by.name, answers.source_text) as answered_by,
    answers.cue_text as answer_cue,
    answers.content_text as answer_text,
    answers_in.published_at as answered_at,
    claimed.article_id = answers.article_id as is_same_article,
    answers_in.duplicate_kind is not null as is_copy,
    links.score,
    links.other_claim_id as claim_id,
    links.claim_id as answer_claim_id,
-- no CTE that both sides read: cut off by a limit, DuckDB 2.0.0 can then wait for itself for ever
from main.claim_links as links
join main.claims as answers on answers.claim_id = links.claim_id
join main.articles as answers_in on answers_in.article_id = answers.article_id
left join main.entities as answers_by on answers_by.entity_id = answers.source_entity_id
join main.claims as claimed on claimed.claim_id = links.other_claim_id
join main.articles as claimed_in on claimed_in.article_id = claimed.article_id
left join main.entities as claimed_by on claimed_by.entity_id = claimed.source_entity_id
where links.relation in ('confirms', 'partly_confirms', 'denies', 'not_confirmed')
