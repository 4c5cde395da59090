import { type BodyCategory, bodyCategory } from './body-category.ts';
import {
  cadastralCode,
  emailAddress,
  ipaCode,
  ipaKey,
  istatCode,
  postalCode,
  provinceAbbreviation,
  taxCode,
  website,
  yesOrNo,
} from './cell-cleaners.ts';
import { IPA_BODY_COLUMNS } from './ipa-body-columns.ts';
import { ipaCategoryCode } from './ipa-categories.ts';
import { calendarDay } from './number-and-date-cleaners.ts';
import type { RegisterKind } from './register-kind.ts';
import { RegisterRow } from './register-row.ts';

export interface IpaMail {
  address: string;
  /** Whether the register declares it a PEC (2013: whether its domain looks like one). */
  pec: boolean;
}

/** A body of IndicePA, whatever the vintage of the file; null where the file does not say. */
export interface IpaBody {
  /** As registered, case included; compare through `ipaKey`. */
  ipaCode: string;
  /** The code of an older register, when it differs from `ipaCode`. */
  formerIpaCode: string | null;
  /** False when an old register knows that the body is gone; null when it says nothing. */
  stillRegistered: boolean | null;
  name: string;
  acronym: string | null;
  category: BodyCategory;
  ipaCategory: string | null;
  natureCode: string | null;
  activityCode: string | null;
  taxCode: string | null;
  /** The comune that the body is (only for COMUNE), by the newest code of the file. */
  istatCode: string | null;
  /** The comune where the body has its seat, by the code of the register and by the current one. */
  seatIstatCode: string | null;
  currentSeatIstatCode: string | null;
  cadastralCode: string | null;
  address: string | null;
  postalCode: string | null;
  locality: string | null;
  province: string | null;
  region: string | null;
  /** The first PEC. */
  digitalDomicile: string | null;
  mails: IpaMail[];
  website: string | null;
  legalRepresentative: { firstName: string | null; lastName: string | null; title: string | null } | null;
  inLiquidation: boolean | null;
  /** ISO date. */
  updatedOn: string | null;
}

/** IndicePA "enti": full export (35 columns), `amministrazioni` of 2017 (31), reduced list, contacts of 2013. */
export const ipaBodies: RegisterKind<IpaBody> = {
  kind: 'ipa-bodies',
  label: 'Enti di IndicePA',
  columns: IPA_BODY_COLUMNS,
  atLeastOneOf: [],
  keyOf: (body) => ipaKey(body.ipaCode),
  describeKey: (body) => `Il codice IPA ${body.ipaCode}`,
  ownIstatCode: (body) => body.istatCode,
  readRow(cells, context) {
    const row = new RegisterRow(cells, context);
    const oldCode = row.required('ipaCode', ipaCode);
    const currentCode = row.optional('currentIpaCode', ipaCode);
    const name = row.requiredName('name');
    const ipaCategory = readIpaCategory(row);
    const natureCode = row.text('natureCode');
    const category = bodyCategory({ ipaCategory, natureCode, name });
    const seatIstatCode = row.optional('seatIstatCode', istatCode);
    const currentSeatIstatCode = row.optional('currentSeatIstatCode', istatCode);
    const mails = readMails(row);
    const code = currentCode ?? oldCode;
    return row.finish({
      ipaCode: code,
      formerIpaCode: code === oldCode ? null : oldCode,
      stillRegistered: context.columnOf.currentIpaCode === undefined ? null : currentCode !== null,
      name,
      acronym: row.name('acronym'),
      category,
      ipaCategory,
      natureCode,
      activityCode: row.text('activityCode'),
      taxCode: row.optional('taxCode', taxCode),
      istatCode: category === 'COMUNE' ? (currentSeatIstatCode ?? seatIstatCode) : null,
      seatIstatCode,
      currentSeatIstatCode,
      cadastralCode: row.forgiving('cadastralCode', cadastralCode),
      address: row.name('address'),
      postalCode: row.forgiving('postalCode', postalCode),
      locality: row.name('locality'),
      province: row.forgiving('province', provinceAbbreviation),
      region: row.name('region'),
      digitalDomicile: mails.find((mail) => mail.pec)?.address ?? null,
      mails,
      website: row.forgiving('website', website),
      legalRepresentative: readRepresentative(row),
      inLiquidation: row.forgiving('inLiquidation', yesOrNo),
      updatedOn: row.forgiving('updatedOn', calendarDay),
    });
  },
};

/** The code of the category; older exports give only its name. */
function readIpaCategory(row: RegisterRow): string | null {
  const code = row.text('ipaCategory');
  if (code !== null) return code.toUpperCase();
  const name = row.text('ipaCategoryName');
  return name === null ? null : ipaCategoryCode(name);
}

const MAIL_FIELDS = [1, 2, 3, 4, 5].map((number) => [`mail${number}`, `mailType${number}`] as const);

function readMails(row: RegisterRow): IpaMail[] {
  const mails: IpaMail[] = [];
  for (const [mail, type] of MAIL_FIELDS) {
    if (!row.has(mail)) continue;
    const address = row.forgiving(mail, emailAddress);
    if (address !== null) mails.push({ address, pec: isPec(row.text(type)) });
  }
  return mails;
}

function isPec(type: string | null): boolean {
  return type === '1' || type?.toLowerCase() === 'pec';
}

function readRepresentative(row: RegisterRow): IpaBody['legalRepresentative'] {
  const firstName = row.name('representativeFirstName');
  const lastName = row.name('representativeLastName');
  const title = row.name('representativeTitle');
  return firstName === null && lastName === null && title === null ? null : { firstName, lastName, title };
}
