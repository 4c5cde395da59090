import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { findSignatureCheck, readDocument, recogniseAuthorities, setSignaturePolicy } from '#documents';
import type { Call } from '#platform/call';
import { InvalidInput, NotAllowed, NotFound, RuleBroken } from '#platform/errors';
import { newId } from '#platform/ids';
import { aHouse } from '#test/house';
import { certify, envelope, type Holder, plainPdf, revocationList, signedPdf } from '#test/signing';
import { aConvention, anApplication } from '../builders.ts';
import { getApplication } from '../queries/get-application.ts';
import { recordSignedConvention, type SignedConventionInput } from './record-signed-convention.ts';

const PDF = plainPdf();

describe('the signed convention is received', () => {
  const house = aHouse();
  let root: Holder;
  let mayor: Holder;
  let president: Holder;
  before(async () => {
    await house.server(); // the sentences are known once the rooms are put together
    root = await certify('Certificatore di prova', null, { ca: true });
    mayor = await certify('Maria Rossi', root, { taxCode: 'RSSMRA70A41B157K', serial: 77 });
    president = await certify('Piero Verdi', root);
    for (const centre of [house.centre, house.other])
      await recogniseAuthorities(house.as('CM', { centre }), { certificates: root.der, source: 'prova' });
  });

  /** An application ready to be signed. */
  const ready = async (key: string) => {
    const of = { ...(await aConvention(house.system())), bodyId: house.body[key]! };
    return anApplication(house.system(), of).resolved({ immediatelyExecutable: true });
  };
  const receive = (
    call: Call,
    applicationId: string,
    bytes: Buffer,
    changes: Partial<SignedConventionInput> = {},
  ) =>
    recordSignedConvention(call, {
      applicationId,
      side: 'MEMBER',
      file: { name: 'convenzione.pdf', mediaType: 'application/pdf', bytes },
      detached: null,
      revocationLists: [],
      authorityReport: null,
      note: null,
      signer: null,
      effectiveFrom: null,
      ...changes,
    });

  it('from both sides in the same PDF, to the membership in force', async () => {
    const office = house.as('AO');
    const applicationId = await ready('GAMMA');
    const first = await signedPdf(PDF, mayor);
    const mayorSends = house.as('LR', { body: house.body.GAMMA });
    assert.deepEqual(await receive(mayorSends, applicationId, first), {
      accepted: true,
      state: 'READY_TO_SIGN',
      effectiveFrom: null,
    });
    await assert.rejects(
      receive(office, applicationId, first, { side: 'CENTRE' }),
      (error) => error instanceof RuleBroken && error.code === 'membership.same-signature-for-both',
    );
    const both = await signedPdf(first, president, { earlier: [10], field: 20 });
    const done = await receive(office, applicationId, both, { side: 'CENTRE' });
    assert.deepEqual(done, { accepted: true, state: 'IN_FORCE', effectiveFrom: '2026-11-20' });
    const { signatures } = await getApplication(office, applicationId);
    assert.deepEqual(
      signatures.map((s) => [s.side, s.signer, s.kind, s.signedOn, s.certificateSerial, s.result]),
      [
        ['MEMBER', 'Maria Rossi (RSSMRA70A41B157K)', 'DIGITAL', '2026-11-20', '4d', 'VALID'],
        ['CENTRE', 'Piero Verdi', 'DIGITAL', '2026-11-20', signatures[1]!.certificateSerial, 'VALID'],
      ],
    );
    const check = await findSignatureCheck(office, signatures[0]!.documentId!);
    assert.equal(check?.report.accepted, true);
    assert.ok(check!.report.signatures[0]!.lines.some((line) => /Revoca non verificata/.test(line.text)));
  });

  it('as two signers of one p7m: it must be said whose signature counts', async () => {
    const office = house.as('AO');
    const applicationId = await ready('DELTA');
    const p7m = await envelope(PDF, mayor, { others: [president] });
    await assert.rejects(
      receive(office, applicationId, p7m),
      (error) => error instanceof InvalidInput && /Maria Rossi, Piero Verdi/.test(error.fields.firmatario!),
    );
    await assert.rejects(receive(office, applicationId, p7m, { signer: 'Bianchi' }), InvalidInput);
    await receive(office, applicationId, p7m, { signer: 'rssmra70a41b157k' });
    const done = await receive(office, applicationId, p7m, { side: 'CENTRE' });
    assert.equal(done.accepted && done.state, 'IN_FORCE', 'the other signature is the only one left');
  });

  it('trap 14: scans, unsigned, altered, expired, unknown: null with the reason, and the attempt is kept', async () => {
    const office = house.as('AO');
    const applicationId = await ready('BETA');
    const altered = await signedPdf(PDF, mayor);
    altered[altered.indexOf('Convenzione')] = 0x4b;
    const expired = await certify('Firmatario scaduto', root, { to: '2026-06-30T00:00:00Z' });
    const stranger = await certify('Firma fatta in casa', null);
    const { der: list } = await revocationList(root, [{ holder: mayor, on: '2026-11-01T00:00:00Z' }]);
    const cases: [Buffer, RegExp, Partial<SignedConventionInput>][] = [
      [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), /scansione di una firma autografa/, {}],
      [PDF, /non contiene alcuna firma/, {}],
      [altered, /documento è stato modificato dopo la firma|alterato/, {}],
      [await signedPdf(PDF, expired), /era scaduto/, {}],
      [await signedPdf(PDF, stranger), /rilasciato dal firmatario a sé stesso/, {}],
      [
        await envelope(PDF, mayor, { detached: true }),
        /altro documento/,
        { detached: Buffer.from('Un altro testo') },
      ],
      [await signedPdf(PDF, mayor), /revocato/, { revocationLists: [list] }],
    ];
    for (const [bytes, reason, changes] of cases) {
      const outcome = await receive(office, applicationId, bytes, changes);
      assert.equal(outcome.accepted, false);
      assert.match(String(!outcome.accepted && outcome.facts.reason), reason);
    }
    const sheet = await getApplication(office, applicationId);
    assert.equal(sheet.state, 'READY_TO_SIGN');
    assert.equal(sheet.signatures.length, cases.length);
    assert.ok(sheet.signatures.every((s) => s.result === 'NULL' && s.documentId && s.reason));
    assert.equal(sheet.signatures[0]!.kind, 'SCANNED');
    const { bytes } = await readDocument(office, sheet.signatures[1]!.documentId!);
    assert.deepEqual(bytes, PDF);
  });

  it('without a check of the revocation: with a warning, or refused when the centre wants it', async () => {
    const manager = house.as('CM');
    const applicationId = await ready('ALFA');
    const signed = await signedPdf(PDF, mayor);
    await setSignaturePolicy(manager, { revocationRequired: true, reason: 'prova' });
    const refused = await receive(manager, applicationId, signed);
    assert.match(String(!refused.accepted && refused.facts.reason), /il centro la richiede/);
    const authorityReport = {
      fileName: 'rapporto.pdf',
      mediaType: 'application/pdf',
      bytes: Buffer.from('Esito: valida'),
    };
    const note = 'Verificata con il programma del certificatore';
    assert.equal((await receive(manager, applicationId, signed, { authorityReport, note })).accepted, true);
    const { signatures } = await getApplication(manager, applicationId);
    const check = await findSignatureCheck(manager, signatures.at(-1)!.documentId!);
    assert.equal(check?.note, note);
    assert.ok(check?.authorityReportId);
    await setSignaturePolicy(manager, { revocationRequired: false, reason: 'prova' });
  });

  it('is sent twice with the same key and counts once', async () => {
    const applicationId = await ready('ALFA');
    const call = { ...house.as('AO'), requestKey: newId() };
    const signed = await signedPdf(PDF, mayor);
    const outcomes = [await receive(call, applicationId, signed), await receive(call, applicationId, signed)];
    assert.deepEqual(outcomes[0], outcomes[1]);
    assert.equal((await getApplication(call, applicationId)).signatures.length, 1);
  });

  it('is received from the body and from the centre, from nobody else', async () => {
    const applicationId = await ready('ALFA');
    const signed = await signedPdf(PDF, mayor);
    const attempt = (call: Call, side: 'MEMBER' | 'CENTRE') => receive(call, applicationId, signed, { side });
    const body = { body: house.body.ALFA! };
    await assert.rejects(attempt(house.as('LR', body), 'CENTRE'), NotAllowed);
    await assert.rejects(attempt(house.as('TC', body), 'MEMBER'), NotAllowed);
    await assert.rejects(attempt(house.as('LR', { body: house.body.BETA! }), 'MEMBER'), NotAllowed);
    await assert.rejects(attempt(house.as('AU'), 'MEMBER'), NotAllowed);
    await assert.rejects(attempt(house.as('AO', { centre: house.other }), 'MEMBER'), NotFound);
  });

  it('is one of two sent at the same moment for a side: the other is told', async () => {
    const applicationId = await ready('ALFA');
    const signed = await signedPdf(PDF, mayor);
    const sent = await Promise.allSettled([1, 2].map(() => receive(house.as('AO'), applicationId, signed)));
    assert.deepEqual(sent.map((s) => s.status).sort(), ['fulfilled', 'rejected']);
  });
});
