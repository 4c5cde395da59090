import type { Call } from '#platform/call';
import { newId } from '#platform/ids';
import { standardTariff, type Tariff } from '#tariffs';
import { assessMember } from '../modules/fees/rules/assess-member.ts';
import { storedTrace } from '../modules/fees/rules/stored-trace.ts';
import { madeInhabitants, madeName } from './registers.ts';

/*
 * Centres filled by SQL in the owner's rights, so that a hundred of them take seconds: what is measured is the product
 * reading and computing, not this. What the tables check is checked all the same.
 */

export interface Body {
  name: string;
  istatCode?: string;
  province?: string;
  inhabitants?: number;
}

/** The bodies of a typical centre, or of one so many times as large: 205 are 195 comuni, 5 unioni, 5 comunità montane. */
export const typicalBodies = (count: number): Body[] =>
  Array.from({ length: count }, (_, n) => {
    const place = madeName(n);
    if (n % 41 === 0) return { name: `Unione dei Comuni ${place}` };
    if (n % 41 === 1) return { name: `Comunità Montana ${place}` };
    return {
      name: `Comune di ${place}`,
      istatCode: String(100_000 + n),
      inhabitants: madeInhabitants(n),
    };
  });

/**
 * Runs a statement that fills tables not yet analysed: without statistics the checks of foreign keys would read the
 * referenced table from end to end for each row, and rows just written would be matched one by one with all others.
 */
