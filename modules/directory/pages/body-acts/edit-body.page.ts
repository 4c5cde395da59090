import { z } from 'zod';
import { optionalText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { fieldset, textField } from '#ui/field';
import { editBody } from '../../commands/edit-body.ts';
import { directoryLinks } from '../../links.ts';
import { getBody, type ShownBody } from '../../queries/get-body.ts';
import { actPage, kept } from './act-form.ts';

const pattern = (form: RegExp, message: string) =>
  optionalText(200).refine((text) => text === null || form.test(text), message);

export const contactFields = {
  address: optionalText(200),
  postal_code: pattern(/^\d{5}$/, 'Il CAP ha 5 cifre.'),
  town: optionalText(100),
  digital_domicile: pattern(
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    'L’indirizzo PEC non è scritto bene: nome@dominio.',
  ),
  email: pattern(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'L’indirizzo di posta non è scritto bene: nome@dominio.'),
  website: pattern(/^https?:\/\/\S+$/i, 'L’indirizzo del sito comincia con https:// o http://.'),
};

const schema = z.object({
  ipa_code: pattern(/^[\w.-]{1,40}$/, 'Il codice IPA ha solo lettere, cifre, trattini e punti, senza spazi.'),
  cadastral_code: pattern(
    /^[A-Za-z]\d{3}$/,
    'Il codice catastale ha una lettera e tre cifre, per esempio F205.',
  ),
  tax_code: pattern(/^\d{11}$/, 'Il codice fiscale di un ente ha 11 cifre.'),
  vat_number: pattern(/^\d{11}$/, 'La partita IVA ha 11 cifre.'),
  sdi_code: pattern(/^[A-Za-z0-9]{6,7}$/, 'Il codice univoco ufficio ha 6 caratteri (7 per i privati).'),
  ...contactFields,
});

/** Contacts and codes, which may be corrected at any time. */
export async function show(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return shown(visit, body, fresh({ ...contactValues(body), ...codeValues(body) }));
}

export async function submit(visit: Visit): Promise<Answer> {
  const body = await getBody(visit, visit.params.id);
  return submitForm(
    visit,
    schema,
    async (data) => {
      await editBody(visit, body.id, data);
      return redirect(directoryLinks.body(body.id), 'I dati dell’ente sono stati aggiornati.');
    },
    (problems) => shown(visit, body, problems),
  );
}

/** The contacts of a body as a form starts from them. */
export const contactValues = (body: ShownBody): Record<string, string> => ({
  address: body.address ?? '',
  postal_code: body.postalCode ?? '',
  town: body.town ?? '',
  digital_domicile: body.digitalDomicile ?? '',
  email: body.email ?? '',
  website: body.website ?? '',
});

const codeValues = (body: ShownBody): Record<string, string> => ({
  ipa_code: body.ipaCode ?? '',
  cadastral_code: body.cadastralCode ?? '',
  tax_code: body.taxCode ?? '',
  vat_number: body.vatNumber ?? '',
  sdi_code: body.sdiCode ?? '',
});

/** The fields of the contacts: on this form, and on that of a proposal. */
export const contactInputs = (problems: Problems) =>
  html`${textField({ ...kept(problems, 'address'), label: 'Indirizzo' })}${textField({ ...kept(problems, 'postal_code'), label: 'CAP', width: 'short', inputmode: 'numeric', maxlength: 5 })}${textField(
    { ...kept(problems, 'town'), label: 'Località', width: 'medium' },
  )}${textField({ ...kept(problems, 'digital_domicile'), label: 'Domicilio digitale (PEC)', width: 'long', type: 'email' })}${textField(
    { ...kept(problems, 'email'), label: 'Posta elettronica', width: 'long', type: 'email' },
  )}${textField({ ...kept(problems, 'website'), label: 'Sito', width: 'long', type: 'url' })}`;

function shown(visit: Visit, body: ShownBody, problems: Problems): Answer {
  const code = (name: string, label: string) =>
    textField({ ...kept(problems, name), label, width: 'medium' });
  return actPage(visit, body, problems, {
    title: 'Modifica recapiti e codici',
    lead: 'Denominazione, categoria e codice ISTAT si cambiano con «Cambia nome o codice», perché hanno una decorrenza.',
    action: directoryLinks.bodyPart(body.id, 'modifica'),
    back: directoryLinks.body(body.id),
    submitLabel: 'Salva',
    fields: html`${fieldset({ legend: 'Recapiti', content: contactInputs(problems) })}${fieldset({
      legend: 'Codici',
      content: html`${code('ipa_code', 'Codice IPA')}${code('cadastral_code', 'Codice catastale')}${code('tax_code', 'Codice fiscale')}${code('vat_number', 'Partita IVA')}${code('sdi_code', 'Codice univoco ufficio')}`,
    })}`,
  });
}
