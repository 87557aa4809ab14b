-- Relations between claims: made again, answered by others, renewed by their source, or contradicted by a number.
with linked as (
    select
        claim_id,
        other_claim_id,
        'repeats' as relation,
        similarity as score,
        method,
    from staging.claim_repeats
    union all
    select
        claim_id,
        other_claim_id,
        case when relation = 'confirms' and not is_whole then 'partly_confirms' else relation end,
        case when is_same_article then 0.9 else 0.8 end * coverage,
        case when is_same_article then 'same words in one article' else 'same words in reports of one event' end,
    from staging.claim_answers
    union all
    select
        claim_id,
        other_claim_id,
        relation,
        0.8,
        'reports named by their source',
    from staging.named_reports
    union all
    select
        claim_id,
        other_claim_id,
        'updates',
        0.8,
        'same source, new number',
    from staging.claim_updates
    union all
    select
        claim_id,
        other_claim_id,
        'contradicts',
        0.7 * similarity,
        'same words, one of them negated',
    from staging.claim_contradictions
    union all
    select
        one.claim_id,
        other.claim_id,
        'contradicts',
        links.score,
        'figures that conflict',
    from main.figure_links as links
    join marts.comparable_figures as one on one.figure_id = links.figure_id
    join marts.comparable_figures as other on other.figure_id = links.other_figure_id
    -- sums raised, spent or pledged are of different occasions, as in staging.claim_updates
    where links.relation = 'conflicts' and one.kind is distinct from 'money'
)
select linked.*,
from linked
join main.claims as later on later.claim_id = linked.claim_id
join main.claims as earlier on earlier.claim_id = linked.other_claim_id
where
    linked.claim_id <> linked.other_claim_id
    and case
        when linked.method in ('same words in one article', 'same words in reports of one event')
        then
            -- "the union said its members rejected the offer" tells the answer and is not what was answered
            contains(lower(earlier.content_text), lower(later.cue_text)) is not true
            and contains(lower(earlier.content_text), later.cue_lemma) is not true
            -- who is not known elsewhere may be the answering person himself
            and (
                later.article_id = earlier.article_id
                or earlier.source_entity_id is not null
                or earlier.source_kind is distinct from 'person'
            )
        when linked.method = 'same words, one of them negated'
        then
            -- Tass said what the council said, in words that hold the council's
            contains(lower(earlier.content_text), lower(later.source_text || ' ' || later.cue_text)) is not true
            and contains(lower(later.content_text), lower(earlier.source_text || ' ' || earlier.cue_text)) is not true
            -- "it is not investigated" is about whoever says so, and another source's "it" is another firm
            and not regexp_matches(lower(earlier.content_text), '^(that )?(i|it|he|she|they|we)\b')
            and not regexp_matches(lower(later.content_text), '^(that )?(i|it|he|she|they|we)\b')
        else true
    end
qualify row_number() over (partition by linked.claim_id, other_claim_id, relation order by score desc, method) = 1
order by linked.claim_id, other_claim_id, relation
