-- One row per naming of an entity, with the keys of its dimensions.
--
-- view: rows of main as they are, nothing to compute twice
-- day: Day of publication, a key of dim_date; null when nobody says.
-- story_id: The story of the article; copies of one article share it.
-- is_copy: Whether the article is a copy of an earlier one; leave these out when counting.
-- label: spaCy's English labels: PERSON ORG GPE LOC NORP FAC EVENT PRODUCT LAW WORK_OF_ART.
-- kind: name, acronym, nominal, pronoun or demonym.
-- confidence: How sure it is whom or what it names, from 0 to 1.
select
    mentions.mention_id,
    mentions.article_id,
    mentions.entity_id,
    dim_article.day,
    dim_article.story_id,
    dim_article.is_copy,
    mentions.label,
    mentions.kind,
    mentions.is_metonym,
    mentions.confidence,
from main.mentions
join marts.dim_article using (article_id)
