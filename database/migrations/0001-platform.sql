-- The ground that every room stands on: the application's role, the centre of a connection, the audit chain,
-- announcements, requests already handled, job runs.

create schema if not exists platform;

do $$
begin
  if not exists (select from pg_roles where rolname = 'broletto_app') then
    create role broletto_app nologin;
  end if;
  if not pg_has_role(current_user, 'broletto_app', 'member') or current_setting('server_version_num')::int >= 160000 then
    execute format('grant broletto_app to %I', current_user);
  end if;
end
$$;

create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists btree_gist with schema public;

grant usage on schema platform, public to broletto_app;

-- The centre that the connection serves; null when none is set. Row security compares with it.
create function platform.centre() returns uuid language sql stable parallel safe
as $$ select nullif(current_setting('app.centre', true), '')::uuid $$;

-- The text by which names are searched: no accents, lower case. Immutable, so that an index may stand on it.
create function platform.searchable(value text) returns text language sql immutable parallel safe strict
as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

-- Grants the usual rights on a centre's table and locks it by centre.
create procedure platform.lock_by_centre(table_name regclass, rights text default 'select, insert, update, delete')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('create policy only_its_centre on %s to broletto_app using (centre_id = platform.centre()) with check (centre_id = platform.centre())', table_name);
  execute format('grant %s on %s to broletto_app', rights, table_name);
end
$$;

-- Audit: append-only and chained by hash. Written by one function alone; nobody updates or deletes.
create table platform.audit_heads (
  centre_id uuid not null,
  seq       bigint not null default 0,
  hash      bytea not null default '\x',
  constraint each_centre_has_one_audit_head primary key (centre_id)
);
create table platform.audit_events (
  centre_id            uuid not null,
  seq                  bigint not null,
  at                   timestamptz not null,
  actor_id             uuid,
  actor_name           text not null,
  acting_body_id       uuid,
  on_behalf_of_body_id uuid,
  delegation_id        uuid,
  action               text not null,
  target               text not null,
  target_id            text,
  reason               text,
  before_hash          text,
  after_hash           text,
  facts                jsonb not null default '{}',
  ip                   text,
  hash                 bytea not null,
  constraint audit_events_are_numbered_in_each_centre primary key (centre_id, seq)
);
create index audit_events_by_target on platform.audit_events (centre_id, target, target_id, seq desc);
create index audit_events_by_time on platform.audit_events (centre_id, at desc);
create index audit_events_by_action on platform.audit_events (centre_id, action, seq desc);
call platform.lock_by_centre('platform.audit_events', 'select');
call platform.lock_by_centre('platform.audit_heads', 'select');

-- What is hashed of an event: every column but the hash, after the previous hash.
create function platform.audit_hash(previous bytea, event platform.audit_events) returns bytea language sql immutable
as $$
  select sha256(previous || convert_to(jsonb_build_array(
    event.centre_id, event.seq, extract(epoch from event.at)::numeric(20,6)::text, event.actor_id, event.actor_name, event.acting_body_id,
    event.on_behalf_of_body_id, event.delegation_id, event.action, event.target, event.target_id, event.reason,
    event.before_hash, event.after_hash, event.facts, event.ip)::text, 'UTF8'))
$$;

-- Appends events to the chain of the connection's centre (or of the installation, when no centre is set).
create function platform.record_audit(at timestamptz, events jsonb) returns bigint language plpgsql security definer
set search_path = platform, pg_temp as $$
declare
  the_centre uuid := coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000');
  head platform.audit_heads;
  event platform.audit_events;
begin
  insert into platform.audit_heads (centre_id) values (the_centre) on conflict do nothing;
  select * into head from platform.audit_heads h where h.centre_id = the_centre for update;
  for event in
    select * from jsonb_populate_recordset(null::platform.audit_events, events)
  loop
    event.centre_id := the_centre;
    head.seq := head.seq + 1;
    event.seq := head.seq;
    event.at := record_audit.at;
    event.facts := coalesce(event.facts, '{}');
    head.hash := platform.audit_hash(head.hash, event);
    event.hash := head.hash;
    insert into platform.audit_events select event.*;
  end loop;
  update platform.audit_heads h set seq = head.seq, hash = head.hash where h.centre_id = the_centre;
  return head.seq;
end
$$;

