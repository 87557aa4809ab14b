-- One row per claim: the words of its content that carry meaning, and what it is compared by. Words stand as their
-- hashes, which are compared, counted and stored faster than letters.
--
-- place: 1 for the claim published first
-- words: of the content, lower case, without plural s and without the commonest words of English
-- numbers: the numbers among them, sorted
-- source_as_written: the source in lower case where its entity is not known; null for pronouns nobody could resolve
-- source_key: the source's entity; where none is known, its words inside its story
-- source_words: the longer words that name the source, as written and as its entity
-- is_known_source: whether its entity is one that other articles can name too
-- is_quotation: whether every word of it is quoted
-- sketch: three of the words, the same ones wherever they stand together
-- fingerprint: 64 bits, one of them set for each word: where n bits of two claims differ, so do n words at least
-- source_fingerprint: the same of source_words
with sources as (
    select
        *,
        list_distinct(list_transform(
            regexp_extract_all(lower(concat_ws(' ', source_text, source_entity_id)), '[\p{L}]+'),
            lambda word: case
                when length(word) <= 3 or list_contains(['person', 'country', 'place', 'group'], word) then null
                when ends_with(word, 's') and not ends_with(word, 'ss') then hash(word[:-2])
                else hash(word)
            end
        )) as words,
    from (select distinct source_text, source_entity_id from main.claims)
),
-- all that is joined and numbered, before there are lists to carry along
told as (
    select
        row_number() over (order by articles.published_at, claims.article_id, claims.content_start, claims.claim_id) as place,
        claims.claim_id,
        claims.parent_claim_id,
        claims.article_id,
        articles.story_id,
        articles.published_at,
        claims.content_text,
        claims.content_start,
        claims.content_end,
        claims.source_text,
        claims.source_entity_id,
        sources.words as source_words,
        claims.form,
        claims.polarity,
        claims.certainty,
        claims.is_conditional,
        claims.temporality,
        claims.cue_class,
        claims.cue_polarity,
    from main.claims
    join main.articles using (article_id)
    join sources
        on sources.source_text is not distinct from claims.source_text
        and sources.source_entity_id is not distinct from claims.source_entity_id
),
written as (
    select
        *,
        regexp_extract_all(
            replace(lower(content_text), chr(8217), chr(39)), '\d[\d.,]*\d|\d|[\p{L}]+(?:[-''][\p{L}]+)*'
        ) as words_written,
    from told
),
worded as (
    select
        *,
        list_distinct(list_transform(words_written, lambda word: case
            when list_contains(
                [
                    'a', 'about', 'after', 'all', 'also', 'an', 'and', 'any', 'are', 'as', 'at', 'be', 'been',
                    'being', 'but', 'by', 'can', 'could', 'did', 'do', 'does', 'for', 'from', 'had', 'has', 'have',
                    'he', 'her', 'him', 'his', 'how', 'i', 'if', 'in', 'into', 'is', 'it', 'its', 'may', 'me',
                    'might', 'more', 'my', 'of', 'on', 'or', 'our', 'over', 'said', 'she', 'should', 'so', 'some',
                    'than', 'that', 'the', 'their', 'them', 'there', 'these', 'they', 'this', 'those', 'to', 'up',
                    'was', 'we', 'were', 'what', 'when', 'which', 'who', 'will', 'with', 'would', 'you', 'your'
                ],
                word
            )
            then null
            when length(word) > 3 and ends_with(word, 's') and not ends_with(word, 'ss') then hash(word[:-2])
            else hash(word)
        end)) as words,
    from written
)
select
    place,
    claim_id,
    parent_claim_id,
    article_id,
    story_id,
    published_at,
    content_start,
    content_end,
    case
        when source_entity_id is null and lower(source_text) not in (
            'i', 'you', 'he', 'she', 'it', 'we', 'they', 'who', 'which', 'that', 'this', 'these', 'those', 'one', 'others'
        )
        then lower(source_text)
    end as source_as_written,
    coalesce(source_entity_id, story_id || ' ' || source_as_written) as source_key,
    source_words,
    coalesce(
        list_aggregate(list_transform(source_words, lambda word: 1::ubigint << (word % 64)), 'bit_or'), 0
    ) as source_fingerprint,
    form = 'direct' as is_quotation,
    source_entity_id is not null and not contains(source_entity_id, '@') as is_known_source,
    polarity,
    certainty,
    is_conditional,
    temporality,
    cue_class,
    cue_polarity,
    words,
    -- a word with a digit begins with one, and digits come before letters
    list_sort(list_distinct(list_transform(
        list_filter(words_written, lambda word: word < ':'), lambda word: hash(word)
    ))) as numbers,
    list_aggregate(words, 'min', 3) as sketch,
    coalesce(
        list_aggregate(list_transform(words, lambda word: 1::ubigint << (word % 64)), 'bit_or'), 0
    ) as fingerprint,
from worded
