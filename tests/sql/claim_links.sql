-- case: a source repeats itself in nearly the same words; another source with these words does not repeat it
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-05')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.claims
select * from (values
    ('c1', 'a', 'kim', 'the deployment violates United Nations resolutions on military cooperation'),
    ('c2', 'b', 'kim', 'that the deployment violates United Nations resolutions on any military cooperation'),
    ('c3', 'b', 'lee', 'the deployment violates United Nations resolutions on military cooperation'),
    ('c4', 'b', 'kim', 'the talks on trade will go on next spring')
) as t (claim_id, article_id, source_entity_id, content_text);
-- expect
select 'c2' as claim_id, 'repeats' as relation, 'c1' as other_claim_id;

-- case: with another number it is no repetition
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-05')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.claims
from (values
    ('c1', 'a', 'some 3,000 soldiers have been sent to the western region'),
    ('c2', 'b', 'some 12,000 soldiers have been sent to the western region')
) as t (claim_id, article_id, content_text) select *, 'nis' as source_entity_id;
-- expect
select null as claim_id where false;

-- case: an answer in the same words confirms or denies; its own source cannot, nor can an overlapping text
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.claims
from (values
    ('c1', 'kyiv', 'say', 'positive', 'Russian missiles hit the central market', 0),
    ('c2', 'moscow', 'deny', 'positive', 'that missiles hit the market', 50),
    ('c3', 'un', 'confirm', 'positive', 'that Russian missiles hit the central market', 90),
    ('c4', 'nato', 'confirm', 'negative', 'Russian missiles hit the market', 140),
    ('c5', 'kyiv', 'confirm', 'positive', 'missiles hit the central market', 180),
    ('c6', 'iran', 'deny', 'negative', 'missiles hit the central market', 220),
    ('c7', null, 'confirm', 'positive', 'that Russian missiles hit the central market', 260),
    ('c8', 'eu', 'confirm', 'positive', 'that Russian missiles hit the central market', 30)
) as t (claim_id, source_entity_id, cue_class, cue_polarity, content_text, content_start)
select
    *,
    'a' as article_id,
    content_start + 40 as content_end,
    case when cue_class = 'deny' then 'negative' else 'positive' end as polarity;
-- expect
select * from (values ('c2', 'denies', 'c1'), ('c3', 'confirms', 'c1'), ('c4', 'not_confirmed', 'c1'), ('c5', 'repeats', 'c1'))
    as t (claim_id, relation, other_claim_id);

-- case: "Kyiv's claims" are those of Kyiv before it, and "the claims" alone are nobody's
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.entities
select * from (values ('kyiv', 'Kyiv', 'UKR'), ('un', 'United Nations', null)) as t (entity_id, name, country_code);
-- given main.mentions
select 'm' as mention_id, 'a' as article_id, 'kyiv' as entity_id, 50 as start_char, 54 as end_char;
-- given main.claims
from (values
    ('c1', 'kyiv', 'say', 'a market was hit', 0, 16),
    ('c2', 'un', 'say', 'a school was hit', 20, 36),
    ('c3', 'moscow', 'deny', 'Kyiv''s claims', 50, 63),
    ('c4', 'moscow', 'deny', 'the claims', 80, 90),
    ('c5', 'kyiv', 'say', 'more will be hit', 100, 116)
) as t (claim_id, source_entity_id, cue_class, content_text, content_start, content_end) select *, 'a' as article_id;
-- expect
select 'c3' as claim_id, 'denies' as relation, 'c1' as other_claim_id;

-- case: a source that gives a new number updates its last one, but a copy of the story does not
-- given main.articles
from (values
    ('a', 'a', date '2024-01-01'), ('b', 'a', date '2024-01-02'), ('c', 'c', date '2024-01-09')
) as t (article_id, story_id, published_on) select *, published_on::timestamptz as published_at;
-- given main.figures
from (values ('f1', 'a', 10), ('f2', 'b', 10), ('f3', 'c', 30)) as t (figure_id, article_id, value_low)
select *, value_low as value_high, 's' as series_key;
-- given main.claims
from (values ('c1', 'a'), ('c2', 'b'), ('c3', 'c')) as t (claim_id, article_id) select *, 'nis' as source_entity_id;
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 4) as t (i);
-- expect
select 'c3' as claim_id, 'updates' as relation, 'c1' as other_claim_id;

