-- One row per entity of a batch and article that names it, the newest ones.
select
    mentions.entity_id,
    mentions.article_id,
    articles.heading,
    articles.publisher,
    articles.published_on,
    count(*) as mention_count,
    arg_min(mentions.mention_id, (mentions.start_char, mentions.mention_id)) as mention_id,
from main.mentions
join temp.entity_pages as pages on pages.entity_id = mentions.entity_id
join temp.article_pages as articles on articles.article_id = mentions.article_id
where pages.rank >= $first and pages.rank < $after and pages.has_page
group by
    mentions.entity_id, mentions.article_id, articles.heading, articles.publisher, articles.published_on, articles.rank
qualify row_number() over (partition by mentions.entity_id order by articles.rank) <= $most
order by mentions.entity_id, articles.rank
