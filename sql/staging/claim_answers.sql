-- One row per claim that confirms or denies what another source claims, and that other claim.
--
-- coverage: share of the answering claim's words that the other claim holds, rare words counting more
-- is_whole: whether it also covers what the other claim says, numbers included
-- is_same_article: whether one article reports both; else two reports of one event within three days
with answers as (
    select
        *,
        published_at::date as published_on,
        case
            when cue_class = 'confirm' and cue_polarity = 'positive' then 'confirms'
            when cue_class = 'confirm' then 'not_confirmed'
            when cue_polarity = 'positive' then 'denies'
        end as relation,
        list_filter(
            words,
            lambda word: not list_contains(
                list_transform(
                    [
                        'evidence', 'presence', 'fact', 'existence', 'case', 'detail', 'new', 'report', 'claim',
                        'allegation', 'incident', 'event'
                    ],
                    lambda vague: hash(vague)
                ),
                word
            )
        ) as told,
        list_aggregate(list_transform(told, lambda word: 1::ubigint << (word % 64)), 'bit_or') as told_fingerprint,
    from staging.claim_words
    where
        (cue_class = 'confirm' or (cue_class = 'deny' and cue_polarity = 'positive'))
        and source_key is not null
        and len(told) >= 3
),
told_words as (
    select
        place,
        unnest(told) as word,
    from answers
),
words_told as (
    select *
    from (
        select
            place,
            article_id,
            published_at::date as published_on,
            unnest(words) as word,
        from staging.claim_words
    )
    where word in (select word from told_words)
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
        told_words.place,
        told_words.word,
    from told_words
    join weights using (word)
    qualify row_number() over (partition by told_words.place order by weights.weight desc, told_words.word) <= 3
),
rare_claims as (
    select
        place,
        article_id,
        published_on,
        word,
    from words_told
    where word in (select word from rarest)
    union all
    select *
    from (
        select
            place,
            article_id,
            published_at::date as published_on,
            unnest(source_words) as word,
        from staging.claim_words
    )
    where word in (select word from rarest)
),
days as (
    select
        answers.place,
        answers.article_id,
        rarest.word,
        answers.published_on + unnest(range(-3, 4))::integer as published_on,
    from answers
    join rarest using (place)
),
met as (
    select
        answers.place,
        other.place as other_place,
    from answers
    join staging.claim_words as other on other.article_id = answers.article_id
    where other.place <> answers.place
    union all
    select distinct
        days.place,
        other.place as other_place,
    from days
    join rare_claims as other
        on other.word = days.word
        and other.published_on = days.published_on
        and other.article_id <> days.article_id
),
-- met first: else all answers might be compared with all claims
pairs as materialized (
    select
        answers as answer,
        other,
    from met
    join answers using (place)
    join staging.claim_words as other on other.place = met.other_place
    anti join staging.overlapping_claims as overlapping
        on overlapping.place = met.place
        and overlapping.other_place = met.other_place
    where
        other.source_key <> answers.source_key
        and other.cue_class not in ('confirm', 'deny', 'demand', 'ask', 'promise', 'evaluate')
        and (other.temporality = 'future') = (answers.temporality = 'future')
        -- who denies that it was so answers those who say it was
        and (
            answers.relation = 'not_confirmed'
            or (other.polarity = answers.polarity) = (answers.relation = 'confirms')
        )
        -- where so many words are missing, they cannot be as alike as is asked for below
        and len(answers.told) - bit_count(answers.told_fingerprint & ~(other.fingerprint | other.source_fingerprint))
            >= 0.45 * greatest(len(answers.told), len(other.words))
),
weighed as (
    select
        told_words.place,
        map_from_entries(list((told_words.word, weights.weight))) as weights,
    from told_words
    join weights using (word)
    group by told_words.place
),
compared as (
    select
        answer,
        other,
        list_sum(list_transform(answer.told, lambda word: weights[word])) as told_weight,
        -- "rebels took it" answers the rebels' "we took it"
        list_intersect(answer.told, other.words || other.source_words) as shared,
        list_sum(list_transform(shared, lambda word: weights[word])) / told_weight as coverage,
        len(shared) / len(list_distinct(answer.told || other.words)) as likeness,
        len(list_intersect(answer.words || answer.source_words, other.words)) / len(other.words) >= 0.7
            and answer.numbers = other.numbers as is_whole,
        other.article_id = answer.article_id as is_same_article,
    from pairs
    join weighed on weighed.place = pairs.answer.place
    where
        -- a spokesman of the police is no other source than the police
        not list_has_any(other.source_words, answer.source_words)
        -- one quotation printed twice is one person's words
        and not ((other.is_quotation or answer.is_quotation) and likeness >= 0.9)
        and len(list_intersect(answer.numbers, other.numbers)) = len(answer.numbers)
        -- who denies what it is said to have done names itself by a pronoun at most
        and coverage >= case
            when likeness >= 0.6 or list_has_any(other.words, answer.source_words) then 0.7
            else 0.8
        end
        -- what runs on for a paragraph holds any words
        and likeness >= 0.45
),
answered as (
    select
        compared.*,
        len(list_intersect(one.entity_ids, two.entity_ids)) as shared_entity_count,
    from compared
    left join staging.article_entities as one on one.article_id = compared.answer.article_id
    left join staging.article_entities as two on two.article_id = compared.other.article_id
    -- reports of one event name the same things, or tell nearly the same of the few they name
    where
        is_same_article
        or shared_entity_count >= greatest(3, 0.3 * least(len(one.entity_ids), len(two.entity_ids)))
        or (shared_entity_count >= 2 and likeness >= 0.6 and len(answer.told) >= 4)
)
select
    answer.claim_id,
    other.claim_id as other_claim_id,
    answer.relation,
    coverage,
    is_whole,
    is_same_article,
from answered
where
    -- the claim inside is the one answered, not the one that reports it
    (answer.claim_id, other.claim_id) not in (
        select (inner_answer.answer.claim_id, inner_answer.other.parent_claim_id)
        from answered as inner_answer
        where inner_answer.other.parent_claim_id is not null
    )
    -- elsewhere, the first telling of a claim is answered, not each copy of it
    and (is_same_article or other.claim_id not in (select claim_id from staging.claim_repeats))
