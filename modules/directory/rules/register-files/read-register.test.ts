import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { type ReadRegisterOptions, readRegister } from './read-register.ts';
import type { RegisterKindName } from './register-kind.ts';

const read = <K extends RegisterKindName>(text: string, options: ReadRegisterOptions<K> = {}) =>
  readRegister(Buffer.from(text), options);

const BODIES =
  'Codice_IPA;Denominazione_ente;Codice_Categoria;Codice_natura;Codice_comune_ISTAT;Codice_fiscale_ente';

test('a row becomes a typed body, and its place in the file is kept', () => {
  const { records, kind, delimiter, encoding } = read<'ipa-bodies'>(
    `${BODIES}\r\n\r\nC_C927; Comune di  Comiso ;L6;2430;088003;82000870889\r\n`,
  );
  assert.deepEqual([kind, delimiter, encoding], ['ipa-bodies', ';', 'utf-8']);
  const [{ line, row, record }] = records as [(typeof records)[number]];
  assert.deepEqual([line, row], [3, 1]);
  assert.deepEqual(
    [record.ipaCode, record.name, record.category, record.istatCode, record.taxCode],
    ['C_C927', 'Comune di Comiso', 'COMUNE', '088003', '82000870889'],
  );
});

test('the full IPA export gives PEC, mails and representative; OMESSO and N/D are left as they are and emptied', () => {
  const header = `${BODIES};Mail1;Tipo_Mail1;Mail2;Tipo_Mail2;Ente_in_liquidazione;Data_aggiornamento;Acronimo`;
  const { records } = read<'ipa-bodies'>(
    `${header}\nc_a;Comune di A;L6;2430;015146;N/D;info@A.it;Altro;PEC@Pec.it;Pec;N;2021-10-08;--`,
  );
  const { record } = records[0]!;
  assert.equal(record.digitalDomicile, 'pec@pec.it');
  assert.deepEqual(record.mails[0], { address: 'info@a.it', pec: false });
  assert.deepEqual([record.taxCode, record.acronym, record.inLiquidation], [null, null, false]);
  assert.equal(record.updatedOn, '2021-10-08');
});

test('the old tab export with literal null, and the code that starts with zero', () => {
  const { records, delimiter } = read<'ipa-bodies'>(
    "cod_amm\tdes_amm\ttipologia_istat\tCf\tmail1\ttipo_mail1\tmail2\ttipo_mail2\n054\tAzienda 'USL' 1\tAziende Sanitarie Locali\t03301860544\ta@b.it\tpec\tnull\tnull",
  );
  const { record } = records[0]!;
  assert.equal(delimiter, '\t');
  assert.deepEqual([record.ipaCode, record.ipaCategory, record.category], ['054', 'L7', 'AZIENDA']);
  assert.deepEqual(record.mails, [{ address: 'a@b.it', pec: true }]);
});

test('the contacts of 2013 keep the current code, and know which bodies are gone', () => {
  const { records } = read<'ipa-bodies'>(
    'codice_ipa_2013,codice_ipa_2024,denominazione_2013,categoria_2013,email,email_sembra_pec\n' +
      "A690_bpe,A690_bpe,Comune di Bascape',Comuni e loro Consorzi e Associazioni,a@pec.it,1\naao_al,,Appennino,,b@c.it,0",
  );
  assert.deepEqual(
    records.map(({ record }) => [
      record.ipaCode,
      record.stillRegistered,
      record.category,
      record.digitalDomicile,
    ]),
    [
      ['A690_bpe', true, 'COMUNE', 'a@pec.it'],
      ['aao_al', false, 'OTHER', null],
    ],
  );
});

