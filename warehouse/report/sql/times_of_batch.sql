-- One row per expression of time in the articles of a batch.
select
    times.article_id,
    times.time_id,
    times.start_char,
    times.end_char,
    times.text,
    times.kind,
    times.date_low,
    times.date_high,
    times.modifier,
from main.times
join temp.article_pages as pages using (article_id)
where pages.rank >= $first and pages.rank < $after
order by times.article_id, times.start_char, times.end_char desc, times.time_id
