import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { cleanJpeg, cleanPng } from "./picture.ts";

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, body, Buffer.alloc(4)]);
}

function png(width: number, height: number, extra: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    ...extra,
    chunk("IDAT", deflateSync("x")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const place = "GPS 36.2,140.3";
const exif = (orientation: number) => {
  const body = Buffer.concat([
    Buffer.from("4578696600004d4d002a000000080001011200030000000100000000", "hex"),
    Buffer.from(`\0\0\0\0${place}`),
  ]);
  body.writeUInt16BE(orientation, 24);
  return segment(0xe1, body);
};

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function jpeg(before: Buffer[] = [], after = ""): Buffer {
  const frame = segment(0xc0, Buffer.from([8, 0, 20, 0, 30, 1, 1, 0x11, 0]));
  const scan = Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...before,
    frame,
    scan,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(after),
  ]);
}

test("a PNG keeps what is drawn and loses its words and what hangs behind its end", () => {
  const words = [chunk("tEXt", Buffer.from(`Comment\0${place}`)), chunk("eXIf", Buffer.from(place))];
  const dirty = Buffer.concat([png(3, 4, words), Buffer.from("<script>")]);
  assert.deepEqual(cleanPng(dirty), { bytes: png(3, 4), width: 3, height: 4 });
});

test("a JPEG loses the place, comments and what hangs behind its end, and keeps its drawing byte for byte", () => {
  const dirty = jpeg([exif(1), segment(0xfe, Buffer.from("comment")), segment(0xed, Buffer.from("maker"))], "<?php");
  assert.deepEqual(cleanJpeg(dirty), { bytes: jpeg(), width: 30, height: 20 });
});

test("a JPEG that is turned stays turned, without its place", () => {
  const clean = cleanJpeg(jpeg([exif(6)]));
  assert.ok(clean);
  assert.equal(Buffer.from(clean.bytes).includes(place), false);
  // What was kept is read again as the same turn.
  assert.deepEqual(cleanJpeg(clean.bytes)?.bytes, clean.bytes);
  assert.equal(Buffer.from(clean.bytes).includes(Buffer.from("01120003000000010006", "hex")), true);
});

test("a picture that is cut off is not a picture", () => {
  for (const length of [9, 20, 40]) assert.equal(cleanPng(png(3, 4).subarray(0, length)), undefined);
  for (const length of [3, 10, 25]) assert.equal(cleanJpeg(jpeg().subarray(0, length)), undefined);
});
