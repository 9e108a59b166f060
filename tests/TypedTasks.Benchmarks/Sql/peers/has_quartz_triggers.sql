-- Whether Quartz has work left.
-- A trigger that has fired for the last time is deleted.
select exists (select from qrtz_triggers)