test('ISTAT: Windows-1252, headings on two lines, mixed line ends, numeric codes of old vintages', () => {
  const text =
    'Codice Comune formato alfanumerico;Denominazione in italiano;"Codice dell\'Unità territoriale sovracomunale \n(valida a fini statistici)";Codice Comune numerico con 110 province (dal 2010 al 2016);Sigla automobilistica\r\n' +
    '001001;Agliè;201;1001;TO\n063049;Napoli;263;63049;NA\r';
  const found = readRegister<'istat-comuni'>(Buffer.from(text, 'latin1'));
  assert.deepEqual([found.encoding, found.kind, found.warnings.length], ['windows-1252', 'istat-comuni', 0]);
  assert.deepEqual(
    found.records.map(({ line, record }) => [line, record.name, record.utsCode, record.istatCode2010To2016]),
    [
      [3, 'Agliè', '201', '001001'],
      [4, 'Napoli', '263', '063049'],
    ],
  );
  assert.equal(found.records[1]!.record.province, 'NA');
});

test('zeros lost in a spreadsheet come back with a warning that names line, column and value', () => {
  const { records, warnings } = read<'istat-comuni'>('codice_istat;denominazione\n15146;Milano');
  assert.equal(records[0]!.record.istatCode, '015146');
  assert.deepEqual(
    [warnings[0]!.line, warnings[0]!.column, warnings[0]!.value],
    [2, 'codice_istat', '15146'],
  );
});

test('homonyms are not errors', () => {
  const { records, refused } = read('codice_istat,denominazione\n013135,Livo\n022106,Livo');
  assert.deepEqual([records.length, refused.length], [2, 0]);
});

test('every bad row is reported with line, row, column, value and reason', () => {
  const { refused, records, refusedRowCount, rowCount } = read(
    'codice_istat,comune,popolazione,anno\n"015\n146",M,x,2024\n017029,B,-3,24\n017030,C,7,2024',
  );
  assert.deepEqual([rowCount, records.length, refusedRowCount], [3, 1, 2]);
  assert.deepEqual(
    refused.map(({ line, row, column, value }) => [line, row, column, value]),
    [
      [2, 1, 'codice_istat', '015\n146'],
      [2, 1, 'popolazione', 'x'],
      [4, 2, 'popolazione', '-3'],
      [4, 2, 'anno', '24'],
    ],
  );
  assert.ok(refused.every(({ reason }) => reason.length > 20));
});

test('thousands of bad rows are all reported', () => {
  const rows = Array.from({ length: 20_000 }, (_, number) => `x${number},y`).join('\n');
  const { refused, refusedRowCount } = read(`codice_istat,popolazione\n${rows}`, {
    referenceDate: '2025-01-01',
  });
  assert.deepEqual([refusedRowCount, refused.length], [20_000, 40_000]);
});

test('a key that comes back with other data refuses every row, with the lines; alike, only the later ones', () => {
  const { records, refused } = read<'ipa-bodies'>(
    'codice_ipa,denominazione\nc_a,Comune di A\nC_A,Comune di Altro\nc_b,Comune di B\nc_b,Comune di B',
  );
  assert.deepEqual(
    records.map(({ line }) => line),
    [4],
  );
  assert.deepEqual(
    refused.map(({ line }) => line),
    [2, 3, 5],
  );
  assert.match(refused[0]!.reason, /righe 2, 3/);
  assert.match(refused[2]!.reason, /riga 4/);
});

test('two bodies with the code of one comune both stay, with a warning (Trapani and Misiliscemi)', () => {
  const { records, warnings } = read(
    `${BODIES}\nc_l331;Comune di Trapani;L6;2430;081021;\nc_m432;Comune di Misiliscemi;L6;2430;081021;`,
  );
  assert.equal(records.length, 2);
  assert.match(warnings[0]!.reason, /riga 2/);
});

test('short and long rows are refused when they could hide a shift, accepted when they cannot', () => {
  const { records, refused } = read(
    'codice_istat,denominazione,nota\n015146,Milano\n017029,Brescia,x,\n098031,Lodi,"a",b\n015147',
  );
  assert.deepEqual(
    records.map(({ line }) => line),
    [2, 3],
  );
  assert.match(refused[0]!.reason, /4 celle invece di 3/);
  assert.match(refused[1]!.reason, /1 celle invece di 3 e manca «denominazione»/);
});

