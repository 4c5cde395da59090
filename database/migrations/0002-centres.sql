-- The centres of the installation: their name, model and face. Everybody may read them; each changes only its own.
create schema centres;
grant usage on schema centres to broletto_app;

create table centres.centres (
  id                uuid not null,
  slug              text not null,
  name              text not null,
  short_name        text not null,
  kind              text not null default 'CST',
  model             text not null,
  managing_body     text not null,
  managing_ipa_code text,
  founded_year      int,
  hosts             text[] not null default '{}',
  primary_colour    text not null default '#0066cc',
  logo              bytea,
  logo_type         text,
  email             text not null default '',
  certified_email   text not null default '',
  phone             text not null default '',
  address           text not null default '',
  accessibility_url text,
  demonstration     boolean not null default false,
  created_at        timestamptz not null default now(),
  closed_at         timestamptz,
  constraint centres_have_an_identifier primary key (id),
  constraint each_centre_has_its_own_address unique (slug),
  constraint a_slug_is_short_and_plain check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  constraint centre_kind_is_known check (kind in ('CST', 'CIT')),
  constraint centre_model_is_known check (model in ('PUBLIC_PROVINCE', 'IN_HOUSE', 'PPP', 'FEDERATIVE', 'LEAD_BODY', 'REGIONAL_POLE', 'UNION_BOARD')),
  constraint a_colour_is_six_hexadecimal_digits check (primary_colour ~ '^#[0-9a-f]{6}$'),
  constraint a_logo_has_its_type check ((logo is null) = (logo_type is null))
);
alter table centres.centres enable row level security;
create policy everybody_reads_centres on centres.centres for select to broletto_app using (true);
create policy a_centre_changes_only_itself on centres.centres for update to broletto_app using (id = platform.centre()) with check (id = platform.centre());
create policy a_centre_is_opened_for_itself on centres.centres for insert to broletto_app with check (id = platform.centre());
grant select, insert, update on centres.centres to broletto_app;

-- Window: what other rooms may read of a centre.
create view centres.centre_card with (security_invoker = true) as
  select id as centre_id, slug, name, short_name, kind, model, managing_body, primary_colour, email, certified_email, phone, address, demonstration
  from centres.centres;
grant select on centres.centre_card to broletto_app;
