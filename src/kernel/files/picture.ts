/** A picture without its metadata and without anything behind its end; undefined if it is not whole. */
export type CleanPicture = { readonly bytes: Uint8Array; readonly width: number; readonly height: number };

/** PNG specification §11: what is needed to draw, and nothing that carries words, times or places. */
const keptChunks = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"]);

export function cleanPng(bytes: Uint8Array): CleanPicture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let size: { width: number; height: number } | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString("latin1");
    if (name === "IHDR") {
      if (length !== 13) return undefined;
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    }
    if (keptChunks.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return size && { bytes: Buffer.concat(kept), ...size };
    at = end;
  }
  return undefined;
}

/**
 * JPEG (ITU-T T.81): segments are copied, except APP1 to APP15 (EXIF with its place, XMP, maker's notes) and comments.
 * APP14 stays, because Adobe's files need it for their colours; of EXIF only which side is up.
 */
export function cleanJpeg(bytes: Uint8Array): CleanPicture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [];
  let size: { width: number; height: number } | undefined;
  let orientation: number | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xe1 && orientation === undefined) orientation = readOrientation(bytes.subarray(at + 4, end));
    const isWords = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;
    if (!isWords) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker === 0xda) {
      at = endOfScan(bytes, at);
      kept.push(bytes.subarray(end, at));
      if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) {
        kept.push(bytes.subarray(at, at + 2));
        const start = [bytes.subarray(0, 2), ...(orientation === undefined ? [] : [orientationOnly(orientation)])];
        return size && { bytes: Buffer.concat([...start, ...kept]), ...size };
      }
    }
  }
  return undefined;
}

/** Drawing data runs to the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next === 0 || (next >= 0xd0 && next <= 0xd7) || next === 0xff) continue;
    return at;
  }
  return bytes.length;
}

/** EXIF's tag 0x0112 of the first directory: 2 to 8 mean that the picture is turned or mirrored. */
function readOrientation(segment: Uint8Array): number | undefined {
  const tiff = Buffer.from(segment);
  if (tiff.length < 20 || tiff.toString("latin1", 0, 6) !== "Exif\0\0") return undefined;
  const isLittle = tiff.toString("latin1", 6, 8) === "II";
  const read16 = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(10) : tiff.readUInt32BE(10);
  for (let entry = 0; entry < read16(6 + first); entry++) {
    const at = 6 + first + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    if (read16(at) !== 0x0112) continue;
    const value = read16(at + 8);
    return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A smallest EXIF segment that says nothing else. */
function orientationOnly(value: number): Uint8Array {
  const segment = Buffer.from("ffe100224578696600004d4d002a00000008000101120003000000010000000000000000", "hex");
  segment.writeUInt16BE(value, 28);
  return segment;
}
