import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { italian, journey, outsider, type Person, today } from './steps.ts';

/* [A1] A comune adheres, its fee is assessed by one person and approved by another, noticed, and paid. */
journey('from an application to a paid notice', ({ demo, script, person, newPerson }) => {
  it('is done on the screen by the people whose work it is', async () => {
    const [comune] = await outsider(demo);
    const mayor = await newPerson(`Sindaca ${script ? 'Prima' : 'Seconda'}`, 'LR', comune!.code);
    const officer = await person('AO');
    const manager = await person('CM');

    await theMayorApplies(mayor);
    await theOfficerHandles(officer, comune!.name);
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

  for (const signer of ['Il sindaco', 'Il dirigente dell’ente gestore']) {
    await officer.followsHere('Registra una firma');
    await officer.fillsIn({
      Firmatario: signer,
      'Tipo di firma': 'firma digitale',
      'Data della firma': italian(today()),
    });
    await officer.presses('Registra la firma');
  }
  await officer.reads(`La convenzione è firmata: l’adesione è in vigore dal ${italian(today())}.`);
}

async function theYearIsAssessed(officer: Person, manager: Person, name: string): Promise<void> {
  await officer.opens('/quote/accertamenti');
  await officer.followsHere('Accerta le quote di un anno');
  await officer.typesAndEnters({ 'Anno delle quote': today().slice(0, 4) });
  await officer.waitsFor('Totale accertato');
  await officer.waitsFor(/Riprova gli enti mancanti|Elimina l’accertamento/);
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
  await officer.waitsFor('Avvisi emessi');
  await officer.waitsFor('Prepara i PDF degli avvisi');
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
