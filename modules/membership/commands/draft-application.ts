import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayApply } from '../permissions.ts';
import {
  appendApplicationEvent,
  insertApplication,
  listBodiesOfApplication,
  nextApplicationNumber,
} from '../store/applications.ts';
import { loadConvention } from '../store/conventions.ts';
import { joiningBodies } from '../store/joining.ts';
import { actingFor } from './acting-for.ts';

export interface DraftApplication {
  bodyId: string;
  conventionId: string;
  /** Comuni on whose behalf an association applies; empty for everybody else. */
  listedBodyIds: readonly string[];
  /** The day from which the body would like to be a member, YYYY-MM-DD. */
  wantedFrom: string | null;
}

/**
 * Opens an application to join, as a draft: from the portal for one's own body or one that delegated it, or at the
 * desk on its behalf. Variant (a) of C1: an association lists the comuni for which it applies.
 * @throws NotAllowed; RuleBroken `membership.application-already-open`, `membership.convention-over`; InvalidInput.
 */
export async function draftApplication(
  call: Call,
  input: DraftApplication,
): Promise<{ applicationId: string; number: number }> {
  demand(call, mayApply, input.bodyId);
  return perform(
    call,
    'membership.draft-application',
    async (tx) => {
      const convention = await loadConvention(tx, input.conventionId);
      if (convention.validTo < call.today)
        throw new RuleBroken('membership.convention-over', { to: convention.validTo });
      await checkBody(tx, input);
      await checkListed(tx, input, convention);
      const by = actingFor(call, input.bodyId);
      const id = newId();
      const number = await nextApplicationNumber(tx);
      await refuseSecond(tx, input);
      await insertApplication(tx, { id, number, ...input, ...by });
      await listBodiesOfApplication(tx, id, input.listedBodyIds);
      await appendApplicationEvent(tx, id, {
        event: 'draft',
        fromState: null,
        toState: 'DRAFT',
        ...by,
        facts: { listed: input.listedBodyIds.length },
      });
      tx.record({
        action: 'membership.application-drafted',
        target: 'application',
        targetId: id,
        ...by,
        facts: { number, body: input.bodyId, convention: input.conventionId, listed: input.listedBodyIds },
      });
      return { applicationId: id, number };
    },
    input,
  );
}

/** Categories of bodies that may adopt one resolution also for their comuni. */
export const ASSOCIATIONS: readonly string[] = ['UNIONE', 'CM', 'COMUNITA_ISOLANA', 'CONSORZIO'];

async function checkBody(tx: Transaction, input: DraftApplication): Promise<void> {
  const { rows } = await sql<{
    category: string;
    ceasedOn: string | null;
  }>`select category, ceased_on as "ceasedOn" from directory.body_card
    where centre_id = ${tx.call.centreId} and body_id = ${input.bodyId}`.execute(tx.db);
  const body = rows[0];
  if (!body || body.ceasedOn)
    throw new InvalidInput({ ente: 'Scegliere un ente dell’anagrafe non cessato.' });
  if (input.listedBodyIds.length > 0 && !ASSOCIATIONS.includes(body.category))
    throw new InvalidInput({
      comuni:
        'Solo un’Unione, una Comunità montana o isolana o un Consorzio può aderire anche per i propri comuni.',
    });
}

async function checkListed(
  tx: Transaction,
  input: DraftApplication,
  convention: { validFrom: string; validTo: string },
): Promise<void> {
  if (input.listedBodyIds.length === 0) return;
  const listed = await joiningBodies(tx, input.bodyId, input.listedBodyIds, {
    from: convention.validFrom,
    to: convention.validTo,
  });
  const strangers = listed.filter((b) => b.bodyId !== input.bodyId && !b.associated);
  if (strangers.length > 0 || listed.length < new Set(input.listedBodyIds).size + 1)
    throw new InvalidInput({
      comuni: `Non fanno parte dell’associazione: ${strangers.map((b) => b.name).join(', ') || 'alcuni degli enti scelti'}.`,
    });
}

/** One open application for each body and convention; the number lock makes two at once wait for each other. */
async function refuseSecond(tx: Transaction, input: DraftApplication): Promise<void> {
  const { rows } = await sql<{ number: number }>`select number from membership.applications
    where centre_id = ${tx.call.centreId} and body_id = ${input.bodyId} and convention_id = ${input.conventionId}
      and state not in ('IN_FORCE','REJECTED','WITHDRAWN','LAPSED')`.execute(tx.db);
  if (rows[0]) throw new RuleBroken('membership.application-already-open', { number: rows[0].number });
}
