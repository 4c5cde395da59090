import { z } from 'zod';
import { requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { dateField, textField } from '#ui/field';
import { recordQuantity } from '../../commands/record-quantity.ts';
import { directoryLinks } from '../../links.ts';
import { knownQuantities } from '../../quantity-names.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { type KnownQuantity, quantityName } from '../../rules/quantity-name.ts';
import { quantity } from '../../rules/register-files/number-and-date-cleaners.ts';
import { actPage, kept } from './act-form.ts';

const schemaFor = (known: readonly KnownQuantity[]) =>
  z.object({
    item: requiredText('Scrivere la voce.', 200).transform((text, context) => {
      const name = quantityName(text, known);
      if (name !== null) return name;
      context.addIssue({
        code: 'custom',
        message:
          'La voce deve cominciare con una lettera e non superare 40 caratteri; popolazione e imprese si aggiungono con «Aggiungi un dato».',
      });
      return z.NEVER;
    }),
    on: requiredDate('Indicare la data di riferimento.'),
    value: requiredText('Scrivere il valore.', 40).transform((text, context) => {
      const read = quantity(text);
      if ('value' in read) return read.value;
      context.addIssue({ code: 'custom', message: read.wrong });
      return z.NEVER;
    }),
    source: requiredText('Indicare la fonte.', 200),
  });

/** An other quantity by hand: a new day, or the correction of one. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const known = await knownQuantities(visit);
  return shown(visit, body, known, fresh(known.length === 1 ? { item: known[0]!.label } : {}));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const known = await knownQuantities(visit);
  return submitForm(
    visit,
    schemaFor(known),
    async ({ item, ...rest }) => {
      await recordQuantity(visit, body.id, { name: item, ...rest });
      return redirect(directoryLinks.bodyPart(body.id, 'figure'), 'Il dato è registrato.');
    },
    (problems) => shown(visit, body, known, problems),
  );
}

function shown(visit: Visit, body: ShownBody, known: readonly KnownQuantity[], problems: Problems): Answer {
  const used = known.map(({ label }) => `«${label}»`).join(', ');
  return actPage(visit, body, problems, {
    title: 'Aggiungi un altro dato numerico',
    lead: 'Per correggere un dato, aggiungerne uno per la stessa voce e la stessa data: vale l’ultimo registrato, e il precedente resta a vista.',
    action: directoryLinks.bodyPart(body.id, 'figure/altro-dato'),
    back: directoryLinks.bodyPart(body.id, 'figure'),
    submitLabel: 'Registra il dato',
    fields: html`${textField({
      ...kept(problems, 'item'),
      label: 'Voce',
      hint: used
        ? `Come la chiama la tariffa. Le tariffe del centro contano: ${used}.`
        : 'Come la chiama la tariffa, per esempio: Postazioni.',
      required: true,
      width: 'long',
    })}${dateField({ ...kept(problems, 'on'), label: 'Data di riferimento', required: true })}${textField({
      ...kept(problems, 'value'),
      label: 'Valore',
      hint: 'Con la virgola per i decimali, per esempio 42 oppure 13,29.',
      inputmode: 'decimal',
      required: true,
      width: 'short',
    })}${textField({
      ...kept(problems, 'source'),
      label: 'Fonte',
      hint: 'Per esempio: ricognizione dei posti di lavoro, nota prot. 1234 dell’ente.',
      required: true,
      width: 'long',
    })}`,
  });
}
