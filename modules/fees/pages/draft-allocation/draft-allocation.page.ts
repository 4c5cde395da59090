import { requiredText, requiredWhole } from '#platform/forms/inputs';
import { submit } from '#platform/forms/submit';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { draftAllocation } from '../../commands/draft-allocation.ts';
import { feesLinks } from '../../links.ts';
import { allocateCostInput, weightsOf } from '../allocate-cost/allocate-cost.input.ts';
import * as allocateCost from '../allocate-cost/allocate-cost.page.ts';

const INPUT = allocateCostInput.omit({ consuntivo: true }).extend({
  titolo: requiredText('Scrivere di quale costo si tratta.', 200),
  anno: requiredWhole('Indicare l’anno del costo.', 1990, 2199),
});

/** Keeps a calculation as a proposal; refused, the calculation comes back with what was typed. */
export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const { allocationId } = await draftAllocation(visit, {
        title: input.titolo,
        year: input.anno,
        conventionId: input.convenzione,
        membersOn: input.al,
        figuresOn: input.dati,
        usage: input.uso || null,
        comuniOnly: input.soloComuni,
        cost: input.costo,
        grants: input.contributi,
        weights: weightsOf(input),
      });
      return redirect(
        feesLinks.keptAllocation(allocationId),
        'La proposta di riparto è salvata: ora la approva un’altra persona.',
      );
    },
    (problems) => allocateCost.show(visit, problems),
  );
