import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { demand } from '#platform/permission';
import { mayRecordEarlierAdhesions } from '../permissions.ts';
import { type ConventionRow, loadConvention } from '../store/conventions.ts';
import { bodiesByCode } from '../store/earlier-adhesions.ts';
import { appendMembershipEvents, insertMemberships, type NewMembership } from '../store/memberships.ts';
import { insertResolutions, type NewResolution } from '../store/resolutions.ts';
import { type CheckedAdhesion, checkEarlierAdhesions } from './check-earlier-adhesions.ts';

/** An adhesion that is already in being, as it stands in the centre's papers. */
export interface EarlierAdhesion {
  /** Its line in the file, to say where something is wrong. */
  line: number;
  /** IPA or ISTAT code of the body; never its name. */
  bodyCode: string;
  /** Code of the association whose resolution covers the body; null for a direct adhesion. */
  viaCode: string | null;
  from: string;
  /** The body's own act; null only for a derived adhesion. */
  act: EarlierAct | null;
  signedOn: string | null;
}

export interface EarlierAct {
  organ: string;
  number: string;
  resolvedOn: string;
  publicationStart: string | null;
  immediatelyExecutable: boolean;
  certifiedExecutiveFrom: string | null;
  signatory: string;
  boardRepresentative: string;
  signatureKind: string;
}

/** A row that cannot be recorded, and why. */
export interface RefusedRow {
  line: number;
  bodyCode: string;
  problems: readonly string[];
}

const FACTS_SHOWN = 500;

/**
 * Loads the adhesions that a centre already has from its papers (adesioni già in essere), with the same checks as new
 * ones: everything that is asked, or nothing at all when a single row is wrong.
 * @throws RuleBroken `membership.adhesions-not-recorded` with every refused row and its reasons.
 */
export async function recordEarlierAdhesions(
  call: Call,
  input: { conventionId: string; adhesions: readonly EarlierAdhesion[] },
): Promise<{ direct: number; derived: number }> {
  demand(call, mayRecordEarlierAdhesions);
  return perform(
    call,
    'membership.record-earlier-adhesions',
    async (tx) => {
      const convention = await loadConvention(tx, input.conventionId);
      const codes = input.adhesions.flatMap((a) => [a.bodyCode, a.viaCode ?? a.bodyCode]);
      const bodies = await bodiesByCode(tx, [...new Set(codes)], convention);
      const { refused, checked } = checkEarlierAdhesions(input.adhesions, bodies, convention, call.today);
      if (refused.length > 0)
        throw new RuleBroken('membership.adhesions-not-recorded', {
          rows: refused.length,
          refused: refused.slice(0, FACTS_SHOWN),
        });
      const memberships = await write(tx, convention, checked);
      for (const m of memberships)
        await tx.announce('membership.in-force', {
          membershipId: m.id,
          bodyId: m.bodyId,
          conventionId: m.conventionId,
          kind: m.kind,
          viaBodyId: m.viaBodyId,
          from: m.validFrom,
          to: m.validTo,
        });
      const derived = memberships.filter((m) => m.kind === 'DERIVED').length;
      tx.record({
        action: 'membership.earlier-adhesions-recorded',
        target: 'convention',
        targetId: convention.id,
        after: input.adhesions,
        facts: { direct: memberships.length - derived, derived },
      });
      return { direct: memberships.length - derived, derived };
    },
    input,
  );
}

async function write(
  tx: Transaction,
  convention: ConventionRow,
  checked: readonly CheckedAdhesion[],
): Promise<NewMembership[]> {
  const ownActs = new Map<string, string>();
  const resolutions: NewResolution[] = [];
  for (const { bodyId, act, executiveFrom } of checked) {
    if (!act || !executiveFrom) continue;
    const id = newId();
    ownActs.set(bodyId, id);
    resolutions.push({
      ...act,
      id,
      bodyId,
      applicationId: null,
      kind: 'ADHESION',
      executiveFrom,
      templateId: convention.templateId,
    });
  }
  const memberships = checked.map(
    (c): NewMembership => ({
      id: newId(),
      bodyId: c.bodyId,
      conventionId: convention.id,
      kind: c.viaBodyId ? 'DERIVED' : 'DIRECT',
      viaBodyId: c.viaBodyId,
      applicationId: null,
      resolutionId: ownActs.get(c.viaBodyId ?? c.bodyId) ?? c.viaResolutionId!,
      signedOn: c.signedOn,
      validFrom: c.from,
      validTo: convention.validTo,
    }),
  );
  await insertResolutions(tx, resolutions);
  await insertMemberships(tx, memberships);
  await appendMembershipEvents(
    tx,
    memberships.map((m) => ({
      membershipId: m.id,
      event: 'recorded-from-papers',
      facts: { from: m.validFrom, to: m.validTo },
    })),
  );
  return memberships;
}
