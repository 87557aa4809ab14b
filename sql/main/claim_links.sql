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
        0.8 * confidence,
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
    where links.relation = 'conflicts'
)
select *
from linked
where claim_id <> other_claim_id
qualify row_number() over (partition by claim_id, other_claim_id, relation order by score desc, method) = 1
order by claim_id, other_claim_id, relation
