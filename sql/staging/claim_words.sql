-- One row per claim: the words of its content that carry meaning, and what it is compared by.
--
-- words: lower case, without plural s and without the commonest words of English
-- numbers: the numbers among them
-- source_as_written: the source in lower case where its entity is not known; null for pronouns nobody could resolve
-- source_key: the source's entity; where none is known, its words inside its story
-- source_words: the longer words that name the source, as written and as its entity
-- is_known_source: whether its entity is one that other articles can name too
-- is_quotation: whether every word of it is quoted
with worded as (
    select
        *,
        list_distinct(list_transform(
            list_filter(
                regexp_extract_all(
                    replace(lower(content_text), chr(8217), chr(39)), '\d[\d.,]*\d|\d|[\p{L}]+(?:[-''][\p{L}]+)*'
                ),
                lambda word: not list_contains(
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
            ),
            lambda word: case
                when length(word) > 3 and ends_with(word, 's') and not ends_with(word, 'ss') then word[:-2]
                else word
            end
        )) as words,
    from main.claims
)
select
    claims.claim_id,
    claims.article_id,
    articles.story_id,
    articles.published_at,
    claims.content_start,
    claims.content_end,
    case
        when claims.source_entity_id is null and lower(claims.source_text) not in (
            'i', 'you', 'he', 'she', 'it', 'we', 'they', 'who', 'which', 'that', 'this', 'these', 'those', 'one', 'others'
        )
        then lower(claims.source_text)
    end as source_as_written,
    coalesce(claims.source_entity_id, articles.story_id || ' ' || source_as_written) as source_key,
    list_distinct(list_transform(
        list_filter(
            regexp_extract_all(lower(concat_ws(' ', claims.source_text, claims.source_entity_id)), '[\p{L}]+'),
            lambda word: length(word) > 3 and not list_contains(['person', 'country', 'place', 'group'], word)
        ),
        lambda word: case when ends_with(word, 's') and not ends_with(word, 'ss') then word[:-2] else word end
    )) as source_words,
    claims.form = 'direct' as is_quotation,
    claims.source_entity_id is not null and not contains(claims.source_entity_id, '@') as is_known_source,
    claims.polarity,
    claims.temporality,
    claims.cue_class,
    claims.cue_polarity,
    claims.confidence,
    claims.words,
    -- a word with a digit begins with one, and digits come before letters
    list_sort(list_filter(claims.words, lambda word: word < ':')) as numbers,
    list_sort(list_transform(claims.words, lambda word: hash(word)))[:3] as sketch,
    row_number() over (order by articles.published_at, claims.article_id, claims.content_start, claims.claim_id) as place,
from worded as claims
join main.articles using (article_id)
