import { z } from 'zod';
import { oneOf, optionalDate, optionalText, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { dateField, select, textField } from '#ui/field';
import { registerBody } from '../../commands/register-body.ts';
import { directoryLinks } from '../../links.ts';
import { CATEGORY_LABELS } from '../../messages.it.ts';
import { PROVINCES, provinceOf } from '../../rules/register-import/provinces.ts';
import { actPage, kept } from './act-form.ts';

const CATEGORIES = Object.keys(CATEGORY_LABELS) as [string, ...string[]];

const schema = z.object({
  name: requiredText('Scrivere la denominazione.', 200),
  category: oneOf(CATEGORIES, 'Scegliere la categoria.'),
  ipa_code: optionalText(40).refine(
    (code) => code === null || /^[\w.-]+$/.test(code),
    'Il codice IPA ha solo lettere, cifre, trattini e punti.',
  ),
  istat_code: optionalText(6).refine(
    (code) => code === null || /^\d{6}$/.test(code),
    'Il codice ISTAT ha 6 cifre.',
  ),
  tax_code: optionalText(11).refine(
    (code) => code === null || /^\d{11}$/.test(code),
    'Il codice fiscale di un ente ha 11 cifre.',
  ),
  province_code: optionalText(2).refine(
    (code) => code === null || provinceOf(code) !== undefined,
    'Scegliere la provincia.',
  ),
  digital_domicile: optionalText(200).refine(
    (text) => text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    'L’indirizzo PEC non è scritto bene: nome@dominio.',
  ),
  since: optionalDate(),
});

/** A body that no register brings. */
export const show = (visit: Visit): Answer => shown(visit, fresh());

export async function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    schema,
    async ({ since, ...data }) => {
      const province = data.province_code ? provinceOf(data.province_code) : undefined;
      const place = { province: province?.name ?? null, region: province?.region ?? null };
      const { bodyId } = await registerBody(visit, { ...data, ...place }, since);
      return redirect(directoryLinks.body(bodyId), 'L’ente è in anagrafe.');
    },
    (problems) => shown(visit, problems),
  );
}

function shown(visit: Visit, problems: Problems): Answer {
  return actPage(visit, null, problems, {
    title: 'Registra un ente',
    lead: 'Per gli enti che nessun registro porta. Serve almeno un codice: con il solo nome un ente non si riconosce.',
    action: directoryLinks.newBody(),
    back: directoryLinks.bodies(),
    submitLabel: 'Registra',
    fields: html`${textField({ ...kept(problems, 'name'), label: 'Denominazione', required: true, width: 'long' })}${select(
      {
        ...kept(problems, 'category'),
        label: 'Categoria',
        required: true,
        width: 'medium',
        emptyLabel: 'Scegliere',
        choices: Object.entries(CATEGORY_LABELS).map(([value, label]) => ({ value, label })),
      },
    )}${textField({ ...kept(problems, 'ipa_code'), label: 'Codice IPA', width: 'medium' })}${textField({ ...kept(problems, 'istat_code'), label: 'Codice ISTAT', hint: 'Solo per i comuni.', width: 'short', inputmode: 'numeric', maxlength: 6 })}${textField(
      {
        ...kept(problems, 'tax_code'),
        label: 'Codice fiscale',
        width: 'medium',
        inputmode: 'numeric',
        maxlength: 11,
      },
    )}${select({
      ...kept(problems, 'province_code'),
      label: 'Provincia',
      width: 'medium',
      emptyLabel: 'Non indicata',
      choices: PROVINCES.map(({ abbreviation, name }) => ({
        value: abbreviation,
        label: `${name} (${abbreviation})`,
      })).sort((a, b) => a.label.localeCompare(b.label, 'it')),
    })}${textField({ ...kept(problems, 'digital_domicile'), label: 'Domicilio digitale (PEC)', width: 'long', type: 'email' })}${dateField({ ...kept(problems, 'since'), label: 'Esiste dal', hint: 'Nel formato gg/mm/aaaa; si può lasciare vuoto.' })}`,
  });
}
