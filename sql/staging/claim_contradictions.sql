-- One row per claim whose source says that something is so where another source says it is not, in nearly the same
-- words and in one article or in reports of one event within three days: the later claim, and the other.
with sure as (
    select
        * replace (
            list_filter(
                words, lambda word: not list_contains([hash('no'), hash('not'), hash('never'), hash('n''t')], word)
            ) as words
        ),
    from staging.claim_words as claims
    where
        certainty in ('CT+', 'CT-')
        and not is_conditional
        and cue_class in ('say', 'report', 'reveal', 'show')
        and source_key is not null
        and len(claims.words) >= 4
        -- that NATO has not confirmed it is no word against it
        and claim_id not in (
            select parent_claim_id
            from main.claims
            where parent_claim_id is not null and cue_polarity = 'negative'
        )
),
in_blocks as (
    select
        place,
        certainty,
        published_at,
        hash(numbers, temporality = 'future') as alike,
        unnest(list_aggregate(words, 'min', 4)) as block,
    from sure
),
-- where nobody says that it is not so, nothing is contradicted
small_blocks as (
    select block
    from in_blocks
    group by block
    having count(*) between 2 and 30 and min(certainty) <> max(certainty)
),
in_small_blocks as (
    select *
    from in_blocks
    semi join small_blocks using (block)
),
met as (
    select distinct
        later.place,
        earlier.place as other_place,
    from in_small_blocks as later
    join in_small_blocks as earlier
        on earlier.block = later.block
        and earlier.place < later.place
        and earlier.certainty <> later.certainty
        and earlier.alike = later.alike
        and abs(date_diff('day', earlier.published_at, later.published_at)) <= 3
    anti join staging.overlapping_claims as overlapping
        on overlapping.place = later.place
        and overlapping.other_place = earlier.place
),
pairs as (
    select
        later.claim_id,
        earlier.claim_id as other_claim_id,
        -- the union's talks with the firm are the firm's talks with the union
        list_distinct(later.words || list_intersect(later.source_words, earlier.words)) as later_words,
        list_distinct(earlier.words || list_intersect(earlier.source_words, later.words)) as earlier_words,
        len(list_intersect(later_words, earlier_words)) / len(list_distinct(later_words || earlier_words)) as similarity,
    from met
    join sure as later on later.place = met.place
    join sure as earlier on earlier.place = met.other_place
    where
        earlier.source_key <> later.source_key
        and not list_has_any(earlier.source_words, later.source_words)
)
select
    claim_id,
    other_claim_id,
    similarity,
from pairs
where similarity >= 0.6
