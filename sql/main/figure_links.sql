-- Relations between figures of one measure (see marts.comparable_figures), of one number, and inside sentences.
with compared as (
    select
        meetings.figure_id,
        meetings.other_figure_id,
        case
            when not meetings.is_same_time then
                case when one.low > other.high or other.low > one.high then 'differs_other_time' end
            when one.low = other.low and one.high = other.high then 'same_value'
            when coalesce(one.low > other.high or other.low > one.high, false) then
                case
                    -- a toll grows: more in a later report is news, and of one day's reports nobody knows the first
                    when meetings.method = 'reports of one event'
                    and regexp_matches(one.measure, '^people\.(killed|wounded|missing|displaced|casualties)')
                    and (
                        one.published_on = other.published_on
                        or coalesce((one.published_on < other.published_on) = (one.high < other.low), true)
                    )
                    then case when one.published_on <> other.published_on then 'differs_other_time' end
                    when one.told_by <> other.told_by then 'conflicts'
                end
            else 'compatible'
        end as relation,
        meetings.method,
    from staging.figure_meetings as meetings
    join marts.comparable_figures as one on one.figure_id = meetings.figure_id
    join marts.comparable_figures as other on other.figure_id = meetings.other_figure_id
),
copied as (
    select
        figure_id,
        lag(figure_id) over same_story as other_figure_id,
    from marts.comparable_figures
    window same_story as (
        partition by story_id, measure, low, high, told_by
        order by published_at, article_id, start_char
    )
    qualify lag(article_id) over same_story <> article_id
),
earlier as (
    select
        figure_id,
        lag(figure_id) over in_series as other_figure_id,
    from marts.comparable_figures
    where published_on is not null
    window in_series as (partition by measure order by published_at, article_id, start_char)
    qualify
        published_on - lag(published_on) over in_series > 3
        and (low > lag(high) over in_series or high < lag(low) over in_series)
),
-- two joins, each with few figures on one side
parts_told as (
    select
        part.figure_id,
        whole.figure_id as other_figure_id,
        abs(whole.start_char - part.start_char) as distance,
    from main.figures as whole
    join main.figures as part
        on part.sentence_id = whole.sentence_id
        and part.figure_id <> whole.figure_id
        and part.start_char >= whole.end_char
    where whole.group_text is not null and contains(whole.group_text, part.text)
    union all
    select
        part.figure_id,
        whole.figure_id,
        abs(whole.start_char - part.start_char),
    from main.figures as part
    join main.articles on articles.article_id = part.article_id
    join main.figures as whole
        on whole.sentence_id = part.sentence_id
        and whole.figure_id <> part.figure_id
        and whole.kind = part.kind
        and whole.currency is not distinct from part.currency
        and whole.value > part.value
        -- a whole stands first (12 dead, including 3 children) or soon behind "of" (43 of the 45 offices)
        and (
            whole.start_char < part.start_char
            or (
                whole.start_char < part.end_char + 30
                and starts_with(substr(articles.text, part.end_char + 1), ' of ')
            )
        )
    where
        part.role = 'part'
        and whole.role in ('total', 'stock')
        and whole.kind in ('count', 'money')
),
parts as (
    select
        figure_id,
        arg_min(other_figure_id, (distance, other_figure_id)) as other_figure_id,
    from parts_told
    group by figure_id
),
conversions as (
    select
        figures.figure_id,
        pair.figure_id as other_figure_id,
    from main.figures
    join main.figures as pair on pair.figure_id = figures.pair_figure_id
    where
        figures.role not in ('change_from', 'change_to')
        and pair.role not in ('change_from', 'change_to')
        and figures.start_char > pair.start_char
        and (figures.unit, figures.currency) is distinct from (pair.unit, pair.currency)
),
linked as (
    select *, 0.8 as sureness from compared where relation is not null
    union all
    select least(figure_id, other_figure_id), greatest(figure_id, other_figure_id), 'same_value', 'copies of one story', 1.0
    from copied
    union all
    select least(figure_id, other_figure_id), greatest(figure_id, other_figure_id), 'same_value', 'same number in reports of one event', 0.9
    from staging.same_numbers
    union all
    select least(figure_id, other_figure_id), greatest(figure_id, other_figure_id), 'differs_other_time', 'next in its series', 0.7
    from earlier
    union all
    select figure_id, other_figure_id, 'part_of', 'in one sentence', 0.9
    from parts
    union all
    select figure_id, other_figure_id, 'converted_from', 'in brackets', 1.0
    from conversions
)
select
    linked.figure_id,
    linked.other_figure_id,
    linked.relation,
    case
        when least(one.value, other.value) > 0 then greatest(one.value, other.value) / least(one.value, other.value)
    end as ratio,
    linked.sureness as score,
    linked.method,
from linked
join main.figures as one on one.figure_id = linked.figure_id
join main.figures as other on other.figure_id = linked.other_figure_id
qualify row_number() over (
    partition by linked.figure_id, linked.other_figure_id, linked.relation
    order by linked.sureness desc, linked.method
) = 1
order by linked.figure_id, linked.other_figure_id, linked.relation
