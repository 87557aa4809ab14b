-- One row per answer and claim it answers: confirmed, partly confirmed, denied or left unconfirmed, by whom.
-- Most of what is confirmed or denied, no article tells as somebody's claim: such an answer has one row, without a claim.
--
-- view: rows of main as they are, joined when asked
-- source_name: Who made the claim; null with claim_id.
-- content_text: What is claimed; where no claim is found, what is confirmed or denied in the words of the answer.
-- claimed_at: When the article with the claim was published; null with claim_id, or when nobody says.
-- outcome: confirmed, partly confirmed, denied or not confirmed.
-- answered_by: Who answered.
-- answer_cue: The words that report the answer.
-- answer_text: What the answer says.
-- answered_at: When the article with the answer was published; null when nobody says.
-- is_same_article: Whether one article reports both; null with claim_id.
-- is_copy: Whether the article with the answer is a copy of an earlier one; leave these out when counting.
-- score: How sure the link is, from 0 to 1; null with claim_id.
-- claim_id: The claim; null when no article tells it as a claim of somebody else.
-- answer_claim_id: The claim that answers it.
select
    coalesce(claimed_by.name, claimed.source_text) as source_name,
    coalesce(claimed.content_text, answers.content_text) as content_text,
    claimed_in.published_at as claimed_at,
    case
        when links.relation = 'partly_confirms' then 'partly confirmed'
        when links.relation = 'denies' or (links.relation is null and answers.cue_class = 'deny') then 'denied'
        when links.relation = 'not_confirmed' or (links.relation is null and answers.cue_polarity = 'negative')
        then 'not confirmed'
        else 'confirmed'
    end as outcome,
    coalesce(answers_by.name, answers.source_text) as answered_by,
    answers.cue_text as answer_cue,
    answers.content_text as answer_text,
    answers_in.published_at as answered_at,
    claimed.article_id = answers.article_id as is_same_article,
    answers_in.duplicate_kind is not null as is_copy,
    links.score,
    links.other_claim_id as claim_id,
    answers.claim_id as answer_claim_id,
-- no CTE that both sides read: cut off by a limit, DuckDB 2.0.0 can then wait for itself for ever
from main.claims as answers
join main.articles as answers_in on answers_in.article_id = answers.article_id
left join main.entities as answers_by on answers_by.entity_id = answers.source_entity_id
left join main.claim_links as links
    on links.claim_id = answers.claim_id
    and links.relation in ('confirms', 'partly_confirms', 'denies', 'not_confirmed')
left join main.claims as claimed on claimed.claim_id = links.other_claim_id
left join main.articles as claimed_in on claimed_in.article_id = claimed.article_id
left join main.entities as claimed_by on claimed_by.entity_id = claimed.source_entity_id
where
    links.relation is not null
    -- who agrees to a plan or rejects a bid says nothing about what is so, and nobody confirms what is still to be confirmed
    or (
        answers.source_text is not null
        and not starts_with(answers.cue_text, 'to ')
        and case answers.cue_class
            when 'confirm' then answers.cue_lemma in ('confirm', 'acknowledge', 'admit', 'concede', 'verify', 'corroborate')
            when 'deny'
            then
                answers.cue_polarity = 'positive'
                and (
                    answers.cue_lemma in ('deny', 'dispute', 'refute', 'rebut', 'debunk')
                    or (
                        answers.cue_lemma in ('reject', 'dismiss')
                        and regexp_matches(
                            left(lower(answers.content_text), 60),
                            '^that |\b(claim|allegation|accusation|report|rumou?r|suggestion|assertion|insinuation|speculation)s?\b'
                        )
                    )
                )
        end
    )