-- case: at least ten and then thirty is a new number of one source, but at least twenty after thirty is none
-- given main.articles
from (values ('a', date '2024-01-01'), ('b', date '2024-01-02'), ('c', date '2024-01-09')) as t (article_id, published_on)
select *, article_id as story_id, published_on::timestamptz as published_at;
-- given main.figures
from (values ('f1', 'a', 10, null), ('f2', 'b', 30, 30), ('f3', 'c', 20, null)) as t (figure_id, article_id, value_low, value_high)
select *, 's' as series_key;
-- given main.claims
from (values ('c1', 'a'), ('c2', 'b'), ('c3', 'c')) as t (claim_id, article_id) select *, 'nis' as source_entity_id;
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 4) as t (i);
-- expect
select 'c2' as claim_id, 'updates' as relation, 'c1' as other_claim_id;

-- case: a bank that manages another loan does not update the sum of the last one
-- given main.articles
from (values ('a', date '2024-01-01'), ('c', date '2024-01-09')) as t (article_id, published_on)
select *, article_id as story_id, published_on::timestamptz as published_at;
-- given main.figures
from (values ('f1', 'a', 10), ('f2', 'c', 30)) as t (figure_id, article_id, value_low)
select *, value_low as value_high, 's' as series_key, 'money' as kind;
-- given main.claims
from (values ('c1', 'a'), ('c2', 'c')) as t (claim_id, article_id) select *, 'bank' as source_entity_id;
-- given main.claim_figures
select 'c' || i as claim_id, 'f' || i as figure_id from range(1, 3) as t (i);
-- expect
select null as claim_id where false;

-- case: quoted words are repeated whoever is named, but not by somebody else who is known
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-02-05'), ('c', timestamptz '2024-03-05')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.claims
select *, 'direct' as form from (values
    ('c1', 'a', 'person:jane-roe', 'Roe', 'We will rebuild the bridge over the river before winter comes'),
    ('c2', 'c', null, 'she', 'We will rebuild the bridge over the river before winter comes'),
    ('c3', 'b', 'person:john-doe', 'Doe', 'We will rebuild the bridge over the river before winter comes')
) as t (claim_id, article_id, source_entity_id, source_text, content_text);
-- expect
select 'c2' as claim_id, 'repeats' as relation, 'c1' as other_claim_id;

-- case: a source nobody knows repeats itself in reports of one week where it is called the same
-- given main.articles
from (values
    ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-03'), ('c', timestamptz '2024-02-03')
) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.claims
select *, 'that two ferries collided in thick fog off the northern coast' as content_text from (values
    ('c1', 'a', 'Harbour officials'), ('c2', 'b', 'harbour officials'), ('c3', 'b', 'Fishermen'), ('c4', 'c', 'Harbour officials')
) as t (claim_id, article_id, source_text);
-- expect
select 'c2' as claim_id, 'repeats' as relation, 'c1' as other_claim_id;

-- case: one piece of text read as two claims is told once
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.claims
select *, 'a' as article_id, 'person:jane-roe' as source_entity_id, 60 as content_end from (values
    ('c1', 'she believed the two ferries collided in thick fog', 0), ('c2', 'the two ferries collided in thick fog', 13)
) as t (claim_id, content_text, content_start);
-- expect
select null as claim_id where false;

-- case: another report of the event is answered too, within three days and where they name the same things
-- given main.articles
from (values
    ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-03'), ('c', timestamptz '2024-01-03'),
    ('d', timestamptz '2024-01-19')
) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.mentions
select article_id || entity as mention_id, article_id, 'org:' || entity as entity_id
from (values ('a'), ('b'), ('d')) as articles (article_id), (values ('x'), ('y'), ('z')) as entities (entity);
-- given main.claims
from (values
    ('c1', 'a', 'person:jane-roe', 'say', 'the northern tram derailed at high speed'),
    ('c2', 'b', 'org:police', 'confirm', 'that the northern tram derailed at high speed'),
    ('c3', 'c', 'org:army', 'confirm', 'that the northern tram derailed at high speed'),
    ('c4', 'd', 'org:navy', 'confirm', 'that the northern tram derailed at high speed')
) as t (claim_id, article_id, source_entity_id, cue_class, content_text) select *;
-- expect
select 'c2' as claim_id, 'confirms' as relation, 'c1' as other_claim_id;

