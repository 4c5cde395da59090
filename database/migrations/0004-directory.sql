-- Public bodies of a centre's territory, with their history, figures, associations, people, roles and delegations.
create schema directory;
grant usage on schema directory to broletto_app;

create table directory.public_bodies (
  centre_id        uuid not null references centres.centres (id),
  id               uuid not null,
  ipa_code         text,
  tax_code         text,
  vat_number       text,
  name             text not null,
  other_name       text,
  category         text not null,
  ipa_category     text,
  istat_code       text,
  cadastral_code   text,
  province         text,
  province_code    text,
  region           text,
  address          text,
  postal_code      text,
  town             text,
  digital_domicile text,
  email            text,
  website          text,
  sdi_code         text,
  list_code        text,
  mountain         text,
  area_km2         numeric(10,3),
  merged_into_id   uuid,
  ceased_on        date,
  version_from     date,
  source           text not null,
  recorded_at      timestamptz not null,
  search_text      text generated always as (platform.searchable(name || ' ' || coalesce(other_name, '') || ' ' || coalesce(ipa_code, '') || ' ' || coalesce(istat_code, '') || ' ' || coalesce(tax_code, ''))) stored,
  constraint public_bodies_have_an_identifier primary key (centre_id, id),
  constraint body_category_is_known check (category in ('COMUNE','UNIONE','CM','COMUNITA_ISOLANA','PROVINCIA','CITTA_METRO','REGIONE','CONSORZIO','PARTECIPATA','AZIENDA','OTHER')),
  constraint an_istat_code_has_six_digits check (istat_code ~ '^[0-9]{6}$'),
  constraint only_a_comune_has_an_istat_code check (istat_code is null or category = 'COMUNE'),
  constraint a_body_is_known_by_some_code check (coalesce(ipa_code, istat_code, tax_code, list_code) is not null),
  constraint a_body_merges_into_another_of_its_centre foreign key (centre_id, merged_into_id) references directory.public_bodies (centre_id, id),
  constraint a_body_does_not_merge_into_itself check (merged_into_id <> id),
  -- Checked at the end of the statement, so that comuni may exchange codes when a province is redrawn.
  constraint an_istat_code_names_one_comune_in_being exclude using btree (centre_id with =, istat_code with =)
    where (istat_code is not null and ceased_on is null) deferrable
);
create unique index an_ipa_code_names_one_body on directory.public_bodies (centre_id, lower(ipa_code)) where ipa_code is not null;
create unique index a_list_code_names_one_body on directory.public_bodies (centre_id, lower(list_code)) where list_code is not null;
create index public_bodies_by_tax_code on directory.public_bodies (centre_id, tax_code) where tax_code is not null;
create index public_bodies_by_name on directory.public_bodies (centre_id, name collate "it-x-icu", id);
create index public_bodies_by_category on directory.public_bodies (centre_id, category, name collate "it-x-icu");
create index public_bodies_by_search on directory.public_bodies using gin (search_text gin_trgm_ops);
call platform.lock_by_centre('directory.public_bodies');

