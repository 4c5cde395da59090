import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { InvalidInput } from '#platform/errors';
import { requiredDate, requiredText, ticked } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { parseItalianAmount } from '#platform/money';
import {
  notifyWithdrawal,
  recordWithdrawalResolution,
  startNotice,
} from '../../commands/withdrawal-steps.ts';
import { membershipLinks } from '../../links.ts';
import { getWithdrawal } from '../../queries/withdrawals.ts';
import type { ExitCharge } from '../../store/withdrawals.ts';
import { seenVersion } from '../application/application.page.ts';
import { actSchema } from '../application-steps/resolution.page.ts';
import { withdrawalTag } from '../withdrawals/withdrawals.page.ts';
import { withdrawalView } from './withdrawal.view.ts';

/** A withdrawal: where it is, the form of its next step, its history. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

export function recordResolution(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    z.object(actSchema),
    async (input) => {
      const { executiveFrom } = await recordWithdrawalResolution(visit, {
        withdrawalId: visit.params.id!,
        version: seenVersion(visit),
        organ: input.organo,
        number: input.numero,
        resolvedOn: input.data,
        publicationStart: input.pubblicazione,
        immediatelyExecutable: input.immediata,
        certifiedExecutiveFrom: input.esecutivaDal,
      });
      return done(
        visit,
        `La delibera di recesso è stata registrata: è esecutiva dal ${formatItalianDate(executiveFrom)}.`,
      );
    },
    (problems) => render(visit, problems),
  );
}

const noticeInput = z.object({
  notificato: requiredDate('Indicare la data di notifica via PEC.'),
  pec: requiredText('Indicare l’indirizzo PEC da cui è arrivata la notifica.', 254),
});

export function recordNotice(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    noticeInput,
    async (input) => {
      const { effectiveOn } = await notifyWithdrawal(visit, {
        withdrawalId: visit.params.id!,
        version: seenVersion(visit),
        notifiedOn: input.notificato,
        pec: input.pec,
      });
      return done(
        visit,
        `La notifica è stata registrata: il recesso ha effetto dal ${formatItalianDate(effectiveOn)}.`,
      );
    },
    (problems) => render(visit, problems),
  );
}

/** How many lines of charges the form offers. */
export const CHARGE_LINES = 6;

const exitInput = z.object({
  voce: z.array(z.string().trim().max(300, 'La descrizione è troppo lunga.')).max(CHARGE_LINES),
  importo: z.array(z.string().trim()).max(CHARGE_LINES),
  nessuno: ticked(),
  accettato: ticked(),
});

export function settleExit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    exitInput,
    async (input) => {
      const charges = readCharges(input.voce, input.importo);
      if (charges.length === 0 && !input.nessuno)
        throw new InvalidInput({
          nessuno: 'Indicare gli impegni pluriennali, oppure dichiarare che non ve ne sono.',
        });
      if (charges.length > 0 && input.nessuno)
        throw new InvalidInput({ nessuno: 'Sono indicati impegni: togliere questa dichiarazione.' });
      await startNotice(visit, {
        withdrawalId: visit.params.id!,
        version: seenVersion(visit),
        charges,
        accepted: input.accettato,
      });
      return done(visit, 'Il prospetto di uscita è stato registrato e il preavviso è avviato.');
    },
    (problems) => render(visit, problems),
  );
}

function readCharges(descriptions: readonly string[], amounts: readonly string[]): ExitCharge[] {
  return descriptions.flatMap((description, index): ExitCharge[] => {
    const amount = amounts[index] ?? '';
    if (description === '' && amount === '') return [];
    const amountCents = parseItalianAmount(amount);
    if (description === '')
      throw new InvalidInput({ [`voce-${index}`]: 'Descrivere l’impegno a cui si riferisce l’importo.' });
    if (amountCents === null || amountCents < 0)
      throw new InvalidInput({
        [`importo-${index}`]: 'Indicare l’importo in euro, per esempio 1.240,00.',
      });
    return [{ description, amountCents }];
  });
}

const done = (visit: Visit, text: string): Answer =>
  redirect(membershipLinks.withdrawal(visit.params.id!), text);

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const sheet = await getWithdrawal(visit, visit.params.id!);
  const refused = Object.keys(problems.errors).length > 0;
  return page(`Recesso di ${sheet.name}`, withdrawalView(visit, sheet, problems), {
    status: refused ? problems.status : 200,
    refused,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Recessi', href: membershipLinks.withdrawals() },
      { label: sheet.name },
    ],
    heading: { eyebrow: sheet.conventionTitle, status: withdrawalTag(sheet.state) },
  });
}
