-- One row per figure and an earlier one, of another story, that gives the same number of the same thing in a report of
-- the same event at most three days before; at most the twenty earliest. They need no series: what one event's
-- reports count by the same noun, in one unit, to the same number, is one thing.
--
-- other_figure_id: the earlier one
with told as (
    select
        figures.figure_id,
        figures.article_id,
        figures.start_char,
        articles.story_id,
        articles.published_at,
        coalesce(articles.published_on, articles.published_at::date) as published_on,
        figures.kind,
        figures.value,
        figures.bound,
        figures.unit,
        figures.currency,
        figures.per_unit,
        figures.counted_head,
        figures.predicate,
        figures.temporality = 'future' as is_future,
        figures.modality = 'negated' as is_negated,
        figures.role = 'difference' as is_difference,
        string_split(lower(figures.concept), ' ') as concept_words,
        length(regexp_replace(replace(figures.value::varchar, '.', ''), '^0+|0+$', '', 'g')) as digit_count,
    from main.figures
    join main.articles using (article_id)
    where
        figures.value is not null
        and articles.duplicate_kind is null
        and (
            (figures.kind = 'count' and figures.counted_head is not null)
            or figures.kind in ('money', 'percent', 'measure', 'rate')
        )
        and coalesce(articles.published_on, articles.published_at::date) is not null
),
days as (
    select
        *,
        unnest(range(0, 4)) as step,
    from told
)
select
    later.figure_id,
    earlier.figure_id as other_figure_id,
from days as later
join told as earlier
    on earlier.value = later.value
    and earlier.kind = later.kind
    and earlier.bound = later.bound
    and earlier.is_future = later.is_future
    and earlier.is_negated = later.is_negated
    and earlier.is_difference = later.is_difference
    and earlier.published_on = later.published_on - later.step::integer
    and earlier.unit is not distinct from later.unit
    and earlier.currency is not distinct from later.currency
    and earlier.per_unit is not distinct from later.per_unit
    and earlier.story_id <> later.story_id
    and (earlier.published_at, earlier.article_id) < (later.published_at, later.article_id)
join staging.article_entities as entities on entities.article_id = later.article_id
join staging.article_entities as other_entities on other_entities.article_id = earlier.article_id
where
    case
        -- two men and two men may be four, and one says little
        when later.kind = 'count'
        then
            earlier.counted_head = later.counted_head
            and (later.value >= 10 or (later.value > 1 and earlier.predicate = later.predicate))
        -- 5.25 percent is hardly met by chance, 5 percent of the same thing neither
        else
            later.digit_count >= 3
            or earlier.predicate = later.predicate
            or list_has_any(earlier.concept_words, later.concept_words)
    end
    and len(list_intersect(entities.entity_ids, other_entities.entity_ids))
        >= greatest(3, 0.3 * least(len(entities.entity_ids), len(other_entities.entity_ids)))
qualify row_number() over (
    partition by later.figure_id
    order by earlier.published_at, earlier.article_id, earlier.start_char
) <= 20
