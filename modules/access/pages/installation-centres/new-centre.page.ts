import { z } from 'zod';
import { KIND_LABELS, MODEL_LABELS, type NewCentre } from '#centres';
import { oneOf, requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, page, redirect, type Visit } from '#platform/http/visit';
import { fieldset, radios, select, textField } from '#ui/field';
import { form } from '#ui/form';
import { openCentreWithManager } from '../../commands/open-centre-with-manager.ts';
import { accessLinks } from '../../links.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';
import { emailInput } from '../sign-in/sign-in.input.ts';

const keys = (labels: object) => Object.keys(labels) as [string, ...string[]];
const input = z.object({
  nome: requiredText('Indicare il nome del centro.', 120),
  nomeBreve: requiredText('Indicare il nome breve.', 40),
  slug: requiredText('Indicare l’indirizzo breve.', 40).refine(
    (text) => /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(text),
    'Usare solo lettere minuscole, cifre e trattini, ad esempio cst-lario.',
  ),
  tipo: oneOf(keys(KIND_LABELS), 'Scegliere il tipo di centro.'),
  modello: oneOf(keys(MODEL_LABELS), 'Scegliere il modello organizzativo.'),
  gestore: requiredText('Indicare l’ente gestore.', 160),
  responsabile: requiredText('Indicare nome e cognome del responsabile.', 120),
  email: emailInput('Indicare l’indirizzo del responsabile.'),
});

/** Opens a centre with the invitation of its first manager. */
export const show = (visit: Visit): Answer => render(visit, fresh({ tipo: 'CST' }));

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async (typed) => {
      await openCentreWithManager(visit, {
        centre: {
          slug: typed.slug,
          name: typed.nome,
          shortName: typed.nomeBreve,
          kind: typed.tipo as NewCentre['kind'],
          model: typed.modello as NewCentre['model'],
          managingBody: typed.gestore,
        },
        manager: { name: typed.responsabile, email: typed.email },
      });
      return redirect(
        accessLinks.installationCentres(),
        `Il centro è aperto e l’invito a ${typed.email} è in invio.`,
      );
    },
    (problems) => render(visit, problems),
  );
}

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

function render(visit: Visit, problems: Problems): Answer {
  const { values, errors } = problems;
  const text = (name: string, label: string, more: Partial<Parameters<typeof textField>[0]> = {}) =>
    textField({
      name,
      label,
      required: true,
      value: values[name],
      error: errors[name],
      width: 'long',
      ...more,
    });
  const content = html`${problemSummary(problems)}${form({
    action: accessLinks.newCentre(),
    hiddenFields: visit.hiddenFields(),
    fields: html`${fieldset({
      legend: 'Centro',
      content: html`${text('nome', 'Nome del centro')}${text('nomeBreve', 'Nome breve', { width: 'medium' })}${text(
        'slug',
        'Indirizzo breve',
        {
          width: 'medium',
          hint: 'Compare negli indirizzi del sito pubblico: /centri/indirizzo-breve.',
          spellcheck: false,
        },
      )}${radios({ name: 'tipo', label: 'Tipo', required: true, value: values.tipo, choices: choicesOf(KIND_LABELS), error: errors.tipo })}${select(
        {
          name: 'modello',
          label: 'Modello organizzativo',
          required: true,
          emptyLabel: 'Scegliere il modello',
          value: values.modello,
          choices: choicesOf(MODEL_LABELS),
          width: 'long',
          error: errors.modello,
        },
      )}${text('gestore', 'Ente gestore')}`,
    })}${fieldset({
      legend: 'Primo responsabile',
      hint: 'Riceve un invito per posta elettronica, valido 7 giorni.',
      content: html`${text('responsabile', 'Nome e cognome')}${text('email', 'Posta elettronica', { type: 'email' })}`,
    })}`,
    submitLabel: 'Apri il centro e invia l’invito',
    cancelHref: accessLinks.installationCentres(),
  })}`;
  return page('Apertura di un centro', content, {
    breadcrumb: [
      { label: 'Scrivania', href: '/' },
      { label: 'Centri dell’installazione', href: accessLinks.installationCentres() },
      { label: 'Apertura di un centro' },
    ],
    ...formStatus(problems),
  });
}
