-- The closing of a year's fees [C22]: what was frozen, who did what, what is carried over, what came after.
-- Nothing here is ever changed: the state of a closing is its last act.
create table fees.year_closings (
  centre_id     uuid not null,
  id            uuid not null,
  year          int not null,
  number        int not null,
  closed_on     date not null,
  figures       jsonb not null,
  digest        text not null,
  prepared_by   text not null,
  prepared_by_id uuid,
  prepared_at   timestamptz not null,
  constraint year_closings_have_an_identifier primary key (centre_id, id),
  constraint closings_of_a_year_are_numbered unique (centre_id, year, number),
  constraint a_year_is_closed_after_its_end check (closed_on > make_date(year, 12, 31)),
  constraint a_closing_has_the_digest_of_its_figures check (length(digest) = 64)
);
call platform.lock_by_centre('fees.year_closings', 'select, insert');

-- The frozen figures of each body, as who pays and as who owes.
create table fees.closing_rows (
  centre_id    uuid not null,
  closing_id   uuid not null,
  side         text not null,
  body_id      uuid not null,
  name         text not null,
  notices      int not null,
  noticed_cents   bigint not null,
  corrected_cents bigint not null,
  due_cents    bigint not null,
  paid_cents   bigint not null,
  open_cents   bigint not null,
  credit_cents bigint not null,
  constraint a_body_stands_once_on_each_side primary key (centre_id, closing_id, side, body_id),
  constraint a_closing_row_belongs_to_a_closing foreign key (centre_id, closing_id) references fees.year_closings (centre_id, id),
  constraint closing_side_is_known check (side in ('PAYER','DEBTOR')),
  constraint a_closing_row_adds_up check (due_cents = noticed_cents + corrected_cents and due_cents - paid_cents = open_cents - credit_cents and open_cents >= 0 and credit_cents >= 0)
);
create index closing_rows_by_name on fees.closing_rows (centre_id, closing_id, side, name);
call platform.lock_by_centre('fees.closing_rows', 'select, insert');

-- What passes beyond the closing: balances still to be paid and credits of the payers, each with its reason.
create table fees.carried_balances (
  centre_id    uuid not null,
  closing_id   uuid not null,
  notice_id    uuid not null,
  kind         text not null,
  amount_cents bigint not null,
  reason       text not null,
  constraint a_notice_is_carried_once primary key (centre_id, closing_id, notice_id),
  constraint a_carried_balance_belongs_to_a_closing foreign key (centre_id, closing_id) references fees.year_closings (centre_id, id),
  constraint a_carried_balance_is_of_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint carried_kind_is_known check (kind in ('OPEN','CREDIT')),
  constraint a_carried_balance_is_some_money check (amount_cents > 0),
  constraint a_balance_is_carried_with_its_reason check (reason <> '')
);
call platform.lock_by_centre('fees.carried_balances', 'select, insert');

create table fees.closing_acts (
  centre_id  uuid not null,
  closing_id uuid not null,
  number     int not null,
  act        text not null,
  reason     text,
  done_by    text not null,
  done_by_id uuid,
  done_at    timestamptz not null,
  constraint acts_of_a_closing_are_numbered primary key (centre_id, closing_id, number),
  constraint an_act_belongs_to_a_closing foreign key (centre_id, closing_id) references fees.year_closings (centre_id, id),
  constraint closing_act_is_known check (act in ('PREPARED','WITHDRAWN','APPROVED','REJECTED','REOPENING_PROPOSED','REOPENED','REOPENING_REJECTED')),
  constraint a_closing_begins_by_being_prepared check ((number = 1) = (act = 'PREPARED')),
  constraint what_undoes_a_closing_has_its_reason check (act in ('PREPARED','APPROVED','REOPENED') or reason <> '')
);
call platform.lock_by_centre('fees.closing_acts', 'select, insert');

-- A movement of a closed year bears the closing that it follows: frozen figures + these = figures now.
alter table fees.payments add column closing_id uuid;
alter table fees.payments add constraint a_payment_may_follow_a_closing foreign key (centre_id, closing_id) references fees.year_closings (centre_id, id);
create index payments_after_a_closing on fees.payments (centre_id, closing_id) where closing_id is not null;
alter table fees.notice_lines add column closing_id uuid;
alter table fees.notice_lines add constraint a_line_may_follow_a_closing foreign key (centre_id, closing_id) references fees.year_closings (centre_id, id);
create index notice_lines_after_a_closing on fees.notice_lines (centre_id, closing_id) where closing_id is not null;

create view fees.year_closing_card with (security_invoker = true) as
  select c.centre_id, c.id as closing_id, c.year, c.number, c.closed_on,
         case a.act when 'APPROVED' then 'CLOSED' when 'REOPENING_REJECTED' then 'CLOSED' else a.act end as state,
         a.act in ('APPROVED','REOPENING_PROPOSED','REOPENING_REJECTED') as in_force
  from fees.year_closings c
  join lateral (select act from fees.closing_acts a where a.centre_id = c.centre_id and a.closing_id = c.id order by a.number desc limit 1) a on true;
grant select on fees.year_closing_card to broletto_app;

-- Whoever writes in a year holds this shared; whoever closes or reopens it holds it alone, so that no movement is
-- both left out of the frozen figures and not marked as later.
create function fees.closing_in_force(the_centre uuid, the_year int) returns uuid language plpgsql
set search_path = fees, pg_temp set enable_seqscan = off as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('fees.closing:' || the_centre || ':' || the_year, 0));
  return (select closing_id from fees.year_closing_card c where c.centre_id = the_centre and c.year = the_year and c.in_force);
end
$$;
grant execute on function fees.closing_in_force(uuid, int) to broletto_app;

-- By index also when its plan is made on a table that was still empty: many payments may come in one statement.
create function fees.mark_what_follows_a_closing() returns trigger language plpgsql
set search_path = fees, pg_temp set enable_seqscan = off as $$
begin
  new.closing_id := fees.closing_in_force(new.centre_id, (select fee_year from fees.payment_notices n where n.centre_id = new.centre_id and n.id = new.notice_id));
  return new;
end
$$;
create trigger what_follows_a_closing_says_so before insert on fees.payments for each row execute function fees.mark_what_follows_a_closing();
-- Fee lines are written with their notice, by a run: a closed year takes no run.
create trigger what_follows_a_closing_says_so before insert on fees.notice_lines for each row when (new.kind <> 'FEE') execute function fees.mark_what_follows_a_closing();

create function fees.refuse_runs_of_a_closed_year() returns trigger language plpgsql
set search_path = fees, pg_temp as $$
begin
  if fees.closing_in_force(new.centre_id, new.year) is not null then
    raise exception 'the fees of % are closed', new.year using errcode = 'check_violation', constraint = 'a_closed_year_takes_no_run';
  end if;
  return new;
end
$$;
create trigger a_closed_year_takes_no_run before insert on fees.assessment_runs for each row execute function fees.refuse_runs_of_a_closed_year();