-- case: who denies that it was so does not deny what another says was not so
-- given main.articles
select 'a' as article_id, 'a' as story_id;
-- given main.claims
from (values
    ('c1', 'org:rebels', 'say', 'negative', 'that no captive fighters were freed for the girls', 0),
    ('c2', 'org:ministry', 'deny', 'negative', 'that captive fighters were freed for the girls', 60)
) as t (claim_id, source_entity_id, cue_class, polarity, content_text, content_start)
select *, 'a' as article_id, content_start + 50 as content_end;
-- expect
select null as claim_id where false;

-- case: the army confirms that rebels took it, and the rebels said that they had
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.mentions
select article_id || entity as mention_id, article_id, 'place:' || entity as entity_id
from (values ('a'), ('b')) as articles (article_id), (values ('kelmar'), ('zandovia')) as entities (entity);
-- given main.claims
from (values
    ('c1', 'a', null, 'Rebels from the Northern Front', 'say', 'that their fighters captured Kelmar airport'),
    ('c2', 'b', 'org:army:ZZZ', 'The army', 'confirm', 'that rebels of the Northern Front had captured Kelmar airport'),
    ('c3', 'b', 'org:police:ZZZ', 'The police', 'confirm', 'that rebels of the Northern Front had robbed banks in the airport')
) as t (claim_id, article_id, source_entity_id, source_text, cue_class, content_text) select *;
-- expect
select 'c2' as claim_id, 'confirms' as relation, 'c1' as other_claim_id;

-- case: who denies doing it answers those who name it as the doer; an opinion of it is not answered
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.mentions
select article_id || entity as mention_id, article_id, 'place:' || entity as entity_id
from (values ('a'), ('b')) as articles (article_id), (values ('tarn'), ('millbrook')) as entities (entity);
-- given main.claims
from (values
    ('c1', 'a', 'org:greenwatch', 'say', 'positive', 'that Novagen had dumped chemical waste in the Tarn near Millbrook'),
    ('c2', 'a', 'person:jane-roe', 'evaluate', 'positive', 'Novagen for dumped chemical waste in the Tarn near Millbrook'),
    ('c3', 'b', 'org:novagen', 'deny', 'negative', 'that it had dumped chemical waste in the Tarn near Millbrook')
) as t (claim_id, article_id, source_entity_id, cue_class, polarity, content_text) select *;
-- expect
select 'c3' as claim_id, 'denies' as relation, 'c1' as other_claim_id;

-- case: "the Daily Post's report as a fabrication" is what it said of the denying one in the three days before
-- given main.articles
from (values
    ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02'), ('c', timestamptz '2023-11-01')
) as t (article_id, published_at) select *, article_id as story_id;
-- given main.mentions
select * from (values
    ('m1', 'a', 'person:karl-brandt', 10, 20), ('m2', 'b', 'org:zandovia-daily', 4, 14), ('m3', 'c', 'person:karl-brandt', 10, 20)
) as t (mention_id, article_id, entity_id, start_char, end_char);
-- given main.claim_mentions
select * from (values ('c1', 'm1', 'content'), ('c3', 'm3', 'content')) as t (claim_id, mention_id, role);
-- given main.claims
from (values
    ('c1', 'a', 'org:zandovia-daily', 'report', 'that Brandt met an arms dealer', 0, 40),
    ('c2', 'a', 'org:zandovia-daily', 'report', 'that the weather was fine', 50, 80),
    ('c3', 'c', 'org:zandovia-daily', 'report', 'that Brandt owned a yacht', 0, 40),
    ('c4', 'b', 'person:karl-brandt', 'deny', 'the Zandovia Daily report as a fabrication', 0, 42)
) as t (claim_id, article_id, source_entity_id, cue_class, content_text, content_start, content_end) select *;
-- expect
select 'c4' as claim_id, 'denies' as relation, 'c1' as other_claim_id;

