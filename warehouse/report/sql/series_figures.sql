-- One row per figure that can be compared with others: the series it is shown in.
--
-- series: what is compared, planned and actual side by side; a figure whose place is not told stands with the figure it
--   conflicts with
-- is_planned: whether it is planned or expected and not yet so; never set against what is so
with conflicting as (
    select figure_id, other_figure_id
    from main.figure_links
    where relation = 'conflicts'
    union all
    select other_figure_id, figure_id
    from main.figure_links
    where relation = 'conflicts'
),
comparable as (
    select
        comparable_figures.*,
        concat_ws(
            '|',
            coalesce(
                regexp_replace(comparable_figures.series_key, '\|(planned|actual)(\||$)', '\2'),
                'in ' || comparable_figures.article_id || ' ' || comparable_figures.movement
            ),
            comparable_figures.kind, figures.unit, figures.currency, figures.per_unit
        ) as own_series,
    from marts.comparable_figures
    join main.figures using (figure_id)
),
led as (
    select
        conflicting.figure_id,
        min(partner.own_series) as series,
    from conflicting
    join comparable as partner on partner.figure_id = conflicting.other_figure_id
    where partner.series_key is not null
    group by conflicting.figure_id
),
partners as (
    select figure_id, count(*) as partner_count
    from conflicting
    group by figure_id
)
select
    comparable.figure_id,
    case when series_key is null then coalesce(led.series, own_series) else own_series end as series,
    comparable.modality = 'planned' or comparable.is_future as is_planned,
    comparable.what,
    comparable.told_by,
    comparable.claim_id,
    comparable.low,
    comparable.high,
    comparable.article_id,
    comparable.start_char,
    comparable.story_id,
    comparable.published_at,
    comparable.published_on,
    coalesce(partners.partner_count, 0) as partner_count,
from comparable
left join led using (figure_id)
left join partners using (figure_id)
