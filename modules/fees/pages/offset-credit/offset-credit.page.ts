import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { requiredDate, requiredEuro, requiredId, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatAmount, formatEuro } from '#platform/money';
import { buttonLink } from '#ui/button';
import { emptyState } from '#ui/empty-state';
import { errorSummary } from '#ui/error-summary';
import { dateField, moneyField, radios, textField } from '#ui/field';
import { form } from '#ui/form';
import { proposeOffset } from '../../commands/propose-credit-act.ts';
import { feesLinks } from '../../links.ts';
import { creditActsOf, freeCredit } from '../../queries/list-credits.ts';
import { getNotice, type ListedNotice, listNotices, type Notice } from '../../queries/list-notices.ts';
import { creditOf, pathToNotice, reasonField } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const INPUT = z.object({
  avviso: requiredId('Scegliere l’avviso da pagare con il credito.'),
  importo: requiredEuro('Indicare l’importo da compensare.'),
  data: requiredDate('Indicare la data della compensazione.'),
  riferimento: z.string().trim().max(100, 'Il riferimento è troppo lungo: al massimo 100 caratteri.'),
  motivo: requiredText('Indicare il motivo della compensazione.'),
});
const FIELDS = Object.keys(INPUT.shape);

/** The most open notices of one payer among which to choose: a year has few. */
const MOST = 200;

/** A credit set against another notice of the same payer; it waits for a second person. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const notice = await getNotice(visit, idOf(visit));
  const { rows: open } = await listNotices(
    visit,
    { payerId: notice.payerId, state: 'OPEN' },
    { sort: 'scadenza', direction: 'asc', size: MOST, offset: 0 },
  );
  const free = freeCredit(notice.balance.overpaid, notice.id, await creditActsOf(visit, notice.id));
  const content = html`<p>${creditOf(notice, free)}</p>${open.length === 0 ? noneOpen(notice) : theForm(visit, notice, open, free, problems)}`;
  return feesPage(visit, 'Compensare un credito', content, {
    path: pathToNotice(notice),
    ...(problems ? { status: problems.status, refused: true } : {}),
  });
}

const noneOpen = (notice: Notice): Html =>
  emptyState({
    title: `${notice.payerName} non ha altri avvisi da pagare`,
    text: 'Un credito si compensa solo con un avviso ancora aperto dello stesso ente, di qualunque anno. Si può restituire, oppure attendere il prossimo avviso.',
    action: buttonLink({ label: 'Restituisci il credito', href: feesLinks.refund(notice.id) }),
  });

function theForm(
  visit: Visit,
  notice: Notice,
  open: readonly ListedNotice[],
  free: number,
  problems?: Problems,
): Html {
  const first = open[0]!;
  const suggested = Math.min(free, first.totalCents - first.paidCents);
  const filled =
    problems ??
    fresh({
      data: formatItalianDate(visit.today),
      ...(open.length === 1 ? { avviso: first.id } : {}),
      importo: open.length === 1 && suggested > 0 ? formatAmount(suggested) : '',
    });
  const { values, errors } = filled;
  return html`${errorSummary(errorsOf(filled, FIELDS))}<p>La compensazione vale dopo l’approvazione di un’altra persona: allora compare fra i versamenti di tutti e due gli avvisi, con segno meno su questo e più sull’altro.</p>${form(
    {
      action: feesLinks.offset(notice.id),
      hiddenFields: visit.hiddenFields(),
      fields: [
        radios({
          name: 'avviso',
          label: 'Avviso da pagare',
          required: true,
          value: values.avviso,
          error: errors.avviso,
          choices: open.map((n) => ({
            value: n.id,
            label: `Avviso n. ${n.number}/${n.year}, quote ${n.feeYear}: restano ${formatEuro(n.totalCents - n.paidCents)}`,
            hint: `Scadenza ${formatItalianDate(n.dueOn)}`,
          })),
        }),
        moneyField({
          name: 'importo',
          label: 'Importo da compensare',
          hint: 'Al massimo il credito libero e quanto resta sull’avviso scelto. Ad esempio 1.740,00',
          required: true,
          value: values.importo,
          error: errors.importo,
        }),
        dateField({
          name: 'data',
          label: 'Data della compensazione',
          required: true,
          value: values.data,
          error: errors.data,
        }),
        textField({
          name: 'riferimento',
          label: 'Atto o nota dell’ente (facoltativo)',
          maxlength: 100,
          value: values.riferimento,
          error: errors.riferimento,
        }),
        reasonField(filled),
      ],
      submitLabel: 'Proponi la compensazione',
      cancelHref: feesLinks.notice(notice.id),
    },
  )}`;
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const noticeId = idOf(visit);
      await proposeOffset(visit, {
        noticeId,
        toNoticeId: input.avviso,
        amountCents: input.importo,
        doneOn: input.data,
        reference: input.riferimento,
        reason: input.motivo,
      });
      return redirect(
        feesLinks.notice(noticeId),
        `La compensazione di ${formatEuro(input.importo)} è proposta: attende l’approvazione di un’altra persona.`,
      );
    },
    (problems) => show(visit, problems),
  );
