-- One row per pair of figures that exclude each other: the same thing at the same time, told by two sources.
--
-- what: What is counted or measured, in the words of the lower figure.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when not said.
-- place_name: Where; null when not said.
-- series_key: What makes the two comparable: class, agent, place, planned or actual.
-- lower_text: The lower figure, as written.
-- lower_source_name: Who gives it.
-- lower_published_at: When the article with it was published; null when nobody says.
-- higher_text: The higher figure, as written.
-- higher_source_name: Who gives it.
-- higher_published_at: When the article with it was published; null when nobody says.
-- ratio: Higher value over lower; null when an end is open or zero.
-- is_in_one_article: Whether one article gives both.
-- confidence: The chance that the less sure of the two figures is right in every column.
-- lower_figure_id: The lower figure.
-- higher_figure_id: The higher figure.
with ordered as (
    select
        links.ratio,
        links.score,
        least(one.confidence, other.confidence) as confidence,
        coalesce(one.counted_class, other.counted_class) as counted_class,
        coalesce(one.whose_name, other.whose_name) as whose_name,
        coalesce(one.place_name, other.place_name) as place_name,
        case when one.high < other.low then one else other end as lower,
        case when one.high < other.low then other else one end as higher,
    from main.figure_links as links
    join marts.comparable_figures as one on one.figure_id = links.figure_id
    join marts.comparable_figures as other on other.figure_id = links.other_figure_id
    where links.relation = 'conflicts'
)
select
    lower.what,
    counted_class,
    whose_name,
    place_name,
    lower.series_key,
    lower.figure_text as lower_text,
    lower.source_name as lower_source_name,
    lower.published_at as lower_published_at,
    higher.figure_text as higher_text,
    higher.source_name as higher_source_name,
    higher.published_at as higher_published_at,
    ratio,
    lower.article_id = higher.article_id as is_in_one_article,
    score,
    confidence,
    lower.figure_id as lower_figure_id,
    higher.figure_id as higher_figure_id,
from ordered
order by score desc, confidence desc, ratio desc, lower_figure_id, higher_figure_id
