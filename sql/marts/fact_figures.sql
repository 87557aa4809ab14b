-- One row per figure, with the keys of its dimensions.
--
-- view: rows of main as they are, nothing to compute twice
-- day: Day of publication, a key of dim_date; null when nobody says.
-- story_id: The story of the article; copies of one article share it.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
-- kind: count, money, percent, measure, rate, ratio, age, duration or ordinal.
-- role: total, stock, flow, part, difference, target, change_from or change_to.
-- temporality: past, present or future.
-- confidence: The chance that the row is right in every column, from 0 to 1.
select
    figures.figure_id,
    figures.article_id,
    figures.counted_entity_id,
    figures.agent_entity_id,
    figures.place_entity_id,
    dim_article.day,
    dim_article.story_id,
    dim_article.is_copy,
    figures.kind,
    figures.value,
    figures.value_low,
    figures.value_high,
    figures.unit,
    figures.currency,
    figures.counted_class,
    figures.role,
    figures.temporality,
    figures.modality,
    figures.series_key,
    figures.confidence,
from main.figures
join marts.dim_article using (article_id)
