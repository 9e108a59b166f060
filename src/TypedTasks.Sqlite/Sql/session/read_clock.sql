-- Reads the database's clock.
-- Once per transaction: all it writes bears one time.
select now
from typed_tasks_clock;
