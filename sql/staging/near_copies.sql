-- One row per pair of articles with different texts of which at least 0.7 of the word triples are the same.
--
-- Pairs are looked for inside the bands they share, twenty neighbours at most, so that a text printed a thousand
-- times costs a thousand comparisons and not a million.
with in_bands as (
    select
        article_id,
        signature,
        place,
        unnest(bands) as band,
    from staging.copies
    where is_first
),
placed as (
    select
        *,
        row_number() over (partition by band order by place) as place_in_band,
    from in_bands
    qualify count(*) over (partition by band) > 1
),
pairs as (
    select distinct
        one.article_id as first_id,
        other.article_id as second_id,
    from placed as one
    join (select *, unnest(range(1, 21)) as step from placed) as other
        on other.band = one.band
        and one.place_in_band = other.place_in_band - other.step
)
select
    pairs.first_id,
    pairs.second_id,
    list_sum([(value[1] = value[2])::integer for value in list_zip(one.signature, other.signature)])
        / len(one.signature) as similarity,
from pairs
join staging.copies as one on one.article_id = pairs.first_id
join staging.copies as other on other.article_id = pairs.second_id
where similarity >= 0.7
