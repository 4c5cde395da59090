import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { TOTP } from 'otpauth';
import { bodyWithCode, journey, type Person } from './steps.ts';

const PASSWORD = 'una frase lunga che si ricorda';

/* An invited person comes in, protects the account, and goes out of every device. */
journey('access', ({ demo, person, passerBy, signedIn }) => {
  it('begins with an invitation, and is protected by a second step', async () => {
    const email = `invitato.${randomUUID()}@prova.example`;
    const manager = await person('CM');
    await invites(manager, email);

    const invited = await passerBy();
    await invited.opens(await linkIn(await mailTo(email), '/invito'));
    await invited.reads(email, 'Referente amministrativo-contabile');
    await invited.typesAndEnters({ 'Nuova password': 'corta', 'Ripetere la nuova password': 'corta' });
    await invited.reads(/almeno 12 caratteri/i);
    await invited.typesAndEnters({ 'Nuova password': PASSWORD, 'Ripetere la nuova password': PASSWORD });
    await invited.reads('Scrivania');

    const totp = await turnsOnTheSecondStep(invited);
    const elsewhere = await passerBy();
    await elsewhere.signIn(email, PASSWORD);
    await elsewhere.reads('Le 6 cifre mostrate dall’applicazione di autenticazione');
    await elsewhere.typesAndEnters({ Codice: '000000' });
    await elsewhere.reads(/codice/i);
    await elsewhere.typesAndEnters({ Codice: await nextCode(totp) });
    await elsewhere.reads('Scrivania');

    await invited.opens('/profilo/sessioni');
    await invited.presses('Esci da tutti i dispositivi');
    await elsewhere.opens('/enti');
    assert.match(elsewhere.page.url(), /\/accedi/, 'the other device is out as well');
  });

  it('keeps the people of another centre out', async () => {
    const stranger = await signedIn('Olga Laghi', 'responsabile@lago-demo.example');
    const ours = await bodyWithCode(demo, 'c_b157');
    await stranger.reads('Scrivania');
    for (const path of [`/enti/${ours.id}`, `/enti/${ours.id}/figure`]) {
      await stranger.opens(path);
      await stranger.reads('Pagina non trovata');
    }
    await stranger.opens('/enti?q=c_b157');
    await stranger.reads('Nessun ente');
    await stranger.opens('/registro-eventi');
    await stranger.doesNotRead('Carla Conti');
    await stranger.opens('/persone');
    await stranger.doesNotRead('carla', 'Carla Conti');
  });
});

async function invites(manager: Person, email: string): Promise<void> {
  await manager.opens('/persone');
  await manager.followsHere('Invita una persona');
  await manager.fillsIn({
    'Nome e cognome': 'Piero Invitato',
    'Posta elettronica': email,
    Profilo: 'Referente amministrativo-contabile',
  });
  await manager.presses('Invia l’invito');
  await manager.reads(`L’invito per ${email} è in invio.`);
}

async function turnsOnTheSecondStep(invited: Person): Promise<TOTP> {
  await invited.opens('/profilo/verifica');
  const key = /Chiave: ([A-Z2-7 ]+)/.exec(await invited.page.getByRole('main').innerText())![1]!;
  const totp = new TOTP({ secret: key.replaceAll(' ', '') });
  await invited.fillsIn({ 'Codice mostrato dall’applicazione': totp.generate(), Password: PASSWORD });
  await invited.presses('Attiva la verifica');
  await invited.reads('La verifica in due passaggi è attiva');
  return totp;
}

/** A code is accepted once: the one of the next half minute, which clocks a little ahead would show. */
async function nextCode(totp: TOTP): Promise<string> {
  return totp.generate({ timestamp: Date.now() + 30_000 });
}

/** The message to an address, in the folder where messages are kept without a mail server. */
async function mailTo(address: string): Promise<string> {
  const folder = join('var/test', 'mail');
  for (let tries = 0; tries < 60; tries++) {
    try {
      for (const name of readdirSync(folder)) {
        const text = readFileSync(join(folder, name), 'utf8');
        if (text.includes(`To: ${address}`) || text.includes(`<${address}>`)) return text;
      }
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  assert.fail(`no message to ${address}`);
}

/** The first link to a path, as the mail program shows it. */
function linkIn(message: string, path: string): string {
  const body = message.slice(message.indexOf('\r\n\r\n'));
  const text = /Content-Transfer-Encoding: base64/i.test(message)
    ? Buffer.from(body, 'base64').toString()
    : body
        .replaceAll('=\r\n', '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const found = new RegExp(`https?://[^\\s]+(${path}[^\\s]*)`).exec(text);
  assert.ok(found, `no link to ${path} in:\n${text}`);
  return found[1]!;
}
