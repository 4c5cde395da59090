import type { Call } from '#platform/call';
import { perform, type Transaction } from '#platform/database/transaction';
import { InvalidInput, NotFound, RuleBroken } from '#platform/errors';
import { demand, may } from '#platform/permission';
import { mayConfirmVat, mayDraftTariffs } from '../permissions.ts';
import { findConvention } from '../queries/find-convention.ts';
import {
  insertDraft,
  type LockedTariff,
  lockTariff,
  setVatConfirmed,
  setWithdrawn,
  type TariffContent,
  updateDraft,
} from '../store/tariffs.ts';

/** What a draft says, whether it was made by the form of the standard formula or written as JSON. */
export type DraftContent = TariffContent;

/**
 * Writes a proposal of tariff; its version is the next of its code. A draft may still have problems: they are shown,
 * and stop its approval.
 * @throws RuleBroken `tariffs.outside-the-convention`; InvalidInput when the end comes before the beginning.
 */
export async function draftTariff(
  call: Call,
  input: DraftContent & { conventionId: string; code: string },
): Promise<{ tariffId: string; version: number }> {
  demand(call, mayDraftTariffs);
  return perform(
    call,
    'tariffs.draft-tariff',
    async (tx) => {
      await demandTerm(tx, input.conventionId, input);
      const made = await insertDraft(tx, { ...input, vatConfirmed: may(call.actor, mayConfirmVat) });
      tx.record({
        action: 'tariffs.tariff-drafted',
        target: 'tariff',
        targetId: made.tariffId,
        after: input.definition,
        facts: { code: input.code, version: made.version, validFrom: input.validFrom },
      });
      return made;
    },
    input,
  );
}

/**
 * Changes a proposal. `rowVersion` is the one that the form was opened on: without it the last to write wins.
 * @throws NotFound; RuleBroken `tariffs.not-a-draft`, `tariffs.outside-the-convention`, `tariffs.changed-meanwhile`.
 */
export async function editTariff(
  call: Call,
  input: DraftContent & { tariffId: string; rowVersion?: number },
): Promise<void> {
  demand(call, mayDraftTariffs);
  await perform(
    call,
    'tariffs.edit-tariff',
    async (tx) => {
      const draft = await lockDraft(tx, input.tariffId, input.rowVersion);
      await demandTerm(tx, draft.conventionId, input);
      await updateDraft(tx, draft.id, { ...input, vatConfirmed: may(call.actor, mayConfirmVat) });
      tx.record({
        action: 'tariffs.tariff-edited',
        target: 'tariff',
        targetId: draft.id,
        before: draft.definition,
        after: input.definition,
      });
    },
    input,
  );
}

/** Makes a proposal out of any version, to be changed: its rules, its convention, the same beginning or the given one. */
export async function copyTariff(call: Call, input: { tariffId: string }): Promise<{ tariffId: string }> {
  demand(call, mayDraftTariffs);
  return perform(
    call,
    'tariffs.copy-tariff',
    async (tx) => {
      const source = await lockTariff(tx, input.tariffId);
      if (!source) throw new NotFound('tariff', input.tariffId);
      const made = await insertDraft(tx, { ...source, vatConfirmed: may(call.actor, mayConfirmVat) });
      tx.record({
        action: 'tariffs.tariff-copied',
        target: 'tariff',
        targetId: made.tariffId,
        facts: { from: source.id, code: source.code, version: made.version },
      });
      return { tariffId: made.tariffId };
    },
    input,
  );
}

/** Puts a proposal aside. */
export async function withdrawTariff(call: Call, input: { tariffId: string }): Promise<void> {
  demand(call, mayDraftTariffs);
  await perform(
    call,
    'tariffs.withdraw-tariff',
    async (tx) => {
      const draft = await lockDraft(tx, input.tariffId);
      await setWithdrawn(tx, draft.id);
      tx.record({ action: 'tariffs.tariff-withdrawn', target: 'tariff', targetId: draft.id });
    },
    input,
  );
}

/** The administrative officer confirms how a proposal stands towards VAT. [D17] */
export async function confirmVat(call: Call, input: { tariffId: string }): Promise<void> {
  demand(call, mayConfirmVat);
  await perform(
    call,
    'tariffs.confirm-vat',
    async (tx) => {
      const draft = await lockDraft(tx, input.tariffId);
      await setVatConfirmed(tx, draft.id);
      tx.record({
        action: 'tariffs.vat-confirmed',
        target: 'tariff',
        targetId: draft.id,
        facts: { treatment: draft.vatTreatment },
      });
    },
    input,
  );
}

/**
 * Locks a proposal that is still one and, when a version is given, that nobody has changed since.
 * @throws NotFound; RuleBroken `tariffs.not-a-draft`, `tariffs.changed-meanwhile`.
 */
export async function lockDraft(
  tx: Transaction,
  tariffId: string,
  rowVersion?: number,
): Promise<LockedTariff> {
  const tariff = await lockTariff(tx, tariffId);
  if (!tariff) throw new NotFound('tariff', tariffId);
  if (tariff.state !== 'DRAFT') throw new RuleBroken('tariffs.not-a-draft');
  if (rowVersion !== undefined && tariff.rowVersion !== rowVersion)
    throw new RuleBroken('tariffs.changed-meanwhile');
  return tariff;
}

export async function demandTerm(
  tx: Transaction,
  conventionId: string,
  { validFrom, validTo }: { validFrom: string; validTo: string | null },
): Promise<void> {
  const convention = await findConvention(tx.call, conventionId, tx.db);
  if (!convention) throw new NotFound('convention', conventionId);
  if (validTo !== null && validTo < validFrom)
    throw new InvalidInput({ validTo: 'La fine della validità precede l’inizio.' });
  const { from, to } = convention;
  if (validFrom < from || validFrom > to)
    throw new RuleBroken('tariffs.outside-the-convention', { field: 'validFrom', from, to });
  if (validTo !== null && validTo > to)
    throw new RuleBroken('tariffs.outside-the-convention', { field: 'validTo', from, to });
}
