-- One row per claim that the same source made before in nearly the same words: the earliest such claim.
with in_blocks as (
    select
        claim_id,
        source_key,
        place,
        words,
        numbers,
        polarity,
        unnest(sketch) as block,
    from staging.claim_words
    where source_key is not null and len(words) >= 4
),
small_blocks as (
    select *
    from in_blocks
    qualify count(*) over (partition by source_key, block) between 2 and 300
),
pairs as (
    select distinct
        later.claim_id,
        earlier.claim_id as other_claim_id,
        earlier.place,
        len(list_intersect(later.words, earlier.words)) as shared_count,
        len(later.words) + len(earlier.words) - shared_count as both_count,
    from small_blocks as later
    join small_blocks as earlier
        on earlier.source_key = later.source_key
        and earlier.block = later.block
        and earlier.place < later.place
        and earlier.numbers = later.numbers
        and earlier.polarity = later.polarity
)
select
    claim_id,
    other_claim_id,
    shared_count / both_count as similarity,
from pairs
where similarity >= 0.7
qualify row_number() over (partition by claim_id order by place) = 1
