-- Yearly fees: assessments with their trace, payer agreements, payment notices, payments, corrections (domain C22, D1–D3).
create schema fees;
grant usage on schema fees to broletto_app;

-- One reckoning of a year: the tariff and the parameters are frozen in it, so that it can be done again years later.
create table fees.assessment_runs (
  centre_id     uuid not null,
  id            uuid not null,
  convention_id uuid not null,
  tariff_id     uuid not null,
  year          int not null,
  number        int not null,
  state         text not null default 'RUNNING',
  population_on date not null,
  tariff        jsonb not null,
  parameters    jsonb not null,
  job_run_id    uuid,
  notices_job_run_id uuid,
  bodies        int not null default 0,
  assessed      int not null default 0,
  missing       int not null default 0,
  total_cents   bigint not null default 0,
  notices       int not null default 0,
  assessed_by   text not null,
  assessed_by_id uuid,
  assessed_at   timestamptz not null,
  approved_by   text,
  approved_by_id uuid,
  approved_at   timestamptz,
  approval_reason text,
  noticed_by    text,
  noticed_at    timestamptz,
  discarded_by  text,
  discarded_at  timestamptz,
  discard_reason text,
  version       int not null default 1,
  constraint assessment_runs_have_an_identifier primary key (centre_id, id),
  constraint runs_of_a_year_are_numbered unique (centre_id, year, number),
  constraint a_run_assesses_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint a_run_applies_a_tariff foreign key (centre_id, tariff_id) references tariffs.tariffs (centre_id, id),
  constraint assessment_run_state_is_known check (state in ('RUNNING','ASSESSED','APPROVED','NOTICING','NOTICED','DISCARDED')),
  constraint who_assesses_does_not_approve check (approved_by_id is null or assessed_by_id is null or approved_by_id <> assessed_by_id),
  constraint an_approved_run_says_who_approved_it check (state not in ('APPROVED','NOTICING','NOTICED') or (approved_by is not null and approved_at is not null)),
  constraint a_discarded_run_says_why check ((state = 'DISCARDED') = (discard_reason is not null and discarded_by is not null and discarded_at is not null))
);
create unique index a_year_is_being_assessed_once on fees.assessment_runs (centre_id, convention_id, year) where state in ('RUNNING','ASSESSED');
create index assessment_runs_by_year on fees.assessment_runs (centre_id, year desc, number desc);
call platform.lock_by_centre('fees.assessment_runs', 'select, insert, update');

-- The fee of one body for a year: inputs as they were read, and the trace that leads from them to the amount.
-- Whether it is assessed, approved or noticed is the state of its run; here only whether it still stands.
create table fees.assessments (
  centre_id      uuid not null,
  id             uuid not null,
  run_id         uuid not null,
  body_id        uuid not null,
  membership_id  uuid not null,
  year           int not null,
  version        int not null,
  state          text not null default 'VALID',
  category       text not null,
  inhabitants    int,
  effective_from date not null,
  inputs         json not null,
  trace          json not null,
  yearly_cents   bigint not null,
  amount_cents   bigint not null,
  recorded_at    timestamptz not null,
  constraint assessments_have_an_identifier primary key (centre_id, id),
  constraint an_assessment_belongs_to_a_run foreign key (centre_id, run_id) references fees.assessment_runs (centre_id, id),
  constraint an_assessment_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint an_assessment_is_of_a_membership foreign key (centre_id, membership_id) references membership.memberships (centre_id, id),
  constraint assessment_state_is_known check (state in ('VALID','DISCARDED')),
  constraint a_fee_is_not_negative check (amount_cents >= 0 and yearly_cents >= amount_cents),
  constraint a_body_is_assessed_once_in_a_run unique (centre_id, run_id, body_id)
);
create unique index a_body_owes_one_fee_a_year on fees.assessments (centre_id, body_id, year) where state = 'VALID';
create index assessments_by_run_and_amount on fees.assessments (centre_id, run_id, amount_cents);
call platform.lock_by_centre('fees.assessments', 'select, insert, update');

-- Bodies that a run could not assess, with what is missing: never taken as zero.
create table fees.assessment_exceptions (
  centre_id     uuid not null,
  run_id        uuid not null,
  body_id       uuid not null,
  membership_id uuid not null,
  missing       text[] not null,
  constraint an_exception_is_listed_once primary key (centre_id, run_id, body_id),
  constraint an_exception_belongs_to_a_run foreign key (centre_id, run_id) references fees.assessment_runs (centre_id, id),
  constraint an_exception_names_what_is_missing check (cardinality(missing) > 0)
);
call platform.lock_by_centre('fees.assessment_exceptions');