-- case: two sources contradict each other where one is sure that it is and the other that it is not
-- given main.articles
from (values
    ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02'), ('c', timestamptz '2024-01-19')
) as t (article_id, published_at) select *, article_id as story_id;
-- given main.claims
from (values
    ('c1', 'a', 'org:rail-union', 'The Rail Union', 'CT+', 'positive', 'that talks with Northline about wages had collapsed'),
    ('c2', 'b', 'org:northline', 'Northline', 'CT-', 'negative', 'that talks with the Rail Union about wages had not collapsed'),
    ('c3', 'b', 'org:police', 'Police', 'PR-', 'negative', 'that talks about wages had not collapsed'),
    ('c4', 'c', 'org:navy', 'The navy', 'CT-', 'negative', 'that talks with Northline about wages had not collapsed')
) as t (claim_id, article_id, source_entity_id, source_text, certainty, polarity, content_text) select *;
-- expect
select 'c2' as claim_id, 'contradicts' as relation, 'c1' as other_claim_id;

-- case: who tells that somebody rejected a thing is not answered by that rejection; nor is a person nobody could name
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.mentions
select 'm' || i as mention_id, article_id, 'e' || i as entity_id
from range(4) as t (i), (values ('a'), ('b')) as x (article_id);
-- given main.claims
from (values
    ('c1', 'a', 'union', 'say', 'members rejected the latest company offer submitted on Monday', 'positive', 'said'),
    ('c2', 'b', 'members', 'deny', 'the latest company offer submitted on Monday', 'negative', 'rejected'),
    ('c3', 'a', null, 'say', 'the driver had heard about the dangerous road shot', 'positive', 'said'),
    ('c4', 'b', 'director', 'confirm', 'the driver had heard about the dangerous road shot', 'positive', 'admitted')
) as t (claim_id, article_id, source_entity_id, cue_class, content_text, polarity, cue_text)
select
    *,
    case when source_entity_id is null then 'the filmmaker' else source_entity_id end as source_text,
    'person' as source_kind;
-- expect
select null as claim_id where false;

-- case: two sources that each speak of themselves contradict nothing, nor does who reports the other's words
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.claims
from (values
    ('c1', 'a', 'Acme', 'it is the target of a formal federal investigation', 'CT+'),
    ('c2', 'b', 'Zeta', 'that it is not the target of a formal federal investigation', 'CT-'),
    ('c3', 'a', 'Council', 'the quarterly results did not meet the exacting party demands', 'CT-'),
    ('c4', 'b', 'Agency', 'the Council stressed the quarterly results did not meet the exacting party demands', 'CT+')
) as t (claim_id, article_id, source_text, content_text, certainty)
select *, 'org:' || lower(source_text) as source_entity_id, 'say' as cue_class, 'stressed' as cue_text;
-- expect
select null as claim_id where false;

-- case: who says that somebody has not confirmed a thing does not contradict who says it
-- given main.articles
from (values ('a', timestamptz '2024-01-01'), ('b', timestamptz '2024-01-02')) as t (article_id, published_at)
select *, article_id as story_id;
-- given main.claims
from (values
    ('c1', 'a', null, 'Osmani', 'say', 'positive', 'Zandovia had deployed 9,000 soldiers along the southern border', 'CT+', 0),
    ('c2', 'b', null, 'Spokesman', 'say', 'positive', 'NATO has not confirmed that Zandovia deployed 9,000 soldiers along the southern border', 'CT-', 0),
    ('c3', 'b', 'c2', 'NATO', 'confirm', 'negative', 'that Zandovia deployed 9,000 soldiers along the southern border', 'Uu', 23)
) as t (claim_id, article_id, parent_claim_id, source_text, cue_class, cue_polarity, content_text, certainty, content_start)
select *, 'org:' || lower(source_text) as source_entity_id, content_start + 63 as content_end;
-- expect
select null as claim_id where false;
