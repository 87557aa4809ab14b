-- One row per claim that confirms or denies what another source claims, and that other claim.
--
-- coverage: share of the answering claim's words that the other claim holds, rare words counting more
-- is_whole: whether it also covers what the other claim says, numbers included
-- is_same_article: whether one article reports both; else two reports of one event within three days
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
            lambda word: not list_contains(
                [
                    'evidence', 'presence', 'fact', 'existence', 'case', 'detail', 'new', 'report', 'claim', 'allegation',
                    'incident', 'event'
                ],
                word
            )
        ) as told,
    from staging.claim_words
    where
        (cue_class = 'confirm' or (cue_class = 'deny' and cue_polarity = 'positive'))
        and source_key is not null
        and len(told) >= 3
),
told_words as (
    select
        claim_id,
        unnest(told) as word,
    from answers
),
words_told as (
    select *
    from (
        select
            claim_id,
            article_id,
            published_at::date as published_on,
            unnest(words) as word,
        from staging.claim_words
    ) as words
    where words.word in (select word from told_words)
),
weights as (
    select
        word,
        ln(1 + (select count(*) from main.articles) / count(distinct article_id)) as weight,
    from words_told
    group by word
),
-- reports of one event share the rarest words of the answer
rarest as (
    select
        told_words.claim_id,
        told_words.word,
    from told_words
    join weights using (word)
    qualify row_number() over (partition by told_words.claim_id order by weights.weight desc, told_words.word) <= 3
),
rare_claims as (
    select
        words.claim_id,
        words.article_id,
        words.word,
        words.published_at::date as published_on,
    from (
        select claim_id, article_id, published_at, unnest(list_distinct(words || source_words)) as word
        from staging.claim_words
    ) as words
    where words.word in (select word from rarest)
),
days as (
    select
        answers.claim_id,
        answers.article_id,
        rarest.word,
        answers.published_at::date + unnest(range(-3, 4))::integer as published_on,
    from answers
    join rarest using (claim_id)
),
within_days as (
    select distinct
        days.claim_id,
        days.article_id,
        other.claim_id as other_claim_id,
        other.article_id as other_article_id,
    from days
    join rare_claims as other
        on other.word = days.word
        and other.published_on = days.published_on
        and other.article_id <> days.article_id
),
reports_near as (
    select
        pairs.article_id,
        pairs.other_article_id,
        len(list_filter(one.entity_ids, lambda entity: list_contains(other.entity_ids, entity))) as shared_entity_count,
        greatest(3, 0.3 * least(len(one.entity_ids), len(other.entity_ids))) as entity_count_wanted,
    from (select distinct article_id, other_article_id from within_days) as pairs
    join staging.article_entities as one on one.article_id = pairs.article_id
    join staging.article_entities as other on other.article_id = pairs.other_article_id
    where shared_entity_count >= 2
),
met as (
    select
        answers.claim_id,
        other.claim_id as other_claim_id,
        0 as shared_entity_count,
        0 as entity_count_wanted,
    from answers
    join staging.claim_words as other on other.article_id = answers.article_id
    union
    select
        within_days.claim_id,
        within_days.other_claim_id,
        reports_near.shared_entity_count,
        reports_near.entity_count_wanted,
    from within_days
    join reports_near using (article_id, other_article_id)
),
-- met first: else all answers might be compared with all claims
pairs as materialized (
    select
        answers as answer,
        other,
        weights_of.weights,
        met.shared_entity_count,
        met.entity_count_wanted,
    from met
    join answers using (claim_id)
    join staging.claim_words as other on other.claim_id = met.other_claim_id
    join (
        select
            told_words.claim_id,
            map_from_entries(list((told_words.word, weights.weight))) as weights,
        from told_words
        join weights using (word)
        group by told_words.claim_id
    ) as weights_of on weights_of.claim_id = met.claim_id
),
answered as (
    select
        answer.claim_id,
        other.claim_id as other_claim_id,
        answer.relation,
        list_sum(list_transform(answer.told, lambda word: weights[word]))
            as told_weight,
        -- "rebels took it" answers the rebels' "we took it"
        list_intersect(answer.told, other.words || other.source_words) as shared,
        list_sum(list_transform(shared, lambda word: weights[word])) / told_weight as coverage,
        len(shared) / len(list_distinct(answer.told || other.words)) as likeness,
        len(list_intersect(answer.words || answer.source_words, other.words)) / len(other.words) >= 0.7
            and answer.numbers = other.numbers as is_whole,
        other.article_id = answer.article_id as is_same_article,
    from pairs
    where
        other.claim_id <> answer.claim_id
        and other.source_key <> answer.source_key
        -- a spokesman of the police is no other source than the police
        and not list_has_any(other.source_words, answer.source_words)
        -- one quotation printed twice is one person's words
        and not ((other.is_quotation or answer.is_quotation) and likeness >= 0.9)
        -- what overlaps is one piece of text read twice
        and (
            other.article_id <> answer.article_id
            or other.content_end <= answer.content_start
            or answer.content_end <= other.content_start
        )
        and other.cue_class not in ('confirm', 'deny', 'demand', 'ask', 'promise', 'evaluate')
        and (other.temporality = 'future') = (answer.temporality = 'future')
        and len(list_intersect(answer.numbers, other.numbers)) = len(answer.numbers)
        -- who denies that it was so answers those who say it was
        and (
            answer.relation = 'not_confirmed'
            or (other.polarity = answer.polarity) = (answer.relation = 'confirms')
        )
        -- who denies what it is said to have done names itself by a pronoun at most
        and coverage >= case
            when likeness >= 0.6 or list_has_any(other.words, answer.source_words) then 0.7
            else 0.8
        end
        -- what runs on for a paragraph holds any words
        and likeness >= 0.45
        -- reports of one event name the same things, or tell nearly the same of the few they name
        and (
            is_same_article
            or pairs.shared_entity_count >= pairs.entity_count_wanted
            or (likeness >= 0.6 and len(answer.told) >= 4)
        )
)
select answered.* exclude (told_weight, shared, likeness)
from answered
join main.claims on claims.claim_id = answered.other_claim_id
-- the claim inside is the one answered, not the one that reports it
where
    not exists (
        select 1
        from answered as inner_answer
        join main.claims as inside on inside.claim_id = inner_answer.other_claim_id
        where inner_answer.claim_id = answered.claim_id and inside.parent_claim_id = claims.claim_id
    )
    -- elsewhere, the first telling of a claim is answered, not each copy of it
    and (answered.is_same_article or answered.other_claim_id not in (select claim_id from staging.claim_repeats))
