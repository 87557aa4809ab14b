-- One row per series and value that only one source gives, however many stories repeat it.
--
-- series_key: What makes figures comparable: class, agent, place, planned or actual.
-- what: What is counted or measured, in the words used most.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when not said.
-- place_name: Where; null when not said.
-- figure_text: The first of them as written.
-- unit: Unit, as a singular English name; null for bare counts.
-- currency: ISO 4217 code; null when it is not money.
-- low: Lower end of the value; null when open.
-- high: Upper end of the value; null when open.
-- source_name: The one source.
-- story_count: Stories that repeat it.
-- publisher_count: Publishers that repeat it.
-- first_published_at: When it was first published; null when nobody says.
-- figure_id: The first of these figures.
select
    any_value(comparable.series_key) as series_key,
    mode(comparable.what order by comparable.figure_id) as what,
    mode(comparable.counted_class order by comparable.figure_id) as counted_class,
    mode(comparable.whose_name order by comparable.figure_id) as whose_name,
    mode(comparable.place_name order by comparable.figure_id) as place_name,
    arg_min(
        comparable.figure_text, (coalesce(comparable.published_at, 'infinity'::timestamptz), comparable.figure_id)
    ) as figure_text,
    any_value(comparable.unit) as unit,
    any_value(comparable.currency) as currency,
    comparable.low,
    comparable.high,
    arg_min(
        comparable.source_name, (coalesce(comparable.published_at, 'infinity'::timestamptz), comparable.figure_id)
    ) as source_name,
    count(distinct comparable.story_id) as story_count,
    count(distinct articles.publisher) as publisher_count,
    min(comparable.published_at) as first_published_at,
    arg_min(comparable.figure_id, (coalesce(comparable.published_at, 'infinity'::timestamptz), comparable.figure_id)) as figure_id,
from marts.comparable_figures as comparable
join main.articles on articles.article_id = comparable.article_id
where comparable.series_key is not null
group by comparable.measure, comparable.low, comparable.high
having count(distinct comparable.told_by) = 1 and bool_and(comparable.told_by is not null)
order by story_count desc, comparable.measure, comparable.low, comparable.high
