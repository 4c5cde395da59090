import { openPdf, type PdfFile } from './file.ts';
import { isDictionary, isReference, nameOf, type PdfDictionary, type PdfValue, textOf } from './values.ts';

/**
 * What was added to a PDF after some byte. A second signature is an addition too, and must not make the first one
 * worthless; a changed page, a new annotation, a changed field must. Allowed are only: new signature fields with their
 * widgets, the form that lists them, the data for long-term validation (DSS) and the properties of the file.
 * Whatever is not understood counts as a change.
 */
export function laterChanges(whole: Buffer, end: number): 'NONE' | 'SIGNATURES_ONLY' | 'OTHER' {
  if (
    /^\s*$/.test(whole.toString('latin1', end, Math.min(whole.length, end + 64))) &&
    whole.length - end <= 64
  )
    return 'NONE';
  try {
    const [then, now] = [openPdf(whole.subarray(0, end)), openPdf(whole)];
    return hidesNothing(now, end) && onlySignaturesAdded(then, now) ? 'SIGNATURES_ONLY' : 'OTHER';
  } catch {
    return 'OTHER';
  }
}

/** Every object written in the addition is in a table: a reader that mends broken files finds nothing else. */
function hidesNothing(now: PdfFile, end: number): boolean {
  const added = now.bytes.toString('latin1', end);
  for (const found of added.matchAll(/(?<![0-9])\d{1,10}[\s\0]+\d{1,5}[\s\0]+obj(?![a-zA-Z])/g)) {
    const offset = end + found.index;
    if (!now.table.offsets.has(offset) && !isTheTable(now, offset)) return false;
  }
  return true;
}

/** A table of objects written as a stream need not list itself. */
const isTheTable = (now: PdfFile, offset: number): boolean =>
  /^\d+\s+\d+\s+obj\s*<<[\s\S]*\/Type\s*\/XRef/.test(now.bytes.toString('latin1', offset, offset + 1024));

function onlySignaturesAdded(then: PdfFile, now: PdfFile): boolean {
  const root = then.table.trailer.entries.get('Root');
  if (textOf(root) !== textOf(now.table.trailer.entries.get('Root'))) return false;
  if (now.table.trailer.entries.has('Encrypt')) return false;
  const references = countReferences(then);
  if (fillsAGap(then, now, references)) return false;
  const roles = rolesOf(then, references);
  for (const [number, before] of then.table.places) {
    if (before.kind === 'free') continue;
    const after = now.table.places.get(number);
    if (!after || after.kind === 'free') return false;
    if (JSON.stringify(after) === JSON.stringify(before)) continue;
    const [old, fresh] = [then.object(number), now.object(number)];
    // A stream may not change even when its dictionary is the same: its bytes are elsewhere.
    if (number === roles.metadata) continue;
    if (then.stream(reference(number)) !== null || now.stream(reference(number)) !== null) return false;
    if (!isAllowed({ then, now, old, fresh, number, roles })) return false;
  }
  return true;
}

/** How many times each object is referred to by the others. */
function countReferences(pdf: PdfFile): Map<number, number> {
  const counts = new Map<number, number>();
  const walk = (value: PdfValue): void => {
    if (isReference(value)) counts.set(value.number, (counts.get(value.number) ?? 0) + 1);
    else if (Array.isArray(value)) value.forEach(walk);
    else if (isDictionary(value)) for (const inner of value.entries.values()) walk(inner);
  };
  for (const [number, place] of pdf.table.places) if (place.kind !== 'free') walk(pdf.object(number));
  return counts;
}

/** A document may refer to an object that is not there, to be filled in after it was signed. */
const fillsAGap = (then: PdfFile, now: PdfFile, references: ReadonlyMap<number, number>): boolean =>
  [...references.keys()].some((number) => !isInUse(then, number) && isInUse(now, number));

const isInUse = (pdf: PdfFile, number: number): boolean =>
  (pdf.table.places.get(number)?.kind ?? 'free') !== 'free';

const reference = (number: number): PdfValue => ({ kind: 'reference', number, generation: 0 });

interface Roles {
  root: number;
  form: number;
  info: number;
  metadata: number;
  fieldLists: Set<number>;
  annotationLists: Set<number>;
}

