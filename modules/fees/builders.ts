/** Test builders that speak the lifecycle: members of a convention, a tariff in force, a year assessed and noticed. */
import { recordBodies } from '#directory';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { newId } from '#platform/ids';
import type { Progress } from '#platform/jobs/run';
import { standardTariff } from '#tariffs';
import type { House } from '#test/house';
import { approveRun } from './commands/approve-run.ts';
import { approveAllocation } from './commands/decide-allocation.ts';
import { type AllocationToDraft, draftAllocation } from './commands/draft-allocation.ts';
import { issueNotices } from './commands/issue-notices.ts';
import { startAssessmentRun } from './commands/start-assessment-run.ts';
import { assessMembers } from './jobs/assess-members.ts';
import { writeNotices } from './jobs/issue-notices.ts';
import type { Weights } from './rules/kept-allocation.ts';

/** Progress that nobody watches. */
export const unwatched: Progress = { report: async () => {}, shouldStop: async () => false };

export interface ConventionOptions {
  members: readonly (string | { body: string; from?: string; to?: string })[];
  from?: string;
  to?: string;
  params?: Record<string, unknown>;
  feeModel?: string;
  /** null: no tariff has been approved. */
  tariff?: unknown;
}

/** A convention with its tariff in force and its members, by the keys of the house's bodies. */
export async function aConvention(house: House, options: ConventionOptions): Promise<string> {
  const call = house.system();
  const [template, convention] = [newId(), newId()];
  const [from, to] = [options.from ?? '2026-01-01', options.to ?? '2035-12-31'];
  await sql`insert into membership.convention_templates (centre_id, id, code, version, title, articles, created_by, created_at, changed_at)
    values (${call.centreId}, ${template}, ${template}, 1, 'Schema di prova', '[]', 'Prova', ${call.now}, ${call.now})`.execute(
    call.db,
  );
  await sql`insert into membership.conventions (centre_id, id, template_id, title, valid_from, valid_to, fee_model, params, approved_act, approved_on, created_by, created_at)
    values (${call.centreId}, ${convention}, ${template}, 'Convenzione di prova', ${from}, ${to}, ${options.feeModel ?? 'BASE_PLUS_SURCHARGE'},
      ${JSON.stringify(options.params ?? {})}::jsonb, 'Decreto n. 1', ${from}, 'Prova', ${call.now})`.execute(
    call.db,
  );
  if (options.tariff !== null)
    await sql`insert into tariffs.tariffs (centre_id, id, convention_id, code, version, title, valid_from, definition, state, drafted_by, drafted_at, decision, decided_on, approved_by, approved_at)
    values (${call.centreId}, ${newId()}, ${convention}, ${convention}, 1, 'Tariffa di prova', ${from}, ${JSON.stringify(options.tariff ?? standardTariff())}::jsonb,
      'APPROVED', 'Prova', ${call.now}, 'Decisione n. 1', '2025-10-20', 'Altra persona', ${call.now})`.execute(
      call.db,
    );
  for (const member of options.members) {
    const { body, from: start = from, to: end = to } = typeof member === 'string' ? { body: member } : member;
    await aMembership(call, convention, house.body[body] ?? body, start, end);
  }
  return convention;
}

/** A membership with the resolution on which it rests. */
export async function aMembership(
  call: Call,
  conventionId: string,
  bodyId: string,
  from: string,
  to: string,
): Promise<void> {
  const resolution = newId();
  await sql`insert into membership.resolutions (centre_id, id, body_id, kind, organ, number, resolved_on, executive_from, recorded_by, recorded_at)
    values (${call.centreId}, ${resolution}, ${bodyId}, 'ADHESION', 'CONSIGLIO', ${resolution}, ${from}, ${from}, 'Prova', ${call.now})`.execute(
    call.db,
  );
  await sql`insert into membership.memberships (centre_id, id, body_id, convention_id, kind, resolution_id, signed_on, valid_from, valid_to, term_to, recorded_at, recorded_by)
    values (${call.centreId}, ${newId()}, ${bodyId}, ${conventionId}, 'DIRECT', ${resolution}, ${from}, ${from}, ${to}, ${to}, ${call.now}, 'Prova')`.execute(
    call.db,
  );
}

/** A payer agreement as it was recorded. */
export async function anAgreement(
  house: House,
  debtor: string,
  payer: string,
  cover: { share?: string; amount?: number },
  from = '2026-01-01',
): Promise<string> {
  const call = house.system();
  const id = newId();
  await sql`insert into fees.payer_agreements (centre_id, id, debtor_id, payer_id, share, amount_cents, source_act, valid_from, recorded_by, recorded_at)
    values (${call.centreId}, ${id}, ${house.body[debtor] ?? debtor}, ${house.body[payer] ?? payer}, ${cover.share ?? null}, ${cover.amount ?? null}, 'Atto di prova', ${from}, 'Prova', ${call.now})`.execute(
    call.db,
  );
  return id;
}

/** A year assessed: started by an administrative officer, worked to the end. */
export async function anAssessedYear(house: House, conventionId: string, year = 2026): Promise<string> {
  const officer = house.as('AO');
  const { runId } = await startAssessmentRun(officer, { conventionId, year });
  await assessMembers(house.system(), runId, unwatched);
  return runId;
}

/** The same year, approved by the centre manager. */
export async function anApprovedYear(house: House, conventionId: string, year = 2026): Promise<string> {
  const runId = await anAssessedYear(house, conventionId, year);
  await approveRun(house.as('CM'), { runId });
  return runId;
}

