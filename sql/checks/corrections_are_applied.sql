-- warn: a correction finds its row; where it does not, take the line out of seeds/corrections.csv or name the new row
select table_name, row_id, column_name, new_value, corrected_by, corrected_on
from main.corrections
where not is_applied
