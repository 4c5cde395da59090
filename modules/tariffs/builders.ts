/** Test builders that speak the lifecycle: a convention, a proposal, a tariff in force, a member. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import type { House } from '#test/house';
import { approveTariff } from './commands/approve-tariff.ts';
import { draftTariff } from './commands/draft-tariff.ts';
import { type StandardTariffParameters, standardTariff } from './rules/standard-tariff.ts';
import { parseTariff, type Tariff } from './rules/tariff.ts';

const examples = new URL('./examples/', import.meta.url);

/** The names of the examples: "anci-2015". */
export const exampleNames = (): string[] => readdirSync(examples).map((file) => file.replace(/\.json$/, ''));

/** An example of `examples/`, read as a file from outside would be. */
export function exampleTariff(name: string): Tariff {
  const read = parseTariff(JSON.parse(readFileSync(new URL(`${name}.json`, examples), 'utf8')));
  assert.ok(read.ok, JSON.stringify(read));
  return read.tariff;
}

/** A convention from 2026 to 2035, without tariffs. */
export async function aBareConvention(call: Call, params: Record<string, unknown> = {}): Promise<string> {
  const [template, convention] = [newId(), newId()];
  await sql`insert into membership.convention_templates (centre_id, id, code, version, title, articles, created_by, created_at, changed_at)
    values (${call.centreId}, ${template}, ${template}, 1, 'Schema di prova', '[]', 'Prova', ${call.now}, ${call.now})`.execute(
    call.db,
  );
  await sql`insert into membership.conventions (centre_id, id, template_id, title, valid_from, valid_to, params, approved_act, approved_on, created_by, created_at)
    values (${call.centreId}, ${convention}, ${template}, 'Convenzione di prova', '2026-01-01', '2035-12-31', ${JSON.stringify(params)}::jsonb, 'Atto di prova', '2025-10-20', 'Prova', ${call.now})`.execute(
    call.db,
  );
  return convention;
}

/** A proposal by the administrative officer, whose VAT treatment is therefore confirmed. */
export async function aDraft(
  house: House,
  conventionId: string,
  changes: Partial<StandardTariffParameters> & { from?: string; to?: string | null; by?: Call } = {},
): Promise<string> {
  const { from = '2026-01-01', to = null, by = house.as('AO'), ...parameters } = changes;
  const { tariffId } = await draftTariff(by, {
    conventionId,
    code: `quota-${conventionId.slice(-12)}`,
    title: 'Quota di adesione',
    validFrom: from,
    validTo: to,
    vatTreatment: 'OUT_OF_SCOPE',
    definition: standardTariff(parameters),
    parameters: null,
  });
  return tariffId;
}

export const approve = (by: Call, tariffId: string, warningsAccepted = true) =>
  approveTariff(by, {
    tariffId,
    decision: 'Decisione n. 4 – Tavolo strategico',
    decidedOn: '2026-10-15',
    warningsAccepted,
  });

/** A tariff in force, approved by the chair. */
export async function anApprovedTariff(
  house: House,
  conventionId: string,
  changes: Parameters<typeof aDraft>[2] = {},
): Promise<string> {
  const tariffId = await aDraft(house, conventionId, changes);
  await approve(house.as('CH'), tariffId);
  return tariffId;
}

/** A member of the convention for its whole term. */
export async function aMember(call: Call, conventionId: string, bodyId: string): Promise<void> {
  const resolution = newId();
  await sql`insert into membership.resolutions (centre_id, id, body_id, kind, organ, number, resolved_on, executive_from, recorded_by, recorded_at)
    values (${call.centreId}, ${resolution}, ${bodyId}, 'ADHESION', 'CONSIGLIO', ${resolution}, '2026-01-01', '2026-01-01', 'Prova', ${call.now})`.execute(
    call.db,
  );
  await sql`insert into membership.memberships (centre_id, id, body_id, convention_id, kind, resolution_id, signed_on, valid_from, valid_to, term_to, recorded_at, recorded_by)
    values (${call.centreId}, ${newId()}, ${bodyId}, ${conventionId}, 'DIRECT', ${resolution}, '2026-01-01', '2026-01-01', '2035-12-31', '2035-12-31', ${call.now}, 'Prova')`.execute(
    call.db,
  );
}
