import { addDays } from '#platform/calendar';
import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import { endMembershipsOf } from '../store/association-memberships.ts';
import { insertQuantitySums, insertSums } from '../store/figures.ts';
import { ceaseBody, insertBody, type LockedBody, lockBody } from '../store/public-bodies.ts';
import { takeRegister } from '../store/register-heads.ts';
import { refuseTakenCode } from './edit-body.ts';

export interface Merger {
  /** The comuni that cease. */
  bodyIds: readonly string[];
  /** The first day of the merged comune, YYYY-MM-DD: those that cease have the day before as their last. */
  on: string;
  /** A comune that takes the others in, or the codes of the new one. */
  into: { bodyId: string } | { name: string; istatCode: string; ipaCode: string | null };
  /** The regional law. */
  source: string;
}

/**
 * Merges comuni, into one of them or into a new one. Those that cease keep their figures and their history; the merged
 * one gets, from then on, the sums of the figures that all of them have. [D1: sum from merger date]
 * @throws NotAllowed; NotFound; RuleBroken `directory.not-a-comune`, `directory.body-ceased`, `directory.merger-needs-two`,
 * `directory.merges-into-itself`, `directory.merger-target-ceased`, `directory.code-taken`.
 */
export async function mergeMunicipalities(call: Call, merger: Merger): Promise<{ bodyId: string }> {
  demand(call, mayEditBodies);
  const ceasing = [...new Set(merger.bodyIds)].sort();
  const absorbing = 'bodyId' in merger.into ? merger.into.bodyId : null;
  if (absorbing && ceasing.includes(absorbing))
    throw new RuleBroken('directory.merges-into-itself', { field: 'intoId' });
  if (ceasing.length + (absorbing ? 1 : 0) < 2)
    throw new RuleBroken('directory.merger-needs-two', { field: 'bodyIds' });
  return perform(
    call,
    'directory.merge-municipalities',
    async (tx) => {
      await takeRegister(tx);
      const bodies: LockedBody[] = [];
      for (const id of ceasing) bodies.push(await comuneInBeing(tx, id, 'directory.body-ceased'));
      if (absorbing) await comuneInBeing(tx, absorbing, 'directory.merger-target-ceased');
      const lastDay = addDays(merger.on, -1);
      for (const body of bodies)
        await ceaseBody(tx.db, call.centreId, body.id, { on: lastDay, intoId: null });
      const intoId = absorbing ?? (await newComune(tx, merger, bodies[0]!));
      for (const body of bodies) await leave(tx, body, intoId, lastDay);
      await sumFigures(tx, intoId, absorbing ? [...ceasing, absorbing] : ceasing, merger);
      tx.record({
        action: 'directory.municipalities-merged',
        target: 'body',
        targetId: intoId,
        reason: merger.source,
        facts: { on: merger.on, ceased: bodies.map(({ id, name }) => ({ id, name })) },
      });
      return { bodyId: intoId };
    },
    merger,
  );
}

async function comuneInBeing(tx: Transaction, id: string, otherwise: string): Promise<LockedBody> {
  const body = await lockBody(tx.db, tx.call.centreId, id);
  if (body.category !== 'COMUNE') throw new RuleBroken('directory.not-a-comune', { field: 'bodyIds' });
  if (body.ceasedOn) throw new RuleBroken(otherwise, { field: 'bodyIds' });
  return body;
}

async function newComune(tx: Transaction, { into, on, source }: Merger, alike: LockedBody): Promise<string> {
  const { name, istatCode, ipaCode } = into as Exclude<Merger['into'], { bodyId: string }>;
  await refuseTakenCode(tx.db, tx.call.centreId, { ipaCode, istatCode }, null);
  const place = await placeOf(tx, alike.id);
  return insertBody(
    tx.db,
    tx.call.centreId,
    { name, category: 'COMUNE', istat_code: istatCode, ipa_code: ipaCode, ...place },
    { source, at: tx.call.now, versionFrom: on },
  );
}

/** The province of a comune: that of the merged one. */
async function placeOf(tx: Transaction, bodyId: string) {
  const { rows } = await sql<{
    province: string | null;
    province_code: string | null;
    region: string | null;
  }>`
    select province, province_code, region from directory.public_bodies where centre_id = ${tx.call.centreId} and id = ${bodyId}`.execute(
    tx.db,
  );
  return rows[0]!;
}

/** What a comune that ceases leaves: its end, its associations, and the news for the other rooms. */
async function leave(tx: Transaction, body: LockedBody, intoId: string, lastDay: string): Promise<void> {
  const { centreId } = tx.call;
  await ceaseBody(tx.db, centreId, body.id, { on: lastDay, intoId });
  await endMembershipsOf(tx.db, centreId, body.id, lastDay);
  await tx.announce('directory.body-merged', { bodyId: body.id, intoBodyId: intoId, on: lastDay });
}

async function sumFigures(tx: Transaction, intoId: string, fromIds: readonly string[], merger: Merger) {
  const since = 'bodyId' in merger.into ? firstSummedDay(merger.on) : null;
  const recorded = { at: tx.call.now, by: tx.call.actor.name, since };
  const source = `Somma dei comuni fusi (${merger.source})`;
  for (const kind of ['population', 'enterprises'] as const)
    await insertSums(tx.db, tx.call.centreId, kind, intoId, fromIds, source, recorded);
  await insertQuantitySums(tx.db, tx.call.centreId, intoId, fromIds, source, recorded);
}

/**
 * A comune that takes others in was itself before, and what is computed again of that time must find it so. The first
 * whole year after the merger looks at the figures of two years before [D1]: merged on 1/1/2027 → 31/12/2025; on
 * 1/7/2027 → 31/12/2026.
 */
function firstSummedDay(on: string): string {
  const year = Number(on.slice(0, 4)) + (on.endsWith('-01-01') ? 0 : 1);
  return `${year - 2}-12-31`;
}
