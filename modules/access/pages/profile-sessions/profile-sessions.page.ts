import { formatInstant } from '#platform/calendar';
import { html } from '#platform/html';
import { type Answer, redirect, type Visit } from '#platform/http/visit';
import { postButton } from '#ui/button';
import { statusTag } from '#ui/status-tag';
import { dataTable } from '#ui/table';
import { endAllSessions, endOneSession } from '../../commands/end-sessions.ts';
import { accessLinks } from '../../links.ts';
import { type OwnSession, ownSessions } from '../../queries/own-account.ts';
import { browserName } from '../../rules/browser-name.ts';
import { cookieNames } from '../../settings.ts';
import { profilePage } from '../profile/profile-frame.ts';

/** The own sessions that are open, each of which can be ended. */
export async function show(visit: Visit): Promise<Answer> {
  const sessions = await ownSessions(visit);
  const hiddenFields = visit.hiddenFields();
  const content = html`${dataTable<OwnSession>({
    caption: 'Sessioni aperte',
    captionHidden: true,
    small: 'stack',
    rows: sessions,
    columns: [
      {
        header: 'Dispositivo',
        rowHeader: true,
        cell: (s) =>
          html`${browserName(s.browser)}${s.id === visit.sessionId ? html` ${statusTag('info', 'Questa sessione')}` : ''}`,
      },
      { header: 'Accesso', nowrap: true, cell: (s) => formatInstant(s.createdAt) },
      { header: 'Ultimo uso', nowrap: true, cell: (s) => formatInstant(s.seenAt) },
      { header: 'Scade', nowrap: true, cell: (s) => formatInstant(s.expiresAt) },
      {
        header: 'Azioni',
        headerHidden: true,
        cell: (s) =>
          s.id === visit.sessionId
            ? ''
            : postButton({
                label: 'Chiudi',
                about: `la sessione ${browserName(s.browser)} del ${formatInstant(s.createdAt)}`,
                action: accessLinks.endSession(s.id),
                hiddenFields,
                kind: 'secondary',
                size: 'sm',
              }),
      },
    ],
  })}<p>Se una sessione non è riconosciuta, chiuderle tutte e cambiare la password.</p>${postButton({
    label: 'Esci da tutti i dispositivi',
    action: accessLinks.endAllSessions(),
    hiddenFields,
    kind: 'danger',
  })}`;
  return profilePage(visit, 'Sessioni aperte', content, {
    heading: {
      lead: 'I dispositivi dai quali si è effettuato l’accesso. Ogni sessione dura al massimo 12 ore.',
    },
  });
}

export async function endOne(visit: Visit): Promise<Answer> {
  await endOneSession(visit, visit.params.id!);
  return redirect(accessLinks.profileSessions(), 'La sessione è stata chiusa.');
}

export async function endAll(visit: Visit): Promise<Answer> {
  await endAllSessions(visit);
  return redirect(accessLinks.signIn(), 'Tutte le sessioni sono state chiuse.', [
    { name: cookieNames.session(), value: null },
  ]);
}
