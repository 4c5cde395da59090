import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { recogniseAuthorities } from '#documents';
import type { Demonstration } from '#test/demonstration';
import { certify, envelope, type Holder, signedPdf } from '#test/signing';
import { demoCall } from '../../database/seeds/demo/seed.ts';
import { BRESCIA, italian, journey, outsider, type Person, today } from './steps.ts';

/* [A1] A comune adheres, its fee is assessed by one person and approved by another, noticed, and paid. */
journey('from an application to a paid notice', ({ demo, script, person, newPerson }) => {
  it('is done on the screen by the people whose work it is', async () => {
    const [comune] = await outsider(demo);
    const mayor = await newPerson(`Sindaca ${script ? 'Prima' : 'Seconda'}`, 'LR', comune!.code);
    const officer = await person('AO');
    const manager = await person('CM');

    await theMayorApplies(mayor);
    await theOfficerHandles(officer, comune!.name);
    await bothSign(officer, mayor, demo);
    await mayor.opens('/');
    await mayor.reads('Aderente', `dal ${italian(today())}`);

    await theYearIsAssessed(officer, manager, comune!.name);
    const number = await theNoticeIsPaid(officer, comune!.name);
    await mayor.follows('Quote');
    assert.match(await mayor.rowText(number), /Pagato/);
    const own = await mayor.downloads(/PDF/);
    assert.equal(own.status, 200);
    assertNoticeOf(own.bytes, comune!.name);
  });
});

async function theMayorApplies(mayor: Person): Promise<void> {
  await mayor.reads('Non aderente');
  await mayor.followsHere('Presenta la domanda');
  await mayor.presses('Predisponi la domanda');
  await mayor.reads('La domanda è una bozza');
  await mayor.presses('Presenta la domanda');
  await mayor.reads('La domanda è in attesa della verifica formale del centro.');
}

async function theOfficerHandles(officer: Person, name: string): Promise<void> {
  await officer.follows('Adesioni');
  await officer.followsHere(/Domande/);
  await officer.fillsIn({ 'Ente o numero': name });
  await officer.presses('Filtra');
  await officer.follows(/^n\. \d+/, officer.row(name));
  await officer.presses('Verifica formale superata');
  await officer.reads('si attende la delibera dell’ente');

  await officer.followsHere('Registra la delibera');
  await officer.presses('Registra la delibera');
  await officer.reads('Indicare il numero della delibera.');
  await officer.fillsIn({
    'Numero della delibera': '31',
    'Data della delibera': italian(today()),
    'Inizio della pubblicazione all’albo pretorio': italian(today()),
    'Dichiarata immediatamente eseguibile': true,
    'Schema di convenzione approvato dalla delibera': 'Convenzione',
    'Chi sottoscrive la convenzione': 'Il sindaco',
    'Rappresentante dell’ente nei tavoli': 'L’assessora all’innovazione',
  });
  await officer.presses('Registra la delibera');
  await officer.reads('La delibera è stata registrata ed è esecutiva: la convenzione può essere firmata.');
}

/** The centre makes the text, the mayor signs it as PDF in the portal, the centre as p7m at the desk. */
async function bothSign(officer: Person, mayor: Person, demo: Demonstration): Promise<void> {
  const [signers, application] = [await theSigners(demo), new URL(officer.page.url()).pathname];
  await officer.presses('Genera la convenzione da firmare');
  const { bytes } = await officer.downloads(/Scarica/);
  await mayor.opens(application);
  await mayor.followsHere('Carica la convenzione firmata');
  const signed = await signedPdf(bytes, signers.mayor, { onAnyPdf: true, at: now() });
  await mayor.attaches('Convenzione firmata', 'convenzione.pdf', signed, 'application/pdf');
  await mayor.presses('Carica e verifica');
  await mayor.reads('La firma è valida ed è stata registrata: manca quella dell’altra parte.');

  await officer.opens(application);
  await officer.followsHere('Carica la convenzione firmata');
  const sealed = await envelope(bytes, signers.manager, { at: now() });
  await officer.attaches('Convenzione firmata', 'convenzione.pdf.p7m', sealed, 'application/pkcs7-mime');
  await officer.presses('Carica e verifica');
  await officer.reads(`La convenzione è firmata: l’adesione è in vigore dal ${italian(today())}.`);
}

