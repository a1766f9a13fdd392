create table raw_event (like log.event);
alter table raw_event add primary key (log_id, position);
create sequence raw_position;
grant insert on raw_event to wenze_app;
grant usage on sequence raw_position to wenze_app;
