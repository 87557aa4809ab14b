-- One row per mention in the articles of a batch.
select
    mentions.article_id,
    mentions.mention_id,
    mentions.start_char,
    mentions.end_char,
    mentions.text,
    mentions.label,
    mentions.kind,
    mentions.title_role,
    mentions.is_metonym,
    mentions.entity_id,
    entities.name,
    entities.has_page,
    entities.country_code,
from main.mentions
join temp.article_pages as pages using (article_id)
left join temp.entity_pages as entities using (entity_id)
where pages.rank >= $first and pages.rank < $after
order by mentions.article_id, mentions.start_char, mentions.end_char desc, mentions.mention_id
