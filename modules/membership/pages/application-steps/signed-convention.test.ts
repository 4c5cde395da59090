import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readDocument, recogniseAuthorities } from '#documents';
import { aHouse, type Browser } from '#test/house';
import { assertValidHtml } from '#test/html';
import { certify, envelope, type Holder, plainPdf, signedPdf } from '#test/signing';
import { aConvention, anApplication } from '../../builders.ts';
import { prepareConvention } from '../../commands/prepare-convention.ts';

describe('uploading the signed convention', () => {
  const house = aHouse();
  let mayor: Holder;
  let president: Holder;
  before(async () => {
    const root = await certify('Certificatore di prova', null, { ca: true });
    mayor = await certify('Maria Rossi', root, { taxCode: 'RSSMRA70A41B157K' });
    president = await certify('Piero Verdi', root);
    await recogniseAuthorities(house.as('CM'), { certificates: root.der, source: 'prova' });
  });

  const ready = async (key: string) => {
    const of = { ...(await aConvention(house.system())), bodyId: house.body[key]! };
    return anApplication(house.system(), of).resolved({ immediatelyExecutable: true });
  };
  const upload = (browser: Browser, at: string, bytes: Buffer, form: Record<string, string> = {}) =>
    browser.post(
      `${at}/convenzione-firmata`,
      { parte: 'MEMBER', firmatario: '', annotazione: '', decorrenza: '', ...form },
      { files: [{ field: 'file', name: 'convenzione.pdf', type: 'application/pdf', bytes }] },
    );

  it('shows why a scan is null, keeps it with its report, and accepts the signed file', async () => {
    const at = `/adesioni/domande/${await ready('GAMMA')}`;
    const office = await house.browser('AO');
    const form = await office.get(`${at}/convenzione-firmata`);
    await assertValidHtml(form.text, 'form');
    assert.match(form.text, /enctype="multipart\/form-data"/);

    const none = await office.post(`${at}/convenzione-firmata`, { parte: 'MEMBER' });
    assert.equal(none.status, 422);
    assert.match(none.text, /Scegliere il file della convenzione firmata/);

    const scan = await upload(office, at, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]));
    assert.equal(scan.status, 409);
    assert.match(scan.text, /scansione di una firma autografa non è una firma elettronica/);
    await assertValidHtml(scan.text, 'refused');
    const report = /href="(\/documenti\/[^"]+)">Rapporto di verifica/.exec(scan.text)![1]!;
    const shown = await office.get(report);
    assert.match(shown.text, /Negativo/);
    await assertValidHtml(shown.text, 'report');

    const good = await upload(office, at, await signedPdf(plainPdf(), mayor));
    assert.equal(good.status, 303);
    const page = await office.get(at);
    assert.match(page.text, /Maria Rossi \(RSSMRA70A41B157K\)/);
    assert.match(page.text, /Nulla/);
    await assertValidHtml(page.text, 'application');
  });

  it('by the legal representative, for the own side alone, who also reads the report', async () => {
    const at = `/adesioni/domande/${await ready('ALFA')}`;
    const portal = await house.browser('LR', { body: house.body.ALFA });
    const form = await portal.get(`${at}/convenzione-firmata`);
    assert.equal(form.status, 200);
    assert.doesNotMatch(form.text, /value="CENTRE"/);
    assert.equal((await upload(portal, at, plainPdf(), { parte: 'CENTRE' })).status, 403);
    const refused = await upload(portal, at, plainPdf());
    const report = /href="(\/documenti\/[^"]+)">Rapporto di verifica/.exec(refused.text)![1]!;
    assert.equal((await portal.get(report)).status, 200);
    const neighbour = await house.browser('LR', { body: house.body.BETA });
    assert.equal((await neighbour.get(report)).status, 403);
    assert.equal((await neighbour.get(`${at}/convenzione-firmata`)).status, 403);
  });

  it('the text that the centre made is the one to sign: another is refused, the same is good in PDF and in p7m', async () => {
    const applicationId = await ready('DELTA');
    const at = `/adesioni/domande/${applicationId}`;
    const office = await house.browser('AO');
    const made = await office.post(`${at}/convenzione`, {}, { from: at });
    if (made.status === 409) return assert.match(made.text, /documenti/); // no composer on this machine
    assert.equal(made.status, 303);
    const { documentId } = await prepareConvention(house.as('AO'), { applicationId });
    assert.equal(made.location, `/documenti/${documentId}`, 'asked again, it is the same one');
    const { bytes } = await readDocument(house.as('AO'), documentId);
    const other = await upload(office, at, await signedPdf(plainPdf(), mayor));
    assert.equal(other.status, 409);
    assert.match(other.text, /Il testo firmato non è quello prodotto dal centro/);
    assert.equal((await upload(office, at, await signedPdf(bytes, mayor, { onAnyPdf: true }))).status, 303);
    const centre = await upload(office, at, await envelope(bytes, president), { parte: 'CENTRE' });
    assert.equal(centre.status, 303);
    assert.match((await office.get(at)).text, /L’adesione è in vigore/);
  });
});
