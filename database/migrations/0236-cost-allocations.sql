-- A common cost shared among the members as an act [D13]: on the budget (PROVISIONAL), then on the final account (FINAL),
-- which shares by the same frozen figures. Nothing here is ever changed: the state of an allocation is its last act.
create table fees.cost_allocations (
  centre_id     uuid not null,
  id            uuid not null,
  year          int not null,
  number        int not null,
  title         text not null,
  kind          text not null,
  balances_id   uuid,
  convention_id uuid not null,
  convention_title text not null,
  members_on    date not null,
  figures_on    date not null,
  frozen_on     date not null,
  comuni_only   boolean not null,
  usage_name    text,
  usage_label   text,
  cost_cents    bigint not null,
  grants_cents  bigint not null,
  net_cents     bigint not null,
  model         text not null,
  weights       jsonb not null,
  usage_is_zero boolean not null,
  bodies        int not null,
  digest        text not null,
  drafted_by    text not null,
  drafted_by_id uuid,
  drafted_at    timestamptz not null,
  constraint cost_allocations_have_an_identifier primary key (centre_id, id),
  constraint allocations_of_a_year_are_numbered unique (centre_id, year, number),
  constraint an_allocation_is_of_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint a_final_account_balances_an_allocation foreign key (centre_id, balances_id) references fees.cost_allocations (centre_id, id),
  constraint allocation_kind_is_known check (kind in ('PROVISIONAL','FINAL')),
  constraint only_a_final_account_balances check ((kind = 'FINAL') = (balances_id is not null)),
  constraint an_allocation_says_of_what check (title <> ''),
  constraint an_allocation_is_of_a_plausible_year check (year between 1990 and 2199),
  constraint an_allocated_cost_is_in_range check (cost_cents between 0 and 10000000000000 and (cost_cents > 0 or kind = 'FINAL')),
  constraint grants_do_not_exceed_the_cost check (grants_cents between 0 and cost_cents),
  constraint what_is_allocated_is_the_net_cost check (net_cents = cost_cents - grants_cents),
  constraint allocation_model_is_known check (model in ('EQUAL','PER_CAPITA','USAGE','AREA','MIXED')),
  constraint weights_are_by_driver check (jsonb_typeof(weights) = 'object' and weights - '{EQUAL,PER_CAPITA,USAGE,AREA}'::text[] = '{}' and weights <> '{}'),
  constraint use_is_of_a_named_quantity check (not (weights ? 'USAGE') or usage_name <> ''),
  constraint use_is_zero_only_where_it_weighs check (not usage_is_zero or weights ? 'USAGE'),
  constraint an_allocation_is_among_some_bodies check (bodies > 0),
  constraint an_allocation_has_its_digest check (length(digest) = 64)
);
create index cost_allocations_by_what_they_balance on fees.cost_allocations (centre_id, balances_id) where balances_id is not null;
create index cost_allocations_by_day on fees.cost_allocations (centre_id, drafted_at desc, id);
call platform.lock_by_centre('fees.cost_allocations', 'select, insert');

-- The share of each body, with the figures by which it was computed, as they were when it was drafted.
create table fees.cost_allocation_shares (
  centre_id         uuid not null,
  allocation_id     uuid not null,
  body_id           uuid not null,
  name              text not null,
  category          text not null,
  inhabitants       int,
  inhabitants_source text,
  area_km2          numeric(10, 3),
  usage             numeric(18, 6),
  usage_source      text,
  share_cents       bigint not null,
  provisional_cents bigint,
  balance_cents     bigint,
  constraint a_body_has_one_share_of_an_allocation primary key (centre_id, allocation_id, body_id),
  constraint a_share_is_of_an_allocation foreign key (centre_id, allocation_id) references fees.cost_allocations (centre_id, id),
  constraint a_share_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_share_is_not_negative check (share_cents >= 0),
  constraint frozen_figures_are_not_negative check (inhabitants >= 0 and area_km2 >= 0 and usage >= 0),
  constraint a_frozen_figure_says_its_source check ((inhabitants is null) = (inhabitants_source is null) and (usage is null) = (usage_source is null)),
  constraint a_balance_is_final_less_provisional check ((provisional_cents is null) = (balance_cents is null) and balance_cents = share_cents - provisional_cents)
);
create index cost_allocation_shares_by_name on fees.cost_allocation_shares (centre_id, allocation_id, name);
create index cost_allocation_shares_by_body on fees.cost_allocation_shares (centre_id, body_id, allocation_id);
call platform.lock_by_centre('fees.cost_allocation_shares', 'select, insert');

