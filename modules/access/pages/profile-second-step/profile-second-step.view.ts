import QRCode from 'qrcode';
import { formatInstant } from '#platform/calendar';
import type { Problems } from '#platform/forms/submit';
import { type Html, html } from '#platform/html';
import { alert } from '#ui/alert';
import { buttonLink, printButton } from '#ui/button';
import { hidden, passwordField, textField } from '#ui/field';
import { form } from '#ui/form';
import { section } from '#ui/heading';
import { statusTag } from '#ui/status-tag';
import { accessLinks } from '../../links.ts';
import type { OwnAccount } from '../../queries/own-account.ts';
import { totpAddress } from '../../rules/one-time-codes.ts';
import { problemSummary } from '../problem-summary.ts';

interface SetUp {
  hiddenFields: Html;
  secret: string;
  sealed: string;
  account: string;
  issuer: string;
}

const ownPassword = (problems: Problems, id?: string) =>
  passwordField({
    name: 'password',
    label: 'Password',
    ...(id ? { id } : {}),
    autocomplete: 'current-password',
    required: true,
    width: 'medium',
    error: problems.errors.password,
  });

export async function setUpView(setUp: SetUp, problems: Problems): Promise<Html> {
  const picture = await QRCode.toString(totpAddress(setUp.secret, setUp.account, setUp.issuer), {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 2,
  });
  const source = `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`;
  const spaced = setUp.secret.replace(/(.{4})(?=.)/g, '$1 ');
  return html`${problemSummary(problems)}<p>Con la verifica in due passaggi, oltre alla password, l’accesso richiede un codice che cambia ogni 30 secondi, mostrato da un’applicazione di autenticazione sul telefono. È consigliata a chi lavora per il centro e a chi firma per l’ente.</p><ol><li>Installare sul telefono un’applicazione di autenticazione (che segua lo standard TOTP).</li><li>Inquadrare il codice QR, oppure scrivere la chiave nell’applicazione.</li><li>Indicare qui sotto il codice mostrato dall’applicazione.</li></ol><p><img src="${source}" width="220" height="220" alt="Codice QR da inquadrare con l’applicazione di autenticazione; la stessa chiave è scritta di seguito"></p><p>Chiave: <code>${spaced}</code></p>${form(
    {
      action: accessLinks.profileTotp(),
      hiddenFields: html`${setUp.hiddenFields}${hidden('chiave', setUp.sealed)}`,
      fields: html`${textField({
        name: 'codice',
        label: 'Codice mostrato dall’applicazione',
        autocomplete: 'one-time-code',
        inputmode: 'numeric',
        required: true,
        width: 'short',
        error: problems.errors.codice,
      })}${ownPassword(problems)}`,
      submitLabel: 'Attiva la verifica',
      cancelHref: accessLinks.profile(),
    },
  )}`;
}

export function onView(hiddenFields: Html, account: OwnAccount, problems: Problems): Html {
  return html`${problemSummary(problems)}<p>${statusTag('success', 'Attiva')} dal ${formatInstant(account.secondStepSince!)}. Codici di recupero ancora disponibili: ${account.recoveryCodesLeft}.</p>${section(
    {
      title: 'Nuovi codici di recupero',
      content: html`<p>I codici precedenti non saranno più validi.</p>${form({
        action: accessLinks.profileTotpCodes(),
        label: 'Nuovi codici di recupero',
        hiddenFields,
        fields: ownPassword(problems),
        submitLabel: 'Genera nuovi codici',
      })}`,
    },
  )}${section({
    title: 'Disattivazione',
    content: html`<p>L’accesso tornerà a richiedere soltanto la password.</p>${form({
      action: accessLinks.profileTotpOff(),
      label: 'Disattivazione della verifica',
      hiddenFields,
      fields: ownPassword({ ...problems, errors: {} }, 'campo-password-disattiva'),
      submitLabel: 'Disattiva la verifica',
      danger: true,
    })}`,
  })}`;
}

/** The recovery codes, shown this once. */
export function codesView(codes: readonly string[]): Html {
  return html`${alert({
    kind: 'success',
    live: true,
    title: 'La verifica in due passaggi è attiva',
    text: 'Salvare ora questi codici di recupero in un luogo sicuro: non saranno più mostrati. Ognuno permette un solo accesso, se il telefono non è disponibile.',
  })}<ul class="list-unstyled">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>${printButton('Stampa i codici')} ${buttonLink({ label: 'Ho salvato i codici', href: accessLinks.profile() })}`;
}