/** The same year, with its notices issued on a day (today when not said). */
export async function aNoticedYear(
  house: House,
  conventionId: string,
  year = 2026,
  on?: string,
): Promise<string> {
  const runId = await anApprovedYear(house, conventionId, year);
  await issueNotices(house.as('AO'), { runId });
  await writeNotices(house.system(), runId, on ?? house.system().today, unwatched);
  return runId;
}

let made = 0;

/** Bodies of their own, by inhabitants and enterprises on 31/12/2024; undefined is a figure that is not known. */
export async function someBodies(
  house: House,
  figures: readonly {
    inhabitants?: number;
    enterprises?: number;
    name?: string;
    category?: string;
    /** Square kilometres. */
    area?: string;
  }[],
): Promise<string[]> {
  const bodies = figures.map(({ inhabitants, enterprises, name, category = 'COMUNE', area }) => {
    made += 1;
    return {
      key: String(made),
      name: name ?? `Ente ${made}`,
      category,
      ...(area === undefined ? {} : { areaKm2: area }),
      ...(category === 'COMUNE' ? { istatCode: String(200_000 + made) } : {}),
      ipaCode: `prova_${made}`,
      taxCode: String(99_900_000_000 + made),
      digitalDomicile: `ente${made}@pec.example`,
      figures: [
        ...(inhabitants === undefined
          ? []
          : [{ kind: 'population' as const, on: '2024-12-31', value: inhabitants, source: 'prova' }]),
        ...(enterprises === undefined
          ? []
          : [{ kind: 'enterprises' as const, on: '2024-12-31', value: enterprises, source: 'prova' }]),
      ],
    };
  });
  const { ids } = await recordBodies(house.system(), { source: 'prova', validFrom: '2010-01-01', bodies });
  return bodies.map((body) => ids[body.key]!);
}

/** The notices of a run, by the name of who pays. */
export async function noticesOf(
  house: House,
  runId: string,
): Promise<{ id: string; payer: string; total: number; number: number; year: number }[]> {
  const call = house.system();
  const { rows } = await sql<{ id: string; payer: string; total: number; number: number; year: number }>`
    select id, payer_name as payer, total_cents as total, number, year from fees.payment_notices where centre_id = ${call.centreId} and run_id = ${runId} order by number`.execute(
    call.db,
  );
  return rows;
}

/** How much each body used on 31/12/2024, under a name of the other quantities. */
export async function someUse(
  house: House,
  bodies: readonly string[],
  values: readonly (string | number)[],
  name = 'tickets',
): Promise<void> {
  const call = house.system();
  for (const [n, value] of values.entries())
    await sql`insert into directory.quantity_figures (centre_id, id, body_id, name, ref_date, value, source, recorded_at, recorded_by)
      values (${call.centreId}, ${newId()}, ${bodies[n]}, ${name}, '2024-12-31', ${value}, 'prova', ${call.now}, 'Prova')`.execute(
      call.db,
    );
}

/** The four bodies of the worked examples of the allocation [D13] in a convention: inhabitants, square kilometres, tickets. */
export async function fourToAllocate(
  house: House,
  tickets: readonly number[] = [50, 120, 200, 130],
): Promise<{ convention: string; bodies: string[] }> {
  const bodies = await someBodies(house, [
    { name: 'Primo', inhabitants: 1200, area: '12.5' },
    { name: 'Quarto', inhabitants: 3400, area: '30' },
    { name: 'Secondo', inhabitants: 8000, area: '22.5' },
    { name: 'Terzo', inhabitants: 12400, area: '35' },
  ]);
  await someUse(house, bodies, tickets);
  return { convention: await aConvention(house, { members: bodies }), bodies };
}

/** What a person asks for when a cost is allocated: 30,000.00 in 2026 by the weights, one's own changes last. */
export const toAllocate = (
  conventionId: string,
  weights: Weights,
  changes: Partial<AllocationToDraft> = {},
): AllocationToDraft => ({
  title: 'Servizio di assistenza',
  year: 2026,
  conventionId,
  membersOn: '2026-11-21',
  figuresOn: '2024-12-31',
  usage: 'tickets',
  comuniOnly: true,
  cost: 3_000_000,
  grants: 0,
  weights,
  ...changes,
});

/** An allocation drafted by an officer and approved by the manager. */
export async function anApprovedAllocation(house: House, asked: AllocationToDraft): Promise<string> {
  const { allocationId } = await draftAllocation(house.as('AO'), asked);
  await approveAllocation(house.as('CM'), { allocationId });
  return allocationId;
}

/** A body with a flat fee of 300.00 and its notices of 2026 and 2027, both issued on 16/3/2026. */
export async function twoNotices(
  house: House,
  count = 1,
): Promise<{ bodyId: string; of2026: string; of2027: string }[]> {
  const bodies = await someBodies(
    house,
    Array.from({ length: count }, () => ({ category: 'UNIONE' })),
  );
  const convention = await aConvention(house, { members: bodies });
  const found = new Map<string, string>();
  for (const year of [2026, 2027]) {
    const runId = await aNoticedYear(house, convention, year, '2026-03-16');
    const { rows } = await sql<{ id: string; payer: string }>`
      select id, payer_id as payer from fees.payment_notices where run_id = ${runId}`.execute(
      house.system().db,
    );
    for (const { id, payer } of rows) found.set(`${payer} ${year}`, id);
  }
  return bodies.map((bodyId) => ({
    bodyId,
    of2026: found.get(`${bodyId} 2026`)!,
    of2027: found.get(`${bodyId} 2027`)!,
  }));
}
