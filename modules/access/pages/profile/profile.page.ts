import { z } from 'zod';
import { formatInstant } from '#platform/calendar';
import { requiredText } from '#platform/forms/inputs';
import { fresh, type Problems, submit as submitForm } from '#platform/forms/submit';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { descriptionList } from '#ui/description-list';
import { textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { changeOwnName } from '../../commands/change-own-name.ts';
import { accessLinks } from '../../links.ts';
import { listOwnGrants } from '../../queries/list-own-grants.ts';
import { ownAccount } from '../../queries/own-account.ts';
import { roleLabel } from '../../rules/roles.ts';
import { formStatus, problemSummary } from '../problem-summary.ts';
import { profilePage } from './profile-frame.ts';

const input = z.object({ nome: requiredText('Indicare nome e cognome.', 120) });

/** The own data, roles and protections. */
export const show = (visit: Visit): Promise<Answer> => render(visit, fresh());

export function submit(visit: Visit): Promise<Answer> {
  return submitForm(
    visit,
    input,
    async ({ nome }) => {
      await changeOwnName(visit, { name: nome });
      return redirect(accessLinks.profile(), 'Il nome è stato cambiato.');
    },
    (problems) => render(visit, problems),
  );
}

async function render(visit: Visit, problems: Problems): Promise<Answer> {
  const account = await ownAccount(visit);
  const grants = await listOwnGrants(visit);
  const content = html`${problemSummary(problems)}${descriptionList([
    { term: 'Posta elettronica', value: account.email },
    {
      term: 'Profili in questo centro',
      value:
        grants.length === 0
          ? null
          : html`<ul class="mb-0">${grants.map((g) => html`<li>${roleLabel(g.role)}${g.bodyName ? `, ${g.bodyName}` : ''}</li>`)}</ul>`,
    },
    {
      term: 'Password',
      value: account.passwordChangedAt ? `cambiata il ${formatInstant(account.passwordChangedAt)}` : null,
      action: html`<a href="${accessLinks.profilePassword()}">Cambia<span class="visually-hidden"> la password</span></a>`,
    },
    {
      term: 'Verifica in due passaggi',
      value: account.secondStepSince
        ? html`${statusTag('success', 'Attiva')} dal ${formatInstant(account.secondStepSince)}, ${account.recoveryCodesLeft} codici di recupero disponibili`
        : statusTag('warning', 'Non attiva'),
      action: html`<a href="${accessLinks.profileTotp()}">${account.secondStepSince ? 'Gestisci' : 'Attiva'}<span class="visually-hidden"> la verifica in due passaggi</span></a>`,
    },
    {
      term: 'Sessioni aperte',
      value: account.openSessions,
      action: html`<a href="${accessLinks.profileSessions()}">Vedi<span class="visually-hidden"> le sessioni aperte</span></a>`,
    },
  ])}${section({
    title: 'Nome',
    content: form({
      action: accessLinks.profile(),
      hiddenFields: visit.hiddenFields(),
      fields: textField({
        name: 'nome',
        label: 'Nome e cognome',
        hint: 'Il nome con cui si compare negli atti registrati dal sistema.',
        autocomplete: 'name',
        required: true,
        width: 'long',
        value: problems.values.nome ?? account.name,
        error: problems.errors.nome,
      }),
      submitLabel: 'Salva il nome',
    }),
  })}`;
  return profilePage(visit, 'Il mio profilo', content, formStatus(problems));
}