create table fees.cost_allocation_acts (
  centre_id     uuid not null,
  allocation_id uuid not null,
  number        int not null,
  act           text not null,
  reason        text,
  done_by       text not null,
  done_by_id    uuid,
  done_at       timestamptz not null,
  constraint acts_of_an_allocation_are_numbered primary key (centre_id, allocation_id, number),
  constraint an_act_is_of_an_allocation foreign key (centre_id, allocation_id) references fees.cost_allocations (centre_id, id),
  constraint allocation_act_is_known check (act in ('DRAFTED','APPROVED','DISCARDED')),
  constraint an_allocation_begins_by_being_drafted check ((number = 1) = (act = 'DRAFTED')),
  constraint an_allocation_is_discarded_with_a_reason check (act <> 'DISCARDED' or (reason is not null and reason <> ''))
);
call platform.lock_by_centre('fees.cost_allocation_acts', 'select, insert');

create view fees.cost_allocation_card with (security_invoker = true) as
  select c.centre_id, c.id as allocation_id, c.year, c.number, c.title, c.kind, c.balances_id, c.net_cents,
         a.act as state,
         exists (select from fees.cost_allocation_acts w where w.centre_id = c.centre_id and w.allocation_id = c.id and w.act = 'APPROVED') as was_approved
  from fees.cost_allocations c
  join lateral (select act from fees.cost_allocation_acts a where a.centre_id = c.centre_id and a.allocation_id = c.id order by a.number desc limit 1) a on true;
grant select on fees.cost_allocation_card to broletto_app;

-- An allocation and what balances it are one thing: who acts on one holds both until the end of the transaction.
create function fees.hold_allocation(the_centre uuid, the_provisional uuid) returns void language sql
set search_path = fees, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended('fees.allocation:' || the_centre || ':' || the_provisional, 0));
$$;
grant execute on function fees.hold_allocation(uuid, uuid) to broletto_app;

create function fees.balance_only_what_is_approved() returns trigger language plpgsql
set search_path = fees, pg_temp as $$
begin
  perform fees.hold_allocation(new.centre_id, new.balances_id);
  if not exists (select from fees.cost_allocation_card c where c.centre_id = new.centre_id and c.allocation_id = new.balances_id
      and c.kind = 'PROVISIONAL' and c.state = 'APPROVED') then
    raise exception 'what a final account balances is an approved provisional allocation' using errcode = 'check_violation', constraint = 'a_final_account_balances_an_approved_allocation';
  end if;
  if exists (select from fees.cost_allocation_card c where c.centre_id = new.centre_id and c.balances_id = new.balances_id and c.state <> 'DISCARDED') then
    raise exception 'the allocation has already its final account' using errcode = 'unique_violation', constraint = 'an_allocation_has_one_final_account';
  end if;
  return new;
end
$$;
create trigger a_final_account_balances_an_approved_allocation before insert on fees.cost_allocations
  for each row when (new.kind = 'FINAL') execute function fees.balance_only_what_is_approved();

-- Each act follows from the one before; who drafted does not approve [P1]; what is balanced is not discarded.
create function fees.let_acts_follow() returns trigger language plpgsql
set search_path = fees, pg_temp as $$
declare
  it fees.cost_allocations;
  last fees.cost_allocation_acts;
