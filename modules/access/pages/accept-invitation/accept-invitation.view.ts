import { formatInstant } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import type { Visit } from '#platform/http/visit';
import { alert } from '#ui/alert';
import { buttonLink } from '#ui/button';
import { descriptionList } from '#ui/description-list';
import { hidden, textField } from '#ui/field';
import { form } from '#ui/form';
import { accessLinks } from '../../links.ts';
import type { OpenedInvitation } from '../../queries/find-invitation.ts';
import { roleLabel } from '../../rules/roles.ts';
import { newPasswordFields } from '../new-password-fields.ts';
import { problemSummary } from '../problem-summary.ts';

export function acceptInvitationView(
  visit: Visit,
  invitation: OpenedInvitation,
  token: string,
  problems: Problems,
): Html {
  return html`${problemSummary(problems)}${descriptionList([
    { term: 'Indirizzo invitato', value: invitation.email },
    { term: 'Profilo', value: roleLabel(invitation.role) },
    invitation.bodyName && { term: 'Ente', value: invitation.bodyName },
    { term: 'L’invito vale fino al', value: formatInstant(invitation.expiresAt) },
  ])}${wayIn(visit, invitation, token, problems)}`;
}

function wayIn(visit: Visit, invitation: OpenedInvitation, token: string, problems: Problems): Html {
  const hiddenFields = html`${visit.hiddenFields()}${hidden('codice', token)}`;
  const action = accessLinks.invitation();
  if (visit.signedIn && visit.actor.email?.toLowerCase() === invitation.email)
    return form({
      action,
      hiddenFields: html`${hiddenFields}${hidden('azione', 'accetta')}`,
      fields: '',
      submitLabel: 'Accetta l’invito',
      cancelHref: accessLinks.home(),
    });
  if (visit.signedIn)
    return alert({
      kind: 'warning',
      text: `In questo browser è aperta la sessione di ${visit.actor.email ?? visit.actor.name}: uscire e aprire di nuovo il collegamento dell’invito.`,
    });
  if (invitation.hasAccount)
    return html`<p>L’indirizzo ha già un accesso alla piattaforma: accedere con la propria password, poi confermare.</p>${buttonLink({ label: 'Accedi e accetta', href: accessLinks.signIn(accessLinks.invitation(token)) })}`;
  return form({
    action,
    hiddenFields,
    intro: 'Per accettare l’invito scegliere il nome con cui si compare e la password.',
    fields: html`${textField({
      name: 'nome',
      label: 'Nome e cognome',
      autocomplete: 'name',
      required: true,
      width: 'long',
      value: problems.values.nome ?? invitation.name,
      error: problems.errors.nome,
    })}${newPasswordFields(problems)}`,
    submitLabel: 'Accetta l’invito e accedi',
  });
}
