-- One row per time a source gave a new number where it gave another one before.
--
-- source_name: Who changed the number.
-- series_key: What makes the two comparable: class, agent, place, planned or actual.
-- what: What is counted or measured, in the words of the newer figure.
-- counted_class: The class it is compared in, with whom it counts where that is not everybody: people.killed:child.
-- whose_name: The people, organisation or country whose it is; null when not said.
-- place_name: Where; null when not said.
-- old_text: The number before, as written.
-- new_text: The new number, as written.
-- change: What it grew by, between lower ends; null when one is open.
-- ratio: New over old, between lower ends; null when one is open or the old one is zero.
-- old_published_at: When the old one was published.
-- new_published_at: When the new one was published.
-- days_between: Days from one to the other.
-- old_figure_id: The old figure.
-- new_figure_id: The new figure.
select
    later.source_name,
    later.series_key,
    later.what,
    later.counted_class,
    later.whose_name,
    later.place_name,
    earlier.figure_text as old_text,
    later.figure_text as new_text,
    later.low - earlier.low as change,
    case when earlier.low <> 0 then later.low / earlier.low end as ratio,
    earlier.published_at as old_published_at,
    later.published_at as new_published_at,
    date_diff('day', earlier.published_at, later.published_at) as days_between,
    earlier.figure_id as old_figure_id,
    later.figure_id as new_figure_id,
from main.claim_links as links
join marts.comparable_figures as later on later.claim_id = links.claim_id
join marts.comparable_figures as earlier
    on earlier.claim_id = links.other_claim_id
    and earlier.measure = later.measure
    and (
        earlier.high < later.low
        or earlier.low > later.high
        or (earlier.high is null and later.low > earlier.low)
        or (earlier.low is null and later.high < earlier.high)
    )
where links.relation = 'updates'
order by later.published_at, later.figure_id, earlier.figure_id
