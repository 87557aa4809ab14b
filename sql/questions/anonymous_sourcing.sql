-- How much does each publisher rely on sources it does not name?
select
    publisher,
    sum(claim_count)::bigint as claim_count,
    sum(anonymous_count)::bigint as anonymous_count,
    round(sum(anonymous_count) / sum(claim_count), 3) as anonymous_share,
    sum(anonymous_figure_count)::bigint as anonymous_figure_count,
from marts.anonymous_sourcing
group by publisher
-- ten named claims more for each, so that those with few claims do not lead
order by sum(anonymous_count) / (sum(claim_count) + 10) desc, claim_count desc, publisher
limit 100
