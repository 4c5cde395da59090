-- What one person asks and another decides, room by room, for the desk and its search: the windows of the acts.

create view fees.act_card with (security_invoker = true) as
  select r.centre_id, r.id as act_id, 'RUN'::text as kind, r.year, r.number, k.title as about, null::uuid as body_id, r.total_cents as amount_cents,
         r.state = 'ASSESSED' as to_decide, r.assessed_by as asked_by, array[r.assessed_by_id] as asked_by_ids, r.assessed_at as asked_at
  from fees.assessment_runs r join membership.convention_card k on k.centre_id = r.centre_id and k.convention_id = r.convention_id
  union all
  select c.centre_id, c.id, case when c.reverses_id is null then 'CORRECTION' else 'CORRECTION_REVERSAL' end, n.year, n.number, n.payer_name, n.payer_id, c.amount_cents,
         c.state = 'PROPOSED', c.proposed_by, array[c.proposed_by_id], c.proposed_at
  from fees.corrections c join fees.payment_notices n on n.centre_id = c.centre_id and n.id = c.notice_id
  union all
  select a.centre_id, a.id, case when a.annuls_id is null then a.kind else 'CREDIT_ANNULMENT' end, n.year, n.number, n.payer_name, n.payer_id, a.amount_cents,
         a.state = 'PROPOSED', a.proposed_by, array[a.proposed_by_id], a.proposed_at
  from fees.credit_acts a join fees.payment_notices n on n.centre_id = a.centre_id and n.id = a.notice_id
  union all
  select c.centre_id, c.id, case c.kind when 'FINAL' then 'FINAL_ALLOCATION' else 'ALLOCATION' end, c.year, c.number, c.title, null, c.net_cents,
         k.state = 'DRAFTED', c.drafted_by, array[c.drafted_by_id], c.drafted_at
  from fees.cost_allocations c join fees.cost_allocation_card k on k.centre_id = c.centre_id and k.allocation_id = c.id
  union all
  select c.centre_id, c.id, case a.act when 'REOPENING_PROPOSED' then 'REOPENING' else 'CLOSING' end, c.year, c.number, '', null, null,
         a.act in ('PREPARED', 'REOPENING_PROPOSED'), a.done_by, array[a.done_by_id], a.done_at
  from fees.year_closings c
  join lateral (select act, done_by, done_by_id, done_at from fees.closing_acts a where a.centre_id = c.centre_id and a.closing_id = c.id order by a.number desc limit 1) a on true;
grant select on fees.act_card to broletto_app;

-- A proposal of a tariff waits for the decision of the board; who drafted or edited it does not approve it.
create view tariffs.tariff_card with (security_invoker = true) as
  select centre_id, id as tariff_id, code, version, title, state, drafted_by, edited_by_ids || drafted_by_id as edited_by_ids, drafted_at
  from tariffs.tariffs;
grant select on tariffs.tariff_card to broletto_app;

create view directory.body_proposal_card with (security_invoker = true) as
  select p.centre_id, p.id as proposal_id, p.body_id, b.name as body_name, p.kind, p.state, p.proposed_by, p.proposer_id, p.proposed_at
  from directory.body_proposals p join directory.body_card b on b.centre_id = p.centre_id and b.body_id = p.body_id;
grant select on directory.body_proposal_card to broletto_app;
