-- Windows: what a safeguard looks back to. The fee of a year of each body that was assessed; null when it could not be,
-- which is not known and not nothing.
create view fees.fee_of_year with (security_invoker = true) as
  select a.centre_id, a.body_id, a.year, a.yearly_cents as cents from fees.assessments a where a.state = 'VALID'
  union all
  select distinct e.centre_id, e.body_id, r.year, null::bigint
  from fees.assessment_exceptions e join fees.assessment_runs r on r.centre_id = e.centre_id and r.id = e.run_id
  where r.state <> 'DISCARDED' and not exists (
    select from fees.assessments a where a.centre_id = e.centre_id and a.body_id = e.body_id and a.year = r.year and a.state = 'VALID');

-- The years whose notices are out: of those, who has no fee owed none.
create view fees.noticed_year with (security_invoker = true) as
  select distinct centre_id, year from fees.assessment_runs where state = 'NOTICED';
grant select on fees.fee_of_year, fees.noticed_year to broletto_app;
