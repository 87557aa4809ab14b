-- One row: the pipeline versions that read the articles.
select coalesce(list_sort(list(distinct pipeline_version)), []) as versions
from main.articles
