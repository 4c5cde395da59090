import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closestRegister, matchColumns, recogniseRegister } from './recognise-register.ts';
import { headingKey } from './register-kind.ts';

const ISTAT_2024 = [
  'Codice Regione',
  "Codice dell'Unità territoriale sovracomunale \n(valida a fini statistici)",
  'Codice Provincia (Storico)(1)',
  'Progressivo del Comune (2)',
  'Codice Comune formato alfanumerico',
  'Denominazione (Italiana e straniera)',
  'Denominazione in italiano',
  'Denominazione altra lingua',
  'Codice Ripartizione Geografica',
  'Ripartizione geografica',
  'Denominazione Regione',
  "Denominazione dell'Unità territoriale sovracomunale \n(valida a fini statistici)",
  'Tipologia di Unità territoriale sovracomunale ',
  'Flag Comune capoluogo di provincia/città metropolitana/libero consorzio',
  'Sigla automobilistica',
  'Codice Comune formato numerico',
  'Codice Comune numerico con 110 province (dal 2010 al 2016)',
  'Codice Comune numerico con 107 province (dal 2006 al 2009)',
  'Codice Comune numerico con 103 province (dal 1995 al 2005)',
  'Codice Catastale del comune',
  'Codice NUTS1 2021',
  'Codice NUTS2 2021 (3) ',
  'Codice NUTS3 2021',
  'Codice NUTS1 2024',
  'Codice NUTS2 2024 (3) ',
  'Codice NUTS3 2024',
];

test('headings are compared without case, accents, line breaks, spaces and footnotes', () => {
  assert.equal(
    headingKey("CODICE DELL'UNITA' TERRITORIALE  SOVRACOMUNALE (VALIDA A FINI STATISTICI)"),
    headingKey(ISTAT_2024[1]!),
  );
});

test('the ISTAT list with its long headings is recognised', () => {
  const found = recogniseRegister(ISTAT_2024)!;
  assert.equal(found.kind, 'istat-comuni');
  const { istatCode, name, utsCode, province, istatCode2006To2009, nuts3, cadastralCode } = found.columnOf;
  assert.deepEqual([istatCode, name, utsCode, province], [4, 6, 1, 14]);
  assert.deepEqual([istatCode2006To2009, nuts3, cadastralCode], [17, 25, 19]);
});

test('each register is known by its columns', () => {
  const kindOf = (header: string) => recogniseRegister(header.split(','))?.kind;
  assert.equal(kindOf('Codice_IPA,Denominazione_ente,Codice_fiscale_ente'), 'ipa-bodies');
  assert.equal(kindOf('cod_amm,des_amm,Comune,Cf,mail1'), 'ipa-bodies');
  assert.equal(kindOf('codice_ipa_2013,codice_ipa_2024,denominazione_2013,email'), 'ipa-bodies');
  assert.equal(kindOf('codice_istat,comune,popolazione_2023'), 'population');
  assert.equal(kindOf('codice_ipa,abitanti,anno'), 'population');
  assert.equal(kindOf('codice_istat,comune,sigla,imprese_attive_2024'), 'enterprises');
  assert.equal(kindOf('associazione_id,denominazione,tipo'), 'associations');
  assert.equal(kindOf('associazione_id,comune,codice_istat,dal,al'), 'association-members');
  assert.equal(kindOf('codice_istat,denominazione,sigla'), 'istat-comuni');
  assert.equal(kindOf('pippo,pluto'), undefined);
});

test('a missing required column is named, with the most similar register', () => {
  const closest = closestRegister(['Codice_IPA', 'Codice_fiscale_ente', 'Mail1'])!;
  assert.deepEqual([closest.kind, closest.complete], ['ipa-bodies', false]);
  assert.deepEqual(closest.missing[0]!.fields, ['name']);
  assert.match(closest.missing[0]!.reason, /«denominazione»/);
});

test('one of two codes is enough, none is not', () => {
  assert.deepEqual(matchColumns('population', ['popolazione']).missing[0]!.fields, ['istatCode', 'ipaCode']);
  assert.ok(matchColumns('population', ['popolazione', 'codice_ipa']).complete);
});

test('two columns for one field are ambiguous until someone chooses', () => {
  const header = ['codice_istat', 'popolazione_2022', 'popolazione_2023'];
  const found = matchColumns('population', header);
  assert.deepEqual(found.ambiguous[0]!.columns, [1, 2]);
  assert.match(found.ambiguous[0]!.reason, /2\. popolazione_2022, 3\. popolazione_2023/);
  assert.ok(!found.complete);
  assert.ok(matchColumns('population', header, { inhabitants: 'Popolazione 2023' }).complete);
});

test('columns mapped by hand come first, by position or by heading', () => {
  const header = ['chiave', 'quanti', 'quando'];
  const found = matchColumns('population', header, { ipaCode: 0, inhabitants: 'QUANTI', referenceDate: 2 });
  assert.deepEqual(found.columnOf, { ipaCode: 0, inhabitants: 1, referenceDate: 2 });
  assert.ok(found.complete);
});

test('a mapping by hand may take a column away, and its mistakes are said', () => {
  const header = ['codice_istat', 'popolazione', 'data'];
  assert.equal(matchColumns('population', header, { referenceDate: null }).columnOf.referenceDate, undefined);
  const wrong = matchColumns('population', header, { pippo: 0, inhabitants: 9, ipaCode: 'pluto', year: 0 });
  assert.equal(wrong.wrongMapping.length, 4);
  assert.ok(!wrong.complete);
});
