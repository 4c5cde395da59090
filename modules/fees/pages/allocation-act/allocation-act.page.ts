import { z } from 'zod';
import { requiredEuro, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatAmount, formatEuro, formatInteger } from '#platform/money';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { numberField, textField } from '#ui/field';
import { form } from '#ui/form';
import { weightsInWords } from '../../allocation-words.it.ts';
import { approveAllocation, discardAllocation } from '../../commands/decide-allocation.ts';
import { draftFinalAccount } from '../../commands/draft-allocation.ts';
import { feesLinks } from '../../links.ts';
import { type CostAllocation, getAllocation } from '../../queries/cost-allocations.ts';
import { reasonField, reasonInput } from '../act-fields.ts';
import { optionalEuro } from '../allocate-cost/allocate-cost.input.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const FINAL = z.object({
  titolo: requiredText('Scrivere di quale costo si tratta.', 200),
  costo: requiredEuro('Indicare il costo a consuntivo.'),
  contributi: optionalEuro,
});

/** The page before an allocation is approved. */
export async function showApproval(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const allocation = await getAllocation(visit, idOf(visit));
  const { net, bodies, draftedBy, kind, balances } = allocation;
  const content = confirmPanel({
    question: `Approvare il riparto n. ${allocation.number}/${allocation.year}?`,
    consequences: html`<p>${draftedBy} propone di ripartire ${formatEuro(net)} fra ${formatInteger(bodies)} ${bodies === 1 ? 'ente' : 'enti'}: ${weightsInWords(allocation.weights, allocation.usageLabel)}.${
      kind === 'FINAL' && balances
        ? ` Sul preventivo erano ${formatEuro(balances.net)}: il conguaglio è ${formatEuro(net - balances.net)}.`
        : ''
    } Approvato il riparto, ogni ente vede la sua quota e come è calcolata.</p>`,
    action: feesLinks.allocationAct(allocation.id, 'approvazione'),
    hiddenFields: visit.hiddenFields(),
    confirmLabel: 'Approva il riparto',
    cancelHref: feesLinks.keptAllocation(allocation.id),
  });
  return actPage(visit, allocation, 'Approvazione', content, problems, []);
}

export const sendApproval = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    z.object({}),
    async () => {
      await approveAllocation(visit, { allocationId: idOf(visit) });
      return redirect(feesLinks.keptAllocation(idOf(visit)), 'Il riparto è approvato.');
    },
    (problems) => showApproval(visit, problems),
  );

/** The page before a proposal, or an approved allocation, is discarded. */
export async function showDiscard(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const allocation = await getAllocation(visit, idOf(visit));
  const approved = allocation.state === 'APPROVED';
  const content = confirmPanel({
    question: `Annullare il riparto n. ${allocation.number}/${allocation.year}?`,
    consequences: approved
      ? html`<p>Gli enti continuano a vederlo, come annullato e con il motivo. Non si può tornare indietro: il costo si potrà ripartire di nuovo.</p>`
      : html`<p>La proposta resta consultabile ma non si potrà più approvare.</p>`,
    action: feesLinks.allocationAct(allocation.id, 'annullamento'),
    hiddenFields: visit.hiddenFields(),
    fields: reasonField(problems),
    confirmLabel: approved ? 'Annulla il riparto' : 'Annulla la proposta',
    cancelHref: feesLinks.keptAllocation(allocation.id),
    danger: true,
  });
  return actPage(visit, allocation, 'Annullamento', content, problems, ['motivo']);
}

export const sendDiscard = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    reasonInput,
    async ({ motivo }) => {
      await discardAllocation(visit, { allocationId: idOf(visit), reason: motivo });
      return redirect(feesLinks.keptAllocation(idOf(visit)), 'Il riparto è annullato.');
    },
    (problems) => showDiscard(visit, problems),
  );

/** The form of the final account: the cost and the grants as they turned out. */
export async function showFinal(visit: Visit, problems?: Problems): Promise<Answer> {
  const allocation = await getAllocation(visit, idOf(visit));
  const { values, errors } = problems ?? fresh(startingValues(allocation));
  const field = (name: string, label: string, hint?: string) => ({
    name,
    label,
    value: values[name],
    error: errors[name],
    ...(hint ? { hint } : {}),
  });
  const content = form({
    action: feesLinks.allocationAct(allocation.id, 'conguaglio'),
    hiddenFields: visit.hiddenFields(),
    fields: [
      html`<p>Il costo a consuntivo si ripartisce fra gli stessi enti, con gli stessi pesi e con gli stessi dati fissati nel riparto sul preventivo. Il conguaglio di ogni ente è la differenza fra le due quote. Sul preventivo: costo ${formatEuro(allocation.cost)}, contributi ${formatEuro(allocation.grants)}, ripartito ${formatEuro(allocation.net)}.</p>`,
      textField({ ...field('titolo', 'Di quale costo si tratta'), required: true, maxlength: 200 }),
      numberField({
        ...field('costo', 'Costo a consuntivo'),
        required: true,
        suffix: '€',
        inputmode: 'decimal',
      }),
      numberField({
        ...field('contributi', 'Contributi da togliere', 'Facoltativo'),
        suffix: '€',
        inputmode: 'decimal',
      }),
    ],
    submitLabel: 'Salva come proposta di conguaglio',
    cancelHref: feesLinks.keptAllocation(allocation.id),
  });
  return actPage(visit, allocation, 'Conguaglio sul consuntivo', content, problems ?? fresh(), [
    'titolo',
    'costo',
    'contributi',
  ]);
}

const startingValues = ({ title, grants }: CostAllocation): Record<string, string> => ({
  titolo: title,
  contributi: grants === 0 ? '' : formatAmount(grants),
});

export const sendFinal = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    FINAL,
    async ({ titolo, costo, contributi }) => {
      const { allocationId } = await draftFinalAccount(visit, {
        allocationId: idOf(visit),
        title: titolo,
        cost: costo,
        grants: contributi,
      });
      return redirect(
        feesLinks.keptAllocation(allocationId),
        'Il conguaglio è predisposto: ora lo approva un’altra persona.',
      );
    },
    (problems) => showFinal(visit, problems),
  );

function actPage(
  visit: Visit,
  allocation: CostAllocation,
  title: string,
  content: Html,
  problems: Problems,
  fields: readonly string[],
): Answer {
  return feesPage(visit, title, html`${errorSummary(errorsOf(problems, fields))}${content}`, {
    path: [
      { label: 'Riparti dei costi', href: feesLinks.allocations() },
      {
        label: `Riparto n. ${allocation.number}/${allocation.year}`,
        href: feesLinks.keptAllocation(allocation.id),
      },
    ],
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}
