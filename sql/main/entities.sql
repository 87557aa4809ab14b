-- The things that mentions name: the name most articles use, and every other.
with named as (
    select
        mentions.entity_id,
        mentions.entity_name,
        mentions.text,
        mentions.label,
        mentions.kind,
        mentions.country_code,
        mentions.article_id,
        articles.published_at,
    from main.mentions
    join main.articles using (article_id)
    where mentions.entity_id is not null
),
names as (
    select
        entity_id,
        arg_max(entity_name, (article_count, len(entity_name), entity_name)) as name,
    from (
        select entity_id, entity_name, count(distinct article_id) as article_count
        from named
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
        select entity_id, label, count(*) as mention_count
        from named
        group by all
    )
    group by entity_id
),
countries as (
    select entity_id, arg_max(country_code, (country_mention_count, country_code)) as country_code
    from (
        select entity_id, country_code, count(*) as country_mention_count
        from named
        where country_code is not null
        group by all
    )
    join labels using (entity_id)
    -- "North Korea's United Nations mission": what few mentions say is somebody else's country, but of a person few say it
    where label = 'PERSON' or country_mention_count * 10 >= labels.mention_count
    group by entity_id
),
counted as (
    select
        entity_id,
        count(*)::integer as mention_count,
        count(distinct article_id)::integer as article_count,
        min(published_at) as first_seen_at,
        max(published_at) as last_seen_at,
        list_distinct(
            coalesce(list(text) filter (where kind in ('name', 'acronym', 'demonym')), [])
            || coalesce(list(entity_name) filter (where entity_name is not null), [])
        ) as written,
    from named
    group by entity_id
)
select
    counted.entity_id,
    names.name,
    labels.label,
    countries.country_code,
    list_sort(list_filter(counted.written, lambda alias: alias <> names.name)) as aliases,
    counted.mention_count,
    counted.article_count,
    counted.first_seen_at,
    counted.last_seen_at,
from counted
join names using (entity_id)
join labels using (entity_id)
left join countries using (entity_id)
order by counted.article_count desc, counted.entity_id
