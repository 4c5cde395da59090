import { formatItalianDate } from '#platform/calendar';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatAmount, formatEuro } from '#platform/money';
import { errorSummary } from '#ui/error-summary';
import { checkbox, dateField, moneyField, radios, textField } from '#ui/field';
import { form } from '#ui/form';
import { recordPayment } from '../../commands/record-payment.ts';
import { CHANNEL_LABELS } from '../../labels.it.ts';
import { feesLinks } from '../../links.ts';
import { getNotice } from '../../queries/list-notices.ts';
import { pathToNotice } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';
import { recordPaymentInput } from './record-payment.input.ts';

const FIELDS = ['data', 'importo', 'canale', 'riferimento', 'eccedenza'];

/** A payment of a notice, recorded by hand. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const notice = await getNotice(visit, idOf(visit));
  const { open } = notice.balance;
  const filled =
    problems ??
    fresh({
      importo: open > 0 ? formatAmount(open) : '',
      data: formatItalianDate(visit.today),
      canale: 'GIROFONDI',
    });
  const { values, errors } = filled;
  const content = html`${errorSummary(errorsOf(filled, FIELDS))}<p>${notice.payerName}: restano da versare <strong>${formatEuro(open)}</strong> su ${formatEuro(notice.balance.due)}.</p>${form(
    {
      action: feesLinks.payNotice(notice.id),
      hiddenFields: visit.hiddenFields(),
      fields: [
        dateField({
          name: 'data',
          label: 'Data del versamento',
          required: true,
          value: values.data,
          error: errors.data,
        }),
        moneyField({
          name: 'importo',
          label: 'Importo versato',
          required: true,
          value: values.importo,
          error: errors.importo,
        }),
        radios({
          name: 'canale',
          label: 'Canale',
          required: true,
          value: values.canale,
          error: errors.canale,
          choices: Object.entries(CHANNEL_LABELS).map(([value, label]) => ({ value, label })),
        }),
        textField({
          name: 'riferimento',
          label: 'Riferimento della banca (TRN)',
          hint: 'Facoltativo: evita di registrare due volte lo stesso versamento.',
          value: values.riferimento,
          error: errors.riferimento,
          width: 'medium',
        }),
        checkbox({
          name: 'eccedenza',
          label: 'L’ente ha versato più del dovuto: la differenza resta come credito',
          value: '1',
          checked: values.eccedenza === '1',
          error: errors.eccedenza,
        }),
      ],
      submitLabel: 'Registra il versamento',
      cancelHref: feesLinks.notice(notice.id),
    },
  )}`;
  return feesPage(visit, 'Registrare un versamento', content, {
    path: pathToNotice(notice),
    ...(problems ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    recordPaymentInput,
    async (input) => {
      const noticeId = idOf(visit);
      await recordPayment(visit, {
        noticeId,
        paidOn: input.data,
        amountCents: input.importo,
        channel: input.canale,
        reference: input.riferimento,
        overpaymentAccepted: input.eccedenza,
      });
      return redirect(
        feesLinks.notice(noticeId),
        `Il versamento di ${formatEuro(input.importo)} è registrato.`,
      );
    },
    (problems) => show(visit, problems),
  );
