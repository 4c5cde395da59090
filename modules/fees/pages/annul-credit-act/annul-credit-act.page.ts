import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { proposeAnnulment } from '../../commands/propose-credit-act.ts';
import { creditActLabel } from '../../credit-messages.it.ts';
import { feesLinks } from '../../links.ts';
import { getCreditAct } from '../../queries/list-credits.ts';
import { reasonField } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const INPUT = z.object({ motivo: requiredText('Indicare il motivo dell’annullamento.') });

/** An approved refund or offset done by mistake is annulled; a second person approves. */
export async function show(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const act = await getCreditAct(visit, idOf(visit));
  const label = creditActLabel(act);
  const content = html`${errorSummary(errorsOf(problems, ['motivo']))}${confirmPanel({
    question: `Annullare la ${label.toLowerCase()} di ${formatEuro(act.amountCents)} del ${formatItalianDate(act.doneOn)}?`,
    consequences: html`<p>Quando un’altra persona approva, i movimenti dell’atto sono stornati con la data di oggi e il credito torna com’era. L’atto resta leggibile.${
      act.kind === 'REFUND'
        ? ' Annullare solo se il denaro non è uscito, o è rientrato: per un importo o un mandato scritto male.'
        : ''
    }</p>`,
    action: feesLinks.annulCreditAct(act.id),
    hiddenFields: visit.hiddenFields(),
    fields: reasonField(problems),
    confirmLabel: 'Proponi l’annullamento',
    cancelHref: feesLinks.creditAct(act.id),
    danger: true,
  })}`;
  return feesPage(visit, 'Annullamento', content, {
    path: [
      { label: 'Restituzioni e compensazioni', href: feesLinks.creditActs() },
      { label, href: feesLinks.creditAct(act.id) },
    ],
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}

export const send = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const { noticeId } = await proposeAnnulment(visit, { creditActId: idOf(visit), reason: input.motivo });
      return redirect(
        feesLinks.notice(noticeId),
        'L’annullamento è proposto: attende l’approvazione di un’altra persona.',
      );
    },
    (problems) => show(visit, problems),
  );