const now = (): string => new Date().toISOString();

/** An authority of the test, recognised by the centre, and two holders of its qualified certificates. */
async function theSigners(demo: Demonstration): Promise<{ mayor: Holder; manager: Holder }> {
  const root = await certify('Certificatore di prova', null, { ca: true });
  const call = demoCall(demo.database, { now: () => new Date() }, BRESCIA);
  await recogniseAuthorities(call, { certificates: root.der, source: 'prova' });
  return { mayor: await certify('Sindaca Prima', root), manager: await certify('Dirigente', root) };
}

async function theYearIsAssessed(officer: Person, manager: Person, name: string): Promise<void> {
  await officer.opens('/quote/accertamenti');
  await officer.followsHere('Accerta le quote di un anno');
  await officer.typesAndEnters({ 'Anno delle quote': today().slice(0, 4) });
  await officer.watchesUntil('Totale accertato');
  await officer.watchesUntil(/Riprova gli enti mancanti|Elimina l’accertamento/);
  await officer.reads('Le quote attendono l’approvazione del responsabile del centro');
  const run = officer.page.url();

  await officer.opens(`${run}/approvazione`);
  await officer.reads('Operazione non consentita');
  await officer.opens(`${run}/dati-mancanti`);
  await officer.reads('Non manca alcun dato');

  await manager.opens(run);
  await manager.reads(name);
  await manager.followsHere('Approva');
  await manager.reads(/accertata da Carla Conti/);
  await manager.presses('Approva le quote');
  await manager.reads('Le quote sono approvate: si possono emettere gli avvisi.');

  await officer.opens(run);
  await officer.presses('Emetti gli avvisi');
  await officer.watchesUntil('Avvisi emessi');
  await officer.watchesUntil('Prepara i PDF degli avvisi');
}

async function theNoticeIsPaid(officer: Person, name: string): Promise<string> {
  await officer.followsHere(/Avvisi emessi/);
  await officer.follows(/\d+\/\d{4}/, officer.row(name));
  const number = /\d+\/\d{4}/.exec(await officer.page.title())![0];
  const pdf = await officer.downloads('Scarica il PDF');
  assert.equal(pdf.type, 'application/pdf');
  assertNoticeOf(pdf.bytes, name);

  await officer.followsHere('Registra un versamento');
  await officer.fillsIn({ 'Importo versato': '0,01' });
  await officer.fillsIn({ 'Riferimento della banca (TRN)': `TRN-${number}` });
  await officer.presses('Registra il versamento');
  await officer.reads('Il versamento di 0,01 € è registrato.');
  await officer.followsHere('Registra un versamento');
  await officer.chooses('Canale', 'Bonifico');
  await officer.presses('Registra il versamento');
  await officer.reads('Riconcilia con la tesoreria');
  return number;
}

/** A PDF of some weight, in which the name of who pays can be read. */
function assertNoticeOf(bytes: Buffer, name: string): void {
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  assert.ok(bytes.length > 10_000, `a PDF of ${bytes.length} bytes`);
  if (spawnSync('pdftotext', ['-v']).error) return;
  const folder = mkdtempSync(join(tmpdir(), 'avviso-'));
  try {
    writeFileSync(join(folder, 'avviso.pdf'), bytes);
    const text = execFileSync('pdftotext', ['-layout', join(folder, 'avviso.pdf'), '-'], {
      encoding: 'utf8',
    });
    assert.ok(text.includes(name), `the PDF does not name ${name}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
