-- Other quantities of bodies that a tariff may count: workstations, area… One name for each, as the tariffs write it.
-- Like population they are only added: a correction is a later line for the same day, and the latest recorded counts.
create table directory.quantity_figures (
  centre_id   uuid not null,
  id          uuid not null,
  body_id     uuid not null,
  name        text not null,
  ref_date    date not null,
  value       numeric(18, 6) not null,
  source      text not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  constraint quantity_figures_have_an_identifier primary key (centre_id, id),
  constraint a_quantity_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_quantity_is_named_as_tariffs_name_it check (name ~ '^[a-z][a-zA-Z0-9]{0,39}$'),
  constraint population_and_enterprises_are_kept_apart check (name not in ('inhabitants', 'enterprises')),
  constraint quantities_are_not_negative check (value >= 0)
);
create index quantity_figures_by_body on directory.quantity_figures (centre_id, body_id, name, ref_date desc, recorded_at desc, id desc);
create index quantity_figures_by_day on directory.quantity_figures (centre_id, ref_date, name, body_id);
call platform.lock_by_centre('directory.quantity_figures', 'select, insert');

-- Window: the latest recorded value of each body, name and day, without idle zeros.
create view directory.quantity_on_day with (security_invoker = true) as
  select distinct on (centre_id, body_id, name, ref_date) centre_id, body_id, name, ref_date, trim_scale(value) as value, source, recorded_at
  from directory.quantity_figures order by centre_id, body_id, name, ref_date, recorded_at desc, id desc;
grant select on directory.quantity_on_day to broletto_app;

alter table directory.register_imports drop constraint register_kind_is_known;
alter table directory.register_imports add constraint register_kind_is_known
  check (kind in ('ipa-bodies','istat-comuni','population','enterprises','quantities','associations','association-members','municipality-changes','boundaries'));
