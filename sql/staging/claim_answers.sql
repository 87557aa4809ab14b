-- One row per claim that confirms or denies what another source claims, and that other claim.
--
-- coverage: share of the answering claim's words that the other claim holds
-- is_whole: whether it also covers what the other claim says, numbers included
with answers as (
    select
        *,
        case
            when cue_class = 'confirm' and cue_polarity = 'positive' then 'confirms'
            when cue_class = 'confirm' then 'not_confirmed'
            when cue_polarity = 'positive' then 'denies'
        end as relation,
        list_filter(
            words,
            lambda word: not list_contains(['evidence', 'presence', 'fact', 'existence', 'case', 'detail', 'new'], word)
        ) as told,
    from staging.claim_words
    where cue_class = 'confirm' or (cue_class = 'deny' and cue_polarity = 'positive')
),
in_article as (
    select
        answers.claim_id,
        other.claim_id as other_claim_id,
        answers.relation,
        len(list_intersect(answers.told, other.words)) / len(answers.told) as coverage,
        len(list_intersect(answers.words, other.words)) / len(other.words) >= 0.7
            and answers.numbers = other.numbers as is_whole,
        other.place,
    from answers
    join staging.claim_words as other
        on other.article_id = answers.article_id
        and other.claim_id <> answers.claim_id
        and other.source_key <> answers.source_key
        -- what overlaps is one piece of text read twice, and what runs on for a paragraph holds any words
        and (other.content_end <= answers.content_start or answers.content_end <= other.content_start)
        and len(other.words) <= 2.5 * len(answers.told)
        and other.cue_class not in ('confirm', 'deny', 'demand', 'ask', 'promise')
        and (other.temporality = 'future') = (answers.temporality = 'future')
    where
        len(answers.told) >= 3
        and coverage >= 0.8
        and len(list_intersect(answers.numbers, other.numbers)) = len(answers.numbers)
)
select in_article.* exclude (place)
from in_article
join main.claims on claims.claim_id = in_article.other_claim_id
-- the claim inside is the one answered, not the one that reports it
where not exists (
    select 1
    from in_article as inner_answer
    join main.claims as inside on inside.claim_id = inner_answer.other_claim_id
    where inner_answer.claim_id = in_article.claim_id and inside.parent_claim_id = claims.claim_id
)
