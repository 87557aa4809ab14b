-- One row per publisher and month: how much of what it reports rests on sources it does not name.
--
-- publisher: Who published; the name of the source it came in through where no publisher is known.
-- month: First day of the month of publication; null for articles without a date.
-- claim_count: Claims reported in articles that are no copies, the author's own left out.
-- anonymous_count: Those whose source is not named.
-- anonymous_share: Their share.
-- story_count: Stories with claims.
-- anonymous_story_count: Stories in which some claim has no named source.
-- figure_count: Figures inside these claims.
-- anonymous_figure_count: Figures that rest on a source that is not named.
with told as (
    select
        coalesce(articles.publisher, articles.source_name) as publisher,
        date_trunc('month', coalesce(articles.published_on, articles.published_at::date))::date as month,
        articles.story_id,
        claims.claim_id,
        claims.source_kind in ('anonymous', 'unspecified') as is_anonymous,
        coalesce(figured.figure_count, 0) as figure_count,
    from main.claims
    join main.articles using (article_id)
    left join (
        select claim_id, count(*) as figure_count
        from main.claim_figures
        where is_innermost
        group by claim_id
    ) as figured using (claim_id)
    where claims.source_kind <> 'author' and articles.duplicate_kind is null
)
select
    publisher,
    month,
    count(*) as claim_count,
    count(*) filter (where is_anonymous) as anonymous_count,
    avg(is_anonymous::integer) as anonymous_share,
    count(distinct story_id) as story_count,
    count(distinct story_id) filter (where is_anonymous) as anonymous_story_count,
    sum(figure_count)::bigint as figure_count,
    coalesce(sum(figure_count) filter (where is_anonymous), 0)::bigint as anonymous_figure_count,
from told
group by publisher, month
order by anonymous_share desc, claim_count desc, publisher, month
