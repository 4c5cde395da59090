import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { isId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayEditBodies } from '../permissions.ts';
import {
  endAssignment,
  holdersOf,
  insertAssignment,
  insertPerson,
  lockAssignment,
  lockPerson,
  type PersonData,
} from '../store/people.ts';
import { lockBody } from '../store/public-bodies.ts';

export interface NewAssignment {
  /** Somebody already known, or the data of a person. */
  person: { personId: string } | PersonData;
  role: string;
  /** The act of appointment. */
  act: string | null;
  from: string;
  to: string | null;
  /** RTD in associated form, exercised at the host body. [CAD 17 c.1-septies] */
  associated: boolean;
  hostBodyId: string | null;
}

/** Offices that one person at a time holds in a body. */
const HELD_BY_ONE = ['LEGAL_REPRESENTATIVE', 'RTD', 'DPO'];

/**
 * Gives a person an office in a body. One person may be RTD of many bodies, in associated form; a body has one RTD.
 * @throws NotAllowed; NotFound; RuleBroken `directory.end-before-beginning`, `directory.host-needed`,
 * `directory.role-held`, `directory.person-erased`.
 */
export async function assignRole(
  call: Call,
  bodyId: string,
  assignment: NewAssignment,
): Promise<{ assignmentId: string; personId: string }> {
  demand(call, mayEditBodies);
  return perform(call, 'directory.assign-role', (tx) => placeInRole(tx, bodyId, assignment), {
    bodyId,
    assignment,
  });
}

/** The work of the assignment, in an open transaction: an accepted proposal does it too. */
export async function placeInRole(
  tx: Transaction,
  bodyId: string,
  assignment: NewAssignment,
): Promise<{ assignmentId: string; personId: string }> {
  const { role, from, to, associated, hostBodyId } = assignment;
  const { centreId, now } = tx.call;
  if (to && to < from) throw new RuleBroken('directory.end-before-beginning', { field: 'to' });
  if (associated && role !== 'RTD')
    throw new InvalidInput({ associated: 'Soltanto l’RTD può essere in forma associata.' });
  if (associated && !hostBodyId) throw new RuleBroken('directory.host-needed', { field: 'hostBodyId' });
  const body = await lockBody(tx.db, centreId, bodyId);
  if (associated) await lockBody(tx.db, centreId, hostBodyId);
  const holder = HELD_BY_ONE.includes(role)
    ? (await holdersOf(tx.db, centreId, bodyId, role, from, to))[0]
    : undefined;
  if (holder) throw new RuleBroken('directory.role-held', { field: 'role', name: holder.name });
  const personId = await personOf(tx, assignment.person);
  const assignmentId = await insertAssignment(tx.db, centreId, {
    personId,
    bodyId,
    role,
    act: assignment.act,
    associated,
    hostBodyId: associated ? hostBodyId : null,
    validFrom: from,
    validTo: to,
    recordedAt: now,
  });
  tx.record({
    action: 'directory.role-assigned',
    target: 'body',
    targetId: bodyId,
    reason: assignment.act,
    facts: { role, personId, from, to, associated, hostBodyId, body: body.name },
  });
  await tx.announce('directory.role-assigned', { bodyId, role, personId, on: from });
  return { assignmentId, personId };
}

async function personOf(tx: Transaction, person: NewAssignment['person']): Promise<string> {
  if (!('personId' in person)) return insertPerson(tx.db, tx.call.centreId, person, tx.call.now);
  const known = await lockPerson(tx.db, tx.call.centreId, person.personId);
  if (!known) throw new NotFound('person', person.personId);
  if (known.erasedAt) throw new RuleBroken('directory.person-erased', { field: 'personId' });
  return known.id;
}

/**
 * Ends an office; `on` is its last day.
 * @throws NotAllowed; NotFound; RuleBroken `directory.role-already-ended`, `directory.end-before-beginning`.
 */
export async function endRole(call: Call, assignmentId: string, on: string): Promise<{ bodyId: string }> {
  demand(call, mayEditBodies);
  return perform(
    call,
    'directory.end-role',
    async (tx) => {
      const row = isId(assignmentId) ? await lockAssignment(tx.db, call.centreId, assignmentId) : null;
      if (!row) throw new NotFound('role-assignment', assignmentId);
      if (row.validTo) throw new RuleBroken('directory.role-already-ended');
      if (on < row.validFrom) throw new RuleBroken('directory.end-before-beginning', { field: 'on' });
      await endAssignment(tx.db, call.centreId, assignmentId, on);
      tx.record({
        action: 'directory.role-ended',
        target: 'body',
        targetId: row.bodyId,
        facts: { role: row.role, personId: row.personId, on },
      });
      await tx.announce('directory.role-ended', {
        bodyId: row.bodyId,
        role: row.role,
        personId: row.personId,
        on,
      });
      return { bodyId: row.bodyId };
    },
    { assignmentId, on },
  );
}
