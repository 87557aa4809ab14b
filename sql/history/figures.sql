-- Rows of main.figures as they were in earlier versions of their article.
select figures.*
from lake.figures
semi join staging.past using (article_id, batch_id)
-- files of other batches are not read
where figures.batch_id in (select batch_id from staging.past)
order by figures.article_id, figures.batch_id, figures.start_char, figures.figure_id