-- What a body was called, and what it was, before each change; what it is now is in its own row, since `version_from`
-- (no date: since before the register). A body that never changed has no row here.
create table directory.body_versions (
  centre_id   uuid not null,
  id          uuid not null,
  body_id     uuid not null,
  name        text not null,
  category    text not null,
  istat_code  text,
  valid_from  date,
  valid_to    date not null,
  source      text not null,
  recorded_at timestamptz not null,
  constraint body_versions_have_an_identifier primary key (centre_id, id),
  constraint a_version_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_version_ends_after_it_begins check (valid_to >= valid_from),
  constraint body_versions_do_not_overlap exclude using gist (centre_id with =, body_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index body_versions_by_body on directory.body_versions (centre_id, body_id, valid_to desc);
call platform.lock_by_centre('directory.body_versions');

-- Figures are only added: a correction is a later line for the same day, and the latest recorded counts.
create table directory.population_figures (
  centre_id   uuid not null,
  id          uuid not null,
  body_id     uuid not null,
  ref_date    date not null,
  inhabitants int not null,
  source      text not null,
  provisional boolean not null default false,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint population_figures_have_an_identifier primary key (centre_id, id),
  constraint a_population_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint inhabitants_are_not_negative check (inhabitants >= 0)
);
create index population_figures_by_body on directory.population_figures (centre_id, body_id, ref_date desc, recorded_at desc, id desc);
call platform.lock_by_centre('directory.population_figures', 'select, insert');

create table directory.enterprise_figures (
  centre_id   uuid not null,
  id          uuid not null,
  body_id     uuid not null,
  ref_date    date not null,
  enterprises int not null,
  source      text not null,
  provisional boolean not null default false,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint enterprise_figures_have_an_identifier primary key (centre_id, id),
  constraint an_enterprise_figure_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint enterprises_are_not_negative check (enterprises >= 0)
);
create index enterprise_figures_by_body on directory.enterprise_figures (centre_id, body_id, ref_date desc, recorded_at desc, id desc);
call platform.lock_by_centre('directory.enterprise_figures', 'select, insert');

create table directory.association_memberships (
  centre_id       uuid not null,
  id              uuid not null,
  association_id  uuid not null,
  municipality_id uuid not null,
  valid_from      date not null,
  valid_to        date,
  -- When the beginning is not known, valid_from is 1900-01-01 and this says so.
  from_known      boolean not null default true,
  source          text not null,
  recorded_at     timestamptz not null,
  constraint association_memberships_have_an_identifier primary key (centre_id, id),
  constraint an_association_is_a_body foreign key (centre_id, association_id) references directory.public_bodies (centre_id, id),
  constraint an_associated_municipality_is_a_body foreign key (centre_id, municipality_id) references directory.public_bodies (centre_id, id),
  constraint a_body_is_not_its_own_associate check (association_id <> municipality_id),
  constraint an_association_membership_ends_after_it_begins check (valid_to is null or valid_to >= valid_from),
  constraint association_memberships_do_not_overlap exclude using gist (centre_id with =, association_id with =, municipality_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index association_memberships_by_municipality on directory.association_memberships (centre_id, municipality_id, valid_from desc);
create index association_memberships_by_association on directory.association_memberships (centre_id, association_id, valid_from desc);
call platform.lock_by_centre('directory.association_memberships');

create table directory.people (
  centre_id   uuid not null references centres.centres (id),
  id          uuid not null,
  name        text not null,
  tax_code    text,
  email       text,
  phone       text,
  recorded_at timestamptz not null,
  erased_at   timestamptz,
  search_text text generated always as (platform.searchable(name)) stored,
  constraint people_have_an_identifier primary key (centre_id, id)
);
create index people_by_search on directory.people using gin (search_text gin_trgm_ops);
call platform.lock_by_centre('directory.people');

create table directory.role_assignments (
  centre_id    uuid not null,
  id           uuid not null,
  person_id    uuid not null,
  body_id      uuid not null,
  role         text not null,
  act          text,
  associated   boolean not null default false,
  host_body_id uuid,
  valid_from   date not null,
  valid_to     date,
  recorded_at  timestamptz not null,
  constraint role_assignments_have_an_identifier primary key (centre_id, id),
  constraint an_assigned_person_is_known foreign key (centre_id, person_id) references directory.people (centre_id, id),
  constraint a_role_is_held_in_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_host_is_a_body foreign key (centre_id, host_body_id) references directory.public_bodies (centre_id, id),
  constraint assigned_role_is_known check (role in ('LEGAL_REPRESENTATIVE','POLITICAL_DELEGATE','TECHNICAL_CONTACT','SERVICE_CONTACT','RTD','DPO','CENTRE_MANAGER','PROJECT_MANAGER','ADMINISTRATIVE_OFFICER','SUPPORT_OFFICER')),
  constraint only_an_associated_role_has_a_host check (associated or host_body_id is null),
  constraint an_assignment_ends_after_it_begins check (valid_to is null or valid_to >= valid_from)
);
create index role_assignments_by_body on directory.role_assignments (centre_id, body_id, role, valid_from desc);
create index role_assignments_by_person on directory.role_assignments (centre_id, person_id);
call platform.lock_by_centre('directory.role_assignments');

create table directory.function_delegations (
  centre_id    uuid not null,
  id           uuid not null,
  from_body_id uuid not null,
  to_body_id   uuid not null,
  scopes       text[] not null,
  source_act   text not null,
  valid_from   date not null,
  valid_to     date,
  revoked_at   timestamptz,
  revoked_by   text,
  recorded_at  timestamptz not null,
  recorded_by  text not null,
  constraint function_delegations_have_an_identifier primary key (centre_id, id),
  constraint a_delegating_body_is_known foreign key (centre_id, from_body_id) references directory.public_bodies (centre_id, id),
  constraint a_delegated_body_is_known foreign key (centre_id, to_body_id) references directory.public_bodies (centre_id, id),
  constraint a_body_does_not_delegate_to_itself check (from_body_id <> to_body_id),
  constraint delegation_scopes_are_known check (cardinality(scopes) > 0 and scopes <@ array['APPROVE_CONVENTION','PAY_FEE','REQUEST_SERVICE','REPRESENT_AT_BOARD','RTD','DATA_PROCESSING']),
  constraint a_delegation_ends_after_it_begins check (valid_to is null or valid_to >= valid_from),
  constraint a_revocation_says_who_revoked check ((revoked_at is null) = (revoked_by is null))
);
create index function_delegations_by_delegate on directory.function_delegations (centre_id, to_body_id) where revoked_at is null;
create index function_delegations_by_delegant on directory.function_delegations (centre_id, from_body_id, valid_from desc);
call platform.lock_by_centre('directory.function_delegations');

-- Facts that the centre keeps apart: associated RTD and associated ICT are two (domain, fact 8).
create table directory.associated_functions (
  centre_id      uuid not null,
  id             uuid not null,
  body_id        uuid not null,
  function       text not null,
  association_id uuid,
  act            text,
  valid_from     date not null,
  valid_to       date,
  recorded_at    timestamptz not null,
  constraint associated_functions_have_an_identifier primary key (centre_id, id),
  constraint a_function_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_function_is_associated_in_a_body foreign key (centre_id, association_id) references directory.public_bodies (centre_id, id),
  constraint associated_function_is_known check (function in ('RTD','ICT')),
  constraint associated_functions_do_not_overlap exclude using gist (centre_id with =, body_id with =, function with =, daterange(valid_from, valid_to, '[]') with &&)
);
call platform.lock_by_centre('directory.associated_functions');

-- How many times the register of a centre has changed: a plan made before a change is not applied after it.
create table directory.register_heads (
  centre_id uuid not null references centres.centres (id),
  revision  bigint not null default 0,
  constraint each_centre_has_one_register_head primary key (centre_id)
);
call platform.lock_by_centre('directory.register_heads', 'select, insert, update');

-- Imports of registers: the file as it came, the plan of its dry run, what was applied.
create table directory.register_imports (
  centre_id     uuid not null references centres.centres (id),
  id            uuid not null,
  kind          text not null,
  file_name     text not null,
  file_hash     text not null,
  file_size     int not null,
  content       bytea,
  reading       jsonb not null default '{}',
  mapping       jsonb not null default '{}',
  options       jsonb not null default '{}',
  choices       jsonb not null default '{}',
  state         text not null default 'UPLOADED',
  summary       jsonb,
  problem       text,
  plan_revision bigint,
  run_id        uuid,
  uploaded_by   text not null,
  uploaded_at   timestamptz not null,
  planned_at    timestamptz,
  applied_by    text,
  applied_at    timestamptz,
  constraint register_imports_have_an_identifier primary key (centre_id, id),
  constraint register_kind_is_known check (kind in ('ipa-bodies','istat-comuni','population','enterprises','associations','association-members','municipality-changes','boundaries')),
  constraint import_state_is_known check (state in ('UPLOADED','PLANNING','PLANNED','APPLYING','APPLIED','DISCARDED','FAILED')),
  constraint an_applied_import_says_who_applied_it check ((state = 'APPLIED') = (applied_at is not null and applied_by is not null)),
  constraint a_plan_says_on_which_register_it_was_made check (state not in ('PLANNED','APPLYING','APPLIED') or plan_revision is not null)
);
-- Registers are compressed text seldom read again: not worth compressing once more row by row.
alter table directory.register_imports alter column content set storage external;
create index register_imports_by_time on directory.register_imports (centre_id, uploaded_at desc);
call platform.lock_by_centre('directory.register_imports');

-- Rows of an import's plan. Written by the dry run alone, all or none, and read by the pages and by the application.
create table directory.import_rows (
  centre_id   uuid not null,
  import_id   uuid not null,
  line        int not null,
  position    int not null default 0,
  outcome     text not null,
  body_id     uuid,
  label       text,
  record      jsonb,
  changes     jsonb,
  candidates  jsonb,
  column_name text,
  value       text,
  reason      text,
  constraint import_rows_are_numbered primary key (centre_id, import_id, outcome, line, position),
  constraint import_outcome_is_known check (outcome in ('NEW','CHANGED','UNCHANGED','REFUSED','TO_CHOOSE'))
);
call platform.lock_by_centre('directory.import_rows');

-- Boundaries of the territory, as TopoJSON: one drawing at a time is the current one.
create table directory.territory_maps (
  centre_id   uuid not null references centres.centres (id),
  id          uuid not null,
  object_name text not null,
  topology    jsonb not null,
  file_hash   text not null,
  note        text not null default '',
  source      text not null,
  recorded_at timestamptz not null,
  constraint territory_maps_have_an_identifier primary key (centre_id, id)
);
create index territory_maps_by_time on directory.territory_maps (centre_id, recorded_at desc);
call platform.lock_by_centre('directory.territory_maps');

-- Windows.
create view directory.body_card with (security_invoker = true) as
  select centre_id, id as body_id, ipa_code, istat_code, tax_code, vat_number, name, other_name, category, province, province_code, region, address, postal_code, town,
         digital_domicile, email, sdi_code, merged_into_id, ceased_on, area_km2, search_text
  from directory.public_bodies;

-- The latest recorded figure of each body and reference day.
create view directory.population_on_day with (security_invoker = true) as
  select distinct on (centre_id, body_id, ref_date) centre_id, body_id, ref_date, inhabitants, source, provisional, recorded_at
  from directory.population_figures order by centre_id, body_id, ref_date, recorded_at desc, id desc;
create view directory.enterprises_on_day with (security_invoker = true) as
  select distinct on (centre_id, body_id, ref_date) centre_id, body_id, ref_date, enterprises, source, provisional, recorded_at
  from directory.enterprise_figures order by centre_id, body_id, ref_date, recorded_at desc, id desc;

create view directory.association_member with (security_invoker = true) as
  select centre_id, id, association_id, municipality_id, valid_from, valid_to from directory.association_memberships;

create view directory.delegation with (security_invoker = true) as
  select centre_id, id as delegation_id, from_body_id, to_body_id, scopes, source_act, valid_from, valid_to, revoked_at from directory.function_delegations;

create view directory.role_holder with (security_invoker = true) as
  select r.centre_id, r.body_id, r.role, r.valid_from, r.valid_to, r.associated, r.host_body_id, p.id as person_id, p.name, p.email
  from directory.role_assignments r join directory.people p on p.centre_id = r.centre_id and p.id = r.person_id;

create view directory.territory_map with (security_invoker = true) as
  select centre_id, id as map_id, object_name, topology, file_hash, note, source, recorded_at from directory.territory_maps;

grant select on directory.body_card, directory.population_on_day, directory.enterprises_on_day, directory.association_member, directory.delegation, directory.role_holder, directory.territory_map to broletto_app;

alter table access.grants add constraint a_grant_names_a_known_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id);

-- Who a session or a token stands for, with grants and delegations in force: one question for any number of visitors
-- that arrive together. It crosses centres, so it belongs to the owner and shows nothing but the answer.
create function access.identify(token_hashes bytea[], on_day date, at_instant timestamptz)
returns table (token_hash bytea, session_id uuid, account_id uuid, name text, email text, centre_id uuid, administrator boolean, scopes text[], grants jsonb)
language sql stable security definer set search_path = access, pg_temp as $$
  with presented as (
    select s.token_hash, s.id as session_id, s.account_id, s.centre_id, null::text[] as scopes
    from access.sessions s where s.token_hash = any(token_hashes) and s.ended_at is null and s.expires_at > at_instant
    union all
    select t.token_hash, null, t.account_id, t.centre_id, t.scopes
    from access.api_tokens t where t.token_hash = any(token_hashes) and t.revoked_at is null and t.expires_at > at_instant
  )
  select p.token_hash, p.session_id, a.id, a.name, a.email, p.centre_id,
    exists (select from access.installation_administrators i where i.account_id = a.id and i.until is null and p.scopes is null), p.scopes,
    coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'bodyId', g.body_id, 'delegations', coalesce((
        select jsonb_agg(jsonb_build_object('bodyId', d.from_body_id, 'scopes', d.scopes, 'delegationId', d.id))
        from directory.function_delegations d
        where d.centre_id = g.centre_id and d.to_body_id = g.body_id and d.revoked_at is null
          and d.valid_from <= on_day and (d.valid_to is null or d.valid_to >= on_day)), '[]')) order by g.role, g.body_id)
      from access.grants g where g.centre_id = p.centre_id and g.account_id = a.id and g.ended_at is null), '[]')
  from presented p join access.accounts a on a.id = p.account_id and a.closed_at is null
$$;
revoke all on function access.identify from public;
grant execute on function access.identify to broletto_app;

-- The centres in which an account has a grant: what it may choose from after signing in.
create function access.centres_of(account uuid) returns table (centre_id uuid, roles text[]) language sql stable security definer
set search_path = access, pg_temp as $$
  select g.centre_id, array_agg(distinct g.role order by g.role) from access.grants g where g.account_id = account and g.ended_at is null group by g.centre_id
$$;
revoke all on function access.centres_of from public;
grant execute on function access.centres_of to broletto_app;
