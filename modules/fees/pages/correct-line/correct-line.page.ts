import { z } from 'zod';
import { NotFound } from '#platform/errors';
import { requiredEuro, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatAmount, formatEuro } from '#platform/money';
import { errorSummary } from '#ui/error-summary';
import { moneyField } from '#ui/field';
import { form } from '#ui/form';
import { proposeCorrection } from '../../commands/propose-correction.ts';
import { feesLinks } from '../../links.ts';
import { getNotice } from '../../queries/list-notices.ts';
import { pathToNotice, reasonField } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const INPUT = z.object({
  importo: requiredEuro('Indicare l’importo corretto.'),
  motivo: requiredText('Indicare il motivo della rettifica.'),
});

/** A line of a notice brought to another amount; it waits for a second person. */
export async function show(visit: Visit, problems?: Problems): Promise<Answer> {
  const notice = await getNotice(visit, idOf(visit));
  const line = notice.lines.find((l) => l.kind === 'FEE' && String(l.line) === visit.params.riga);
  if (!line) throw new NotFound('notice line', visit.params.riga);
  const now = notice.lines
    .filter((l) => l === line || l.correctsLine === line.line)
    .reduce((sum, l) => sum + l.netCents, 0);
  const filled = problems ?? fresh({ importo: formatAmount(now) });
  const content = html`${errorSummary(errorsOf(filled, ['importo', 'motivo']))}<p>Riga ${line.line}, ${line.debtorName}: oggi è richiesto <strong>${formatEuro(now)}</strong>. La rettifica aggiunge una riga a credito o a debito per la differenza; la riga originaria resta. Vale dopo l’approvazione di un’altra persona.</p>${form(
    {
      action: feesLinks.correctLine(notice.id, line.line),
      hiddenFields: visit.hiddenFields(),
      fields: [
        moneyField({
          name: 'importo',
          label: 'Importo corretto',
          required: true,
          value: filled.values.importo,
          error: filled.errors.importo,
        }),
        reasonField(filled),
      ],
      submitLabel: 'Proponi la rettifica',
      cancelHref: feesLinks.notice(notice.id),
    },
  )}`;
  return feesPage(visit, 'Rettificare una riga', content, {
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
      await proposeCorrection(visit, {
        noticeId,
        line: Number(visit.params.riga),
        newAmountCents: input.importo,
        reason: input.motivo,
      });
      return redirect(
        feesLinks.notice(noticeId),
        'La rettifica è proposta: attende l’approvazione di un’altra persona.',
      );
    },
    (problems) => show(visit, problems),
  );
