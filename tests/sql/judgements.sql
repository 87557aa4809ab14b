-- case: a rating and a correction say what they are about; of two on one day the later counts
-- given main.entities
select * from (values ('org:nis', 'National Intelligence Service', 'ORG')) as e (entity_id, name, label);
-- given main.figures
select * from (values ('f1', '3,000')) as f (figure_id, text);
-- given main.ratings
select * from (values
    ('r1', 'org:nis', 'C', date '2026-02-01', 1),
    ('r2', 'org:nis', 'B', date '2026-02-01', 2),
    ('r3', 'org:gone', 'F', date '2026-02-01', 3)
) as r (rating_id, entity_id, reliability, rated_on, place);
-- given main.corrections
select * from (values ('c1', 'figures', 'f1', 'value', '3500', date '2026-02-02', 1)) as c
    (correction_id, table_name, row_id, column_name, new_value, corrected_on, place);
-- expect
select * from (values
    ('rating', 'National Intelligence Service', 'reliability', 'C', true, false),
    ('rating', 'National Intelligence Service', 'reliability', 'B', true, true),
    ('rating', null, 'reliability', 'F', false, true),
    ('correction', '3,000', 'value', '3500', true, true)
) as e (kind, about, column_name, new_value, is_found, is_latest);
