import type { Call } from '#platform/call';
import { perform } from '#platform/database/transaction';
import { RuleBroken } from '#platform/errors';
import { demand } from '#platform/permission';
import { mayDraftTariffs } from '../permissions.ts';
import { tariffOf } from '../queries/get-tariff.ts';
import { editTariffRules, type RuleEdit } from '../rules/edit-fee.ts';
import { updateDraft } from '../store/tariffs.ts';
import { demandTerm, lockDraft } from './draft-tariff.ts';

/** The dates, title and VAT treatment of the proposal, when they are changed with the head of the rules. */
export interface DraftHeader {
  title: string;
  validFrom: string;
  validTo: string | null;
  vatTreatment: string;
}

/**
 * Does one step in the rules of a proposal. `rowVersion` is the one on the page: whoever has an older page is refused,
 * so that two officers do not overwrite each other. The form of the standard formula no longer suits what comes out.
 * VAT stays confirmed as it was: here nobody looks at it, unless the header with its treatment is given and changed.
 * @returns where the rule now stands.
 * @throws NotFound; RuleBroken `tariffs.not-a-draft`, `tariffs.changed-meanwhile`, the refusals of `editTariffRules`.
 */
export async function editRule(
  call: Call,
  input: { tariffId: string; rowVersion: number; edit: RuleEdit; header?: DraftHeader },
): Promise<{ path: string }> {
  demand(call, mayDraftTariffs);
  return perform(
    call,
    'tariffs.edit-rule',
    async (tx) => {
      const draft = await lockDraft(tx, input.tariffId, input.rowVersion);
      const edited = editTariffRules(tariffOf(draft.definition), input.edit);
      if ('refused' in edited) throw new RuleBroken(edited.refused, edited.facts);
      if (input.header) await demandTerm(tx, draft.conventionId, input.header);
      await updateDraft(tx, draft.id, {
        ...draft,
        ...input.header,
        definition: edited.tariff,
        parameters: null,
        vatConfirmed: false,
      });
      tx.record({
        action: 'tariffs.rule-edited',
        target: 'tariff',
        targetId: draft.id,
        before: draft.definition,
        after: edited.tariff,
        facts: { step: input.edit.do, rule: edited.path },
      });
      return { path: edited.path };
    },
    input,
  );
}
