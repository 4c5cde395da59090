import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { type DecodedText, decodeText } from './decode-text.ts';
import { explainFileRefusal, isFileRefusal } from './file-refusal.it.ts';

const decoded = (bytes: Uint8Array): DecodedText => {
  const result = decodeText(bytes);
  assert.ok(!isFileRefusal(result), 'the file should be readable');
  return result;
};

const refusal = (bytes: Uint8Array): string => {
  const result = decodeText(bytes);
  assert.ok(isFileRefusal(result), 'the file should be refused');
  return explainFileRefusal(result);
};

test('plain UTF-8 is read as it is', () => {
  const { text, encoding, byteOrderMark } = decoded(Buffer.from('Agliè;Condrò'));
  assert.deepEqual([text, encoding, byteOrderMark], ['Agliè;Condrò', 'utf-8', false]);
});

test('the byte order mark of UTF-8 is taken away', () => {
  const { text, encoding, byteOrderMark } = decoded(Buffer.from('\uFEFFcodice_ipa'));
  assert.deepEqual([text, encoding, byteOrderMark], ['codice_ipa', 'utf-8', true]);
});

test('Windows-1252 is recognised, curly quotation marks and euro included', () => {
  const bytes = Buffer.from([0x41, 0x67, 0x6c, 0x69, 0xe8, 0x20, 0x92, 0x80]);
  assert.deepEqual(decoded(bytes).text, 'Agliè ’€');
  assert.equal(decoded(bytes).encoding, 'windows-1252');
});

test('UTF-16 with its mark is read in both byte orders', () => {
  const little = Buffer.from('\uFEFFAgliè', 'utf16le');
  assert.deepEqual([decoded(little).text, decoded(little).encoding], ['Agliè', 'utf-16le']);
  const big = Buffer.from(little).swap16();
  assert.deepEqual([decoded(big).text, decoded(big).encoding], ['Agliè', 'utf-16be']);
});

test('one broken byte does not turn a whole UTF-8 file into wrong letters', () => {
  const bytes = Buffer.concat([Buffer.from('Agliè è à ò ù è'), Buffer.from([0xc3])]);
  assert.equal(decoded(bytes).encoding, 'utf-8');
  assert.equal(decoded(bytes).unreadable, 1);
});

test('an accent written apart from its letter is joined to it', () => {
  assert.equal(decoded(Buffer.from('Aglie\u0300')).text, 'Agliè');
});

test('what is not text is refused by its name', () => {
  const workbook = zipSync({
    'xl/workbook.xml': new Uint8Array(8),
    '[Content_Types].xml': new Uint8Array(8),
  });
  assert.match(refusal(workbook), /foglio di calcolo Excel \(\.xlsx\)/);
  assert.match(refusal(zipSync({ 'a.csv': Buffer.from('a,b') })), /archivio compresso/);
  assert.match(refusal(Buffer.from('%PDF-1.7\n%âãÏÓ')), /documento PDF/);
  assert.match(refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex')), /vecchio file di Office/);
  assert.match(refusal(Buffer.from([0x1f, 0x8b, 8, 0])), /gzip/);
  assert.match(refusal(Buffer.from([1, 2, 0, 3])), /file binario/);
  assert.match(refusal(Buffer.from('<!DOCTYPE html><title>503</title>')), /pagina web/);
  assert.match(refusal(Buffer.from('{"type":"Topology"}')), /JSON/);
});

test('an empty file and one that is too large are refused with a reason', () => {
  assert.match(refusal(new Uint8Array()), /vuoto/);
  assert.match(refusal(Buffer.from('\uFEFF  \n')), /vuoto/);
  const large = decodeText(new Uint8Array(2 * 1024 * 1024), { maxBytes: 1024 * 1024 });
  assert.ok(isFileRefusal(large));
  assert.match(explainFileRefusal(large), /è di 2 MB e supera il limite di 1 MB/);
});

test('any bytes give a text or a refusal, never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const result = decodeText(bytes);
      assert.ok(isFileRefusal(result) ? explainFileRefusal(result).length > 20 : result.text.length > 0);
    }),
    { numRuns: 2000 },
  );
});
