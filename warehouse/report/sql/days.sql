-- One row per day of publication: articles, and the claims and figures in them.
select
    published_on as day,
    count(*) as article_count,
    sum(claim_count)::bigint as claim_count,
    sum(figure_count)::bigint as figure_count,
from temp.article_pages
where published_on is not null
group by day
order by day
