import { z } from 'zod';
import { listOf, listParameters, pageOf } from '#platform/http/cursor';
import { type Endpoint, endpoint } from '#platform/http/endpoint';
import { approveAllocation, discardAllocation } from '../commands/decide-allocation.ts';
import { draftAllocation, draftFinalAccount } from '../commands/draft-allocation.ts';
import {
  mayApproveAllocations,
  mayDiscardAllocations,
  mayDraftAllocations,
  mayViewFees,
} from '../permissions.ts';
import {
  getAllocation,
  type ListedAllocation,
  type ListedShare,
  listAllocations,
  listShares,
} from '../queries/cost-allocations.ts';
import { ALLOCATION_KINDS, ALLOCATION_STATES } from '../rules/allocation-lifecycle.ts';
import { MOST_ALLOCATED } from '../rules/cost-allocation.ts';
import { cents, count, day, id, one, TAG, text, year, yearFilter } from './schemas.ts';

const done = z.strictObject({ allocationId: id }).meta({ id: 'CostAllocationDone' });

const state = z.enum(ALLOCATION_STATES).meta({ description: 'Stato del riparto', example: 'APPROVED' });
const kind = z.enum(ALLOCATION_KINDS).meta({
  description: 'Sul preventivo (PROVISIONAL) o conguaglio sul consuntivo (FINAL)',
  example: 'FINAL',
});
const weight = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/)
  .meta({ description: 'Peso in percentuale', example: '50' })
  .optional();
const weights = z
  .strictObject({ PER_CAPITA: weight, EQUAL: weight, AREA: weight, USAGE: weight })
  .meta({ id: 'CostAllocationWeights', description: 'Pesi in percentuale, che sommano 100' });
const amount = z
  .int()
  .min(0)
  .max(MOST_ALLOCATED)
  .meta({ description: 'Centesimi di euro', example: 3_000_000 });
const title = text(200, 'Di quale costo si tratta', 'Servizio di assistenza 2026');
const quantity = text(40, 'Nome del dato che misura l’uso', 'workstations');
const figure = (description: string, example: string) => text(24, description, example).nullable();

const allocation = z
  .strictObject({
    id,
    year,
    number: count,
    title,
    kind,
    state,
    balancesId: id.nullable().meta({ description: 'Il riparto sul preventivo, di un conguaglio' }),
    conventionId: id,
    membersOn: day,
    figuresOn: day,
    municipalitiesOnly: z.boolean().meta({ description: 'Soltanto fra i comuni', example: true }),
    usage: quantity.nullable(),
    costCents: cents,
    grantsCents: cents,
    netCents: cents,
    weights,
    usageIsZero: z
      .boolean()
      .meta({ description: 'Nessun uso: la sua parte è ripartita per abitanti', example: false }),
    bodies: count,
    digest: text(64, 'Impronta SHA-256 del riparto', '9f86d081884c7d65'),
  })
  .meta({ id: 'CostAllocation' });

const share = z
  .strictObject({
    bodyId: id,
    body: text(500, 'Ente', 'Gavirate'),
    inhabitants: count.nullable(),
    inhabitantsSource: text(500, 'Fonte degli abitanti', 'Istat').nullable(),
    areaKm2: figure('Superficie in chilometri quadrati', '12.5'),
    usage: figure('Uso', '50'),
    usageSource: text(500, 'Fonte dell’uso', 'postazioni.csv').nullable(),
    shareCents: cents,
    provisionalCents: cents.nullable(),
    balanceCents: cents.nullable(),
  })
  .meta({ id: 'CostAllocationShare' });

const asAllocation = (a: ListedAllocation): z.input<typeof allocation> => ({
  id: a.id,
  year: a.year,
  number: a.number,
  title: a.title,
  kind: a.kind,
  state: a.state,
  balancesId: a.balancesId,
  conventionId: a.conventionId,
  membersOn: a.membersOn,
  figuresOn: a.figuresOn,
  municipalitiesOnly: a.comuniOnly,
  usage: a.usageName,
  costCents: a.cost,
  grantsCents: a.grants,
  netCents: a.net,
  weights: a.weights,
  usageIsZero: a.usageIsZero,
  bodies: a.bodies,
  digest: a.digest,
});
const asShare = (s: ListedShare): z.input<typeof share> => ({
  bodyId: s.bodyId,
  body: s.name,
  inhabitants: s.inhabitants,
  inhabitantsSource: s.inhabitantsSource,
  areaKm2: s.area,
  usage: s.usage,
  usageSource: s.usageSource,
  shareCents: s.share,
  provisionalCents: s.provisional,
  balanceCents: s.balance,
});

