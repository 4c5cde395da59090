import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { dateField, textArea } from '#ui/field';
import { endPayerAgreement } from '../../commands/end-payer-agreement.ts';
import { feesLinks } from '../../links.ts';
import { getAgreement } from '../../queries/list-agreements.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';
import { coverText } from '../list-agreements/list-agreements.page.ts';

const INPUT = z.object({
  al: requiredDate('Indicare l’ultimo giorno dell’accordo.'),
  motivo: requiredText('Indicare il motivo.'),
});

/** The last day of an agreement. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const agreement = await getAgreement(visit, idOf(visit));
  const filled = problems ?? fresh({ al: formatItalianDate(`${visit.today.slice(0, 4)}-12-31`) });
  const content = html`${errorSummary(errorsOf(filled, ['al', 'motivo']))}${confirmPanel({
    question: `Terminare l’accordo per ${agreement.debtor}?`,
    consequences: html`<p>${agreement.payer} paga ${coverText(agreement)} della quota di ${agreement.debtor} (${agreement.sourceAct}). Gli avvisi già emessi non cambiano.</p>`,
    action: feesLinks.endAgreement(agreement.id),
    hiddenFields: visit.hiddenFields(),
    fields: [
      dateField({
        name: 'al',
        label: 'Ultimo giorno',
        required: true,
        value: filled.values.al,
        error: filled.errors.al,
      }),
      textArea({
        name: 'motivo',
        label: 'Motivo',
        required: true,
        rows: 2,
        value: filled.values.motivo,
        error: filled.errors.motivo,
      }),
    ],
    confirmLabel: 'Termina l’accordo',
    cancelHref: feesLinks.agreements(),
  })}`;
  return feesPage(visit, 'Terminare un accordo', content, {
    path: [{ label: 'Accordi di pagamento', href: feesLinks.agreements() }],
    ...(problems ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      await endPayerAgreement(visit, { agreementId: idOf(visit), on: input.al, reason: input.motivo });
      return redirect(feesLinks.agreements(), 'L’accordo è terminato.');
    },
    (problems) => show(visit, problems),
  );
