import { addDays } from '#platform/calendar';
import type { Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import type { ApplicationFacts } from '../rules/application-guards.ts';
import {
  type ApplicationEvent,
  type ApplicationProgress,
  type ApplicationState,
  nextApplication,
} from '../rules/application-lifecycle.ts';
import { DECLARATION_LASTS } from '../rules/declared-adhesion.ts';
import { isRefusal } from '../rules/refusal.ts';
import {
  type ApplicationChanges,
  type ApplicationRow,
  appendApplicationEvent,
  lockApplication,
  writeApplication,
} from '../store/applications.ts';
import { membershipsOfApplication } from '../store/memberships.ts';
import type { ActingFor } from './acting-for.ts';

/** What every step on an application says: which one, and which version of it the person was looking at. */
export interface StepInput {
  applicationId: string;
  version?: number;
}

/**
 * Takes an application in hand: locks it, makes the steps that its day has already made (⏱), and refuses when somebody
 * else has decided since the person looked.
 * @throws NotFound, RuleBroken `membership.application-changed-meanwhile`.
 */
export async function takeInHand(tx: Transaction, input: StepInput): Promise<ApplicationRow> {
  const application = await lockApplication(tx, input.applicationId);
  const seen = input.version;
  if (seen !== undefined && seen !== application.version)
    throw new RuleBroken('membership.application-changed-meanwhile', { state: application.state });
  return moveByTime(tx, application);
}

/**
 * Asks the rules for the next state.
 * @param tell facts for the sentence of a refusal, such as the names of the bodies.
 * @throws RuleBroken with the rule's own refusal.
 */
export function nextState(
  application: ApplicationRow,
  event: ApplicationEvent,
  facts: ApplicationFacts,
  tell: Record<string, unknown> = {},
): ApplicationProgress {
  const next = nextApplication(
    { state: application.state, integrations: application.integrations, backTo: application.backTo },
    event,
    facts,
  );
  if (isRefusal(next))
    throw new RuleBroken(next.refused, {
      body: application.bodyName,
      category: application.bodyCategory,
      ...next.facts,
      ...tell,
    });
  return next;
}

/** Writes a step: the new state, the event in the history, the audit. Answers the application as it is now. */
export async function writeStep(
  tx: Transaction,
  application: ApplicationRow,
  event: ApplicationEvent,
  next: ApplicationProgress,
  by: ActingFor,
  more: {
    changes?: ApplicationChanges;
    reason?: string | null;
    facts?: Record<string, unknown>;
    actor?: string;
  } = {},
): Promise<ApplicationRow> {
  const changes = { ...more.changes, integrations: next.integrations, backTo: next.backTo };
  await writeApplication(tx, application.id, next.state, changes);
  await appendApplicationEvent(tx, application.id, {
    event,
    fromState: application.state,
    toState: next.state,
    ...by,
    actor: more.actor,
    reason: more.reason,
    facts: more.facts,
  });
  tx.record({
    action: `membership.application-${event}`,
    target: 'application',
    targetId: application.id,
    ...by,
    reason: more.reason ?? null,
    before: { state: application.state },
    after: { state: next.state, ...more.changes },
    facts: { body: application.bodyId, state: next.state, ...more.facts },
  });
  return { ...application, ...more.changes, ...next, version: application.version + 1 } as ApplicationRow;
}

const SYSTEM: ActingFor = { actingBodyId: null, onBehalfOfBodyId: null, delegationId: null };

/** Makes the steps whose day has come (⏱), however late: executive, in force, lapsed. [G4] */
export async function moveByTime(tx: Transaction, application: ApplicationRow): Promise<ApplicationRow> {
  const due = dueStep(application, tx.call.today);
  if (!due) return application;
  const next = nextState(application, due.event, {
    today: tx.call.today,
    executiveFrom: application.executiveFrom,
    effectiveOn: application.effectiveFrom ?? undefined,
    declaredFor: application.declaredOn,
  });
  const moved = await writeStep(tx, application, due.event, next, SYSTEM, {
    actor: 'Sistema',
    facts: { since: due.since },
  });
  if (moved.state === 'IN_FORCE') await announceInForce(tx, moved);
  return moveByTime(tx, moved);
}

/** The step that time has made due, and since which day; null when there is none. */
export function dueStep(
  application: {
    state: ApplicationState;
    executiveFrom: string | null;
    effectiveFrom: string | null;
    declaredOn: string | null;
  },
  today: string,
): { event: ApplicationEvent; since: string } | null {
  const { state, executiveFrom, effectiveFrom, declaredOn } = application;
  if (state === 'RESOLVED' && executiveFrom && executiveFrom <= today)
    return { event: 'become-executive', since: executiveFrom };
  if (state === 'SIGNED' && effectiveFrom && effectiveFrom <= today)
    return { event: 'take-effect', since: effectiveFrom };
  const lapsesOn = declaredOn ? addDays(declaredOn, DECLARATION_LASTS + 1) : null;
  if (state === 'PENDING_DECLARED' && lapsesOn && lapsesOn <= today)
    return { event: 'lapse', since: lapsesOn };
  return null;
}

/** Tells the other rooms of the memberships that an application has brought into force. */
async function announceInForce(tx: Transaction, application: ApplicationRow): Promise<void> {
  for (const m of await membershipsOfApplication(tx, application.id))
    await tx.announce('membership.in-force', {
      membershipId: m.id,
      bodyId: m.bodyId,
      conventionId: m.conventionId,
      kind: m.kind,
      viaBodyId: m.viaBodyId,
      from: m.validFrom,
      to: m.validTo,
    });
}
