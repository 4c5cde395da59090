import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BODY_CATEGORIES, BODY_CATEGORY_LABELS, type BodyCategory, bodyCategory } from './body-category.ts';
import { IPA_CATEGORY_NAMES, ipaCategoryCode } from './ipa-categories.ts';

const CASES: readonly [string, string | null, string, BodyCategory][] = [
  ['L6', '2430', 'ROMA CAPITALE', 'COMUNE'],
  ['L6', null, "Comune di Bascape'", 'COMUNE'],
  ['L6', null, 'Anci Veneto', 'OTHER'],
  ['L6', '2740', 'Consorzio Due Giare', 'CONSORZIO'],
  ['L6', null, 'Consorzio Sviluppo e Legalita', 'CONSORZIO'],
  ['L6', '1620', 'Azienda Sociale Sud Est Milano', 'AZIENDA'],
  ['L6', '2450', 'Unione di Comuni Montani Appennino Pistoiese', 'UNIONE'],
  ['L18', '2450', 'Unione Reno Galliera', 'UNIONE'],
  ['L18', null, 'UNIONE DEI COMUNI DEL CORLEONESE', 'UNIONE'],
  ['L18', null, 'Anci Lombardia', 'OTHER'],
  ['L18', null, "Unione Nazionale Comuni Comunita' Enti Montani", 'OTHER'],
  ['L12', '2440', 'Comunità Montana di Valle Trompia', 'CM'],
  ['L12', '2450', 'Unione Montana Agordina', 'UNIONE'],
  ['L12', null, "Comunita' dell'Arcipelago Delle Isole Ponziane", 'COMUNITA_ISOLANA'],
  ['L12', null, 'Comitato di Gestione Atc', 'OTHER'],
  ['L5', '2420', 'Libero Consorzio Comunale di Enna', 'PROVINCIA'],
  ['L5', '1810', "Unione Province D'Italia", 'OTHER'],
  ['L45', '2460', "Citta' Metropolitana di Bari", 'CITTA_METRO'],
  ['L4', '2410', 'Regione Puglia', 'REGIONE'],
  ['L4', '2420', 'Provincia Autonoma di Trento', 'REGIONE'],
  ['L4', null, 'Consiglio Regionale della Puglia', 'OTHER'],
  ['L36', null, 'Consorzio Polizia Locale Isola B.sca', 'CONSORZIO'],
  ['L34', null, 'Casa di riposo', 'AZIENDA'],
  ['S01', '1310', 'Una S.p.A.', 'PARTECIPATA'],
  ['C1', '2220', 'Ministero', 'OTHER'],
  ['', null, 'Comune di Milano', 'OTHER'],
];

test('the category comes from the legal form, then from the IPA category, then from the name', () => {
  for (const [ipaCategory, natureCode, name, expected] of CASES) {
    assert.equal(
      bodyCategory({ ipaCategory, natureCode, name }),
      expected,
      `${ipaCategory} ${natureCode} ${name}`,
    );
  }
});

test('every category has an Italian label', () => {
  assert.deepEqual(Object.keys(BODY_CATEGORY_LABELS).toSorted(), BODY_CATEGORIES.toSorted());
});

test('a category written by name has its code', () => {
  assert.equal(ipaCategoryCode('Comuni e loro Consorzi e Associazioni'), 'L6');
  assert.equal(ipaCategoryCode('Comunità Montane e loro Consorzi e Associazioni'), 'L12');
  assert.equal(ipaCategoryCode("Autorita' di Ambito Territoriale Ottimale"), null);
  assert.equal(Object.keys(IPA_CATEGORY_NAMES).length, 52);
});
