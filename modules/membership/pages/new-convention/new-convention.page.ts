import { formatItalianDate } from '#platform/calendar';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { openConvention } from '../../commands/open-convention.ts';
import { membershipLinks } from '../../links.ts';
import { listTemplates } from '../../queries/list-templates.ts';
import { durationIsTooShort } from '../../rules/convention-duration.ts';
import { newConventionInput } from './new-convention.input.ts';
import { newConventionView } from './new-convention.view.ts';

/** Opening a convention on an approved template. */
export const show = (visit: Visit): Promise<Answer> =>
  render(
    visit,
    fresh({
      quote: 'BASE_PLUS_SURCHARGE',
      preavviso: '90',
      esecutivita: 'INITIAL_DAY_EXCLUDED',
      schema: visit.query.schema ?? '',
      prorata: 'MONTHLY',
      quotaForma: '1',
    }),
  );

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    newConventionInput,
    async (input) => {
      const { conventionId } = await openConvention(visit, {
        templateId: input.schema,
        title: input.titolo,
        validFrom: input.dal,
        validTo: input.al,
        feeModel: input.quote,
        listPriceAllowed: input.listino,
        compulsory: input.obbligatoria,
        coversFundamentalFunctions: input.fondamentali,
        withdrawalNoticeDays: input.preavviso,
        executiveReading: input.esecutivita,
        proRata: input.prorata,
        chargeAssociationOwnFee: input.quotaForma,
        howToPay: input.versamento,
        approvedAct: input.atto,
        approvedOn: input.attoDel,
      });
      const short = durationIsTooShort(input.dal, input.al, input.fondamentali);
      return redirect(membershipLinks.convention(conventionId), {
        kind: short ? 'warning' : 'success',
        text: short
          ? 'La convenzione è aperta, ma dura meno di tre anni pur riguardando funzioni fondamentali: verificare.'
          : 'La convenzione è aperta: gli enti possono presentare la domanda di adesione.',
      });
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const templates = (await listTemplates(visit)).filter((t) => t.approvedOn !== null);
  const refused = Object.keys(problems.errors).length > 0;
  const choices = templates.map((t) => ({
    value: t.id,
    label: `${t.title}, versione ${t.version} (approvata il ${formatItalianDate(t.approvedOn!)})`,
  }));
  return page('Apertura di una convenzione', newConventionView(visit.hiddenFields(), problems, choices), {
    status: refused ? problems.status : 200,
    refused,
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Convenzioni', href: membershipLinks.conventions() },
      { label: 'Apertura' },
    ],
    heading: {
      lead: 'Una convenzione non si modifica: per una nuova durata se ne apre un’altra, a cui gli enti aderiscono con una nuova delibera.',
    },
  });
}
