-- One row per claim whose source says that something is so where another source says it is not, in nearly the same
-- words and in one article or in reports of one event within three days: the later claim, and the other.
with sure as (
    select
        words.* replace (
            list_filter(words.words, lambda word: not list_contains(['no', 'not', 'never', 'n''t'], word)) as words
        ),
        claims.certainty,
    from staging.claim_words as words
    join main.claims using (claim_id)
    where
        claims.certainty in ('CT+', 'CT-')
        and not claims.is_conditional
        and words.cue_class in ('say', 'report', 'reveal', 'show')
        and words.source_key is not null
        and len(words.words) >= 4
),
in_blocks as (
    select
        *,
        unnest(list_sort(list_transform(words, lambda word: hash(word)))[:4]) as block,
    from sure
),
small_blocks as (
    select *
    from in_blocks
    qualify count(*) over (partition by block) between 2 and 30
),
pairs as (
    select distinct
        later.claim_id,
        earlier.claim_id as other_claim_id,
        -- the union's talks with the firm are the firm's talks with the union
        list_distinct(later.words || list_intersect(later.source_words, earlier.words)) as later_words,
        list_distinct(earlier.words || list_intersect(earlier.source_words, later.words)) as earlier_words,
        len(list_intersect(later_words, earlier_words)) / len(list_distinct(later_words || earlier_words)) as similarity,
    from small_blocks as later
    join small_blocks as earlier
        on earlier.block = later.block
        and earlier.place < later.place
        and earlier.certainty <> later.certainty
        and earlier.source_key <> later.source_key
        and (earlier.temporality = 'future') = (later.temporality = 'future')
        and earlier.numbers = later.numbers
        and abs(date_diff('day', earlier.published_at, later.published_at)) <= 3
        and not list_has_any(earlier.source_words, later.source_words)
        and (
            earlier.article_id <> later.article_id
            or earlier.content_end <= later.content_start
            or later.content_end <= earlier.content_start
        )
)
select
    claim_id,
    other_claim_id,
    similarity,
from pairs
where similarity >= 0.6
