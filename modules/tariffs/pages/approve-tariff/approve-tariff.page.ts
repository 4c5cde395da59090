import { z } from 'zod';
import { requiredDate, requiredText, ticked } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { approveTariff } from '../../commands/approve-tariff.ts';
import { tariffLinks } from '../../links.ts';
import { getTariff } from '../../queries/get-tariff.ts';
import { validateTariff } from '../../rules/validate-tariff.ts';
import { gapsWith } from '../show-tariff/show-tariff.page.ts';
import { approveTariffView } from './approve-tariff.view.ts';

const input = z.object({
  decisionNumber: requiredText('Indicare il numero della decisione.', 40),
  board: requiredText('Indicare l’organo che ha deciso.', 120),
  decidedOn: requiredDate('Indicare la data della decisione.'),
  warningsAccepted: ticked(),
});

/** The approval of a proposal, with what the checks found before the eyes of who approves. */
export function show(visit: Visit): Promise<Answer> {
  return render(visit, null);
}

export function submit(visit: Visit): Promise<Answer> {
  const tariffId = visit.params.id!;
  return submitForm(
    visit,
    input,
    async ({ decisionNumber, board, ...rest }) => {
      const decision = `Decisione n. ${decisionNumber} – ${board}`;
      await approveTariff(visit, { tariffId, decision, ...rest });
      return redirect(tariffLinks.tariff(tariffId), 'La tariffa è stata approvata.');
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems | null): Promise<Answer> {
  const tariff = await getTariff(visit, visit.params.id!);
  if (tariff.state !== 'DRAFT')
    return redirect(tariffLinks.tariff(tariff.id), {
      kind: 'warning',
      text: 'La tariffa non è più una proposta.',
    });
  return page(
    'Approvazione della tariffa',
    approveTariffView({
      tariff,
      findings: validateTariff(tariff.tariff),
      gaps: await gapsWith(visit, tariff),
      problems: problems ?? fresh({ board: 'Tavolo strategico' }),
      hiddenFields: visit.hiddenFields(),
    }),
    {
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Tariffe', href: tariffLinks.tariffs() },
        { label: `${tariff.code} v.${tariff.version}`, href: tariffLinks.tariff(tariff.id) },
        { label: 'Approvazione' },
      ],
      heading: { lead: tariff.title },
      refused: problems !== null,
      status: problems ? problems.status : 200,
    },
  );
}
