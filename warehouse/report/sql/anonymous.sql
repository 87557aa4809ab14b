-- One row per publisher: how much of what it reports rests on sources it does not name, all months together.
select
    publisher,
    sum(claim_count)::bigint as claim_count,
    sum(anonymous_count)::bigint as anonymous_count,
    sum(anonymous_count) / sum(claim_count) as anonymous_share,
    sum(figure_count)::bigint as figure_count,
    sum(anonymous_figure_count)::bigint as anonymous_figure_count,
    sum(story_count)::bigint as story_count,
from marts.anonymous_sourcing
group by publisher
order by claim_count desc, publisher
limit $limit