create table fees.payer_agreements (
  centre_id      uuid not null,
  id             uuid not null,
  debtor_id      uuid not null,
  payer_id       uuid not null,
  share          numeric(9,6),
  amount_cents   bigint,
  source_act     text not null,
  valid_from     date not null,
  valid_to       date,
  acting_body_id uuid,
  delegation_id  uuid,
  recorded_by    text not null,
  recorded_at    timestamptz not null,
  ended_by       text,
  ended_at       timestamptz,
  end_reason     text,
  constraint payer_agreements_have_an_identifier primary key (centre_id, id),
  constraint a_debtor_is_a_body foreign key (centre_id, debtor_id) references directory.public_bodies (centre_id, id),
  constraint a_payer_is_a_body foreign key (centre_id, payer_id) references directory.public_bodies (centre_id, id),
  constraint a_body_does_not_agree_to_pay_for_itself check (debtor_id <> payer_id),
  constraint a_payer_takes_a_share_or_an_amount check ((share is null) <> (amount_cents is null)),
  constraint a_share_is_between_nothing_and_all check (share > 0 and share <= 1),
  constraint a_taken_amount_is_positive check (amount_cents > 0),
  constraint a_payer_agreement_rests_on_an_act check (source_act <> ''),
  constraint a_payer_agreement_ends_after_it_begins check (valid_to is null or valid_to >= valid_from),
  constraint an_ended_agreement_says_who_ended_it check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null)),
  constraint payer_agreements_do_not_overlap exclude using gist (centre_id with =, debtor_id with =, payer_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index payer_agreements_by_debtor on fees.payer_agreements (centre_id, debtor_id, valid_from desc);
create index payer_agreements_by_payer on fees.payer_agreements (centre_id, payer_id, valid_from desc);
call platform.lock_by_centre('fees.payer_agreements', 'select, insert, update');

-- The last number given in each year; its row is locked while numbers are given, so that none is skipped.
create table fees.notice_numbers (
  centre_id uuid not null,
  year      int not null,
  last      int not null,
  constraint notices_are_numbered_in_each_year primary key (centre_id, year)
);
call platform.lock_by_centre('fees.notice_numbers', 'select, insert, update');

-- Who pays is named as it was called on the day of the notice. total_cents is what is due with the corrections.
create table fees.payment_notices (
  centre_id      uuid not null,
  id             uuid not null,
  year           int not null,
  number         int not null,
  fee_year       int not null,
  run_id         uuid not null,
  payer_id       uuid not null,
  payer_name     text not null,
  payer_tax_code text,
  payer_domicile text,
  issued_on      date not null,
  due_on         date not null,
  charged_cents  bigint not null,
  total_cents    bigint not null,
  paid_cents     bigint not null default 0,
  document_id    uuid,
  message_id     uuid,
  reconciled_on  date,
  reconciled_by  text,
  issued_by      text not null,
  issued_at      timestamptz not null,
  version        int not null default 1,
  search_text    text generated always as (platform.searchable(payer_name)) stored,
  constraint payment_notices_have_an_identifier primary key (centre_id, id),
  constraint a_notice_has_its_own_number unique (centre_id, year, number),
  constraint a_payer_gets_one_notice_a_run unique (centre_id, run_id, payer_id),
  constraint a_notice_belongs_to_a_run foreign key (centre_id, run_id) references fees.assessment_runs (centre_id, id),
  constraint a_notice_is_for_a_payer foreign key (centre_id, payer_id) references directory.public_bodies (centre_id, id),
  constraint a_notice_falls_due_after_it_is_issued check (due_on >= issued_on),
  constraint a_notice_never_asks_less_than_nothing check (charged_cents >= 0 and total_cents >= 0 and paid_cents >= 0),
  constraint a_reconciled_notice_is_paid check ((reconciled_on is null) = (reconciled_by is null) and (reconciled_on is null or paid_cents = total_cents))
);
create index payment_notices_by_payer on fees.payment_notices (centre_id, payer_id, year desc, number);
create index payment_notices_by_fee_year on fees.payment_notices (centre_id, fee_year, number);
create index payment_notices_by_due_day on fees.payment_notices (centre_id, due_on) where paid_cents < total_cents;
call platform.lock_by_centre('fees.payment_notices', 'select, insert, update');

-- Lines are never edited: a correction is a line of its own, on the line that it corrects.
create table fees.notice_lines (
  centre_id     uuid not null,
  notice_id     uuid not null,
  line          int not null,
  kind          text not null default 'FEE',
  debtor_id     uuid not null,
  debtor_name   text not null,
  assessment_id uuid,
  agreement_id  uuid,
  description   text not null,
  net_cents     bigint not null,
  vat_cents     bigint not null default 0,
  vat_treatment text not null default 'OUT_OF_SCOPE',
  corrects_line int,
  correction_id uuid,
  recorded_by   text not null,
  recorded_on   date not null,
  recorded_at   timestamptz not null,
  constraint notice_lines_are_numbered primary key (centre_id, notice_id, line),
  constraint a_line_belongs_to_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint a_line_names_its_debtor foreign key (centre_id, debtor_id) references directory.public_bodies (centre_id, id),
  constraint a_line_rests_on_an_assessment foreign key (centre_id, assessment_id) references fees.assessments (centre_id, id),
  constraint a_line_corrects_a_line_of_its_notice foreign key (centre_id, notice_id, corrects_line) references fees.notice_lines (centre_id, notice_id, line),
  constraint notice_line_kind_is_known check (kind in ('FEE','CREDIT','DEBIT')),
  constraint a_fee_line_rests_on_an_assessment check (kind <> 'FEE' or (assessment_id is not null and net_cents >= 0)),
  constraint a_correction_line_has_its_correction check ((kind = 'FEE') = (correction_id is null) and (kind = 'FEE') = (corrects_line is null)),
  constraint a_credit_takes_away_and_a_debit_adds check (kind = 'FEE' or (kind = 'CREDIT') = (net_cents < 0)),
  constraint line_vat_treatment_is_known check (vat_treatment in ('OUT_OF_SCOPE','EXEMPT','STANDARD_SPLIT_PAYMENT'))
);
create index notice_lines_by_debtor on fees.notice_lines (centre_id, debtor_id);
create index notice_lines_by_assessment on fees.notice_lines (centre_id, assessment_id);
call platform.lock_by_centre('fees.notice_lines', 'select, insert');

-- Corrections wait for a second person; approved, they become a line.
create table fees.corrections (
  centre_id    uuid not null,
  id           uuid not null,
  notice_id    uuid not null,
  line         int not null,
  amount_cents bigint not null,
  reverses_id  uuid,
  reason       text not null,
  state        text not null default 'PROPOSED',
  proposed_by  text not null,
  proposed_by_id uuid,
  proposed_at  timestamptz not null,
  decided_by   text,
  decided_by_id uuid,
  decided_at   timestamptz,
  decision_reason text,
  constraint corrections_have_an_identifier primary key (centre_id, id),
  constraint a_correction_is_of_a_line foreign key (centre_id, notice_id, line) references fees.notice_lines (centre_id, notice_id, line),
  constraint a_reversal_undoes_a_correction foreign key (centre_id, reverses_id) references fees.corrections (centre_id, id),
  constraint a_correction_is_of_some_money check (amount_cents <> 0),
  constraint a_correction_has_its_reason check (reason <> ''),
  constraint correction_state_is_known check (state in ('PROPOSED','APPROVED','REJECTED')),
  constraint a_decided_correction_says_who_decided check ((state = 'PROPOSED') = (decided_by is null) and (state = 'PROPOSED') = (decided_at is null)),
  constraint who_proposes_a_correction_does_not_decide_it check (decided_by_id is null or proposed_by_id is null or decided_by_id <> proposed_by_id)
);
create unique index a_correction_is_reversed_once on fees.corrections (centre_id, reverses_id) where reverses_id is not null and state <> 'REJECTED';
create unique index a_line_has_one_open_correction on fees.corrections (centre_id, notice_id, line) where state = 'PROPOSED';
create index corrections_to_decide on fees.corrections (centre_id, state, proposed_at);
call platform.lock_by_centre('fees.corrections', 'select, insert, update');
alter table fees.notice_lines add constraint a_line_comes_from_a_correction foreign key (centre_id, correction_id) references fees.corrections (centre_id, id);
create unique index a_correction_becomes_one_line on fees.notice_lines (centre_id, correction_id) where correction_id is not null;

-- Statements of the bank: the file as it came, what each line would become, what was applied.
create table fees.bank_files (
  centre_id   uuid not null,
  id          uuid not null,
  file_name   text not null,
  file_hash   text not null,
  content     text not null,
  mapping     jsonb not null,
  state       text not null default 'PLANNED',
  line_count  int not null default 0,
  plan_digest text not null default '',
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  applied_by  text,
  applied_at  timestamptz,
  applied     int not null default 0,
  version     int not null default 1,
  constraint bank_files_have_an_identifier primary key (centre_id, id),
  constraint bank_file_state_is_known check (state in ('PLANNED','APPLIED','DISCARDED')),
  constraint an_applied_bank_file_says_who_applied_it check ((state = 'APPLIED') = (applied_by is not null and applied_at is not null))
);
create index bank_files_by_time on fees.bank_files (centre_id, uploaded_at desc);
call platform.lock_by_centre('fees.bank_files', 'select, insert, update');

create table fees.bank_lines (
  centre_id    uuid not null,
  file_id      uuid not null,
  line         int not null,
  outcome      text not null,
  paid_on      date,
  amount_cents bigint,
  description  text not null default '',
  reference    text not null default '',
  notice_id    uuid,
  column_name  text,
  reason       text,
  constraint bank_lines_are_numbered primary key (centre_id, file_id, line),
  constraint a_bank_line_belongs_to_a_file foreign key (centre_id, file_id) references fees.bank_files (centre_id, id) on delete cascade,
  constraint bank_line_outcome_is_known check (outcome in ('MATCHED','EXCESS','UNKNOWN','DOUBLE','NEGATIVE','UNREADABLE')),
  constraint a_matched_line_has_its_notice check (outcome not in ('MATCHED','EXCESS') or (notice_id is not null and paid_on is not null and amount_cents > 0)),
  constraint a_line_not_matched_says_why check (outcome = 'MATCHED' or reason is not null)
);
create index bank_lines_by_outcome on fees.bank_lines (centre_id, file_id, outcome, line);
call platform.lock_by_centre('fees.bank_lines');

-- A payment taken back is a line of its own, negative.
create table fees.payments (
  centre_id    uuid not null,
  id           uuid not null,
  notice_id    uuid not null,
  paid_on      date not null,
  amount_cents bigint not null,
  channel      text not null,
  reference    text not null default '',
  reverses_id  uuid,
  reason       text,
  bank_file_id uuid,
  bank_line    int,
  recorded_by  text not null,
  recorded_at  timestamptz not null,
  constraint payments_have_an_identifier primary key (centre_id, id),
  constraint a_payment_is_of_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint payment_channel_is_known check (channel in ('BANK_TRANSFER','GIROFONDI','PAGOPA','OTHER')),
  constraint a_payment_is_of_some_money check (amount_cents <> 0),
  constraint only_a_reversal_is_negative check ((amount_cents < 0) = (reverses_id is not null)),
  constraint a_reversal_has_its_reason check (reverses_id is null or reason <> ''),
  constraint a_payment_is_reversed_by_a_line foreign key (centre_id, reverses_id) references fees.payments (centre_id, id),
  constraint a_payment_comes_from_a_bank_line foreign key (centre_id, bank_file_id, bank_line) references fees.bank_lines (centre_id, file_id, line)
);
create index payments_by_notice on fees.payments (centre_id, notice_id, paid_on);
create index payments_by_day on fees.payments (centre_id, paid_on desc, id desc);
create index payments_by_reference on fees.payments (centre_id, reference) where reference <> '';
create unique index a_payment_is_reversed_once on fees.payments (centre_id, reverses_id) where reverses_id is not null;
create unique index a_bank_line_is_paid_in_once on fees.payments (centre_id, bank_file_id, bank_line) where bank_file_id is not null and reverses_id is null;
call platform.lock_by_centre('fees.payments', 'select, insert');

-- Reminders prepared by the clock, sent by a person.
create table fees.reminders (
  centre_id   uuid not null,
  id          uuid not null,
  notice_id   uuid not null,
  step        text not null,
  prepared_at timestamptz not null,
  sent_on     date,
  sent_by     text,
  message_id  uuid,
  constraint reminders_have_an_identifier primary key (centre_id, id),
  constraint a_reminder_is_of_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint reminder_step_is_known check (step in ('FIRST_REMINDER','SECOND_REMINDER','FORMAL_NOTICE')),
  constraint a_sent_reminder_says_who_sent_it check ((sent_on is null) = (sent_by is null)),
  constraint each_step_is_reminded_once unique (centre_id, notice_id, step)
);
create index reminders_to_send on fees.reminders (centre_id, prepared_at) where sent_on is null;
call platform.lock_by_centre('fees.reminders');

-- Windows.
create view fees.assessment_card with (security_invoker = true) as
  select a.centre_id, a.id as assessment_id, a.run_id, a.body_id, a.year, a.version,
         case when a.state = 'DISCARDED' then 'DISCARDED' when r.state = 'NOTICING' then 'APPROVED' when r.state = 'RUNNING' then 'ASSESSED' else r.state end as state,
         a.amount_cents, r.tariff_id
  from fees.assessments a join fees.assessment_runs r on r.centre_id = a.centre_id and r.id = a.run_id;
create view fees.notice_card with (security_invoker = true) as
  select centre_id, id as notice_id, year, number, fee_year, payer_id, payer_name, issued_on, due_on, total_cents, paid_cents, reconciled_on, search_text from fees.payment_notices;
grant select on fees.assessment_card, fees.notice_card to broletto_app;
