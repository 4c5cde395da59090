import { type BaseBlock, Constructed, fromBER, OctetString } from 'asn1js';

/* Reading ASN.1 that may be hostile: within limits, and null instead of errors. */

const LIMITS = {
  maxDepth: 60,
  maxNodes: 400_000,
  maxContentLength: 64 * 1024 * 1024,
  parseEmbedded: false,
} as const;

export interface Asn1 {
  node: BaseBlock;
  /** How many bytes it takes; what follows is not its. */
  length: number;
}

/** The first ASN.1 element of the bytes (BER or DER), or null. */
export function readAsn1(bytes: Uint8Array): Asn1 | null {
  if (bytes.length < 2) return null;
  try {
    const { offset, result } = fromBER(bytes, LIMITS);
    return offset > 0 && !result.error ? { node: result, length: offset } : null;
  } catch {
    return null;
  }
}

/** The bytes of an OCTET STRING, whole or in pieces. */
export function octetsOf(node: BaseBlock | undefined): Buffer | null {
  if (!(node instanceof OctetString)) return null;
  if (!node.idBlock.isConstructed) return Buffer.from(node.valueBlock.valueHexView);
  const pieces = node.valueBlock.value.map((piece) => octetsOf(piece));
  return pieces.some((piece) => piece === null) ? null : Buffer.concat(pieces as Buffer[]);
}

/** The children of a constructed element. */
export const childrenOf = (node: BaseBlock | undefined): readonly BaseBlock[] =>
  node instanceof Constructed || Array.isArray((node?.valueBlock as { value?: unknown })?.value)
    ? ((node as Constructed).valueBlock.value as BaseBlock[])
    : [];

/** The bytes of an element as they were read. */
export const bytesOf = (node: BaseBlock): Buffer => Buffer.from(node.valueBeforeDecodeView);

/** Reads something that may fail in a thousand ways on hostile bytes; null then. */
export function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
