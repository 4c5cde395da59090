import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DelimitedOptions, type DelimitedText, readDelimitedText } from './delimited-text.ts';
import { explainFileRefusal, isFileRefusal } from './file-refusal.it.ts';

const read = (text: string, options: DelimitedOptions = {}): DelimitedText => {
  const table = readDelimitedText(text, options);
  assert.ok(!isFileRefusal(table), 'the text should be readable');
  return table;
};
const cells = (text: string, options: DelimitedOptions = {}) =>
  read(text, options).records.map((r) => r.cells);
const lines = (text: string) => read(text).records.map((record) => record.line);

test('the separator is found among semicolon, comma, tab and bar', () => {
  assert.equal(read('a;b\n1;2').delimiter, ';');
  assert.equal(read('a,b\n1,2').delimiter, ',');
  assert.equal(read('a\tb\n1\t2').delimiter, '\t');
  assert.equal(read('a|b\n1|2').delimiter, '|');
  assert.equal(read('solo\nuna').delimiter, ',');
});

test('commas inside names and decimals do not pass for separators', () => {
  assert.equal(read('nome;kmq\nBrisighella, Casola;13,29\nAgliè;13,15').delimiter, ';');
  assert.equal(read('id;indirizzo;cap\n1;Via Roma, 1;25100\n2;Via Po, 3;25101').delimiter, ';');
});

test('the separator that Excel states in the first line is followed', () => {
  const table = read('sep=;\r\na;b\r\n1;2');
  assert.deepEqual(
    table.records.map(({ cells: row }) => row),
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  );
  assert.equal(table.records[0]!.line, 2);
});

test('a line break inside quotation marks belongs to the cell, and lines are counted through it', () => {
  const text = 'codice;"Unità\r\nsovracomunale \n(fini statistici)"\r\n1;"a\nb"\r\n2;c';
  assert.deepEqual(cells(text), [
    ['codice', 'Unità\r\nsovracomunale \n(fini statistici)'],
    ['1', 'a\nb'],
    ['2', 'c'],
  ]);
  assert.deepEqual(lines(text), [1, 4, 6]);
});

test('doubled quotation marks are one; spaces after the closing mark are nothing', () => {
  assert.deepEqual(cells('a,b\n"Unione ""Gela"""  ,x'), [
    ['a', 'b'],
    ['Unione "Gela"', 'x'],
  ]);
});

test('CRLF, LF and CR may be mixed, and empty lines are left out but counted', () => {
  const text = 'a,b\r\n1,2\n\n   \r3,4\r\r\n5,6';
  assert.deepEqual(cells(text), [
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
  ]);
  assert.deepEqual(lines(text), [1, 2, 5, 7]);
});

test('spaces around a cell stay: who knows the column decides', () => {
  assert.deepEqual(cells('a,b\n x ,y '), [
    ['a', 'b'],
    [' x ', 'y '],
  ]);
});

test('a stray quotation mark does not swallow the rest of the file', () => {
  const table = read('a,b\n"Comune di X,1\nComune di Y,2\nZ,"Via Roma, 1"');
  assert.deepEqual(
    table.records.map((record) => record.cells[0]),
    ['a', '"Comune di X', 'Comune di Y', 'Z'],
  );
  assert.deepEqual(table.strayQuoteLines, [2]);
});

test('in an unquoted tab file quotation marks are letters', () => {
  const table = read('cod\tdes\ttipo\n1\t"Azienda" Nord\tx\n2\t"Ente\ty\n3\tSud"\tz');
  assert.equal(table.quoting, 'literal');
  assert.deepEqual(
    table.records.map((record) => record.cells[1]),
    ['des', '"Azienda" Nord', '"Ente', 'Sud"'],
  );
});

test('a tab file with quoted cells is read as such', () => {
  assert.deepEqual(cells('a\tb\n"x\ty"\t"riga\ndue"'), [
    ['a', 'b'],
    ['x\ty', 'riga\ndue'],
  ]);
});

test('short and long rows are reported with their line', () => {
  assert.deepEqual(read('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3').irregular, [
    { line: 3, cells: 2, usual: 3 },
    { line: 4, cells: 4, usual: 3 },
  ]);
});

test('too many rows or columns are refused with the limit', () => {
  const rows = readDelimitedText('a\n1\n2\n3', { maxRecords: 3 });
  assert.ok(isFileRefusal(rows));
  assert.match(explainFileRefusal(rows), /più di 3 righe/);
  const columns = readDelimitedText('a,b,c\n1,2,3', { maxColumns: 2 });
  assert.ok(isFileRefusal(columns));
  assert.match(explainFileRefusal(columns), /più di 2 colonne/);
});

const delimiter = fc.constantFrom(';' as const, ',' as const, '\t' as const, '|' as const);
const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', '\r', ' ', 'è'), maxLength: 8 }),
);
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
  );

test('what is written as CSV is read back the same', () => {
  const write = (rows: string[][], separator: string, lineEnd: string, always: boolean) => {
    const needs = (text: string, width: number) =>
      always || text.includes(separator) || /["\r\n]/.test(text) || (width === 1 && text.trim() === '');
    const one = (text: string, width: number) =>
      needs(text, width) ? `"${text.replaceAll('"', '""')}"` : text;
    return rows.map((row) => row.map((text) => one(text, row.length)).join(separator)).join(lineEnd);
  };
  fc.assert(
    fc.property(
      table,
      delimiter,
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      (rows, separator, end, always) => {
        assert.deepEqual(cells(write(rows, separator, end, always), { delimiter: separator }), rows);
      },
    ),
    { numRuns: 3000 },
  );
});

test('any text gives records or a refusal, with lines that never go back', () => {
  const dirty = fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', ' '),
    maxLength: 80,
  });
  fc.assert(
    fc.property(fc.oneof(dirty, fc.string({ unit: 'binary' })), (text) => {
      const result = readDelimitedText(text);
      if (isFileRefusal(result)) return;
      const numbers = result.records.map(({ line }) => line);
      assert.deepEqual(
        numbers,
        numbers.toSorted((one, other) => one - other),
      );
    }),
    { numRuns: 3000 },
  );
});

test('many quotation marks are read without going back over them', () => {
  const text = `a,b\n${'"x,""y"" z,'.repeat(100_000)}`;
  // Quadratic reading would take hours here, and the test would never end.
  const reading = readDelimitedText(text, { maxColumns: 1_000_000 });
  assert.ok(reading);
});