test('population: the date comes from the row, from the heading, or from the officer', () => {
  const dates = (text: string, referenceDate?: string) =>
    read<'population'>(text, { kind: 'population', referenceDate }).records.map(
      ({ record }) => record.referenceDate,
    );
  assert.deepEqual(dates('codice_istat,popolazione,data\n015146,1.371.000,01/01/2024'), ['2024-01-01']);
  assert.deepEqual(dates('codice_istat,popolazione,anno\n015146,1371000.0,2023'), ['2023-12-31']);
  assert.deepEqual(dates('codice_istat,popolazione_2022\n015146,5'), ['2022-12-31']);
  assert.deepEqual(dates('codice_ipa,popolazione\nc_f205,5', '2025-11-18'), ['2025-11-18']);
  const none = read('codice_istat,popolazione\n015146,5', { kind: 'population' });
  assert.match(none.refused[0]!.reason, /data di riferimento/);
});

test('enterprises: each column has the year of its heading', () => {
  const { records } = read<'enterprises'>(
    'codice_istat,comune,imprese_attive_2024,addetti_2024,imprese_registrate_2023\n072001,Acquaviva,1.491,,1759',
  );
  assert.deepEqual(records[0]!.record.figures, [
    { measure: 'ACTIVE', value: 1491, referenceDate: '2024-12-31' },
    { measure: 'REGISTERED', value: 1759, referenceDate: '2023-12-31' },
  ]);
});

test('members: the end may not come before the beginning, and an open end is unknown', () => {
  const { records, refused } = read<'association-members'>(
    'associazione_id,comune,codice_istat_storico,codice_istat,stato_comune,dal,al\nuc_a,Ro,038020,038029,cessato,,2018-12-31\nuc_a,Ferrara,038008,038008,vigente,2020-01-01,2019-01-01\nuc_a,Cento,038004,038004,vigente,2020-01-01,9999-12-31',
  );
  assert.deepEqual(
    records.map(({ record }) => [
      record.historicalIstatCode,
      record.istatCode,
      record.ceased,
      record.from,
      record.to,
    ]),
    [
      ['038020', '038029', true, null, '2018-12-31'],
      ['038004', '038004', false, '2020-01-01', null],
    ],
  );
  assert.match(refused[0]!.reason, /data di fine viene prima/);
});

test('changes of comuni: only the certain ones apply by themselves', () => {
  const { records, refused } = read<'municipality-changes'>(
    'codice_istat_cessato,denominazione,data_cessazione,codice_istat_attuale,metodo,candidati\n' +
      '024044,GAMBUGLIANO,,024128,verificato,\n022014,BEZZECCA,2009-12-31,,non_determinato,022228 022229\n' +
      '022015,X,2009-12-31,022228,nome_contenuto,\n022016,Y,2009-12-31,,manuale,',
  );
  assert.deepEqual(
    records.map(({ record }) => [record.applied, record.successorIstatCode, record.candidates.length]),
    [
      ['automatic', '024128', 0],
      ['by-choice', null, 2],
      ['by-choice', '022228', 0],
    ],
  );
  assert.match(refused[0]!.reason, /quale comune è subentrato/);
});

