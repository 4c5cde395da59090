import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { oneOf, optionalDate, optionalText, requiredDate } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { dateField, radios, textField } from '#ui/field';
import { associateFunction, endAssociatedFunction } from '../../commands/associate-function.ts';
import { directoryLinks } from '../../links.ts';
import { bodyNamedBy } from '../../queries/find-body-by-code.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const schema = z.object({
  function: oneOf(['RTD', 'ICT'], 'Scegliere la funzione.'),
  association: optionalText(40),
  act: optionalText(200),
  from: requiredDate('Indicare da quando.'),
  to: optionalDate(),
});
const ending = z.object({ on: requiredDate('Indicare l’ultimo giorno.') });

/** A function that the body exercises in associated form: RTD and ICT are two facts. */
export async function show(visit: Visit): Promise<Answer> {
  return shown(visit, await getBody(visit, visit.params.id), fresh());
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema,
    async ({ association, ...fact }) => {
      const associationId = association ? (await bodyNamedBy(visit, 'association', association)).id : null;
      await associateFunction(visit, body.id, { ...fact, associationId });
      return redirect(directoryLinks.bodyPart(body.id, 'persone'), 'La funzione associata è registrata.');
    },
    (problems) => shown(visit, body, problems),
  );
}

const shown = (visit: Visit, body: ShownBody, problems: Problems): Answer =>
  actPage(visit, body, problems, {
    title: 'Aggiungi una funzione associata',
    lead: 'RTD in forma associata e funzione ICT associata sono due fatti distinti: si registrano uno per volta.',
    action: directoryLinks.bodyPart(body.id, 'persone/funzione'),
    back: directoryLinks.bodyPart(body.id, 'persone'),
    submitLabel: 'Registra la funzione',
    fields: html`${radios({
      ...kept(problems, 'function'),
      label: 'Funzione',
      required: true,
      choices: [
        { value: 'RTD', label: 'Responsabile per la transizione al digitale' },
        { value: 'ICT', label: 'Funzione ICT' },
      ],
    })}${textField({ ...kept(problems, 'association'), label: 'Ente presso cui è associata', hint: 'Codice IPA o ISTAT; vuoto se non è noto.', width: 'medium' })}${dateField({ ...kept(problems, 'from'), label: 'Dal', required: true })}${dateField({ ...kept(problems, 'to'), label: 'Fino al', hint: 'Nel formato gg/mm/aaaa; vuoto se è in corso.' })}${textField({ ...kept(problems, 'act'), label: 'Atto', width: 'long' })}`,
  });

/** The end of the associated form. */
export async function showEnd(visit: Visit): Promise<Answer> {
  return endForm(visit, await getBody(visit, visit.params.id), fresh({ on: formatItalianDate(visit.today) }));
}

export async function submitEnd(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    ending,
    async ({ on }) => {
      await endAssociatedFunction(visit, visit.params.functionId ?? '', on);
      return redirect(directoryLinks.bodyPart(body.id, 'persone'), 'La forma associata è terminata.');
    },
    (problems) => endForm(visit, body, problems),
  );
}

const endForm = (visit: Visit, body: ShownBody, problems: Problems): Answer =>
  actPage(visit, body, problems, {
    title: 'Termina la funzione associata',
    lead: 'Il fatto resta nella storia dell’ente fino al giorno indicato.',
    action: directoryLinks.bodyPart(body.id, `persone/funzioni/${visit.params.functionId}/termine`),
    back: directoryLinks.bodyPart(body.id, 'persone'),
    submitLabel: 'Termina',
    fields: dateField({ ...kept(problems, 'on'), label: 'Ultimo giorno', required: true }),
  });