async function fill(call: Call, text: string, values: readonly unknown[]): Promise<void> {
  const client = await call.database.owner.connect();
  try {
    await client.query('begin; set local enable_seqscan = off; set local enable_nestloop = off');
    await client.query(text, values as unknown[]);
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const BODIES = `
  with given as (
    select gen_random_uuid() as id, * from json_to_recordset($2::json) as t (n int, name text, "istatCode" text, province text, inhabitants int)
  ), body as (
    insert into directory.public_bodies (centre_id, id, ipa_code, tax_code, istat_code, list_code, name, category, province, province_code, region, digital_domicile, source, recorded_at)
    select $1, id, case when "istatCode" is not null then 'c_' || "istatCode" end, lpad(n::text, 11, '9'), "istatCode", 'm' || n, name,
      case when "istatCode" is not null then 'COMUNE' when name like 'Unione%' then 'UNIONE' when name like 'Comunità%' then 'CM' else 'OTHER' end,
      coalesce(province, 'Brescia'), 'BS', 'Lombardia', 'ente' || n || '@pec.example', 'misura', now()
    from given
  ), population as (
    insert into directory.population_figures (centre_id, id, body_id, ref_date, inhabitants, source, recorded_at, recorded_by)
    select $1, gen_random_uuid(), id, make_date(year, 12, 31), inhabitants + year % 7, 'misura', now(), 'misura'
    from given, generate_series($3::int, 2025) year where inhabitants is not null
  )
  insert into directory.enterprise_figures (centre_id, id, body_id, ref_date, enterprises, source, recorded_at, recorded_by)
  select $1, gen_random_uuid(), id, make_date(year, 12, 31), inhabitants / 12, 'misura', now(), 'misura'
  from given, generate_series($3::int, 2025) year where inhabitants is not null`;

/** Bodies with the population and enterprises of every year's end from one to 2025. */
export async function addBodies(call: Call, bodies: readonly Body[], since = 2024): Promise<void> {
  const given = JSON.stringify(bodies.map((body, n) => ({ n, ...body })));
  await fill(call, BODIES, [call.centreId, given, since]);
}

const CONVENTIONS = `
  with template as (
    insert into membership.convention_templates (centre_id, id, code, version, title, articles, created_by, created_at, changed_at)
    values ($1, gen_random_uuid(), 'SCHEMA', 1, 'Schema di convenzione', '[]', 'misura', now(), now()) returning id
  )
  insert into membership.conventions (centre_id, id, template_id, title, valid_from, valid_to, approved_act, approved_on, created_by, created_at)
  select $1, t.convention, id, t.title, t.valid_from, t.valid_to, 'Delibera 1', t.valid_from - 60, 'misura', now()
  from template, (values ($2::uuid, 'Convenzione 2021–2025', date '2021-01-01', date '2025-12-31'),
    ($3::uuid, 'Convenzione 2026–2036', date '2026-01-01', date '2036-12-31')) as t (convention, title, valid_from, valid_to)`;

const TARIFFS = `
  insert into tariffs.tariffs (centre_id, id, convention_id, code, version, title, valid_from, definition, state, drafted_by, drafted_at, decision, decided_on, approved_by, approved_at)
  select $1, id, convention, convention::text, 1, 'Quota di adesione', valid_from, $2::jsonb, 'APPROVED', 'misura', now(), 'Decisione n. 1', valid_from - 30, 'misura', now()
  from (values ($3::uuid, $4::uuid, date '2021-01-01'), ($5::uuid, $6::uuid, date '2026-01-01')) as t (id, convention, valid_from)`;

/** Every body but two in forty-one by itself; comuni 2 to 8 of each forty-one come through the Unione before them. */
const MEMBERSHIPS = `
  with ordered as (
    select id, category, substr(list_code, 2)::int as n from directory.public_bodies where centre_id = $1
  ), wanted as (
    select o.id, t.convention, t.valid_from, t.valid_to, u.id as via
    from ordered o
    left join ordered u on u.category = 'UNIONE' and u.n = o.n - o.n % 41 and o.n % 41 between 2 and 8
    cross join (values ($2::uuid, date '2021-01-01', date '2025-12-31'), ($3::uuid, date '2026-01-01', date '2036-12-31')) as t (convention, valid_from, valid_to)
  ), act as (
    insert into membership.resolutions (centre_id, id, body_id, kind, organ, number, resolved_on, executive_from, recorded_by, recorded_at)
    select $1, gen_random_uuid(), id, 'ADHESION', 'CONSIGLIO', '1', valid_from - 30, valid_from - 19, 'misura', now() from wanted
    returning id, body_id, resolved_on
  )
  insert into membership.memberships (centre_id, id, body_id, convention_id, kind, via_body_id, resolution_id, signed_on, valid_from, valid_to, term_to, recorded_at, recorded_by)
  select $1, gen_random_uuid(), w.id, w.convention, case when w.via is null then 'DIRECT' else 'DERIVED' end, w.via, a.id, w.valid_from - 5, w.valid_from, w.valid_to, w.valid_to, now(), 'misura'
  from wanted w join act a on a.body_id = w.id and a.resolved_on = w.valid_from - 30`;

/** All bodies of the centre as members of two conventions, one ended and one in force, each with the tariff. */
export async function addMembers(
  call: Call,
  tariff: Tariff = standardTariff(),
): Promise<{ past: string; current: string; pastTariff: string }> {
  const [past, current, pastTariff] = [newId(), newId(), newId()];
  await fill(call, CONVENTIONS, [call.centreId, past, current]);
  const definition = JSON.stringify(tariff);
  await fill(call, TARIFFS, [call.centreId, definition, pastTariff, past, newId(), current]);
  await fill(call, MEMBERSHIPS, [call.centreId, past, current]);
  return { past, current, pastTariff };
}

const YEAR = `
  with run as (
    insert into fees.assessment_runs (centre_id, id, convention_id, tariff_id, year, number, state, population_on, tariff, parameters, assessed_by, assessed_at, approved_by, approved_at)
    values ($1, gen_random_uuid(), $2, $3, $4, 1, 'NOTICED', make_date($4 - 2, 12, 31), $5::jsonb, '{"proRata":"MONTHLY","chargeAssociationOwnFee":true}', 'misura', now(), 'altra misura', now())
    returning id
  ), fee as (
    insert into fees.assessments (centre_id, id, run_id, body_id, membership_id, year, version, category, inhabitants, effective_from, inputs, trace, yearly_cents, amount_cents, recorded_at)
    select $1, gen_random_uuid(), run.id, m.body_id, m.id, $4, 1, b.category, 8000, m.valid_from, $6::json, $7::json, 174000, 174000, now()
    from run, membership.memberships m join directory.public_bodies b on b.centre_id = m.centre_id and b.id = m.body_id
    where m.centre_id = $1 and m.convention_id = $2
    returning id, run_id, body_id
  ), notice as (
    insert into fees.payment_notices (centre_id, id, year, number, fee_year, run_id, payer_id, payer_name, issued_on, due_on, charged_cents, total_cents, paid_cents, issued_by, issued_at)
    select $1, gen_random_uuid(), $4, row_number() over (order by f.body_id), $4, f.run_id, f.body_id, b.name, make_date($4, 3, 1), make_date($4, 3, 31), 174000, 174000, 174000, 'misura', now()
    from fee f join directory.public_bodies b on b.centre_id = $1 and b.id = f.body_id
    returning id, payer_id, payer_name
  ), line as (
    insert into fees.notice_lines (centre_id, notice_id, line, debtor_id, debtor_name, assessment_id, description, net_cents, recorded_by, recorded_on, recorded_at)
    select $1, n.id, 1, n.payer_id, n.payer_name, f.id, 'Quota di adesione ' || $4, 174000, 'misura', make_date($4, 3, 1), now()
    from notice n join fee f on f.body_id = n.payer_id
  )
  insert into fees.payments (centre_id, id, notice_id, paid_on, amount_cents, channel, recorded_by, recorded_at)
  select $1, gen_random_uuid(), id, make_date($4, 3, 20), 174000, 'BANK_TRANSFER', 'misura', now() from notice`;

/** The fees of past years, from one to 2025: assessed with their traces, noticed and paid. */
export async function addPastFees(
  call: Call,
  { past, pastTariff }: { past: string; pastTariff: string },
  since = 2021,
): Promise<void> {
  const definition = standardTariff();
  const frozen = {
    code: 'misura',
    version: 1,
    title: 'Quota di adesione',
    vatTreatment: 'OUT_OF_SCOPE',
    definition,
  };
  const figure = (value: number) => ({ value, source: 'misura', recordedAt: '2024-01-01' });
  const inputs = {
    category: 'COMUNE' as const,
    effectiveFrom: '2021-01-01',
    population: figure(8000),
    enterprises: figure(600),
  };
  const fee = assessMember({ year: 2021, tariff: definition, proRata: 'MONTHLY' }, inputs);
  if (!fee.ok) throw new Error('the standard tariff gives no fee');
  const [terms, read, trace] = [frozen, inputs, storedTrace(fee.trace)].map((value) => JSON.stringify(value));
  for (let year = since; year <= 2025; year++)
    await fill(call, YEAR, [call.centreId, past, pastTariff, year, terms, read, trace]);
}

/** A whole centre: bodies, figures of five years, members of two conventions, the fees of three years. */
export async function fillCentre(call: Call, bodies: readonly Body[]): Promise<{ convention: string }> {
  await addBodies(call, bodies, 2021);
  const conventions = await addMembers(call);
  await addPastFees(call, conventions, 2023);
  return { convention: conventions.current };
}

/** What autovacuum does by itself in a night. */
export async function settle(call: Call): Promise<void> {
  await call.database.owner.query('vacuum analyze');
}
