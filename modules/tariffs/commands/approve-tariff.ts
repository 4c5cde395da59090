import { addDays, formatItalianDate } from '#platform/calendar';
import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, RuleBroken } from '#platform/errors';
import { sentenceFor } from '#platform/messages';
import { demand } from '#platform/permission';
import { mayApproveTariffs } from '../permissions.ts';
import { tariffOf } from '../queries/get-tariff.ts';
import { effectOnApproved } from '../rules/term-coverage.ts';
import { validateTariff } from '../rules/validate-tariff.ts';
import { closeApproved, type LockedTariff, lockApproved, setApproved } from '../store/tariffs.ts';
import { lockDraft } from './draft-tariff.ts';

export interface Approval {
  tariffId: string;
  /** "Deliberazione n. 4 del Tavolo strategico". */
  decision: string;
  /** YYYY-MM-DD, not to come. */
  decidedOn: string;
  /** Whoever approves has read notches, cliffs and uncovered days. */
  warningsAccepted: boolean;
}

/**
 * Approves a proposal by a decision of the members' board [B1e], by somebody who did not write it [P1]. The approved
 * tariff without end that it follows is closed on the day before; from then on neither changes.
 * @throws RuleBroken when the rules are not whole, when it would overlap another, when VAT is not confirmed, when
 * notches were not accepted, when whoever approves has drafted or edited it.
 */
export async function approveTariff(call: Call, input: Approval): Promise<{ closed: string | null }> {
  demand(call, mayApproveTariffs);
  return perform(
    call,
    'tariffs.approve-tariff',
    async (tx) => {
      const draft = await lockDraft(tx, input.tariffId);
      demandAnotherPerson(call, draft);
      if (input.decidedOn > call.today)
        throw new InvalidInput({
          decidedOn: `La data della decisione non può essere successiva a oggi, ${formatItalianDate(call.today)}.`,
        });
      if (!draft.vatConfirmedBy) throw new RuleBroken('tariffs.vat-not-confirmed');
      const findings = validateTariff(tariffOf(draft.definition));
      if (findings.problems.length > 0)
        throw new RuleBroken('tariffs.not-whole', {
          problems: findings.problems.map(({ code, facts }) => sentenceFor(code, facts)),
        });
      if ((findings.notches.length > 0 || findings.bounded) && !input.warningsAccepted)
        throw new RuleBroken('tariffs.warnings-not-accepted', { field: 'warningsAccepted' });
      const closed = await makeRoom(tx, draft);
      await setApproved(tx, draft.id, { ...input, findings });
      tx.record({
        action: 'tariffs.tariff-approved',
        target: 'tariff',
        targetId: draft.id,
        after: draft.definition,
        facts: {
          code: draft.code,
          version: draft.version,
          decision: input.decision,
          decidedOn: input.decidedOn,
          validFrom: draft.validFrom,
          notches: findings.notches.length,
          checkedWhole: !findings.bounded,
        },
      });
      await tx.announce('tariffs.tariff-approved', {
        tariffId: draft.id,
        conventionId: draft.conventionId,
        validFrom: draft.validFrom,
      });
      return { closed };
    },
    input,
  );
}

function demandAnotherPerson(call: Call, draft: LockedTariff): void {
  const { accountId } = call.actor;
  if (accountId && (draft.draftedById === accountId || draft.editedByIds.includes(accountId)))
    throw new RuleBroken('tariffs.approver-has-drafted');
}

/** Closes the tariff that this one follows; refuses when it would overlap any other. Gives the last day set. */
async function makeRoom(tx: Transaction, draft: LockedTariff): Promise<string | null> {
  const coming = { from: draft.validFrom, to: draft.validTo };
  const approved = await lockApproved(tx, draft.conventionId);
  const clash = approved.find((other) => effectOnApproved(other, coming) === 'CLASH');
  if (clash) throw new RuleBroken('tariffs.overlaps-another', { ...clash });
  const open = approved.find((other) => effectOnApproved(other, coming) === 'CLOSE');
  if (!open) return null;
  const lastDay = addDays(coming.from, -1);
  await closeApproved(tx, open.id, lastDay);
  tx.record({
    action: 'tariffs.tariff-closed',
    target: 'tariff',
    targetId: open.id,
    facts: { validTo: lastDay, followedBy: draft.id },
  });
  return lastDay;
}
