-- One row per figure in the articles of a batch, with its series where it has one with more than one line.
select
    figures.* exclude (pipeline_version, batch_id),
    counted.name as counted_name,
    agents.name as agent_name,
    places.name as place_name,
    times.text as time_text,
    times.date_low,
    times.date_high,
    series.series,
    series.rank as series_rank,
    series.is_disagreement,
from main.figures
join temp.article_pages as pages using (article_id)
left join temp.entity_pages as counted on counted.entity_id = figures.counted_entity_id
left join temp.entity_pages as agents on agents.entity_id = figures.agent_entity_id
left join temp.entity_pages as places on places.entity_id = figures.place_entity_id
left join main.times on times.time_id = figures.time_id
left join temp.series_figures on series_figures.figure_id = figures.figure_id
left join temp.series on series.series = series_figures.series
where pages.rank >= $first and pages.rank < $after
order by figures.article_id, figures.start_char, figures.figure_id
