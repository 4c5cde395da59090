import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { csvCell, csvText } from '#platform/files/csv-write';
import { type ExportedTable, exportTable } from '#platform/files/xlsx-write';

interface Fee {
  body: string;
  inhabitants: number | null;
  cents: number;
  due: string | null;
  rate: string;
}
const FEES: ExportedTable<Fee> = {
  name: 'quote-2026',
  columns: [
    { header: 'Ente', kind: 'text', value: (f) => f.body },
    { header: 'Abitanti', kind: 'integer', value: (f) => f.inhabitants },
    { header: 'Quota (€)', kind: 'euro', value: (f) => f.cents },
    { header: 'Scadenza', kind: 'date', value: (f) => f.due },
    { header: 'Tariffa', kind: 'decimal', value: (f) => f.rate },
  ],
  rows: [
    { body: 'Comune di Alfa', inhabitants: 8000, cents: 174000, due: '2026-04-30', rate: '0.15' },
    { body: 'Beta; "vecchia"', inhabitants: null, cents: -3286, due: null, rate: '1.00' },
  ],
};

describe('a table as CSV', () => {
  it('is written for the Italian Excel: mark, semicolons, CR LF, comma for the cents', async () => {
    const { body, name, type } = await exportTable(FEES, 'csv');
    assert.equal(name, 'quote-2026.csv');
    assert.equal(type, 'text/csv; charset=utf-8');
    assert.deepEqual(body.subarray(0, 3), Buffer.from([0xef, 0xbb, 0xbf]));
    assert.equal(
      body.toString('utf8').slice(1),
      'Ente;Abitanti;Quota (€);Scadenza;Tariffa\r\nComune di Alfa;8000;1740,00;30/04/2026;0,15\r\n"Beta; ""vecchia""";;-32,86;;1,00\r\n',
    );
  });

  it('does not let a cell be run as a formula', () => {
    assert.equal(csvCell('=1+1'), "'=1+1");
    assert.equal(csvCell('@SUM(A1)'), "'@SUM(A1)");
    assert.equal(csvCell('+39 030 12345'), "'+39 030 12345");
    assert.equal(csvCell('-cmd|calc'), "'-cmd|calc");
    assert.equal(csvCell('\tx'), "'\tx");
    assert.equal(csvCell('-32,86'), '-32,86');
    assert.equal(csvCell('-1.740,00'), '-1.740,00');
  });

  it('quotes what would break the line', () => {
    assert.equal(csvText([['a\nb', ' c ', null]]), '\uFEFF"a\nb";" c ";\r\n');
  });
});

describe('a table as XLSX', () => {
  const sheetOf = async (table: ExportedTable<Fee>) => {
    const { body } = await exportTable(table, 'xlsx');
    const files = unzipSync(body);
    const text = (path: string) => Buffer.from(files[path] ?? []).toString('utf8');
    return {
      sheet: text('xl/worksheets/sheet1.xml'),
      strings: text('xl/sharedStrings.xml'),
      styles: text('xl/styles.xml'),
    };
  };

  it('holds true numbers and true dates under a header in bold', async () => {
    const { sheet, styles, strings } = await sheetOf(FEES);
    assert.match(sheet, /<v>1740<\/v>/);
    assert.match(sheet, /<v>-32\.86<\/v>/);
    assert.match(sheet, /<v>46142<\/v>/, '30/04/2026 as Excel counts days');
    assert.match(strings, /Comune di Alfa/);
    assert.match(styles, /<b\s*\/>/);
    assert.match(styles, /dd\/mm\/yyyy/);
  });

  it('keeps a formula as text, and leaves out what XML cannot hold', async () => {
    const hostile = { ...FEES, rows: [{ ...FEES.rows[0]!, body: '=1+1\u0000<&>' }] };
    const { sheet, strings } = await sheetOf(hostile);
    assert.doesNotMatch(sheet, /<f>/);
    assert.match(strings, /=1\+1&lt;&amp;(>|&gt;)/);
  });

  it('writes fifteen hundred rows', async () => {
    const rows = Array.from({ length: 1500 }, () => FEES.rows[0]!);
    const { body } = await exportTable({ ...FEES, rows }, 'xlsx');
    assert.ok(Buffer.isBuffer(body) && body.length > 10_000);
  });
});
