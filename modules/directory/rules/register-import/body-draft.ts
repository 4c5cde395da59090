import type { Association } from '../register-files/associations.ts';
import type { IpaBody } from '../register-files/ipa-bodies.ts';
import type { IstatComune } from '../register-files/istat-comuni.ts';
import type { ReadRecord } from '../register-files/read-rows.ts';
import { provinceOfIstatCode } from './provinces.ts';
import type { Place } from './territory.ts';

/** A body as a register describes it, in the columns of the table; a missing or null datum says nothing. */
export interface BodyDraft {
  line: number;
  name: string;
  category: string;
  other_name?: string | null;
  ipa_code?: string | null;
  former_ipa_code?: string | null;
  list_code?: string | null;
  istat_code?: string | null;
  old_istat_codes?: string[];
  cadastral_code?: string | null;
  tax_code?: string | null;
  ipa_category?: string | null;
  province?: string | null;
  province_code?: string | null;
  region?: string | null;
  address?: string | null;
  postal_code?: string | null;
  town?: string | null;
  digital_domicile?: string | null;
  email?: string | null;
  website?: string | null;
  mountain?: string | null;
  area_km2?: number | null;
  ceased_on?: string | null;
}

/** A draft with its place; `gone` when the register says that the body is no longer in it. */
export interface PlacedDraft {
  draft: BodyDraft;
  place: Place;
  gone: boolean;
}

/** The name of a comune without its kind, so that it is called as ISTAT calls it: "Comune di Agliè" → "Agliè";
 * "Città di Castello" stays, since it is its name. */
export function plainComuneName(name: string): string {
  const plain = name.replace(/^comune\s+(?:di\s+|del\s+|della\s+|dell['’]\s*|de\s+)?/i, '').trim();
  if (plain === '' || plain === name) return name;
  return plain === plain.toLowerCase() ? plain.replace(/^.|\s./g, (letter) => letter.toUpperCase()) : plain;
}

/**
 * A body of IndicePA. Its ISTAT and cadastral codes are those of its seat, so they only help a comune to be found,
 * and only when no other comune of the file has the same (Misiliscemi still carries the code of Trapani).
 */
export function draftOfIpaBody({ line, record: body }: ReadRecord<IpaBody>): PlacedDraft {
  const comune = body.category === 'COMUNE';
  const seat = body.currentSeatIstatCode ?? body.seatIstatCode;
  const province = seat === null ? undefined : provinceOfIstatCode(seat);
  return {
    draft: {
      line,
      name: comune ? plainComuneName(body.name) : body.name,
      category: body.category,
      ipa_code: body.ipaCode,
      former_ipa_code: body.formerIpaCode,
      istat_code: body.istatCode,
      tax_code: body.taxCode,
      ipa_category: body.ipaCategory,
      cadastral_code: comune ? body.cadastralCode : null,
      province: province?.name ?? null,
      province_code: body.province ?? province?.abbreviation ?? null,
      region: province?.region ?? body.region,
      address: body.address,
      postal_code: body.postalCode,
      town: body.locality,
      digital_domicile: body.digitalDomicile,
      email: body.mails.find((mail) => !mail.pec)?.address ?? null,
      website: body.website,
    },
    place: {
      istatCodes: [body.currentSeatIstatCode, body.seatIstatCode],
      ipaCode: body.ipaCode,
      province: body.province,
      region: body.region,
    },
    gone: body.stillRegistered === false,
  };
}

/** A comune of ISTAT. Its figures are not taken here: they belong to a day, and are imported as population. */
export function draftOfComune({ line, record: comune }: ReadRecord<IstatComune>): PlacedDraft {
  const old = [
    comune.istatCode2017To2025,
    comune.istatCode2010To2016,
    comune.istatCode2006To2009,
    comune.istatCode1995To2005,
  ];
  return {
    draft: {
      line,
      name: comune.name,
      category: 'COMUNE',
      other_name: comune.otherName,
      istat_code: comune.istatCode,
      old_istat_codes: [...new Set(old)].filter(
        (code) => code !== null && code !== comune.istatCode,
      ) as string[],
      cadastral_code: comune.cadastralCode,
      province: comune.utsName ?? null,
      province_code: comune.province,
      region: comune.region,
      postal_code: comune.postalCodes[0] ?? null,
      mountain: comune.mountain,
      area_km2: comune.areaSqKm,
    },
    place: { istatCodes: [comune.istatCode], province: comune.province, region: comune.region },
    gone: false,
  };
}

/** An association of comuni; its place is that of its province. */
export function draftOfAssociation({ line, record: association }: ReadRecord<Association>): PlacedDraft {
  return {
    draft: {
      line,
      name: association.name,
      category: association.category,
      list_code: association.associationId,
      ipa_code: association.ipaCode,
      province_code: association.province,
      ceased_on: association.state === 'ACTIVE' ? null : association.to,
    },
    place: { istatCodes: [], ipaCode: association.ipaCode, province: association.province },
    gone: false,
  };
}
