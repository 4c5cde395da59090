import { z } from 'zod';
import { InvalidInput } from '#platform/errors';
import { oneOf, optionalText, requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { dateField, fieldset, radios, textArea, textField } from '#ui/field';
import { mergeMunicipalities } from '../../commands/merge-municipalities.ts';
import { directoryLinks } from '../../links.ts';
import { bodyNamedBy } from '../../queries/find-body-by-code.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const schema = z.object({
  way: oneOf(['new', 'absorbed'], 'Scegliere come avviene la fusione.'),
  others: optionalText(2000),
  into: optionalText(40),
  name: optionalText(200),
  istat_code: optionalText(6),
  ipa_code: optionalText(40),
  on: requiredDate('Indicare il primo giorno del comune che risulta dalla fusione.'),
  source: requiredText('Indicare la legge o la fonte.', 200),
});

/** A comune merges with others, into a new one or into one that takes it in. */
export async function show(visit: Visit): Promise<Answer> {
  return shown(visit, await getBody(visit, visit.params.id), fresh({ way: 'new' }));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema,
    async (input) => {
      const others = await othersOf(visit, input.others);
      const into =
        input.way === 'new'
          ? newComune(input)
          : { bodyId: (await bodyNamedBy(visit, 'into', input.into ?? '')).id };
      const merged = await mergeMunicipalities(visit, {
        bodyIds: [body.id, ...others],
        on: input.on,
        into,
        source: input.source,
      });
      return redirect(
        directoryLinks.body(merged.bodyId),
        'La fusione è registrata: storia e dati dei comuni cessati restano.',
      );
    },
    (problems) => shown(visit, body, problems),
  );
}

async function othersOf(visit: Visit, text: string | null): Promise<string[]> {
  const ids: string[] = [];
  for (const code of (text ?? '').split(/[\s,;]+/).filter(Boolean))
    ids.push((await bodyNamedBy(visit, 'others', code)).id);
  return ids;
}

function newComune({ name, istat_code: istatCode, ipa_code: ipaCode }: z.output<typeof schema>) {
  if (!name) throw new InvalidInput({ name: 'Scrivere il nome del nuovo comune.' });
  if (!istatCode || !/^\d{6}$/.test(istatCode))
    throw new InvalidInput({ istat_code: 'Scrivere il codice ISTAT del nuovo comune: 6 cifre.' });
  return { name, istatCode, ipaCode };
}

function shown(visit: Visit, body: ShownBody, problems: Problems): Answer {
  return actPage(visit, body, problems, {
    title: 'Registra una fusione',
    lead: `${body.name} cessa il giorno prima della fusione. Popolazione e imprese del comune risultante sono la somma di quelle dei comuni fusi, dalla fusione in poi.`,
    action: directoryLinks.bodyPart(body.id, 'fusione'),
    back: directoryLinks.body(body.id),
    submitLabel: 'Registra la fusione',
    danger: true,
    fields: html`${radios({
      ...kept(problems, 'way'),
      label: 'Come avviene',
      required: true,
      choices: [
        { value: 'new', label: 'Nasce un nuovo comune' },
        { value: 'absorbed', label: 'Un comune incorpora gli altri' },
      ],
    })}${dateField({ ...kept(problems, 'on'), label: 'Primo giorno del comune risultante', required: true })}${textArea(
      {
        ...kept(problems, 'others'),
        label: `Altri comuni che cessano insieme a ${body.name}`,
        hint: 'Codici ISTAT o IPA, uno per riga. Obbligatorio per un comune nuovo.',
        rows: 3,
      },
    )}${fieldset({
      legend: 'Se un comune incorpora',
      content: textField({
        ...kept(problems, 'into'),
        label: 'Codice del comune che incorpora',
        width: 'medium',
      }),
    })}${fieldset({
      legend: 'Se nasce un nuovo comune',
      content: html`${textField({ ...kept(problems, 'name'), label: 'Denominazione', width: 'long' })}${textField({ ...kept(problems, 'istat_code'), label: 'Codice ISTAT', width: 'short', inputmode: 'numeric', maxlength: 6 })}${textField({ ...kept(problems, 'ipa_code'), label: 'Codice IPA', hint: 'Se è già assegnato.', width: 'medium' })}`,
    })}${textField({ ...kept(problems, 'source'), label: 'Legge o fonte', hint: 'Per esempio: L.R. 3/2027.', required: true, width: 'long' })}`,
  });
}
