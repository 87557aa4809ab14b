-- The things that mentions name: the name most articles use, and every other.
with told as materialized (
    select
        entity_id,
        article_id,
        entity_name,
        count(*) as mention_count,
    from main.mentions
    where entity_id is not null
    group by all
),
variants as materialized (
    select
        entity_id,
        entity_name,
        text,
        label,
        country_code,
        kind in ('name', 'acronym', 'demonym') as is_name,
        count(*) as mention_count,
    from main.mentions
    where entity_id is not null
    group by all
),
names as (
    select
        entity_id,
        arg_max(entity_name, (article_count, len(entity_name), entity_name)) as name,
    from (
        select entity_id, entity_name, count(*) as article_count
        from told
        where entity_name is not null
        group by all
    )
    group by entity_id
),
labels as (
    -- "German" is NORP as often as "Germany" is GPE, and both are the country
    select
        entity_id,
        case when starts_with(entity_id, 'country:') then 'GPE' else arg_max(label, (mention_count, label)) end as label,
        sum(mention_count) as mention_count,
    from (
        select entity_id, label, sum(mention_count) as mention_count
        from variants
        group by all
    )
    group by entity_id
),
countries as (
    select entity_id, arg_max(country_code, (country_mention_count, country_code)) as country_code
    from (
        select entity_id, country_code, sum(mention_count) as country_mention_count
        from variants
        where country_code is not null
        group by all
    )
    join labels using (entity_id)
    -- "North Korea's United Nations mission": what few mentions say is somebody else's country, but of a person few say it
    where label = 'PERSON' or country_mention_count * 10 >= labels.mention_count
    group by entity_id
),
written as (
    select entity_id, list(alias order by alias) as aliases
    from (
        select entity_id, text as alias from variants where is_name
        union
        select entity_id, entity_name from variants where entity_name is not null
    )
    group by entity_id
),
counted as (
    select
        named.entity_id,
        sum(named.mention_count)::integer as mention_count,
        count(*)::integer as article_count,
        min(articles.published_at) as first_seen_at,
        max(articles.published_at) as last_seen_at,
    from (
        select entity_id, article_id, sum(mention_count) as mention_count
        from told
        group by all
    ) as named
    join main.articles using (article_id)
    group by named.entity_id
)
select
    counted.entity_id,
    names.name,
    labels.label,
    countries.country_code,
    list_filter(coalesce(written.aliases, []), lambda alias: alias <> names.name) as aliases,
    counted.mention_count,
    counted.article_count,
    counted.first_seen_at,
    counted.last_seen_at,
from counted
join names using (entity_id)
join labels using (entity_id)
left join countries using (entity_id)
left join written using (entity_id)
order by counted.article_count desc, counted.entity_id
