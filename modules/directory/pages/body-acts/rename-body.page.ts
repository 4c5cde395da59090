import { z } from 'zod';
import { formatItalianDate } from '#platform/calendar';
import { oneOf, optionalText, requiredDate, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { dateField, select, textField } from '#ui/field';
import { renameBody } from '../../commands/rename-body.ts';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const CATEGORIES = Object.keys(CATEGORY_LABELS) as [string, ...string[]];

const schema = z.object({
  name: requiredText('Scrivere la denominazione.', 200),
  category: oneOf(CATEGORIES, 'Scegliere la categoria.'),
  istat_code: optionalText(6).refine(
    (code) => code === null || /^\d{6}$/.test(code),
    'Il codice ISTAT ha 6 cifre.',
  ),
  from: requiredDate('Indicare da quale giorno vale.'),
  source: requiredText('Indicare l’atto o la fonte.', 200),
});

/** Another name, category or ISTAT code from a day on. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  const { name, category, istatCode } = body;
  return shown(
    visit,
    body,
    fresh({ name, category, istat_code: istatCode ?? '', from: formatItalianDate(visit.today) }),
  );
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema,
    async ({ istat_code: istatCode, ...version }) => {
      await renameBody(visit, body.id, { ...version, istatCode });
      return redirect(
        directoryLinks.bodyPart(body.id, 'storia'),
        'Il cambiamento è registrato; quello che valeva prima è nella storia.',
      );
    },
    (problems) => shown(visit, body, problems),
  );
}

function shown(visit: Visit, body: ShownBody, problems: Problems): Answer {
  return actPage(visit, body, problems, {
    title: 'Cambia nome o codice',
    lead: 'Il nuovo stato vale dal giorno indicato; fino al giorno prima resta quello di oggi, e gli atti di allora non cambiano.',
    action: directoryLinks.bodyPart(body.id, 'denominazione'),
    back: directoryLinks.body(body.id),
    submitLabel: 'Registra il cambiamento',
    fields: html`${textField({ ...kept(problems, 'name'), label: 'Denominazione', required: true, width: 'long' })}${select(
      {
        ...kept(problems, 'category'),
        label: 'Categoria',
        required: true,
        width: 'medium',
        choices: Object.entries(CATEGORY_LABELS).map(([value, label]) => ({ value, label })),
      },
    )}${textField({ ...kept(problems, 'istat_code'), label: 'Codice ISTAT', hint: 'Solo per i comuni: 6 cifre.', width: 'short', inputmode: 'numeric', maxlength: 6 })}${dateField(
      { ...kept(problems, 'from'), label: 'Vale dal', required: true },
    )}${textField({ ...kept(problems, 'source'), label: 'Atto o fonte', hint: 'Per esempio: L.R. 12/2026.', required: true, width: 'long' })}`,
  });
}
