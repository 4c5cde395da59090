import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { formatEuro } from '#platform/money';
import { confirmPanel } from '#ui/confirm';
import { errorSummary } from '#ui/error-summary';
import { proposeReversal } from '../../commands/propose-correction.ts';
import { reversePayment } from '../../commands/reverse-payment.ts';
import { feesLinks } from '../../links.ts';
import { getCorrection } from '../../queries/list-corrections.ts';
import { getPayment } from '../../queries/list-payments.ts';
import { reasonField } from '../act-fields.ts';
import { errorsOf, feesPage, idOf } from '../fees-page.ts';

const INPUT = z.object({ motivo: requiredText('Indicare il motivo dello storno.') });

interface Reversal {
  question: string;
  consequences: string;
  action: string;
  back: string;
  noticeLabel: string;
}

async function page(visit: Visit, reversal: Reversal, problems: Problems): Promise<Answer> {
  const content = html`${errorSummary(errorsOf(problems, ['motivo']))}${confirmPanel({
    question: reversal.question,
    consequences: html`<p>${reversal.consequences}</p>`,
    action: reversal.action,
    hiddenFields: visit.hiddenFields(),
    fields: reasonField(problems),
    confirmLabel: 'Storna',
    cancelHref: reversal.back,
    danger: true,
  })}`;
  return feesPage(visit, 'Storno', content, {
    path: [
      { label: 'Avvisi', href: feesLinks.notices() },
      { label: reversal.noticeLabel, href: reversal.back },
    ],
    ...(Object.keys(problems.errors).length > 0 ? { status: problems.status, refused: true } : {}),
  });
}

/** A payment recorded by mistake is taken back with a line of its own. */
export async function showPayment(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const payment = await getPayment(visit, idOf(visit));
  return page(
    visit,
    {
      question: `Stornare il versamento di ${formatEuro(payment.amountCents)} del ${formatItalianDate(payment.paidOn)}?`,
      consequences:
        'Si aggiunge una riga di segno contrario, con la data di oggi: il versamento resta leggibile e non conta più.',
      action: feesLinks.reversePayment(payment.id),
      back: feesLinks.notice(payment.noticeId),
      noticeLabel: `Avviso n. ${payment.number}/${payment.year}`,
    },
    problems,
  );
}

export const sendPayment = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const { noticeId } = await reversePayment(visit, { paymentId: idOf(visit), reason: input.motivo });
      return redirect(feesLinks.notice(noticeId), 'Il versamento è stornato.');
    },
    (problems) => showPayment(visit, problems),
  );

/** An approved correction is undone by the opposite line, which a second person approves. */
export async function showCorrection(visit: Visit, problems: Problems = fresh()): Promise<Answer> {
  const correction = await getCorrection(visit, idOf(visit));
  return page(
    visit,
    {
      question: `Stornare la rettifica di ${formatEuro(correction.amountCents)}?`,
      consequences:
        'Si propone una riga di segno contrario, che vale dopo l’approvazione di un’altra persona.',
      action: feesLinks.reverseCorrection(correction.id),
      back: feesLinks.notice(correction.noticeId),
      noticeLabel: `Avviso n. ${correction.number}/${correction.year}`,
    },
    problems,
  );
}

export const sendCorrection = (visit: Visit): Promise<Answer> =>
  submit(
    visit,
    INPUT,
    async (input) => {
      const correction = await getCorrection(visit, idOf(visit));
      await proposeReversal(visit, { correctionId: correction.id, reason: input.motivo });
      return redirect(
        feesLinks.notice(correction.noticeId),
        'Lo storno è proposto: attende l’approvazione di un’altra persona.',
      );
    },
    (problems) => showCorrection(visit, problems),
  );
