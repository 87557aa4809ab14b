-- One row per line of the series of one page: who gives which figure when, those in conflict first; of long series the
-- newest of the others.
select
    rows.series,
    rows.is_planned,
    rows.low,
    rows.high,
    rows.published_on,
    rows.article_count,
    rows.is_conflicting,
    rows.figure_id,
    figures.text,
    figures.value,
    figures.value_low,
    figures.value_high,
    figures.bound,
    figures.is_approx,
    figures.is_vague,
    figures.unit,
    figures.currency,
    figures.per_unit,
    figures.article_id,
    articles.publisher,
    articles.heading,
    coalesce(sources.name, claims.source_text) as source_name,
    sources.entity_id as source_entity_id,
    coalesce(claims.source_kind, 'author') as source_kind,
    case
        when parents.source_entity_id = claims.source_entity_id then null
        else coalesce(throughs.name, parents.source_text)
    end as through_name,
    claims.certainty,
from temp.series_rows as rows
join temp.series using (series)
join main.figures on figures.figure_id = rows.figure_id
join temp.article_pages as articles on articles.article_id = figures.article_id
left join main.claims on claims.claim_id = rows.claim_id
left join temp.entity_pages as sources on sources.entity_id = claims.source_entity_id
left join main.claims as parents on parents.claim_id = claims.parent_claim_id
left join temp.entity_pages as throughs on throughs.entity_id = parents.source_entity_id
where series.is_disagreement = $is_disagreement and series.rank >= $first and series.rank < $after
qualify row_number() over (
    partition by rows.series
    order by rows.is_conflicting desc, rows.published_on desc nulls last, rows.figure_id
) <= $most
order by series.rank, rows.is_planned, rows.is_conflicting desc, rows.published_on nulls last, rows.low, rows.high, rows.figure_id
