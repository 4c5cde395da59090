import { z } from 'zod';
import { oneOf, requiredDate, requiredText, requiredWhole, ticked } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { checkbox, dateField, numberField, radios, textField } from '#ui/field';
import { recordFigure } from '../../commands/record-figure.ts';
import { directoryLinks } from '../../links.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const schema = z.object({
  kind: oneOf(['population', 'enterprises'], 'Scegliere il dato.'),
  on: requiredDate('Indicare la data di riferimento.'),
  value: requiredWhole('Scrivere il valore.', 0, 10_000_000),
  source: requiredText('Indicare la fonte.', 200),
  provisional: ticked(),
});

/** A figure by hand: a new day, or the correction of one. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return shown(visit, body, fresh({ kind: 'population' }));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema,
    async (figure) => {
      await recordFigure(visit, body.id, figure);
      return redirect(directoryLinks.bodyPart(body.id, 'figure'), 'Il dato è registrato.');
    },
    (problems) => shown(visit, body, problems),
  );
}

function shown(visit: Visit, body: ShownBody, problems: Problems): Answer {
  return actPage(visit, body, problems, {
    title: 'Aggiungi un dato',
    lead: 'Per correggere un dato, aggiungerne uno per la stessa data: vale l’ultimo registrato, e il precedente resta a vista.',
    action: directoryLinks.bodyPart(body.id, 'figure/nuova'),
    back: directoryLinks.bodyPart(body.id, 'figure'),
    submitLabel: 'Registra il dato',
    fields: html`${radios({
      ...kept(problems, 'kind'),
      label: 'Dato',
      required: true,
      choices: [
        { value: 'population', label: 'Popolazione residente' },
        { value: 'enterprises', label: 'Imprese attive' },
      ],
    })}${dateField({ ...kept(problems, 'on'), label: 'Data di riferimento', required: true })}${numberField({ ...kept(problems, 'value'), label: 'Valore', required: true })}${textField(
      {
        ...kept(problems, 'source'),
        label: 'Fonte',
        hint: 'Per esempio: ISTAT, bilancio demografico.',
        required: true,
        width: 'long',
      },
    )}${checkbox({ name: 'provisional', label: 'Dato provvisorio', checked: problems.values.provisional === 'true' })}`,
  });
}
