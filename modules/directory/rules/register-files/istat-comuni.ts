import {
  type Cleaned,
  cadastralCode,
  istatCode,
  numericIstatCode,
  provinceAbbreviation,
  yesOrNo,
} from './cell-cleaners.ts';
import { ISTAT_COMUNI_COLUMNS } from './istat-comuni-columns.ts';
import { say } from './messages.it.ts';
import { altitude, decimalNumber, inhabitants, wholeNumberUpTo } from './number-and-date-cleaners.ts';
import type { RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

/** A comune of the ISTAT list; null where the file does not say. */
export interface IstatComune {
  /** 6 digits, of the vintage of the file. */
  istatCode: string;
  /** Italian name: never a key (five pairs of comuni have the same). */
  name: string;
  /** German, Slovene or French name. */
  otherName: string | null;
  fullName: string;
  cadastralCode: string | null;
  regionCode: string | null;
  region: string | null;
  /** Unità territoriale sovracomunale: 3 digits, 201 and above for città metropolitane and the like. */
  utsCode: string | null;
  utsName: string | null;
  utsType: string | null;
  province: string | null;
  provincialCapital: boolean | null;
  geographicArea: string | null;
  nuts3: string | null;
  /** Codes of earlier vintages, by the years of their validity. */
  istatCode2017To2025: string | null;
  istatCode2010To2016: string | null;
  istatCode2006To2009: string | null;
  istatCode1995To2005: string | null;
  inhabitants: number | null;
  inhabitants2011: number | null;
  /** Square kilometres. */
  areaSqKm: number | null;
  /** 1 montagna interna … 5 pianura. */
  altitudeZone: number | null;
  /** Metres above the sea of the town hall. */
  altitudeMetres: number | null;
  /** Totally, partly or not in the mountains (L. 991/1952; historical). */
  mountain: 'T' | 'P' | 'N' | null;
  postalCodes: string[];
}

/** ISTAT "Elenco dei comuni italiani", and lists derived from it. */
export const istatComuni: RegisterKind<IstatComune> = {
  kind: 'istat-comuni',
  label: 'Elenco dei comuni ISTAT',
  columns: ISTAT_COMUNI_COLUMNS,
  atLeastOneOf: [],
  keyOf: (comune) => comune.istatCode,
  describeKey: (comune) => `Il codice ISTAT ${comune.istatCode}`,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const name = row.requiredName('name');
    return row.finish({
      istatCode: row.required('istatCode', istatCode),
      name,
      otherName: row.name('otherName'),
      fullName: row.name('fullName') ?? name,
      cadastralCode: row.optional('cadastralCode', cadastralCode),
      regionCode: row.text('regionCode')?.padStart(2, '0') ?? null,
      region: row.name('region'),
      utsCode: row.text('utsCode')?.padStart(3, '0') ?? null,
      utsName: row.name('utsName'),
      utsType: row.name('utsType'),
      province: row.forgiving('province', provinceAbbreviation),
      provincialCapital: row.forgiving('provincialCapital', yesOrNo),
      geographicArea: row.name('geographicArea'),
      nuts3: row.text('nuts3'),
      istatCode2017To2025: row.forgiving('istatCode2017To2025', numericIstatCode),
      istatCode2010To2016: row.forgiving('istatCode2010To2016', numericIstatCode),
      istatCode2006To2009: row.forgiving('istatCode2006To2009', numericIstatCode),
      istatCode1995To2005: row.forgiving('istatCode1995To2005', numericIstatCode),
      inhabitants: row.optional('inhabitants', inhabitants),
      inhabitants2011: row.forgiving('inhabitants2011', inhabitants),
      areaSqKm: row.forgiving('areaSqKm', decimalNumber),
      altitudeZone: row.forgiving('altitudeZone', wholeNumberUpTo(5)),
      altitudeMetres: row.forgiving('altitudeMetres', altitude),
      mountain: row.forgiving('mountain', mountainFlag),
      postalCodes: row.text('postalCodes')?.split(/[\s,;/-]+/) ?? [],
    });
  },
};

function mountainFlag(text: string): Cleaned<'T' | 'P' | 'N'> {
  const flag = text.toUpperCase();
  return flag === 'T' || flag === 'P' || flag === 'N' ? { value: flag } : { wrong: say.mountain };
}
