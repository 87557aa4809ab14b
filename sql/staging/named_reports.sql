-- One row per claim that confirms or denies "the reports of somebody", and each claim of that somebody before it.
--
-- A claim whose content is nothing but such words ("South Korea's intelligence reports", "the Daily Post report as
-- a fabrication") speaks of what a source of that country, or that source itself, said earlier in the article. Where the
-- words before "reports" also name the kind of source ("intelligence"), only sources with that word in their name are
-- meant. Where the article gives no such claim, it speaks of what that source said of the answering one in articles of
-- the three days before.
with naming as (
    select
        claims.claim_id,
        claims.article_id,
        articles.published_at::date as published_on,
        claims.source_entity_id,
        claims.content_start,
        claims.content_end,
        regexp_replace(lower(content_text), ' as .*$', '') as answered,
        case
            when cue_class = 'confirm' and cue_polarity = 'positive' then 'confirms'
            when cue_class = 'confirm' then 'not_confirmed'
            else 'denies'
        end as relation,
        string_split(regexp_extract(
            answered,
            '(?:[''’]s?|\bthe|\bthese|\bthose) ((?:[a-z-]+ ){0,3})(?:reports?|claims?|allegations?|accusations?|assertions?|statements?|accounts?)$',
            1
        ), ' ') as kinds,
    from main.claims
    join main.articles using (article_id)
    where
        (cue_class = 'confirm' or (cue_class = 'deny' and cue_polarity = 'positive'))
        and regexp_matches(
            answered,
            '(?:report|claim|allegation|accusation|assertion|statement|account)s?(?: (?:by|from) (?:the )?(?:[^ ]+ ?){1,4})?$'
        )
        and length(answered) <= 80
),
named as (
    select distinct
        naming.*,
        mentions.entity_id as named_entity_id,
        mentions.country_code as named_country_code,
    from naming
    join main.mentions
        on mentions.article_id = naming.article_id
        and mentions.start_char >= naming.content_start
        and mentions.end_char <= naming.content_end
    where mentions.entity_id is not null
),
meant as (
    select
        named.claim_id,
        named.relation,
        claims.claim_id as other_claim_id,
        claims.source_entity_id = named.named_entity_id as is_named,
        len(list_filter(named.kinds, lambda kind: length(kind) > 3 and contains(lower(entities.name), kind))) > 0 as is_of_kind,
    from named
    join main.claims
        on claims.article_id = named.article_id
        and claims.content_start < named.content_start
        and claims.source_entity_id is distinct from named.source_entity_id
        and claims.source_kind in ('government', 'organisation', 'person', 'document', 'media')
        and claims.cue_class in ('say', 'report', 'reveal', 'estimate', 'show', 'warn', 'predict')
    join main.entities on entities.entity_id = claims.source_entity_id
    where
        claims.source_entity_id = named.named_entity_id
        or (entities.country_code = named.named_country_code and claims.source_kind in ('government', 'organisation'))
),
inside as (
    select distinct
        claim_id,
        other_claim_id,
        relation,
    from meant
    qualify
        (is_named or is_of_kind)
        and (is_of_kind or not bool_or(is_of_kind) over (partition by claim_id))
),
-- few claims, found before the many mentions in claims are looked through
said as materialized (
    select
        named.claim_id,
        claims.claim_id as other_claim_id,
        named.relation,
        named.source_entity_id,
    from named
    join main.claims
        on claims.source_entity_id = named.named_entity_id
        and claims.article_id <> named.article_id
        and claims.cue_class in ('say', 'report', 'reveal', 'estimate', 'show', 'warn', 'predict')
    join main.articles
        on articles.article_id = claims.article_id
        and articles.published_at::date between named.published_on - 3 and named.published_on
    where
        named.named_entity_id <> named.source_entity_id
        -- a country says much, and who is known in one article only is nobody elsewhere
        and not regexp_matches(named.named_entity_id || ' ' || named.source_entity_id, '^country:|@')
        and named.claim_id not in (select claim_id from inside)
),
elsewhere as (
    select distinct
        said.claim_id,
        said.other_claim_id,
        said.relation,
    from said
    join main.claim_mentions on claim_mentions.claim_id = said.other_claim_id and claim_mentions.role = 'content'
    join main.mentions
        on mentions.mention_id = claim_mentions.mention_id
        and mentions.entity_id = said.source_entity_id
)
select * from inside
union all
select * from elsewhere
