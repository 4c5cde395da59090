import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { NotFound } from '#platform/errors';
import type { Listed } from '#platform/forms/list-query';
import { confinedTo, demand, reachOf } from '#platform/permission';
import { mayRecordAgreements, mayViewFees } from '../permissions.ts';

export interface Agreement {
  id: string;
  debtorId: string;
  debtor: string;
  payerId: string;
  payer: string;
  /** 0 to 1 as a decimal text, or null when an amount is taken. */
  share: string | null;
  amountCents: number | null;
  sourceAct: string;
  from: string;
  to: string | null;
  recordedBy: string;
  endReason: string | null;
}

const ORDER = {
  debitore: sql`d.name collate "it-x-icu"`,
  pagatore: sql`p.name collate "it-x-icu"`,
  dal: sql`a.valid_from`,
} as const;
export const AGREEMENT_SORTS = ['debitore', 'pagatore', 'dal'] as const;

/** Payer agreements, a page at a time; who is not of the centre sees those of its bodies. @throws NotAllowed */
export async function listAgreements(
  call: Call,
  filter: { words?: string; inForceOn?: string; id?: string },
  page: { sort: string; direction: 'asc' | 'desc'; size: number; offset: number },
): Promise<Listed<Agreement>> {
  demand(call, mayViewFees);
  const only = confinedTo(call.actor, mayViewFees);
  const order = ORDER[page.sort as keyof typeof ORDER] ?? ORDER.debitore;
  const { rows } = await sql<Agreement & { count: number }>`
    select a.id, a.debtor_id as "debtorId", d.name as debtor, a.payer_id as "payerId", p.name as payer, trim_scale(a.share)::text as share, a.amount_cents as "amountCents", a.source_act as "sourceAct",
      a.valid_from as "from", a.valid_to as "to", a.recorded_by as "recordedBy", a.end_reason as "endReason", count(*) over () as count
    from fees.payer_agreements a
    join directory.body_card d on d.centre_id = a.centre_id and d.body_id = a.debtor_id
    join directory.body_card p on p.centre_id = a.centre_id and p.body_id = a.payer_id
    where a.centre_id = ${call.centreId}
      ${filter.id ? sql`and a.id = ${filter.id}` : sql``}
      ${filter.inForceOn ? sql`and daterange(a.valid_from, a.valid_to, '[]') @> ${filter.inForceOn}::date` : sql``}
      ${filter.words ? sql`and (d.search_text like all (platform.word_patterns(${filter.words})) or p.search_text like all (platform.word_patterns(${filter.words})))` : sql``}
      ${only ? sql`and (a.debtor_id = any(${only}::uuid[]) or a.payer_id = any(${only}::uuid[]))` : sql``}
    order by ${order} ${page.direction === 'desc' ? sql`desc` : sql`asc`}, a.valid_from desc, a.id limit ${page.size} offset ${page.offset}`.execute(
    call.db,
  );
  return { rows, total: rows[0]?.count ?? 0 };
}

/** @throws NotAllowed; NotFound */
export async function getAgreement(call: Call, id: string): Promise<Agreement> {
  const { rows } = await listAgreements(call, { id }, { sort: 'dal', direction: 'asc', size: 1, offset: 0 });
  if (!rows[0]) throw new NotFound('payer agreement', id);
  return rows[0];
}

export interface NamedBody {
  id: string;
  name: string;
  category: string;
}

/** Who can be debtor and payer of an agreement that the actor records. */
export async function listAgreementBodies(
  call: Call,
): Promise<{ debtors: readonly NamedBody[]; payers: readonly NamedBody[] }> {
  demand(call, mayRecordAgreements);
  const reach = reachOf(call.actor, mayRecordAgreements);
  const { rows } = await sql<NamedBody>`
    select body_id as id, name, category from directory.body_card where centre_id = ${call.centreId} and ceased_on is null
    order by name collate "it-x-icu", body_id limit 20000`.execute(call.db);
  if (reach === 'centre') return { debtors: rows, payers: rows };
  const own = new Set(call.actor.grants.flatMap((grant) => grant.bodyId ?? []));
  return {
    debtors: rows.filter((b) => reach.has(b.id) && !own.has(b.id)),
    payers: rows.filter((b) => own.has(b.id)),
  };
}