test('boundaries: type, objects, identifiers and arcs are verified', () => {
  const map = (geometries: unknown[], type = 'Topology') =>
    read<'boundaries'>(
      JSON.stringify({
        type,
        arcs: [[[0, 0]]],
        objects: { comuni: { type: 'GeometryCollection', geometries } },
      }),
      { kind: 'boundaries' },
    );
  const good = { type: 'Polygon', id: '015146', arcs: [[0]], properties: { nome: 'Milano', prov: 'MI' } };
  const found = map([
    good,
    { ...good, id: 'x' },
    { ...good, id: '015147', arcs: [[-3]] },
    { ...good, type: 'Point', id: '015148' },
    null,
  ]);
  assert.deepEqual(found.records[0]!.record, {
    code: '015146',
    level: 'COMUNE',
    name: 'Milano',
    province: 'MI',
    geometry: 'Polygon',
  });
  assert.ok(found.topology);
  assert.deepEqual(
    found.refused.map(({ line }) => line),
    [2, 3, 4],
  );
  assert.match(map([good], 'FeatureCollection').fileProblems[0]!, /TopoJSON/);
  assert.match(read('{', { kind: 'boundaries' }).fileProblems[0]!, /JSON valido/);
});

test('titles above the header are passed over with a warning', () => {
  const { records, warnings } = read(
    'Popolazione dei comuni\nFonte: Istat\ncodice_istat;popolazione;anno\n015146;5;2024',
  );
  assert.deepEqual([records.length, records[0]!.line], [1, 4]);
  assert.match(warnings[0]!.reason, /riga 3/);
});

test('letters broken by a wrong encoding are noticed', () => {
  const { warnings } = read('codice_istat,denominazione\n001001,AgliÃ¨');
  assert.deepEqual([warnings[0]!.line, /codifica/.test(warnings[0]!.reason)], [2, true]);
});

test('an .xlsx is read as a CSV is', () => {
  const row = (line: number, cells: string[]) =>
    `<row r="${line}">${cells.map((text) => `<c t="str"><v>${text}</v></c>`).join('')}</row>`;
  const bytes = zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="r1" Target="worksheets/s.xml"/></R>'),
    'xl/worksheets/s.xml': strToU8(
      `<w><sheetData>${row(1, ['codice_istat', 'denominazione', 'sigla'])}${row(3, ['015146', 'Milano'])}</sheetData></w>`,
    ),
  });
  const found = readRegister<'istat-comuni'>(bytes);
  assert.deepEqual([found.format, found.kind, found.records[0]!.line], ['xlsx', 'istat-comuni', 3]);
});

test('a file that cannot be read says why', () => {
  const problem = (text: string, options: ReadRegisterOptions = {}) =>
    read(text, options).fileProblems.join(' ');
  assert.match(problem('%PDF-1.4'), /PDF/);
  assert.match(problem('a,b\n1,2'), /nessun registro conosciuto/);
  assert.match(problem('a,b\n1,2', { kind: 'population' }), /Mancano le colonne «popolazione residente»/);
  assert.match(problem('codice_istat,denominazione'), /nessuna riga/);
  assert.match(problem('codice_istat,denominazione\n015146,a\n015147,b', { maxRows: 1 }), /più di 1 righe/);
  assert.match(problem('', {}), /vuoto/);
});

test('any bytes, for any register, give a report and never an exception', () => {
  const kinds = [
    'ipa-bodies',
    'istat-comuni',
    'population',
    'enterprises',
    'associations',
    'association-members',
    'municipality-changes',
    'boundaries',
    undefined,
  ] as const;
  const dirty = fc.string({
    unit: fc.constantFrom('1', 'a', '"', ',', ';', '\n', '\r', '-', 'è', '{', '}'),
    maxLength: 120,
  });
  const header = fc.constantFrom(
    'codice_istat,popolazione,anno\n',
    `${BODIES}\n`,
    'associazione_id;comune;codice_istat;dal;al\n',
    '{"type":"Topology",',
    '',
  );
  const text = fc.tuple(header, dirty).map(([start, rest]) => Buffer.from(start + rest));
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 300 }), text),
      fc.constantFrom(...kinds),
      (bytes, kind) => {
        const found = readRegister(bytes, { kind });
        assert.equal(found.records.length + found.refusedRowCount, found.rowCount);
        assert.ok(found.fileProblems.length > 0 || found.rowCount >= 0);
        assert.ok(found.refused.length >= found.refusedRowCount);
      },
    ),
    { numRuns: 3000 },
  );
});
