-- One row per claim that was made before in nearly the same words by the same source: the earliest such claim.
--
-- The source is the same where it is the same entity, or where the words are a long quotation and nobody else is
-- known to have said them, or where reports of one week call it by the same words.
with tellers as (
    select
        place,
        fingerprint,
        sketch,
        len(words) as word_count,
        hash(numbers, polarity) as alike,
        unnest(list_filter(
            [
                source_key,
                case when is_quotation and len(words) >= 6 then 'quoted' end,
                case when len(words) >= 6 then source_as_written end
            ],
            lambda teller: teller is not null
        )) as teller,
    from staging.claim_words
    where len(words) >= 4
),
-- narrow: a claim stands in up to nine blocks
in_blocks as (
    select
        * exclude (sketch, teller),
        teller = 'quoted' as is_quoted,
        hash(teller, unnest(sketch)) as block,
    from tellers
),
small_blocks as (
    select block
    from in_blocks
    group by block
    having count(*) between 2 and 300
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
        later.is_quoted,
    from in_small_blocks as later
    join in_small_blocks as earlier
        on earlier.block = later.block
        and earlier.alike = later.alike
        and earlier.place < later.place
        -- where so many words differ, they cannot be as similar as is asked for below
        and bit_count(xor(earlier.fingerprint, later.fingerprint))::integer * 17
            <= (earlier.word_count + later.word_count) * 3
    anti join staging.overlapping_claims as overlapping
        on overlapping.place = later.place
        and overlapping.other_place = earlier.place
),
pairs as (
    select
        later.claim_id,
        earlier.claim_id as other_claim_id,
        earlier.place,
        coalesce(later.source_key = earlier.source_key, false) as is_same_key,
        case
            when later.words = earlier.words then len(later.words)
            else len(list_intersect(later.words, earlier.words))
        end as shared_count,
        len(later.words) + len(earlier.words) - shared_count as both_count,
    from met
    join staging.claim_words as later on later.place = met.place
    join staging.claim_words as earlier on earlier.place = met.other_place
    where
        later.source_key = earlier.source_key
        or (
            not (later.is_known_source and earlier.is_known_source)
            -- words of another source must be more alike
            and bit_count(xor(earlier.fingerprint, later.fingerprint))::integer * 9
                <= len(earlier.words) + len(later.words)
            and (
                met.is_quoted
                or abs(date_diff('day', earlier.published_at, later.published_at)) <= 7
            )
        )
)
select
    claim_id,
    other_claim_id,
    shared_count / both_count as similarity,
    case when is_same_key then 'same source, same words' else 'same words, quoted or of a source called the same' end as method,
from pairs
where similarity >= case when is_same_key then 0.7 else 0.8 end
qualify row_number() over (partition by claim_id order by place) = 1
