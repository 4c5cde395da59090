import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Cleaner,
  cadastralCode,
  emailAddress,
  ipaCode,
  ipaKey,
  istatCode,
  postalCode,
  taxCode,
  textOrNull,
  tidyText,
  website,
} from './cell-cleaners.ts';

const value = <T>(clean: Cleaner<T>, text: string) => {
  const cleaned = clean(text);
  return 'value' in cleaned ? cleaned.value : undefined;
};
const warning = <T>(clean: Cleaner<T>, text: string) => {
  const cleaned = clean(text);
  return 'value' in cleaned ? cleaned.warning : undefined;
};

test('the ways of the registers to say "unknown" are empty', () => {
  for (const marker of [
    '',
    '  ',
    'null',
    'NULL',
    'N/D',
    'n.d.',
    '--',
    '-',
    ' - ',
    '9999-12-31',
    '#N/D',
    '\u00a0',
  ]) {
    assert.equal(textOrNull(marker), null, `"${marker}"`);
  }
});

test('zero is a value, and so are the comune None and the province NA', () => {
  assert.deepEqual(['0', 'None', 'NA', 'Nole', '9999'].map(textOrNull), ['0', 'None', 'NA', 'Nole', '9999']);
});

test('names keep their case and apostrophes; spaces and doubled quotation marks are tidied', () => {
  assert.equal(tidyText("Comune di Bascape'"), "Comune di Bascape'");
  assert.equal(tidyText('Consorzio ""Il  Cammino\nPace""'), 'Consorzio "Il Cammino Pace"');
  assert.equal(tidyText('Bolzano/Bozen'), 'Bolzano/Bozen');
});

test('an IPA code is kept as registered and compared without case', () => {
  assert.equal(value(ipaCode, 'C_C927'), 'C_C927');
  assert.equal(ipaKey('C_C927'), ipaKey('c_c927'));
  assert.equal(value(ipaCode, '054'), '054');
  assert.equal(value(ipaCode, 'A690_bpe'), 'A690_bpe');
  assert.equal(value(ipaCode, 'comune di Brescia'), undefined);
});

test('an ISTAT code keeps its zeros, and gets back those a spreadsheet took, with a warning', () => {
  assert.deepEqual([value(istatCode, '015146'), warning(istatCode, '015146')], ['015146', undefined]);
  assert.equal(value(istatCode, '15146'), '015146');
  assert.match(warning(istatCode, '15146')!, /letto come 015146/);
  assert.equal(value(istatCode, '1272'), '001272');
  assert.equal(value(istatCode, '15146.0'), '015146');
  assert.equal(value(istatCode, '="015146"'), '015146');
  assert.equal(value(istatCode, "'015146"), '015146');
});

test('what is not an ISTAT code of a comune is refused', () => {
  for (const text of ['146', '0151460', '01514', 'F205', '015000', '000146', '15.146', 'Milano']) {
    assert.equal(value(istatCode, text), undefined, text);
  }
});

test('the check digit of a tax code is verified, and a wrong one gives a warning', () => {
  for (const right of ['00478950306', '00184890259', '80092570011', '92051670641']) {
    assert.deepEqual([value(taxCode, right), warning(taxCode, right)], [right, undefined]);
  }
  assert.match(warning(taxCode, '00478950307')!, /ultima cifra/);
  assert.match(warning(taxCode, '478950306')!, /11 cifre/);
  assert.equal(value(taxCode, '478950306'), '478950306');
});

test('cadastral codes are in capitals; CAP have five digits', () => {
  assert.equal(value(cadastralCode, 'f205'), 'F205');
  assert.equal(value(cadastralCode, '205'), undefined);
  assert.equal(value(postalCode, '06127'), '06127');
  assert.equal(value(postalCode, '6127'), undefined);
});

test('addresses of mail are in small letters', () => {
  assert.equal(value(emailAddress, 'PROT.GEN.ASL.VT.IT@LEGALMAIL.IT'), 'prot.gen.asl.vt.it@legalmail.it');
  assert.equal(value(emailAddress, 'comunit'), undefined);
  assert.equal(value(emailAddress, 'a@b.it, c@d.it'), undefined);
});

test('sites get a scheme, keep their path, and what is no site is refused', () => {
  assert.equal(value(website, 'www.comune.comeglians.ud.it'), 'http://www.comune.comeglians.ud.it');
  assert.equal(value(website, 'https://HTTP://WWW.ATCAMATERA.IT'), 'https://WWW.ATCAMATERA.IT');
  assert.equal(value(website, 'http://www.aslromag.info/web/'), 'http://www.aslromag.info/web/');
  for (const text of [
    'https://.',
    'about:blank',
    'https://fraktionkiens@pec.it',
    'nessuno',
    'www.comune marciana',
  ]) {
    assert.equal(value(website, text), undefined, text);
  }
});
