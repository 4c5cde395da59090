import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { oneOf, requiredDate, requiredEuro, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatAmount, formatEuro } from '#platform/money';
import { errorSummary } from '#ui/error-summary';
import { dateField, moneyField, radios, textField } from '#ui/field';
import { form } from '#ui/form';
import { proposeRefund } from '../../commands/propose-credit-act.ts';
import { CHANNEL_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { creditActsOf, freeCredit } from '../../queries/list-credits.ts';
import { getNotice } from '../../queries/list-notices.ts';
import { REFUND_CHANNELS } from '../../rules/credit.ts';
import { creditOf, pathToNotice, reasonField } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const INPUT = z.object({
  importo: requiredEuro('Indicare l’importo da restituire.'),
  data: requiredDate('Indicare la data del mandato o del girofondi.'),
  canale: oneOf(REFUND_CHANNELS, 'Scegliere come si restituisce.'),
  riferimento: requiredText('Indicare il mandato o il girofondi con cui si restituisce.', 100),
  motivo: requiredText('Indicare il motivo della restituzione.'),
});
const FIELDS = Object.keys(INPUT.shape);

/** A credit given back to who paid too much; it waits for a second person. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const notice = await getNotice(visit, idOf(visit));
  const free = freeCredit(notice.balance.overpaid, notice.id, await creditActsOf(visit, notice.id));
  const filled =
    problems ??
    fresh({
      importo: free > 0 ? formatAmount(free) : '',
      data: formatItalianDate(visit.today),
      canale: 'GIROFONDI',
    });
  const { values, errors } = filled;
  const content = html`${errorSummary(errorsOf(filled, FIELDS))}<p>${creditOf(notice, free)} La restituzione vale dopo l’approvazione di un’altra persona: allora compare fra i versamenti con segno meno.</p>${form(
    {
      action: feesLinks.refund(notice.id),
      hiddenFields: visit.hiddenFields(),
      fields: [
        moneyField({
          name: 'importo',
          label: 'Importo da restituire',
          required: true,
          value: values.importo,
          error: errors.importo,
        }),
        dateField({
          name: 'data',
          label: 'Data del mandato o del girofondi',
          required: true,
          value: values.data,
          error: errors.data,
        }),
        radios({
          name: 'canale',
          label: 'Canale',
          required: true,
          value: values.canale,
          error: errors.canale,
          choices: REFUND_CHANNELS.map((value) => ({ value, label: CHANNEL_LABELS[value]! })),
        }),
        textField({
          name: 'riferimento',
          label: 'Mandato o girofondi',
          hint: 'Per esempio: mandato n. 128/2026.',
          required: true,
          maxlength: 100,
          value: values.riferimento,
          error: errors.riferimento,
        }),
        reasonField(filled),
      ],
      submitLabel: 'Proponi la restituzione',
      cancelHref: feesLinks.notice(notice.id),
    },
  )}`;
  return feesPage(visit, 'Restituire un credito', content, {
    path: pathToNotice(notice),
    ...(problems ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const noticeId = idOf(visit);
      await proposeRefund(visit, {
        noticeId,
        amountCents: input.importo,
        doneOn: input.data,
        channel: input.canale,
        reference: input.riferimento,
        reason: input.motivo,
      });
      return redirect(
        feesLinks.notice(noticeId),
        `La restituzione di ${formatEuro(input.importo)} è proposta: attende l’approvazione di un’altra persona.`,
      );
    },
    (problems) => show(visit, problems),
  );
