-- What ends a credit [C22]: money given back to who paid too much, or set against another notice of the same payer.
-- Proposed by one person and decided by another; approved, an act moves money by rows of fees.payments that point to it,
-- so that balances, states, reminders and closings follow. An act done by mistake is annulled by an act of its own.
create table fees.credit_acts (
  centre_id    uuid not null,
  id           uuid not null,
  kind         text not null,
  notice_id    uuid not null,
  to_notice_id uuid,
  amount_cents bigint not null,
  done_on      date not null,
  channel      text not null default 'OTHER',
  reference    text not null default '',
  reason       text not null,
  annuls_id    uuid,
  state        text not null default 'PROPOSED',
  proposed_by  text not null,
  proposed_by_id uuid,
  proposed_at  timestamptz not null,
  decided_by   text,
  decided_by_id uuid,
  decided_at   timestamptz,
  decision_reason text,
  constraint credit_acts_have_an_identifier primary key (centre_id, id),
  constraint a_credit_act_is_of_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint an_offset_goes_to_a_notice foreign key (centre_id, to_notice_id) references fees.payment_notices (centre_id, id),
  constraint an_annulment_undoes_an_act foreign key (centre_id, annuls_id) references fees.credit_acts (centre_id, id),
  constraint credit_act_kind_is_known check (kind in ('REFUND','OFFSET')),
  constraint an_offset_names_two_notices check ((kind = 'OFFSET') = (to_notice_id is not null) and to_notice_id is distinct from notice_id),
  constraint a_credit_act_is_of_some_money check (amount_cents > 0),
  constraint a_credit_act_has_its_reason check (reason <> ''),
  constraint a_refund_names_its_payment_order check (kind <> 'REFUND' or annuls_id is not null or reference <> ''),
  constraint credit_act_channel_is_known check (channel in ('BANK_TRANSFER','GIROFONDI','OTHER')),
  constraint credit_act_state_is_known check (state in ('PROPOSED','APPROVED','REJECTED')),
  constraint a_decided_credit_act_says_who_decided check ((state = 'PROPOSED') = (decided_by is null) and (state = 'PROPOSED') = (decided_at is null)),
  constraint a_rejected_credit_act_says_why check (state <> 'REJECTED' or decision_reason <> ''),
  constraint who_proposes_a_credit_act_does_not_decide_it check (decided_by_id is null or proposed_by_id is null or decided_by_id <> proposed_by_id)
);
create unique index a_credit_act_is_annulled_once on fees.credit_acts (centre_id, annuls_id) where annuls_id is not null and state <> 'REJECTED';
create index credit_acts_by_notice on fees.credit_acts (centre_id, notice_id, proposed_at);
create index credit_acts_by_target on fees.credit_acts (centre_id, to_notice_id, proposed_at) where to_notice_id is not null;
create index credit_acts_by_time on fees.credit_acts (centre_id, proposed_at desc, id desc);
create index credit_acts_to_decide on fees.credit_acts (centre_id, proposed_at) where state = 'PROPOSED';
call platform.lock_by_centre('fees.credit_acts', 'select, insert, update');

create index notices_with_a_credit on fees.payment_notices (centre_id, payer_id) where paid_cents > total_cents;

-- Negative is what takes back a payment, or what a credit act gives out; an act of two people may also take back a
-- negative row, with a positive one.
alter table fees.payments add column credit_act_id uuid;
alter table fees.payments add constraint a_payment_may_come_from_a_credit_act foreign key (centre_id, credit_act_id) references fees.credit_acts (centre_id, id);
alter table fees.payments drop constraint only_a_reversal_is_negative;
alter table fees.payments add constraint only_a_reversal_or_a_credit_act_is_negative check (credit_act_id is not null or (amount_cents < 0) = (reverses_id is not null));
create unique index a_credit_act_moves_a_notice_once on fees.payments (centre_id, credit_act_id, notice_id) where credit_act_id is not null;

-- The day since when a notice has a credit without interruption, from the days of its payments and lines; null without.
-- What was taken back counts for nothing, with what takes it back: a mistake does not make a credit younger.
create function fees.credit_since(the_centre uuid, the_notice uuid) returns date language sql stable
set search_path = fees, pg_temp as $$
  with moved as (
    select p.paid_on as day, p.amount_cents as cents from fees.payments p
    where p.centre_id = the_centre and p.notice_id = the_notice and p.reverses_id is null
      and not exists (select from fees.payments r where r.centre_id = p.centre_id and r.reverses_id = p.id)
    union all
    select recorded_on, -net_cents from fees.notice_lines where centre_id = the_centre and notice_id = the_notice),
  standing as (select day, sum(sum(cents)) over (order by day) as cents from moved group by day)
  select min(day) from standing where day > coalesce((select max(day) from standing where cents <= 0), '-infinity'::date)
$$;
grant execute on function fees.credit_since(uuid, uuid) to broletto_app;
