-- A search may find most of the register («comune»): what the list shows of a body comes out of the search itself, and is
-- not looked for again body by body. Measured on 16,500 found of 25,000: 35 ms instead of 130.
drop function directory.search_bodies(text);
create function directory.search_bodies(words text)
returns table (centre_id uuid, id uuid, name text, category text, ipa_code text, istat_code text, province text, province_code text, ceased_on date)
language sql stable security definer parallel safe rows 100
set search_path = directory, pg_temp set enable_seqscan = off as $$
  select b.centre_id, b.id, b.name, b.category, b.ipa_code, b.istat_code, b.province, b.province_code, b.ceased_on from directory.public_bodies b
  where b.centre_id = platform.centre()
    and b.search_text like '%' || regexp_replace(platform.searchable(words), '([\\%_])', '\\\1', 'g') || '%'
$$;
revoke all on function directory.search_bodies from public;
grant execute on function directory.search_bodies to broletto_app;

-- The provinces of a register are a hundred at most: they are walked one to the next.
create index public_bodies_by_province on directory.public_bodies (centre_id, province_code, province);
