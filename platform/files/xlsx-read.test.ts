import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { explainFileRefusal, isFileRefusal } from './file-refusal.it.ts';
import { readXlsx, type XlsxOptions } from './xlsx-read.ts';

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>';

/** An .xlsx with one hidden sheet before the one that holds the rows. */
function workbook(rows: string, shared = '<sst></sst>'): Uint8Array {
  return zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="Note" state="hidden" r:id="rId1"/><sheet name="Comuni" r:id="rId2"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>' +
        '<Relationship Target="/xl/worksheets/sheet2.xml" Id="rId2"/></Relationships>',
    ),
    'xl/sharedStrings.xml': strToU8(shared),
    'xl/styles.xml': strToU8(STYLES),
    'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData/></worksheet>'),
    'xl/worksheets/sheet2.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });
}

const refusal = (bytes: Uint8Array, options: XlsxOptions = {}): string => {
  const result = readXlsx(bytes, options);
  assert.ok(isFileRefusal(result), 'the workbook should be refused');
  return explainFileRefusal(result);
};

test('the first visible sheet is read as texts, with the numbers of its rows', () => {
  const shared = '<sst><si><t>codice &amp; nome</t></si><si><r><t>Agli</t></r><r><t>è</t></r></si></sst>';
  const rows =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>data</t></is></c><c r="C2" t="str"><v>n</v></c></row>' +
    '<row r="3"><c r="A3"/></row>' +
    '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>45292</v></c><c r="C5"><v>1.234E3</v></c></row>' +
    '<row r="6"><c r="B6" s="2"><v>45291.5</v></c></row>';
  const table = readXlsx(workbook(rows, shared));
  assert.ok(!isFileRefusal(table));
  assert.equal(table.sheet, 'Comuni');
  assert.deepEqual(table.records, [
    { line: 2, cells: ['codice & nome', 'data', 'n'] },
    { line: 5, cells: ['Agliè', '2024-01-01', '1234'] },
    { line: 6, cells: ['', '2023-12-31'] },
  ]);
});

test('a workbook that would unpack beyond the limit is refused before unpacking', () => {
  const bomb = workbook(`<row r="1"><c t="str"><v>${'a'.repeat(3_000_000)}</v></c></row>`);
  assert.ok(bomb.length < 20_000);
  assert.match(refusal(bomb, { maxUnpackedBytes: 1024 * 1024 }), /occupa più di 1 MB/);
});

test('an archive that declares a false size does not unpack beyond it', () => {
  const bomb = Buffer.from(workbook(`<row r="1"><c t="str"><v>${'a'.repeat(3_000_000)}</v></c></row>`));
  const entry = bomb.lastIndexOf('xl/worksheets/sheet2.xml') - 46;
  bomb.writeUInt32LE(1000, entry + 24);
  const result = readXlsx(bomb, { maxUnpackedBytes: 1024 * 1024 });
  if (!isFileRefusal(result)) assert.ok(JSON.stringify(result).length < 2000);
});

test('an archive that is no workbook, and one that is cut, are refused with a reason', () => {
  assert.match(refusal(zipSync({ 'a.txt': strToU8('a') })), /non contiene fogli leggibili/);
  const whole = workbook('<row r="1"><c t="str"><v>a</v></c></row>');
  assert.match(refusal(whole.subarray(0, whole.length - 40)), /danneggiato/);
  assert.match(refusal(whole, { maxRows: 0 }), /più di 0 righe/);
  assert.match(refusal(workbook('')), /vuoto/);
});

test('entities of one’s own are not read', () => {
  const table = readXlsx(workbook('<row r="1"><c t="str"><v>&lol; &#232;</v></c></row>'));
  assert.ok(!isFileRefusal(table));
  assert.deepEqual(table.records[0]!.cells, ['&lol; è']);
});

test('any change to a good workbook gives a table or a refusal', () => {
  const good = workbook('<row r="1"><c r="A1" t="str"><v>a</v></c></row>');
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
      const changed = good.slice();
      changed[at] = byte;
      readXlsx(changed);
      readXlsx(changed.subarray(0, length));
    }),
    { numRuns: 1500 },
  );
});
