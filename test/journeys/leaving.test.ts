import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from '#platform/database/pool';
import type { Demonstration } from '#test/demonstration';
import { type Body, BRESCIA, italian, journey, type Person, today } from './steps.ts';

/** The beginning of a JPEG, which is all that a scanner adds to a signature. */
const SCAN = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]);

/* [C2] Ways out, and the way that does not count as one in. */
journey('leaving, and a signature that is none', ({ demo, script, person, newPerson }) => {
  it('a comune leaves its Unione and joins by a resolution of its own', async () => {
    const officer = await person('AO');
    const comune = (await derivedMembers(demo))[0]!;
    await officer.opens(`/enti/${comune.id}`);
    await officer.followsHere('Associazioni');
    await officer.follows(/^Termina/, officer.row(/Unione/));
    await officer.fillsIn({ 'Ultimo giorno': italian(today()), Atto: 'Delibera C.C. 8 di prova' });
    await officer.presses('Registra l’uscita');
    await officer.reads('L’uscita è registrata.');

    await officer.opens('/adesioni/aderenti?stato=TO_REGULARISE');
    await untilListed(officer, comune.name);
    await officer.follows(comune.name, officer.row(comune.name));
    await officer.reads(/Il comune non è più coperto dall’adesione dell’associazione/);
    await officer.followsHere('Regolarizza');
    await officer.fillsIn({
      'Numero della delibera': '12',
      'Data della delibera': italian(today()),
      'Dichiarata immediatamente eseguibile': true,
      'Convenzione firmata digitalmente dalle due parti il': italian(today()),
      'Firmatario per il comune': 'La sindaca',
      'Rappresentante del comune nei tavoli': 'L’assessore al bilancio',
    });
    await officer.presses('Regolarizza l’adesione');
    await officer.reads('L’adesione è regolarizzata: il comune è ora aderente in proprio.');
  });

  it('a body withdraws, with notice', async () => {
    const comune = (await directMembers(demo))[script ? 3 : 4]!;
    const mayor = await newPerson(`Sindaco Uscente ${script ? 'A' : 'B'}`, 'LR', comune.code);
    await mayor.followsHere('Vedi l’adesione');
    await mayor.followsHere('Comunica il recesso');
    await mayor.fillsIn({ 'Motivo del recesso': 'Il Consiglio preferisce gestire i servizi in proprio.' });
    await mayor.presses('Comunica il recesso');
    await mayor.reads('Si attende la delibera con cui l’ente decide il recesso.');

    const officer = await person('AO');
    await officer.opens('/adesioni/recessi');
    await officer.follows(comune.name, officer.row(comune.name));
    await officer.fillsIn({
      'Numero della delibera': '40',
      'Data della delibera': italian(today()),
      'Dichiarata immediatamente eseguibile': true,
    });
    await officer.presses('Registra la delibera');
    await officer.fillsIn({
      'Data di consegna della PEC': italian(today()),
      'Indirizzo PEC del mittente': 'protocollo@pec.comune.example',
    });
    await officer.presses('Registra la notifica');
    await officer.reads(/ha effetto dal 01\/01\/\d{4}/);
    await officer.presses('Registra il prospetto e avvia il preavviso');
    await officer.reads(/impegni/i);
    await officer.fillsIn({
      'Non vi sono impegni pluriennali': true,
      'L’ente ha accettato il prospetto': true,
    });
    await officer.presses('Registra il prospetto e avvia il preavviso');
    await officer.reads(/Il preavviso è in corso: l’ente resta aderente fino al 31\/12\/\d{4}/);
  });

  it('the scan of a handwritten signature is refused as null, and kept as an attempt', async () => {
    const officer = await person('AO');
    await officer.opens('/adesioni?stato=READY_TO_SIGN');
    await officer.followsHere(/^n\. \d+/);
    const application = new URL(officer.page.url()).pathname;
    await officer.followsHere('Carica la convenzione firmata');
    await officer.attaches('Convenzione firmata', 'scansione.jpg', SCAN, 'image/jpeg');
    await officer.presses('Carica e verifica');
    await officer.reads(/scansione di una firma autografa non è una firma elettronica/);
    await officer.followsHere('Rapporto di verifica');
    await officer.reads('Negativo');
    await officer.opens(application);
    await officer.reads('Nulla');
  });
});

async function untilListed(officer: Person, name: string): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    if ((await officer.row(name).count()) > 0) return;
    await officer.page.waitForTimeout(300);
    await officer.page.reload();
  }
  assert.fail(`${name} does not come among the adhesions to regularise`);
}

async function derivedMembers(demo: Demonstration): Promise<Body[]> {
  const { rows } = await sql<Body>`select b.body_id as id, b.name, b.ipa_code as code
    from membership.memberships m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    join directory.body_card v on v.centre_id = m.centre_id and v.body_id = m.via_body_id
    where m.centre_id = ${BRESCIA} and v.category = 'UNIONE' and m.valid_to > ${today()}
      and not exists (select 1 from membership.memberships o where o.centre_id = m.centre_id and o.body_id = m.body_id and o.via_body_id is null)
      and exists (select 1 from directory.association_member a where a.centre_id = m.centre_id and a.municipality_id = m.body_id
        and a.association_id = m.via_body_id and a.valid_to is null)
    order by b.name`.execute(demo.database.forCentre(BRESCIA));
  return rows;
}

/** Comuni that are members in their own right and are not leaving already. */
async function directMembers(demo: Demonstration): Promise<Body[]> {
  const { rows } = await sql<Body>`select b.body_id as id, b.name, b.ipa_code as code
    from membership.memberships m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    where m.centre_id = ${BRESCIA} and m.via_body_id is null and b.category = 'COMUNE' and m.valid_to > ${today()}
      and not exists (select 1 from membership.withdrawals w where w.centre_id = m.centre_id and w.membership_id = m.id)
    order by b.name limit 10`.execute(demo.database.forCentre(BRESCIA));
  return rows;
}
