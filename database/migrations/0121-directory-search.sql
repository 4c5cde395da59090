-- Search of bodies by words, and the latest figures of each body ready to be filtered and sorted.

create extension if not exists btree_gin with schema public;

-- With the centre in the index, a search looks only at the centre's own names, however many centres there are.
drop index directory.public_bodies_by_search;
create index public_bodies_by_search on directory.public_bodies using gin (centre_id, search_text gin_trgm_ops);

-- Bodies of the connection's centre whose names or codes hold the words. Row security would keep the planner from the
-- index (LIKE is not leakproof), so the function belongs to the owner and asks for the connection's centre itself.
create function directory.search_bodies(words text) returns setof uuid language sql stable security definer parallel safe rows 100
set search_path = directory, pg_temp set enable_seqscan = off as $$
  select b.id from directory.public_bodies b
  where b.centre_id = platform.centre()
    and b.search_text like '%' || regexp_replace(platform.searchable(words), '([\\%_])', '\\\1', 'g') || '%'
$$;
revoke all on function directory.search_bodies from public;
grant execute on function directory.search_bodies to broletto_app;

-- The latest figures of each body, kept by the figures themselves.
create table directory.latest_figures (
  centre_id      uuid not null,
  body_id        uuid not null,
  inhabitants    int,
  population_on  date,
  enterprises    int,
  enterprises_on date,
  constraint each_body_has_its_latest_figures_once primary key (centre_id, body_id),
  constraint latest_figures_are_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id)
);
create index latest_figures_by_inhabitants on directory.latest_figures (centre_id, inhabitants, body_id);
call platform.lock_by_centre('directory.latest_figures', 'select, insert, update');

create function directory.keep_latest_population() returns trigger language plpgsql as $$
begin
  insert into directory.latest_figures as l (centre_id, body_id, inhabitants, population_on)
  select distinct on (centre_id, body_id) centre_id, body_id, inhabitants, ref_date from added
  order by centre_id, body_id, ref_date desc, recorded_at desc, id desc
  on conflict (centre_id, body_id) do update set inhabitants = excluded.inhabitants, population_on = excluded.population_on
    where l.population_on is null or excluded.population_on >= l.population_on;
  return null;
end
$$;
create function directory.keep_latest_enterprises() returns trigger language plpgsql as $$
begin
  insert into directory.latest_figures as l (centre_id, body_id, enterprises, enterprises_on)
  select distinct on (centre_id, body_id) centre_id, body_id, enterprises, ref_date from added
  order by centre_id, body_id, ref_date desc, recorded_at desc, id desc
  on conflict (centre_id, body_id) do update set enterprises = excluded.enterprises, enterprises_on = excluded.enterprises_on
    where l.enterprises_on is null or excluded.enterprises_on >= l.enterprises_on;
  return null;
end
$$;
create trigger latest_population_is_kept after insert on directory.population_figures
  referencing new table as added for each statement execute function directory.keep_latest_population();
create trigger latest_enterprises_are_kept after insert on directory.enterprise_figures
  referencing new table as added for each statement execute function directory.keep_latest_enterprises();

-- Window: the latest figures, for lists that need no date.
create view directory.latest_figure with (security_invoker = true) as
  select centre_id, body_id, inhabitants, population_on, enterprises, enterprises_on from directory.latest_figures;
grant select on directory.latest_figure to broletto_app;

-- Which bodies went into another.
create index public_bodies_by_successor on directory.public_bodies (centre_id, merged_into_id) where merged_into_id is not null;