/** Which objects of the earlier document have a part in signing. */
function rolesOf(then: PdfFile, references: ReadonlyMap<number, number>): Roles {
  const numberOf = (value: PdfValue | undefined): number => (isReference(value) ? value.number : -1);
  /** Properties that are also something else, such as the content of a page, may not change. */
  const alone = (value: PdfValue | undefined, times: number): number => {
    const number = numberOf(value);
    return (references.get(number) ?? 0) <= times ? number : -1;
  };
  const form = then.resolve(then.catalogue.entries.get('AcroForm'));
  const roles: Roles = {
    root: numberOf(then.table.trailer.entries.get('Root')),
    form: numberOf(then.catalogue.entries.get('AcroForm')),
    info: alone(then.table.trailer.entries.get('Info'), 0),
    metadata: alone(then.catalogue.entries.get('Metadata'), 1),
    fieldLists: new Set(isDictionary(form) ? [numberOf(form.entries.get('Fields'))] : []),
    annotationLists: new Set(),
  };
  for (const [number, place] of then.table.places) {
    if (place.kind === 'free') continue;
    const value = then.object(number);
    if (isDictionary(value) && nameOf(value.entries.get('Type')) === 'Page')
      roles.annotationLists.add(numberOf(value.entries.get('Annots')));
  }
  return roles;
}

interface Change {
  then: PdfFile;
  now: PdfFile;
  old: PdfValue;
  fresh: PdfValue;
  number: number;
  roles: Roles;
}

function isAllowed(change: Change): boolean {
  const { old, fresh, number, roles } = change;
  if (textOf(old) === textOf(fresh)) return true;
  if (number === roles.info) return true;
  if (Array.isArray(old) && Array.isArray(fresh))
    return roles.fieldLists.has(number) || roles.annotationLists.has(number)
      ? isLonger(change, old, fresh)
      : false;
  if (!isDictionary(old) || !isDictionary(fresh)) return false;
  if (number === roles.root) return isAllowedCatalogue(change, old, fresh);
  if (number === roles.form) return isAllowedForm(change, old, fresh);
  if (nameOf(old.entries.get('Type')) === 'Page')
    return (
      sameBut(old, fresh, ['Annots', 'Tabs']) &&
      listGrows(change, old.entries.get('Annots'), fresh.entries.get('Annots'))
    );
  return isEmptySignatureField(old) && sameBut(old, fresh, ['V', 'AP', 'M', 'F']);
}

function isAllowedCatalogue(change: Change, old: PdfDictionary, fresh: PdfDictionary): boolean {
  if (!sameBut(old, fresh, ['AcroForm', 'DSS', 'Extensions', 'Version', 'Metadata'])) return false;
  const forms = [
    change.then.resolve(old.entries.get('AcroForm')),
    change.now.resolve(fresh.entries.get('AcroForm')),
  ];
  const empty: PdfDictionary = { kind: 'dictionary', entries: new Map() };
  const [before, after] = [forms[0] ?? empty, forms[1] ?? empty];
  return isDictionary(before) && isDictionary(after) && isAllowedForm(change, before, after);
}

const isAllowedForm = (change: Change, old: PdfDictionary, fresh: PdfDictionary): boolean =>
  sameBut(old, fresh, [
    'Fields',
    'SigFlags',
    ...(old.entries.get('NeedAppearances') === true ? [] : ['DR', 'DA']),
  ]) && listGrows(change, old.entries.get('Fields'), fresh.entries.get('Fields'));

function listGrows(change: Change, old: PdfValue | undefined, fresh: PdfValue | undefined): boolean {
  const [before, after] = [change.then.resolve(old) ?? [], change.now.resolve(fresh) ?? []];
  return Array.isArray(before) && Array.isArray(after) && isLonger(change, before, after);
}

/** All that was there is there in its order; what is new is a signature field that did not exist. */
function isLonger({ then, now }: Change, old: readonly PdfValue[], fresh: readonly PdfValue[]): boolean {
  let kept = 0;
  for (const item of fresh) {
    if (kept < old.length && textOf(item) === textOf(old[kept])) kept++;
    else if (
      !isReference(item) ||
      then.table.places.has(item.number) ||
      !isSignatureField(now, now.resolve(item))
    )
      return false;
  }
  return kept === old.length;
}

function isSignatureField(now: PdfFile, value: PdfValue, depth = 0): boolean {
  if (!isDictionary(value) || depth > 5) return false;
  const subtype = nameOf(value.entries.get('Subtype'));
  if (subtype !== null && subtype !== 'Widget') return false;
  if (nameOf(value.entries.get('FT')) === 'Sig') return true;
  return (
    value.entries.has('Parent') && isSignatureField(now, now.resolve(value.entries.get('Parent')), depth + 1)
  );
}

const isEmptySignatureField = (value: PdfDictionary): boolean =>
  nameOf(value.entries.get('FT')) === 'Sig' && !value.entries.has('V');

function sameBut(old: PdfDictionary, fresh: PdfDictionary, free: readonly string[]): boolean {
  const keys = new Set([...old.entries.keys(), ...fresh.entries.keys()]);
  return [...keys].every(
    (key) => free.includes(key) || textOf(old.entries.get(key)) === textOf(fresh.entries.get(key)),
  );
}