begin
  select * into it from fees.cost_allocations c where c.centre_id = new.centre_id and c.id = new.allocation_id;
  perform fees.hold_allocation(new.centre_id, coalesce(it.balances_id, it.id));
  select * into last from fees.cost_allocation_acts a where a.centre_id = new.centre_id and a.allocation_id = new.allocation_id order by a.number desc limit 1;
  if new.number <> coalesce(last.number, 0) + 1 or last.act = 'DISCARDED' or (new.act = 'APPROVED' and last.act is distinct from 'DRAFTED') then
    raise exception '% cannot follow %', new.act, last.act using errcode = 'check_violation', constraint = 'an_act_follows_from_the_one_before';
  end if;
  if new.act = 'APPROVED' and coalesce(new.done_by_id::text, new.done_by) = coalesce(it.drafted_by_id::text, it.drafted_by) then
    raise exception 'who drafted it cannot approve it' using errcode = 'check_violation', constraint = 'who_drafts_an_allocation_does_not_approve_it';
  end if;
  if new.act = 'DISCARDED' and exists (select from fees.cost_allocation_card c where c.centre_id = it.centre_id and c.balances_id = it.id and c.state <> 'DISCARDED') then
    raise exception 'the allocation has its final account' using errcode = 'check_violation', constraint = 'what_is_balanced_is_not_discarded';
  end if;
  return new;
end
$$;
create trigger an_act_follows_from_the_one_before before insert on fees.cost_allocation_acts for each row execute function fees.let_acts_follow();

-- Shares are written with their allocation, before its first act, and never after.
create function fees.close_shares_at_the_first_act() returns trigger language plpgsql
set search_path = fees, pg_temp as $$
begin
  if exists (select from fees.cost_allocation_acts a where (a.centre_id, a.allocation_id) in (select distinct s.centre_id, s.allocation_id from added s)) then
    raise exception 'the shares of an allocation come before its first act' using errcode = 'check_violation', constraint = 'shares_come_before_the_first_act';
  end if;
  return null;
end
$$;
create trigger shares_come_before_the_first_act after insert on fees.cost_allocation_shares
  referencing new table as added for each statement execute function fees.close_shares_at_the_first_act();

-- At the end of the transaction the allocation is whole: drafted, weights that make 100, shares that make the net cost,
-- and on the final account the same bodies with the same figures and what each was asked before.
create function fees.check_that_shares_add_up() returns trigger language plpgsql
set search_path = fees, pg_temp as $$
declare
  found_bodies bigint;
  total bigint;
begin
  if not exists (select from fees.cost_allocation_acts a where a.centre_id = new.centre_id and a.allocation_id = new.id) then
    raise exception 'an allocation begins by being drafted' using errcode = 'check_violation', constraint = 'an_allocation_begins_by_being_drafted';
  end if;
  if (select sum(w.value::numeric) from jsonb_each_text(new.weights) w) <> 100 or exists (select from jsonb_each_text(new.weights) w where w.value::numeric <= 0) then
    raise exception 'weights make 100' using errcode = 'check_violation', constraint = 'weights_of_an_allocation_make_100';
  end if;
  select count(*), coalesce(sum(share_cents), 0) into found_bodies, total from fees.cost_allocation_shares s where s.centre_id = new.centre_id and s.allocation_id = new.id;
  if found_bodies <> new.bodies or total <> new.net_cents then
    raise exception '% shares make %, the net cost is %', found_bodies, total, new.net_cents using errcode = 'check_violation', constraint = 'shares_make_the_net_cost';
  end if;
  if exists (
    select from (select * from fees.cost_allocation_shares where centre_id = new.centre_id and allocation_id = new.id) f
    full join (select * from fees.cost_allocation_shares where centre_id = new.centre_id and allocation_id = new.balances_id) p on p.body_id = f.body_id
    where (f.inhabitants, f.area_km2, f.usage, f.provisional_cents) is distinct from
          (case when new.kind = 'FINAL' then p.inhabitants else f.inhabitants end, case when new.kind = 'FINAL' then p.area_km2 else f.area_km2 end,
           case when new.kind = 'FINAL' then p.usage else f.usage end, p.share_cents)) then
    raise exception 'a final account is shared by the figures of what it balances' using errcode = 'check_violation', constraint = 'a_final_account_keeps_the_figures';
  end if;
  return null;
end
$$;
create constraint trigger shares_make_the_net_cost after insert on fees.cost_allocations deferrable initially deferred
  for each row execute function fees.check_that_shares_add_up();
