-- Tariffs as data, by version, approved by a decision of the members (domain B1e).
create schema tariffs;
grant usage on schema tariffs to broletto_app;

create table tariffs.tariffs (
  centre_id     uuid not null,
  id            uuid not null,
  convention_id uuid not null,
  code          text not null,
  version       int not null,
  title         text not null,
  valid_from    date not null,
  valid_to      date,
  definition    jsonb not null,
  findings      jsonb not null default '[]',
  vat_treatment text not null default 'OUT_OF_SCOPE',
  state         text not null default 'DRAFT',
  parameters    jsonb,
  drafted_by    text not null,
  drafted_by_id uuid,
  drafted_at    timestamptz not null,
  edited_by_ids uuid[] not null default '{}',
  vat_confirmed_by text,
  vat_confirmed_at timestamptz,
  decision      text,
  decided_on    date,
  approved_by   text,
  approved_by_id uuid,
  approved_at   timestamptz,
  row_version   int not null default 1,
  constraint tariffs_have_an_identifier primary key (centre_id, id),
  constraint a_tariff_version_is_written_once unique (centre_id, code, version),
  constraint a_tariff_serves_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint tariff_state_is_known check (state in ('DRAFT','APPROVED','WITHDRAWN')),
  constraint vat_treatment_is_known check (vat_treatment in ('OUT_OF_SCOPE','EXEMPT','STANDARD_SPLIT_PAYMENT')),
  constraint an_approved_tariff_has_its_decision check (state <> 'APPROVED' or (decision is not null and decided_on is not null and approved_by is not null and approved_at is not null)),
  constraint who_drafts_a_tariff_does_not_approve_it check (approved_by_id is null or drafted_by_id is null or approved_by_id <> drafted_by_id),
  constraint who_edits_a_tariff_does_not_approve_it check (approved_by_id is null or not approved_by_id = any(edited_by_ids)),
  constraint a_confirmed_treatment_says_who_confirmed_it check ((vat_confirmed_by is null) = (vat_confirmed_at is null)),
  constraint a_tariff_ends_after_it_begins check (valid_to is null or valid_to >= valid_from),
  constraint tariffs_in_force_do_not_overlap exclude using gist (centre_id with =, convention_id with =, daterange(valid_from, valid_to, '[]') with &&) where (state = 'APPROVED')
);
create index tariffs_by_convention on tariffs.tariffs (centre_id, convention_id, valid_from desc);
call platform.lock_by_centre('tariffs.tariffs', 'select, insert, update');

-- What was approved stays as it was approved: only its last day may be set, when another version follows.
create function tariffs.keep_approved_tariff() returns trigger language plpgsql as $$
begin
  if old.state = 'APPROVED' and (to_jsonb(new) - 'valid_to' - 'row_version') is distinct from (to_jsonb(old) - 'valid_to' - 'row_version') then
    raise exception 'an approved tariff does not change' using errcode = 'check_violation', constraint = 'approved_tariffs_do_not_change';
  end if;
  return new;
end
$$;
create trigger approved_tariffs_do_not_change before update on tariffs.tariffs for each row execute function tariffs.keep_approved_tariff();

create view tariffs.tariff_in_force with (security_invoker = true) as
  select centre_id, id as tariff_id, convention_id, code, version, title, valid_from, valid_to, definition, vat_treatment, decision, decided_on from tariffs.tariffs where state = 'APPROVED';
grant select on tariffs.tariff_in_force to broletto_app;