-- Walks the chain of the connection's centre: the first broken link, or null when it holds, and how many events it has.
create function platform.check_audit(out events bigint, out broken_at bigint) language plpgsql stable security definer
set search_path = platform, pg_temp as $$
declare
  the_centre uuid := coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000');
  event platform.audit_events;
  previous bytea := '\x';
  head platform.audit_heads;
begin
  events := 0;
  for event in select * from platform.audit_events e where e.centre_id = the_centre order by e.seq loop
    events := events + 1;
    if event.seq <> events or event.hash <> platform.audit_hash(previous, event) then
      broken_at := events;
      return;
    end if;
    previous := event.hash;
  end loop;
  select * into head from platform.audit_heads h where h.centre_id = the_centre;
  if found and (head.seq <> events or head.hash <> previous) then
    broken_at := events + 1;
  end if;
end
$$;

-- The number of the last audited change of any centre: what is remembered in memory is as old as this number says.
create function platform.revision(of_centre uuid) returns bigint language sql stable security definer
set search_path = platform, pg_temp
as $$ select coalesce((select h.seq from platform.audit_heads h where h.centre_id = of_centre), 0) $$;

create table platform.announcements (
  centre_id uuid not null,
  id        uuid not null,
  name      text not null,
  payload   jsonb not null,
  at        timestamptz not null,
  constraint announcements_have_an_identifier primary key (centre_id, id)
);
call platform.lock_by_centre('platform.announcements', 'select, insert');

-- Unsafe requests already done, with their outcome: sent again, they give it again.
create table platform.handled_requests (
  centre_id   uuid not null,
  account     text not null,
  command     text not null,
  key         text not null,
  fingerprint text not null,
  outcome     jsonb,
  at          timestamptz not null,
  constraint a_request_is_handled_once primary key (centre_id, account, command, key)
);
create index handled_requests_by_age on platform.handled_requests (at);
alter table platform.handled_requests enable row level security;
create policy only_its_centre on platform.handled_requests to broletto_app
  using (centre_id = coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000'))
  with check (centre_id = coalesce(platform.centre(), '00000000-0000-0000-0000-000000000000'));
grant select, insert, update, delete on platform.handled_requests to broletto_app;

-- Long work with visible progress. A run is started again from its input; what it did is in the rooms' own tables.
create table platform.job_runs (
  centre_id       uuid not null,
  id              uuid not null,
  task            text not null,
  label           text not null,
  state           text not null default 'QUEUED',
  done            bigint not null default 0,
  total           bigint,
  message         text,
  input           jsonb not null default '{}',
  report          jsonb,
  result_url      text,
  requested_by    uuid,
  requested_name  text not null,
  requested_at    timestamptz not null,
  started_at      timestamptz,
  progressed_at   timestamptz,
  finished_at     timestamptz,
  stop_asked_at   timestamptz,
  attempts        int not null default 0,
  constraint job_runs_have_an_identifier primary key (centre_id, id),
  constraint job_run_state_is_known check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'STOPPED')),
  constraint progress_is_not_negative check (done >= 0 and (total is null or total >= 0))
);
create index job_runs_by_time on platform.job_runs (centre_id, requested_at desc);
call platform.lock_by_centre('platform.job_runs');

-- Processes that work on jobs: each holds the advisory lock of its number as long as it lives.
create table platform.workers (
  number     bigint generated always as identity,
  names      text[] not null default '{}',
  started_at timestamptz not null default now(),
  constraint workers_are_numbered primary key (number)
);

-- The queue belongs to the owner; the application asks through this function, in its own transaction.
create function platform.enqueue(task text, payload json, job_key text, run_at timestamptz, queue_name text, max_attempts int)
returns void language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if (payload ->> 'centreId') is distinct from platform.centre()::text then
    raise exception 'a job is queued for the centre of its connection';
  end if;
  perform graphile_worker.add_job(
    identifier => enqueue.task, payload => enqueue.payload, queue_name => enqueue.queue_name, run_at => enqueue.run_at,
    max_attempts => enqueue.max_attempts, job_key => enqueue.job_key);
end
$$;
revoke all on function platform.enqueue from public;
grant execute on function platform.enqueue, platform.record_audit, platform.check_audit, platform.revision, platform.centre, platform.searchable to broletto_app;
