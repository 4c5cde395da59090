import { z } from 'zod';
import { optionalText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { errorSummary } from '#ui/error-summary';
import { textArea } from '#ui/field';
import { form } from '#ui/form';
import { changePaymentInstructions } from '../../commands/change-payment-instructions.ts';
import { membershipLinks } from '../../links.ts';
import { getConvention } from '../../queries/list-conventions.ts';
import { linesOf } from '../new-convention/new-convention.input.ts';

const input = z.object({ versamento: optionalText(2000).transform(linesOf) });

/** How the members pay: what the notices to come will say. */
export async function show(visit: Visit): Promise<Answer> {
  const { params } = await getConvention(visit, visit.params.id!);
  const lines = Array.isArray(params.howToPay) ? params.howToPay.map(String) : [];
  return render(visit, fresh({ versamento: lines.join('\n') }));
}

export function submit(visit: Visit): Promise<Answer> {
  const conventionId = visit.params.id!;
  return submitForm(
    visit,
    input,
    async ({ versamento }) => {
      await changePaymentInstructions(visit, { conventionId, howToPay: versamento });
      return redirect(
        membershipLinks.convention(conventionId),
        'Le indicazioni per il versamento sono aggiornate: valgono per i prossimi avvisi.',
      );
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, { errors, values, status }: Problems): Promise<Answer> {
  const convention = await getConvention(visit, visit.params.id!);
  const refused = Object.keys(errors).length > 0;
  const content = html`${errorSummary(Object.entries(errors).map(([field, message]) => ({ field: field || undefined, message })))}${form(
    {
      action: membershipLinks.conventionPayment(convention.id),
      hiddenFields: visit.hiddenFields(),
      fields: textArea({
        name: 'versamento',
        label: 'Come si versa',
        hint: 'Conto di tesoreria, IBAN, causale: ogni riga compare nei prossimi avvisi. Gli avvisi già emessi non cambiano.',
        value: values.versamento,
        error: errors.versamento,
        rows: 5,
      }),
      submitLabel: 'Aggiorna',
      cancelHref: membershipLinks.convention(convention.id),
    },
  )}`;
  return page('Come si versa', content, {
    status: refused ? status : 200,
    refused,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Convenzioni', href: membershipLinks.conventions() },
      { label: convention.title, href: membershipLinks.convention(convention.id) },
      { label: 'Come si versa' },
    ],
  });
}