export const allocationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/cost-allocations',
    operationId: 'listCostAllocations',
    tag: TAG,
    summary: 'Riparti dei costi',
    permission: mayViewFees,
    query: z.object({
      ...listParameters,
      year: yearFilter,
      state: state.optional(),
      kind: kind.optional(),
    }),
    answer: listOf(allocation),
    handle: (call) => pageOf(call.query, (page) => listAllocations(call, call.query, page), asAllocation),
  }),
  endpoint({
    method: 'GET',
    path: '/cost-allocations/{id}',
    operationId: 'getCostAllocation',
    tag: TAG,
    summary: 'Riparto di un costo',
    permission: mayViewFees,
    params: one,
    answer: allocation,
    handle: async (call) => asAllocation(await getAllocation(call, call.params.id)),
  }),
  endpoint({
    method: 'GET',
    path: '/cost-allocations/{id}/shares',
    operationId: 'listCostAllocationShares',
    tag: TAG,
    summary: 'Quote di un riparto, con i dati da cui derivano',
    permission: mayViewFees,
    params: one,
    query: z.object(listParameters),
    answer: listOf(share),
    handle: async (call) => {
      const found = await getAllocation(call, call.params.id);
      return pageOf(call.query, (page) => listShares(call, found.id, {}, page), asShare);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/cost-allocations',
    operationId: 'draftCostAllocation',
    tag: TAG,
    summary: 'Propone il riparto di un costo sul preventivo',
    permission: mayDraftAllocations,
    body: z.strictObject({
      title,
      year,
      conventionId: id,
      membersOn: day,
      figuresOn: day,
      municipalitiesOnly: z
        .boolean()
        .default(true)
        .meta({ description: 'Soltanto fra i comuni', example: true }),
      usage: quantity.optional(),
      costCents: amount,
      grantsCents: amount.default(0),
      weights,
    }),
    answer: done,
    handle: (call) => {
      const { costCents: cost, grantsCents: grants, municipalitiesOnly: comuniOnly, ...asked } = call.body;
      return draftAllocation(call, { ...asked, usage: asked.usage ?? null, cost, grants, comuniOnly });
    },
  }),
  endpoint({
    method: 'POST',
    path: '/cost-allocations/{id}/approval',
    operationId: 'approveCostAllocation',
    tag: TAG,
    summary: 'Approva un riparto',
    permission: mayApproveAllocations,
    params: one,
    answer: done,
    handle: (call) => approveAllocation(call, { allocationId: call.params.id }),
  }),
  endpoint({
    method: 'POST',
    path: '/cost-allocations/{id}/annulment',
    operationId: 'discardCostAllocation',
    tag: TAG,
    summary: 'Annulla un riparto',
    permission: mayDiscardAllocations,
    params: one,
    body: z.strictObject({ reason: text(500, 'Motivo', 'Costo da rivedere') }),
    answer: done,
    handle: (call) => discardAllocation(call, { allocationId: call.params.id, ...call.body }),
  }),
  endpoint({
    method: 'POST',
    path: '/cost-allocations/{id}/final-account',
    operationId: 'draftCostAllocationFinalAccount',
    tag: TAG,
    summary: 'Propone il conguaglio di un riparto approvato',
    permission: mayDraftAllocations,
    params: one,
    body: z.strictObject({
      title: title.optional(),
      costCents: amount,
      grantsCents: amount.default(0),
    }),
    answer: done,
    handle: async (call) =>
      draftFinalAccount(call, {
        allocationId: call.params.id,
        title: call.body.title ?? null,
        cost: call.body.costCents,
        grants: call.body.grantsCents,
      }),
  }),
];
