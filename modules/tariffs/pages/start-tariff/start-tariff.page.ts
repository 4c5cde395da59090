import { InvalidInput } from '#platform/errors';
import { requiredText } from '#platform/forms/inputs';
import { type Problems, submit as submitForm } from '#platform/forms/submit';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { isId } from '#platform/ids';
import { draftTariff } from '../../commands/draft-tariff.ts';
import { tariffLinks } from '../../links.ts';
import { findConvention, listConventions } from '../../queries/find-convention.ts';
import { listExamples } from '../../queries/list-examples.ts';
import { EMPTY_RULE } from '../../rules/convert-fee.ts';
import { TARIFF_SCHEMA_ID, type Tariff } from '../../rules/tariff.ts';
import { header, newDraftInput } from '../draft-tariff/draft-tariff.input.ts';
import { freshDraft } from '../draft-tariff/draft-tariff.page.ts';
import { startTariffView } from './start-tariff.view.ts';

const input = newDraftInput.extend({
  ...header,
  start: requiredText('Scegliere da che cosa partire.'),
});

/** A new proposal whose rules are then written one by one: from nothing, or from one of the examples. */
export const show = (visit: Visit): Promise<Answer> => render(visit, null);

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async ({ start, conventionId, ...content }) => {
      if (!isId(conventionId) || !(await findConvention(visit, conventionId)))
        throw new InvalidInput({ conventionId: 'Scegliere la convenzione.' });
      const definition = startingTariff(start, content.title);
      const draft = { ...content, conventionId, definition, parameters: null };
      const { tariffId } = await draftTariff(visit, draft);
      return redirect(
        tariffLinks.rules(tariffId),
        'La proposta è stata salvata: modificare ora le sue regole.',
      );
    },
    (problems) => render(visit, problems),
  );
}

function startingTariff(start: string, name: string): Tariff {
  if (start !== 'vuota') {
    const example = listExamples().find(({ key }) => key === start);
    if (!example) throw new InvalidInput({ start: 'Scegliere da che cosa partire.' });
    return { ...example.tariff, name };
  }
  return {
    schema: TARIFF_SCHEMA_ID,
    name,
    source: 'Proposta del centro',
    populationReference: { kind: 'PENULTIMATE_YEAR_END' },
    variables: [],
    fee: EMPTY_RULE,
  };
}

async function render(visit: Visit, problems: Problems | null): Promise<Answer> {
  const conventions = await listConventions(visit);
  return page(
    'Nuova proposta di tariffa per regole',
    startTariffView({
      conventions,
      examples: listExamples(),
      hiddenFields: visit.hiddenFields(),
      problems: problems ?? freshDraft(visit, conventions, { start: 'vuota' }),
    }),
    {
      breadcrumb: [
        { label: 'Scrivania', href: '/' },
        { label: 'Tariffe', href: tariffLinks.tariffs() },
        { label: 'Nuova proposta', href: tariffLinks.newFromFormula() },
        { label: 'Per regole' },
      ],
      refused: problems !== null,
      status: problems ? problems.status : 200,
    },
  );
}
