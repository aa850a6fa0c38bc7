import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  notableFile
} from "./chunk-UJMNPUAF.js";
import {
  array,
  boolean,
  check,
  getDotPath,
  integer,
  minValue,
  nullish,
  number,
  object,
  pipe,
  record,
  regex,
  safeParse,
  string,
  unknown
} from "./chunk-A7YDC5XQ.js";
import {
  engineSource
} from "./chunk-G53KYBZJ.js";
import "./chunk-ENXII3PS.js";
import {
  gapOnError
} from "./chunk-NWM5JKV7.js";
import {
  GateError,
  NO_VERDICT
} from "./chunk-C33SAGQP.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";
import "./chunk-NWB2I6WU.js";

// src/archive/layout-image.ts
import { createHash as createHash3 } from "node:crypto";

// src/archive/archive-problems.ts
function shownBytes(bytes, limit = 200) {
  return visibleText(utf8Of(bytes), limit);
}
function utf8Of(bytes) {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
function layerCorrupt(why) {
  return problem(
    "LAYER-CORRUPT",
    `A layer of the image can't be read: ${why}.`,
    "Build or pull the image again; an archive may have been cut off when it was copied."
  );
}
function layerUnsupported(why) {
  return problem(
    "LAYER-UNSUPPORTED",
    `A layer of the image is of a kind that the gate does not know: ${why}.`,
    "Build the image with Docker, BuildKit or buildah in their usual forms, or report what is missing."
  );
}
function imageTooLarge(why) {
  return problem(
    "IMAGE-TOO-LARGE",
    `The image is larger than the gate reads: ${why}.`,
    "Make the image smaller: a multi-stage build that copies only what runs is the usual way."
  );
}
function digestMismatch(what) {
  return problem(
    "DIGEST-MISMATCH",
    what,
    "Do not use the image: build or pull it again, and find out who changed it if it comes back."
  );
}
function manifestUnsupported(what) {
  return problem(
    "MANIFEST-UNSUPPORTED",
    what,
    "Give an archive of one image in the form of docker save, skopeo or buildah (docker-archive, OCI layout)."
  );
}
function problem(code, what, todo) {
  return new GateError({ code, what, means: NO_VERDICT, todo });
}

// src/archive/blob-reader.ts
import { createHash as createHash2 } from "node:crypto";

// src/archive/decompress.ts
import { createGunzip, createZstdDecompress } from "node:zlib";

// src/archive/zstd-frames.ts
var NUMBERS = /* @__PURE__ */ new Set(["magic", "descriptor", "block", "skip-size"]);
var FRAME = /* @__PURE__ */ new Set(["descriptor", "header", "block", "body", "checksum"]);
var MAGIC = Buffer.from([40, 181, 47, 253]);
var SKIPPABLE = 407710288;
var MAX_FRAMES = 1e6;
function createFrameCutter() {
  let at = { step: "magic", left: 4 };
  let value = 0;
  let place = 1;
  let frames = 0;
  let checksum = false;
  let lastBlock = false;
  const next = () => {
    switch (at.step) {
      case "magic":
        return afterMagic(value);
      case "descriptor":
        checksum = (value & 4) !== 0;
        return { step: "header", left: headerLength(value) };
      case "block":
        lastBlock = (value & 1) !== 0;
        return { step: "body", left: bodyLength(value) };
      case "body":
        if (!lastBlock) break;
        return checksum ? { step: "checksum", left: 4 } : { step: "magic", left: 4 };
      case "header":
        break;
      case "skip-size":
        return { step: "skip", left: value };
      case "checksum":
      case "skip":
        return { step: "magic", left: 4 };
    }
    return { step: "block", left: 3 };
  };
  const take = (chunk) => {
    const parts = [];
    const part = [];
    for (let from = 0; from < chunk.length; ) {
      const piece = chunk.subarray(from, from + at.left);
      from += piece.length;
      at = { step: at.step, left: at.left - piece.length };
      if (NUMBERS.has(at.step)) {
        for (const byte of piece) {
          value += byte * place;
          place *= 256;
        }
      }
      if (FRAME.has(at.step)) part.push(piece);
      while (at.left === 0) {
        at = next();
        value = 0;
        place = 1;
        if (at.step === "descriptor") {
          frames += 1;
          if (frames > MAX_FRAMES) throw imageTooLarge(`a layer in more than ${MAX_FRAMES} frames of zstd`);
          part.push(MAGIC);
        }
        if (at.step === "magic" && part.length > 0) parts.push(Buffer.concat(part.splice(0)));
      }
    }
    if (part.length > 0) parts.push(Buffer.concat(part));
    return parts;
  };
  return {
    take,
    end: () => {
      if (at.step !== "magic" || at.left !== 4) throw layerCorrupt("its zstd stream ends within a frame");
    }
  };
}
function afterMagic(magic) {
  if (magic === MAGIC.readUInt32LE()) return { step: "descriptor", left: 1 };
  if ((magic & 4294967280) >>> 0 === SKIPPABLE) return { step: "skip-size", left: 4 };
  throw layerCorrupt("its zstd stream has something else between frames");
}
function headerLength(descriptor) {
  const single = descriptor >> 5 & 1;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const content = [single, 2, 4, 8][descriptor >> 6] ?? 0;
  return 1 - single + dictionary + content;
}
function bodyLength(block) {
  const type = block >> 1 & 3;
  if (type === 3) throw layerCorrupt("its zstd stream has a block of an unknown type");
  return type === 1 ? 1 : block >> 3;
}

// src/archive/decompress.ts
function compressionOf(start) {
  if (start.length >= 2 && start[0] === 31 && start[1] === 139) return "gzip";
  if (start.length < 4) return "none";
  const magic = start.readUInt32LE(0);
  return magic === 4247762216 || (magic & 4294967280) >>> 0 === 407710288 ? "zstd" : "none";
}
var MAGIC2 = 4;
var PIECE = 256 * 1024;
function createDecompressor(onPlain) {
  let start = Buffer.alloc(0);
  let engine;
  const begin = (head) => {
    start = void 0;
    engine = engineFor(compressionOf(head), onPlain);
    return head.length > 0 ? engine.take(head) : void 0;
  };
  return {
    take: (chunk) => {
      if (engine !== void 0) return engine.take(chunk);
      const head = start === void 0 || start.length === 0 ? chunk : Buffer.concat([start, chunk]);
      if (head.length >= MAGIC2) return begin(head);
      start = Buffer.from(head);
      return void 0;
    },
    end: async () => {
      if (engine === void 0) await begin(start ?? Buffer.alloc(0));
      await engine?.end();
      return engine?.compression ?? "none";
    },
    abandon: () => engine?.abandon()
  };
}
function engineFor(compression, onPlain) {
  if (compression === "none") {
    const take = (chunk) => {
      onPlain(chunk);
    };
    return { compression, take, end: async () => void 0, abandon: () => void 0 };
  }
  const options = { chunkSize: PIECE, highWaterMark: PIECE };
  const stream = compression === "gzip" ? createGunzip(options) : createZstdDecompress(options);
  let failure;
  const wake = /* @__PURE__ */ new Set();
  const settle = () => {
    for (const resume of wake) resume();
    wake.clear();
  };
  const change = () => new Promise((resolve) => wake.add(resolve));
  let ended = false;
  const pieces = [];
  const useUp = () => {
    try {
      for (const piece of pieces.splice(0)) {
        if (failure === void 0) onPlain(piece);
        giveBack(piece);
      }
    } catch (error) {
      failure = { error };
      stream.destroy();
      settle();
    }
  };
  stream.on("data", (plain) => {
    if (pieces.push(plain) === 1) queueMicrotask(useUp);
  });
  stream.on("error", (error) => {
    failure ??= { error: layerCorrupt(`its ${compression} stream is damaged (${error.message})`) };
    settle();
  });
  stream.on("drain", settle);
  stream.on("close", settle);
  stream.on("end", () => {
    useUp();
    ended = true;
    settle();
  });
  const frames = compression === "zstd" ? createFrameCutter() : void 0;
  const copied = (chunk) => frames?.take(chunk) ?? [Buffer.from(chunk)];
  const refuse2 = () => {
    if (failure !== void 0) throw failure.error;
  };
  const flowed = async () => {
    if (stream.writableNeedDrain && failure === void 0) await change();
    refuse2();
  };
  return {
    compression,
    take: (chunk) => {
      refuse2();
      for (const part of copied(chunk)) stream.write(part);
      return stream.writableNeedDrain ? flowed() : void 0;
    },
    end: async () => {
      refuse2();
      frames?.end();
      stream.end();
      while (!ended && failure === void 0) await change();
      refuse2();
    },
    abandon: () => {
      failure ??= { error: layerCorrupt("reading it was given up") };
      stream.destroy();
    }
  };
}
function giveBack(piece) {
  const { buffer, byteLength } = piece;
  if (byteLength === buffer.byteLength && buffer instanceof ArrayBuffer) buffer.transfer(0);
}

// src/archive/private-keys.ts
import { createHash } from "node:crypto";

// src/archive/openpgp-key.ts
var SECRET_TAGS = /* @__PURE__ */ new Set([5, 7]);
function openPgpKey(bytes) {
  const states = [];
  let at = 0;
  while (at < bytes.length) {
    const packet = packetAt(bytes, at);
    if (packet === void 0) return void 0;
    if (at === 0 && packet.tag !== 5) return void 0;
    if (SECRET_TAGS.has(packet.tag)) states.push(secretState(bytes.subarray(packet.start, packet.end)));
    at = packet.end;
  }
  const held = states.filter((state) => state !== "elsewhere");
  return held.length === 0 ? void 0 : { encrypted: held.every((state) => state === "locked") };
}
function packetAt(bytes, at) {
  const first = bytes[at] ?? 0;
  if ((first & 128) === 0) return void 0;
  const old = (first & 64) === 0;
  const size = old ? oldLength(bytes, at + 1, first & 3) : newLength(bytes, at + 1);
  if (size === void 0) return void 0;
  const end = size.start + size.length;
  return end > bytes.length ? void 0 : { tag: old ? first >> 2 & 15 : first & 63, start: size.start, end };
}
function oldLength(bytes, at, type) {
  if (type === 3) return void 0;
  const count = 2 ** type;
  return at + count > bytes.length ? void 0 : { start: at + count, length: bytes.readUIntBE(at, count) };
}
function newLength(bytes, at) {
  const first = bytes[at];
  const second = bytes[at + 1] ?? 0;
  if (first === void 0) return void 0;
  if (first < 192) return { start: at + 1, length: first };
  if (first < 224) return { start: at + 2, length: (first - 192) * 256 + second + 192 };
  return first !== 255 || at + 5 > bytes.length ? void 0 : { start: at + 5, length: bytes.readUInt32BE(at + 1) };
}
var PUBLIC_PARTS = /* @__PURE__ */ new Map([
  [1, ["m", "m"]],
  [2, ["m", "m"]],
  [3, ["m", "m"]],
  [16, ["m", "m", "m"]],
  [17, ["m", "m", "m", "m"]],
  [18, ["o", "m", "o"]],
  [19, ["o", "m"]],
  [22, ["o", "m"]],
  [25, [32]],
  [26, [56]],
  [27, [32]],
  [28, [57]]
]);
function secretState(body) {
  const version = body[0] ?? 0;
  const algorithm = version === 3 ? 7 : 5;
  const parts = PUBLIC_PARTS.get(body[algorithm] ?? 0);
  if (parts === void 0 || ![3, 4, 6].includes(version)) return "open";
  let at = algorithm + 1 + (version === 6 ? 4 : 0);
  for (const part of parts) {
    if (part === "m") at += 2 + Math.ceil(((body[at] ?? 0) << 8 | (body[at + 1] ?? 0)) / 8);
    else at += part === "o" ? 1 + (body[at] ?? 0) : part;
  }
  const usage = body[at];
  if (usage === void 0 || usage === 0) return "open";
  const own = body[at + 2] === 101 && body.toString("latin1", at + 4, at + 7) === "GNU";
  return usage >= 253 && own ? "elsewhere" : "locked";
}

// src/archive/written-key.ts
var SHORTEST = 40;
function decodeKey(body) {
  if (body.length < SHORTEST || body.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return void 0;
  return Buffer.from(body, "base64");
}

// src/archive/pem-key.ts
var FORMS = /* @__PURE__ */ new Map([
  ["RSA PRIVATE KEY", "RSA"],
  ["EC PRIVATE KEY", "EC"],
  ["DSA PRIVATE KEY", "DSA"],
  ["PRIVATE KEY", "PKCS#8"],
  ["ENCRYPTED PRIVATE KEY", "PKCS#8"],
  ["OPENSSH PRIVATE KEY", "OpenSSH"],
  ["PGP PRIVATE KEY BLOCK", "PGP"]
]);
function pemKey(label, block) {
  const form = FORMS.get(label);
  if (form === void 0) return void 0;
  const { headers, body } = partsOf(block);
  const bytes = decodeKey(body);
  if (bytes === void 0) return void 0;
  const encrypted = isLocked(form, label, headers, bytes);
  return encrypted === void 0 ? void 0 : { form, encrypted, bytes };
}
function isLocked(form, label, headers, bytes) {
  if (form === "OpenSSH") return openSshLocked(bytes);
  if (form === "PGP") return openPgpKey(bytes)?.encrypted;
  if (headers.includes("Proc-Type:") && headers.includes("ENCRYPTED")) {
    return bytes.length % 8 === 0 ? true : void 0;
  }
  if (label === "ENCRYPTED PRIVATE KEY") return startsSequence(bytes, [48]) ? true : void 0;
  return startsSequence(bytes, [2, 1]) ? false : void 0;
}
function partsOf(block) {
  const lines2 = block.replaceAll("\\r", "").replaceAll("\\n", "\n").replaceAll("\\/", "/").split("\n").map(withoutQuotes);
  const headers = lines2.filter((line) => line.includes(":"));
  const body = lines2.filter((line) => !line.includes(":") && line !== "+" && !/^=[A-Za-z0-9+/]{4}$/.test(line));
  return { headers: headers.join("\n"), body: body.join("").replaceAll(" ", "") };
}
var AROUND = /* @__PURE__ */ new Set([..." 	\r\"'`\\,;"]);
function withoutQuotes(line) {
  let start = 0;
  let end = line.length;
  while (start < end && AROUND.has(line.charAt(start))) start += 1;
  while (end > start && AROUND.has(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}
function startsSequence(bytes, inside) {
  if (bytes[0] !== 48) return false;
  const first = bytes[1] ?? 0;
  const count = first < 128 ? 0 : first & 127;
  if (count > 3 || first === 128 || bytes.length < 2 + count) return false;
  const length = count === 0 ? first : bytes.readUIntBE(2, count);
  const start = 2 + count;
  return bytes.length === start + length && inside.every((byte, index) => bytes[start + index] === byte);
}
var OPENSSH = Buffer.from("openssh-key-v1\0");
var MOST_TAG = 16;
function openSshLocked(bytes) {
  if (!bytes.subarray(0, OPENSSH.length).equals(OPENSSH)) return void 0;
  let at = OPENSSH.length;
  const take = () => {
    const start = at + 4;
    const length = start <= bytes.length ? bytes.readUInt32BE(at) : bytes.length;
    if (start + length > bytes.length) return void 0;
    at = start + length;
    return bytes.subarray(start, at);
  };
  const [cipher, kdf, options] = [take(), take(), take()];
  if (cipher === void 0 || kdf === void 0 || options === void 0 || at + 4 > bytes.length) return void 0;
  if (bytes.readUInt32BE(at) !== 1) return void 0;
  at += 4;
  const [publicKey, privatePart] = [take(), take()];
  if (publicKey === void 0 || privatePart === void 0 || bytes.length - at > MOST_TAG) return void 0;
  if (privatePart.length === 0 || publicKey.toString("latin1", 4, 7) === "sk-") return void 0;
  return cipher.toString("latin1") !== "none";
}

// src/archive/putty-key.ts
var MOST_LINES = 400;
function puttyKey(text2) {
  const lines2 = text2.split("\n", 4 * MOST_LINES).map((line) => line.trim());
  if (!/^PuTTY-User-Key-File-[1-3]: \S/.test(lines2[0] ?? "")) return void 0;
  const start = lines2.findIndex((line) => line.startsWith("Private-Lines: "));
  const count = Number(lines2[start]?.slice("Private-Lines: ".length));
  if (start < 0 || !Number.isInteger(count) || count < 1 || count > MOST_LINES) return void 0;
  const after = start + 1 + count;
  if (!/^Private-(?:MAC|Hash): [0-9a-f]/.test(lines2[after] ?? "")) return void 0;
  const bytes = decodeKey(lines2.slice(start + 1, after).join(""));
  if (bytes === void 0) return void 0;
  const encryption = lines2.slice(0, start).find((line) => line.startsWith("Encryption: "));
  return { form: "PuTTY", encrypted: encryption !== void 0 && encryption !== "Encryption: none", bytes };
}

// src/archive/private-keys.ts
var KEY_MARKER_OVERLAP = 64;
var BEGIN = "-----BEGIN ";
var END = "-----END ";
var PUTTY = "PuTTY-User-Key-File-";
var MARKERS = ["PRIVATE KEY", PUTTY].map((text2) => Buffer.from(text2));
function mayHoldKey(piece) {
  return MARKERS.some((marker) => piece.includes(marker));
}
var MOST_KEYS = 20;
var LABEL = 32;
function findPrivateKeys(content) {
  const text2 = content.toString("latin1");
  const keys2 = [];
  for (const written of writtenKeys(text2)) {
    const { form, encrypted, bytes } = written;
    if (keys2.length >= MOST_KEYS && (encrypted || keys2.some((key) => !key.encrypted))) continue;
    keys2.push({ form, encrypted, digest: createHash("sha256").update(bytes).digest("hex") });
  }
  return keys2;
}
function* writtenKeys(text2) {
  for (const { label, body } of blocks(text2)) {
    const key = pemKey(label, body);
    if (key !== void 0) yield key;
  }
  for (let at = text2.indexOf(PUTTY); at >= 0; ) {
    const next = text2.indexOf(PUTTY, at + PUTTY.length);
    const key = puttyKey(text2.slice(at, next < 0 ? text2.length : next));
    if (key !== void 0) yield key;
    at = next;
  }
}
function* blocks(text2) {
  let end = text2.indexOf(END);
  for (let at = text2.indexOf(BEGIN); at >= 0; ) {
    const next = text2.indexOf(BEGIN, at + BEGIN.length);
    if (end < at) end = text2.indexOf(END, at);
    if (end < 0) return;
    const label = labelAt(text2, at + BEGIN.length);
    const ends = label !== void 0 && (next < 0 || end < next) && labelAt(text2, end + END.length) === label;
    if (ends) yield { label, body: text2.slice(at + BEGIN.length + label.length + 5, end) };
    at = next;
  }
}
function labelAt(text2, start) {
  const window = text2.slice(start, start + LABEL);
  const length = window.indexOf("-----");
  return length < 0 ? void 0 : window.slice(0, length);
}

// src/archive/key-scan.ts
var WHOLE = 1024 * 1024;
var BEGINNING = 64 * 1024;
function keyScan(size, onKeys) {
  let left = size <= WHOLE ? size : BEGINNING;
  let tail = Buffer.alloc(0);
  let captured;
  return {
    take: (whole2) => {
      if (left <= 0) return;
      const part = whole2.subarray(0, left);
      left -= part.length;
      if (captured !== void 0) {
        captured.push(Buffer.from(part));
        return;
      }
      const piece = tail.length === 0 ? part : Buffer.concat([tail, part]);
      if (mayHoldKey(piece)) captured = [Buffer.from(piece)];
      else if (left > 0) tail = Buffer.from(piece.subarray(Math.max(0, piece.length - KEY_MARKER_OVERLAP)));
    },
    end: () => {
      if (captured === void 0) return;
      const keys2 = findPrivateKeys(Buffer.concat(captured));
      if (keys2.length > 0) onKeys(keys2);
    }
  };
}

// src/archive/layer-course.ts
function isListed({ kind, mode, capability, path }, interest) {
  const everybodyWrites = (mode & 2) !== 0;
  switch (kind) {
    case "file":
      if ((mode & 3072) !== 0 || everybodyWrites || capability !== void 0) return true;
      break;
    case "directory":
      if (everybodyWrites && (mode & 512) === 0) return true;
      break;
    case "symlink":
      break;
    default:
      return true;
  }
  return interest.listed(`/${path}`);
}
function list(entry, { budget, listed }) {
  budget.spend("listed", 1);
  budget.spend("names", entry.path.length + (entry.target?.length ?? 0));
  listed.set(entry.path, entry);
}
function addSecret(entry, more, { budget, secrets }) {
  const known = secrets.get(entry.path);
  if (known === void 0) {
    budget.spend("listed", 1);
    budget.spend("names", entry.path.length);
  }
  secrets.set(entry.path, { entry, keys: [], ...known, ...more });
}

// src/archive/path-table.ts
import { randomBytes } from "node:crypto";
var DIRECTORY = 1;
var NOT_DIRECTORY = 2;
var WHITEOUT = 4;
var OPAQUE = 8;
var IMPLIED = 16;
var DEVICE = 32;
var SECRET = randomBytes(8);
var SECRET_LOW = SECRET.readUInt32LE(0);
var SECRET_HIGH = SECRET.readUInt32LE(4);
function createPathTable() {
  let capacity = 256;
  let lows = new Uint32Array(capacity);
  let highs = new Uint32Array(capacity);
  let bits = new Uint8Array(capacity);
  let count = 0;
  const slotOf = ({ low, high }) => {
    let slot = (low ^ high) & capacity - 1;
    while (bits[slot] !== 0 && (lows[slot] !== low || highs[slot] !== high)) slot = slot + 1 & capacity - 1;
    return slot;
  };
  const put = (key, added) => {
    const slot = slotOf(key);
    const before = bits[slot] ?? 0;
    if (before === 0) count += 1;
    lows[slot] = key.low;
    highs[slot] = key.high;
    bits[slot] = before | added;
    return before;
  };
  const grow = () => {
    const before = { lows, highs, bits };
    capacity *= 2;
    lows = new Uint32Array(capacity);
    highs = new Uint32Array(capacity);
    bits = new Uint8Array(capacity);
    count = 0;
    before.bits.forEach((value, slot) => {
      if (value !== 0) put({ low: before.lows[slot] ?? 0, high: before.highs[slot] ?? 0 }, value);
    });
  };
  return {
    add: (path, added) => {
      if (4 * count >= 3 * capacity) grow();
      return put(pathKey(path), added);
    },
    bitsOf: (key) => bits[slotOf(key)] ?? 0,
    bitsAt: (path) => bits[slotOf(pathKey(path))] ?? 0,
    size: () => count
  };
}
function pathKey(path) {
  let v0 = SECRET_LOW;
  let v1 = SECRET_HIGH ^ 238;
  let v2 = 1819895653 ^ SECRET_LOW;
  let v3 = 1952801890 ^ SECRET_HIGH;
  const round = () => {
    v0 = v0 + v1 | 0;
    v1 = rotate(v1, 5) ^ v0;
    v0 = rotate(v0, 16);
    v2 = v2 + v3 | 0;
    v3 = rotate(v3, 8) ^ v2;
    v0 = v0 + v3 | 0;
    v3 = rotate(v3, 7) ^ v0;
    v2 = v2 + v1 | 0;
    v1 = rotate(v1, 13) ^ v2;
    v2 = rotate(v2, 16);
  };
  const take = (word) => {
    v3 ^= word;
    round();
    v0 ^= word;
  };
  const { length } = path;
  const whole2 = length & ~3;
  for (let at = 0; at < whole2; at += 4) {
    const low2 = path.charCodeAt(at) | path.charCodeAt(at + 1) << 8;
    take(low2 | path.charCodeAt(at + 2) << 16 | path.charCodeAt(at + 3) << 24);
  }
  let last = length << 24;
  for (let at = whole2; at < length; at++) last |= path.charCodeAt(at) << 8 * (at - whole2);
  take(last);
  v2 ^= 238;
  for (let turn = 0; turn < 3; turn++) round();
  const low = (v1 ^ v3) >>> 0;
  v1 ^= 221;
  for (let turn = 0; turn < 3; turn++) round();
  return { low, high: (v1 ^ v3) >>> 0 };
}
function rotate(value, by) {
  return value << by | value >>> 32 - by;
}

// src/archive/layer-folders.ts
var MAX_LINKS = 40;
function createLayerFolders(table, symlinks, budget) {
  let implied;
  const real = (path) => {
    const slash = path.lastIndexOf("/");
    if (slash < 0 || symlinks.size === 0) return path;
    const folder = path.slice(0, slash);
    if (!startsWithLink(folder, symlinks)) return path;
    const found = follow(folder, symlinks);
    return found === "" ? path.slice(slash + 1) : `${found}${path.slice(slash)}`;
  };
  const imply = (path) => {
    const slash = path.lastIndexOf("/");
    if (slash < 0) return;
    const folder = path.slice(0, slash);
    if (folder === implied) return;
    implied = folder;
    for (let at = folder; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
      const bits = table.bitsAt(at);
      if ((bits & NOT_DIRECTORY) !== 0) throw layerCorrupt(`${shownBytes(at)} is to be a directory, too`);
      if ((bits & (DIRECTORY | IMPLIED)) === 0) {
        table.add(at, IMPLIED);
        budget.spend("implied", 1);
      }
      if (bits !== 0) return;
    }
  };
  return { real, imply };
}
function startsWithLink(folder, symlinks) {
  for (let slash = folder.indexOf("/"); slash >= 0; slash = folder.indexOf("/", slash + 1)) {
    if (symlinks.has(folder.slice(0, slash))) return true;
  }
  return symlinks.has(folder);
}
function follow(folder, symlinks) {
  const todo = folder.split("/").reverse();
  let real = [];
  let links = 0;
  for (let part = todo.pop(); part !== void 0; part = todo.pop()) {
    if (part === "" || part === ".") continue;
    if (part === "..") {
      real.pop();
      continue;
    }
    const target = symlinks.get([...real, part].join("/"));
    if (target === void 0) {
      real.push(part);
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) throw layerCorrupt(`the directory ${shownBytes(folder)} leads through more than 40 links`);
    if (target.startsWith("/")) real = [];
    todo.push(...target.split("/").reverse());
  }
  return real.join("/");
}

// src/archive/layer-links.ts
function takeHardLink(link, course) {
  const { entry, to } = link;
  const { budget, hardLinks, symlinks, table } = course;
  if (to === entry.path) throw layerCorrupt(`${shownBytes(to)} is a link to itself`);
  budget.spend("names", entry.path.length + to.length);
  if ((table.bitsAt(to) & NOT_DIRECTORY) === 0) {
    hardLinks.open.push(link);
    return;
  }
  const target = symlinks.get(to);
  if (target !== void 0) {
    symlinks.set(entry.path, target);
    return;
  }
  const first = hardLinks.firstNames.get(to) ?? to;
  hardLinks.firstNames.set(entry.path, first);
  if (!isSpecial(entry)) return;
  const known = hardLinks.added.get(first);
  hardLinks.added.set(first, known === void 0 ? { ...entry, path: first } : sameFile(entry, known, first));
}
function joinHardLinks(course) {
  const { hardLinks, table } = course;
  const { firstNames, added } = hardLinks;
  const open = [];
  for (const link of hardLinks.open.splice(0)) {
    if ((table.bitsAt(link.to) & NOT_DIRECTORY) !== 0) takeHardLink(link, course);
    else open.push(link);
  }
  for (const { entry } of open) if (isListed(entry, course.interest)) list(entry, course);
  for (const [first, entry] of added) {
    const own = course.listed.get(first);
    list(own === void 0 ? entry : sameFile(entry, own, first), course);
  }
  for (const [path, first] of firstNames) joinHardLink(path, first, course);
  return open;
}
function joinHardLink(path, first, course) {
  const { interest, kept, listed, secrets } = course;
  const own = listed.get(first);
  if (own !== void 0 && isListed({ ...own, path }, interest)) list({ ...own, path }, course);
  const content = kept.get(first);
  if (content !== void 0 && interest.kept(`/${path}`)) {
    kept.set(path, { ...content, entry: { ...content.entry, path } });
  }
  const secret = secrets.get(first);
  if (secret !== void 0) {
    const { keys: keys2, text: text2 } = secret;
    addSecret({ ...secret.entry, path }, { keys: keys2, ...text2 !== void 0 && { text: text2 } }, course);
  }
}
var SPECIAL = 3074;
function isSpecial({ mode, capability }) {
  return (mode & SPECIAL) !== 0 || capability !== void 0;
}
function sameFile(link, target, path = link.path) {
  const capability = link.capability ?? target.capability;
  return {
    ...target,
    path,
    mode: target.mode | link.mode & SPECIAL,
    ...capability !== void 0 && { capability }
  };
}

// src/archive/layer-path.ts
var WHITEOUT2 = ".wh.";
var OPAQUE2 = ".wh..wh..opq";
var META = ".wh..wh.";
function readLayerPath(name2) {
  const path = withoutDots(name2);
  refuseLength(path);
  const slash = path.lastIndexOf("/");
  const base = slash < 0 ? path : path.slice(slash + 1);
  if (!base.startsWith(WHITEOUT2)) return { kind: "path", path };
  const folder = slash < 0 ? "" : path.slice(0, slash);
  if (base === OPAQUE2) return { kind: "opaque", path: folder };
  if (base.startsWith(META)) return { kind: "ignored" };
  const removed = base.slice(WHITEOUT2.length);
  if (removed === "" || removed === "." || removed === "..") {
    throw layerCorrupt(`the entry ${shownBytes(name2)} takes away nothing that has a name`);
  }
  return { kind: "whiteout", path: folder === "" ? removed : `${folder}/${removed}` };
}
var MAX_PATH = 4095;
var MAX_PART = 255;
function refuseLength(path) {
  if (path.length <= MAX_PART) return;
  if (path.length > MAX_PATH) throw layerCorrupt(`a path has ${path.length} bytes, and ${MAX_PATH} at most can be`);
  const long = path.split("/").find((part) => part.length > MAX_PART);
  if (long !== void 0) throw layerCorrupt(`a name has ${long.length} bytes, and ${MAX_PART} at most can be`);
}
function withoutDots(name2) {
  const trimmed = trimmedEnds(name2);
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(trimmed)) return trimmed;
  const kept = [];
  for (const part of trimmed.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.pop() === void 0) throw layerCorrupt(`the entry ${shownBytes(name2)} leads out of the image`);
  }
  return kept.join("/");
}
function trimmedEnds(name2) {
  let from = name2.startsWith("./") ? 2 : 0;
  let to = name2.length;
  while (from < to && name2[from] === "/") from += 1;
  while (to > from && name2[to - 1] === "/") to -= 1;
  return from === 0 && to === name2.length ? name2 : name2.slice(from, to);
}

// src/archive/pax-records.ts
var XATTR = "SCHILY.xattr.";
var CAPABILITY = `${XATTR}security.capability`;
var KNOWN = /* @__PURE__ */ new Map([
  ["path", "path"],
  ["linkpath", "linkPath"],
  ["size", "size"],
  ["uid", "uid"],
  ["gid", "gid"],
  [CAPABILITY, "capability"]
]);
function readPaxRecords(body) {
  const records2 = {};
  for (let at = 0; at < body.length; ) {
    const { key, value, end } = readRecord(body, at);
    at = end;
    const known = KNOWN.get(key);
    if (value.length === 0) {
      if (known !== void 0) delete records2[known];
    } else if (key === "path") records2.path = name(value);
    else if (key === "linkpath") records2.linkPath = name(value);
    else if (key === "size") records2.size = integer2(key, value);
    else if (key === "uid") records2.uid = integer2(key, value);
    else if (key === "gid") records2.gid = integer2(key, value);
    else if (key === CAPABILITY) records2.capability = value;
    else refuse(key);
  }
  return records2;
}
var MAX_DIGITS = 7;
function readRecord(body, at) {
  const blank = body.indexOf(32, at);
  const digits = blank < 0 || blank - at > MAX_DIGITS ? "" : body.toString("latin1", at, blank);
  const length = /^[1-9]\d*$/.test(digits) ? Number(digits) : 0;
  const end = at + length;
  const equals = body.indexOf(61, blank);
  if (length === 0 || end > body.length || body[end - 1] !== 10 || equals < 0 || equals >= end - 1) {
    throw layerCorrupt("an extended header has a record of a wrong length");
  }
  const key = body.toString("latin1", blank + 1, equals);
  if (key === "" || key.includes("\0")) throw layerCorrupt("an extended header has a record without a name");
  return { key, value: Buffer.from(body.subarray(equals + 1, end - 1)), end };
}
function name(value) {
  if (value.includes(0)) throw layerCorrupt("a name in an extended header has a zero byte");
  return value.toString("latin1");
}
function integer2(key, value) {
  const digits = value.toString("latin1");
  const number3 = Number(digits);
  if (!/^\d{1,16}$/.test(digits) || !Number.isSafeInteger(number3)) {
    throw layerCorrupt(`the ${key} of an extended header is no number (${shownBytes(digits, 20)})`);
  }
  return number3;
}
function refuse(key) {
  if (key.startsWith("GNU.sparse.")) throw layerUnsupported("it has a sparse file");
  if (/^SCHILY\.xattr\.(?:trusted|user)\.overlay\./.test(key)) {
    throw layerUnsupported(`a file has the attribute ${shownBytes(key.slice(XATTR.length), 60)}`);
  }
}

// src/archive/tar-header.ts
var BLOCK = 512;
function readTarHeader(block) {
  if (isZero(block)) return void 0;
  refuseChecksum(block);
  const form = formOf(block);
  const prefix = prefixOf(block, form);
  const name2 = text(block, 0, 100);
  const hasDevices = form !== "v7";
  return {
    name: prefix === "" ? name2 : `${prefix}/${name2}`,
    linkName: text(block, 157, 100),
    type: block.toString("latin1", 156, 157),
    mode: number2(block, 100, 8, "mode") & 4095,
    uid: number2(block, 108, 8, "owner"),
    gid: number2(block, 116, 8, "group"),
    size: number2(block, 124, 12, "size"),
    major: hasDevices ? number2(block, 329, 8, "device number") : 0,
    minor: hasDevices ? number2(block, 337, 8, "device number") : 0
  };
}
function isZero(block) {
  return block[0] === 0 && block.equals(ZERO_BLOCK);
}
var ZERO_BLOCK = Buffer.alloc(BLOCK);
function text(block, from, length) {
  const end = block.indexOf(0, from);
  return block.toString("latin1", from, end < 0 || end > from + length ? from + length : end);
}
function formOf(block) {
  const magic = block.toString("latin1", 257, 265);
  if (magic.startsWith("ustar\0")) return block.toString("latin1", 508, 512) === "tar\0" ? "star" : "ustar";
  return magic === "ustar  \0" ? "gnu" : "v7";
}
function prefixOf(block, form) {
  if (form === "ustar") return text(block, 345, 155);
  if (form === "star") return text(block, 345, 131);
  if (form !== "gnu" || isTime(block, 345) && isTime(block, 357)) return "";
  const prefix = text(block, 345, 155);
  return /^[\x01-\x7f]*$/.test(prefix) ? prefix : "";
}
function isTime(block, from) {
  return block[from] === 0 || numberAt(block, from, 12) !== void 0;
}
function number2(block, from, length, what) {
  const value = numberAt(block, from, length);
  if (value === void 0) {
    const digits = block.toString("latin1", from, from + length);
    throw layerCorrupt(`the ${what} of an entry is no number (${shownBytes(digits, 20)})`);
  }
  if (value < 0) throw layerCorrupt(`the ${what} of an entry is negative`);
  if (!Number.isSafeInteger(value)) throw layerCorrupt(`the ${what} of an entry is beyond all bounds`);
  return value;
}
function numberAt(block, from, length) {
  if (((block[from] ?? 0) & 128) !== 0) return base256(block, from, length);
  const digits = block.toString("latin1", from, from + length).replace(/^[ \0]+|[ \0]+$/g, "").replace(/\0.*$/s, "");
  if (digits === "") return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : void 0;
}
function base256(block, from, length) {
  const negative = ((block[from] ?? 0) & 64) !== 0;
  let value = BigInt((block[from] ?? 0) & 63);
  if (negative) value -= 0x40n;
  for (let at = from + 1; at < from + length; at++) value = value * 256n + BigInt(block[at] ?? 0);
  return value === BigInt.asIntN(64, value) ? Number(value) : void 0;
}
function refuseChecksum(block) {
  let unsigned = 8 * 32;
  let signed = unsigned;
  for (let at = 0; at < BLOCK; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at] ?? 0;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  const stated = number2(block, 148, 8, "checksum");
  if (stated !== unsigned && stated !== signed) throw layerCorrupt("a header has a wrong checksum");
}

// src/archive/tar-reader.ts
var KINDS = {
  "0": "file",
  "1": "hard-link",
  "2": "symlink",
  "3": "character-device",
  "4": "block-device",
  "5": "directory",
  "6": "fifo"
};
var MAX_META = 1024 * 1024;
function createTarReader(onEntry2) {
  const partial = Buffer.alloc(BLOCK);
  let filled = 0;
  let body = 0;
  let padding = 0;
  let sink;
  let zeros = 0;
  let meta = {};
  const finishBody = () => {
    sink?.end();
    sink = void 0;
  };
  const onBlock = (block) => {
    const header = readTarHeader(block);
    if (header === void 0) {
      zeros += 1;
      return;
    }
    if (zeros > 0) throw layerCorrupt("a block of zeros is followed by something else than the end");
    const special = specialSink(header, meta, (global) => {
      meta = {};
      onEntry2(entryOf(header, { pax: global }, "global-header"));
    });
    if (special === void 0) {
      const entry = entryOf(header, meta, kindOf(header, meta));
      meta = {};
      sink = onEntry2(entry);
      body = entry.size;
    } else {
      sink = special;
      body = header.size;
    }
    padding = (BLOCK - body % BLOCK) % BLOCK;
    if (body === 0) finishBody();
  };
  const takeBody = (chunk, at) => {
    const length = Math.min(body, chunk.length - at);
    sink?.take(chunk.subarray(at, at + length));
    body -= length;
    if (body === 0) finishBody();
    return at + length;
  };
  const takeBlock = (chunk, at) => {
    const length = Math.min(BLOCK - filled, chunk.length - at);
    if (length === BLOCK) {
      onBlock(chunk.subarray(at, at + BLOCK));
      return at + BLOCK;
    }
    chunk.copy(partial, filled, at, at + length);
    filled += length;
    if (filled === BLOCK) {
      filled = 0;
      onBlock(partial);
    }
    return at + length;
  };
  return {
    take: (chunk) => {
      for (let at = 0; at < chunk.length && zeros < 2; ) {
        if (body > 0) at = takeBody(chunk, at);
        else if (padding > 0) {
          const length = Math.min(padding, chunk.length - at);
          padding -= length;
          at += length;
        } else at = takeBlock(chunk, at);
      }
    },
    end: () => {
      if (body > 0 || padding > 0 || filled > 0) throw layerCorrupt("its tar stream ends within an entry");
      if (zeros === 0) throw layerCorrupt("its tar stream has no end");
      if (meta.pax !== void 0 || meta.name !== void 0 || meta.linkName !== void 0) {
        throw layerCorrupt("its tar stream ends after an extended header");
      }
    }
  };
}
function specialSink({ type, size }, meta, onGlobal) {
  if (!["x", "g", "L", "K"].includes(type)) return void 0;
  if (size > MAX_META) throw layerCorrupt(`an extended header has ${size} bytes`);
  const parts = [];
  const take = (part) => {
    parts.push(Buffer.from(part));
  };
  const end = () => {
    const content = Buffer.concat(parts);
    if (type === "x") meta.pax = readPaxRecords(content);
    if (type === "g") onGlobal(readPaxRecords(content));
    if (type === "L") meta.name = untilZero(content);
    if (type === "K") meta.linkName = untilZero(content);
  };
  return { take, end };
}
function untilZero(content) {
  const end = content.indexOf(0);
  return content.toString("latin1", 0, end < 0 ? content.length : end);
}
function kindOf(header, meta) {
  if (header.type === "\0") return nameOf(header, meta).endsWith("/") ? "directory" : "file";
  const kind = KINDS[header.type];
  if (kind === void 0) throw layerUnsupported(`an entry of the type ${shownBytes(header.type, 10)}`);
  return kind;
}
function nameOf(header, { pax, name: name2 }) {
  return name2 || (pax?.path ?? header.name);
}
function entryOf(header, meta, kind) {
  const { pax, linkName } = meta;
  const { capability } = pax ?? {};
  return {
    name: nameOf(header, meta),
    linkName: linkName || (pax?.linkPath ?? header.linkName),
    kind,
    mode: header.mode,
    uid: pax?.uid ?? header.uid,
    gid: pax?.gid ?? header.gid,
    size: kind === "file" ? pax?.size ?? header.size : 0,
    major: header.major,
    minor: header.minor,
    ...capability === void 0 ? {} : { capability }
  };
}

// src/archive/layer-reader.ts
var CREDENTIAL_BYTES = 64 * 1024;
function createLayerReader(interest, budget) {
  const table = createPathTable();
  const symlinks = /* @__PURE__ */ new Map();
  const course = {
    ...{ interest, budget, table, symlinks, folders: createLayerFolders(table, symlinks, budget) },
    hardLinks: { firstNames: /* @__PURE__ */ new Map(), added: /* @__PURE__ */ new Map(), open: [] },
    ...{ listed: /* @__PURE__ */ new Map(), secrets: /* @__PURE__ */ new Map(), kept: /* @__PURE__ */ new Map(), entries: 0, devices: 0, fifos: 0 }
  };
  const tar = createTarReader((entry) => onEntry(entry, course));
  let openLinks = [];
  return {
    take: tar.take,
    end: () => {
      tar.end();
      openLinks = joinHardLinks(course);
    },
    index: () => {
      const { listed, secrets, kept, entries, devices, fifos } = course;
      return { table, symlinks, openLinks, listed, secrets, kept, entries, devices, fifos };
    }
  };
}
function onEntry(entry, course) {
  course.entries += 1;
  course.budget.spend("entries", 1);
  const { folders } = course;
  const written = folders.real(withoutDots(entry.name));
  const place = readLayerPath(written);
  if (entry.kind === "global-header") {
    refuseGlobal(place, course);
    return void 0;
  }
  if (place.kind === "ignored") return void 0;
  folders.imply(written);
  if (place.kind !== "path") {
    course.table.add(place.path, place.kind === "whiteout" ? WHITEOUT : OPAQUE);
    return void 0;
  }
  const { path } = place;
  if (path === "") return refuseRoot(entry);
  refuseSecond(path, entry, course);
  const found = layerEntry(path, entry, entry.kind);
  if (entry.kind === "hard-link") {
    const to = folders.real(withoutDots(entry.linkName));
    refuseLength(to);
    takeHardLink({ entry: found, to }, course);
    return void 0;
  }
  if (entry.kind === "character-device" || entry.kind === "block-device") course.devices += 1;
  if (entry.kind === "fifo") course.fifos += 1;
  if (entry.kind === "symlink") {
    if (entry.linkName.length > MAX_PATH) throw layerCorrupt(`the target of ${shownBytes(path)} is too long`);
    course.budget.spend("names", path.length + entry.linkName.length);
    course.symlinks.set(path, entry.linkName);
  }
  if (isListed(found, course.interest)) list(found, course);
  return entry.kind === "file" ? contentSink(found, course) : void 0;
}
function refuseRoot({ kind }) {
  if (kind !== "directory") throw layerCorrupt("the root of the image is to be something else than a directory");
}
function refuseSecond(path, { kind }, { table, listed }) {
  const device = kind === "character-device" || kind === "block-device" ? DEVICE : 0;
  const before = table.add(path, kind === "directory" ? DIRECTORY : NOT_DIRECTORY | device);
  if ((before & NOT_DIRECTORY) !== 0 || (before & (DIRECTORY | IMPLIED)) !== 0 && kind !== "directory") {
    throw layerCorrupt(`it has ${shownBytes(path)} twice`);
  }
  if (before !== 0) listed.delete(path);
}
function refuseGlobal(place, { table }) {
  if (place.kind === "path" && !place.path.includes("/") && table.bitsAt(place.path) === 0) return;
  throw layerUnsupported("a global extended header has the name of something else");
}
function layerEntry(path, entry, kind) {
  const { mode, uid, gid, size, linkName, capability, major, minor } = entry;
  return {
    ...{ path, kind: kind === "hard-link" ? "file" : kind, mode, uid, gid, size },
    ...kind === "symlink" && { target: linkName },
    ...capability !== void 0 && { capability: capability.toString("hex") },
    ...(kind === "character-device" || kind === "block-device") && { device: { major, minor } }
  };
}
function contentSink(entry, course) {
  const path = `/${entry.path}`;
  const keep = course.interest.kept(path);
  const sinks = [];
  if (keep !== void 0) {
    if (entry.size > keep.limitBytes) course.kept.set(entry.path, { entry });
    else sinks.push(whole(entry, course, (content) => course.kept.set(entry.path, { entry, content })));
  }
  if (entry.size <= CREDENTIAL_BYTES && course.interest.credentials(path)) {
    sinks.push(whole(entry, course, (content) => addSecret(entry, { text: content.toString("utf8") }, course)));
  }
  if (entry.size > 0) sinks.push(keyScan(entry.size, (keys2) => addSecret(entry, { keys: keys2 }, course)));
  const [first, ...more] = sinks;
  if (more.length === 0) return first;
  return {
    take: (part) => {
      for (const sink of sinks) sink.take(part);
    },
    end: () => {
      for (const sink of sinks) sink.end();
    }
  };
}
function whole({ size }, { budget }, onContent) {
  budget.spend("contents", size);
  const content = Buffer.allocUnsafe(size);
  let at = 0;
  return {
    take: (part) => {
      at += part.copy(content, at);
    },
    end: () => onContent(content)
  };
}

// src/archive/blob-reader.ts
var BOMB_RATIO = 100;
var BOMB_BYTES = 1024 ** 3;
function createBlobReader(interest, budget) {
  const rawHash = createHash2("sha256");
  const plainHash = createHash2("sha256");
  const layer = createLayerReader(interest, budget);
  let rawBytes = 0;
  let plainBytes = 0;
  let plain;
  let damage;
  const decompressor = createDecompressor((piece) => {
    plainBytes += piece.length;
    budget.spend("bytes", piece.length);
    if (plainBytes > BOMB_BYTES && plainBytes > BOMB_RATIO * rawBytes) {
      throw imageTooLarge(`a layer of ${rawBytes} bytes unpacks to more than ${plainBytes}`);
    }
    plainHash.update(piece);
    layer.take(piece);
  });
  const note = (error) => {
    if (!(error instanceof GateError) || error.code === "IMAGE-TOO-LARGE") throw error;
    damage = error;
    decompressor.abandon();
  };
  const give = (chunk) => {
    try {
      return decompressor.take(chunk)?.catch(note);
    } catch (error) {
      note(error);
      return void 0;
    }
  };
  return {
    take: (chunk) => {
      rawBytes += chunk.length;
      plain ??= chunk.length >= 4 && compressionOf(chunk) === "none";
      if (!plain) rawHash.update(chunk);
      if (damage === void 0) return give(chunk);
      if (plain) plainHash.update(chunk);
      return void 0;
    },
    end: async () => {
      const compression = damage === void 0 ? await finish(decompressor.end, layer.end, note) : void 0;
      const diffId = `sha256:${plainHash.digest("hex")}`;
      const digest2 = plain ? diffId : `sha256:${rawHash.digest("hex")}`;
      if (compression === void 0) {
        if (damage === void 0) throw new Error("a blob was neither read nor damaged");
        return { digest: digest2, sizeBytes: rawBytes, layer: { state: "damaged", error: damage } };
      }
      const index = layer.index();
      return { digest: digest2, sizeBytes: rawBytes, layer: { state: "read", compression, diffId, plainBytes, index } };
    }
  };
}
async function finish(decompress, endLayer, note) {
  try {
    const compression = await decompress();
    endLayer();
    return compression;
  } catch (error) {
    note(error);
    return void 0;
  }
}

// src/archive/json-keys.ts
function hasKeyTwice(text2) {
  const open = [];
  for (let at = 0; at < text2.length; ) {
    const sign = text2[at];
    if (sign === "{") open.push(/* @__PURE__ */ new Set());
    else if (sign === "[") open.push(void 0);
    else if (sign === "}" || sign === "]") open.pop();
    else if (sign === '"') {
      const end = stringEnd(text2, at);
      const keys2 = open.at(-1);
      if (keys2 !== void 0 && isKey(text2, end)) {
        const key = JSON.parse(text2.slice(at, end));
        if (typeof key !== "string" || keys2.has(key)) return true;
        keys2.add(key);
      }
      at = end;
      continue;
    }
    at += 1;
  }
  return false;
}
function stringEnd(text2, start) {
  for (let at = start + 1; at < text2.length; at++) {
    if (text2[at] === "\\") at += 1;
    else if (text2[at] === '"') return at + 1;
  }
  return text2.length;
}
function isKey(text2, end) {
  let at = end;
  while (text2[at] === " " || text2[at] === "\n" || text2[at] === "\r" || text2[at] === "	") at += 1;
  return text2[at] === ":";
}
function hasKeyInOtherCase(json, names) {
  if (typeof json !== "object" || json === null) return false;
  const folded = new Set(names.map(fold));
  return Object.keys(json).some((key) => !names.includes(key) && folded.has(fold(key)));
}
function fold(key) {
  return key.toLowerCase().replaceAll("\u017F", "s");
}

// src/archive/image-json.ts
function fields(entries) {
  const names = Object.keys(entries);
  return pipe(
    unknown(),
    check((json) => !hasKeyInOtherCase(json, names)),
    object(entries)
  );
}
var digest = pipe(string(), regex(/^sha256:[0-9a-f]{64}$/));
var strings = nullish(array(string()));
var keys = nullish(record(string(), unknown()));
var Platform = fields({ os: string(), architecture: string(), variant: nullish(string()) });
var Descriptor = fields({
  mediaType: nullish(string()),
  digest,
  size: pipe(number(), integer(), minValue(0)),
  urls: strings,
  platform: nullish(Platform),
  annotations: nullish(record(string(), unknown()))
});
var Index = fields({ mediaType: nullish(string()), manifests: array(Descriptor) });
var Manifest = fields({ mediaType: nullish(string()), config: Descriptor, layers: array(Descriptor) });
var INDEXES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json"
];
var MANIFESTS = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json"
];
function readManifestOrIndex(bytes, stated) {
  const json = parse(bytes);
  const shape = safeParse(
    fields({
      schemaVersion: nullish(unknown()),
      mediaType: nullish(string()),
      manifests: nullish(unknown()),
      layers: nullish(unknown())
    }),
    json
  );
  if (!shape.success) throw manifestUnsupported("A manifest of the image is no JSON object, or an ambiguous one.");
  const { schemaVersion, mediaType, manifests, layers } = shape.output;
  if (schemaVersion === 1) {
    throw manifestUnsupported("The image has a manifest of schema 1, which Docker itself no longer reads.");
  }
  const type = mediaType ?? stated;
  if (mediaType && stated !== void 0 && mediaType !== stated) throw ambiguous(`${mediaType} and ${stated}`);
  if ((manifests ?? void 0) !== void 0 && (layers ?? void 0) !== void 0)
    throw ambiguous("an index and a manifest");
  const isIndex = type === void 0 ? (manifests ?? void 0) !== void 0 : INDEXES.includes(type);
  if (isIndex) return { kind: "index", manifests: checked(Index, json, "index").manifests };
  if (type !== void 0 && !MANIFESTS.includes(type)) {
    throw manifestUnsupported(`The image has a manifest of the media type ${visibleText(type, 120)}.`);
  }
  return { kind: "manifest", manifest: checked(Manifest, json, "manifest") };
}
var SavedImages = array(fields({ Config: string(), RepoTags: strings, Layers: array(string()) }));
function readSavedImages(bytes) {
  return checked(SavedImages, parse(bytes), "manifest.json");
}
var Config = fields({
  os: string(),
  architecture: string(),
  variant: nullish(string()),
  created: nullish(string()),
  config: nullish(
    fields({
      User: nullish(string()),
      Env: strings,
      Entrypoint: strings,
      Cmd: strings,
      WorkingDir: nullish(string()),
      Labels: nullish(record(string(), string())),
      ExposedPorts: keys,
      Volumes: keys,
      OnBuild: strings,
      Healthcheck: nullish(fields({ Test: strings }))
    })
  ),
  rootfs: fields({ diff_ids: array(digest) }),
  history: nullish(
    array(
      fields({
        created_by: nullish(string()),
        comment: nullish(string()),
        empty_layer: nullish(boolean())
      })
    )
  )
});
function readConfig(bytes) {
  const { os, architecture, variant, created, config, rootfs, history } = checked(
    Config,
    parse(bytes),
    "configuration"
  );
  return {
    config: {
      os,
      architecture,
      ...variant && { variant },
      user: config?.User ?? "",
      env: config?.Env ?? [],
      entrypoint: config?.Entrypoint ?? [],
      cmd: config?.Cmd ?? [],
      workingDir: config?.WorkingDir ?? "",
      labels: new Map(Object.entries(config?.Labels ?? {})),
      exposedPorts: Object.keys(config?.ExposedPorts ?? {}),
      volumes: Object.keys(config?.Volumes ?? {}),
      onBuild: config?.OnBuild ?? [],
      ...config?.Healthcheck?.Test && { healthcheck: config.Healthcheck.Test },
      diffIds: rootfs.diff_ids,
      size: 0,
      created: created ?? ""
    },
    history: (history ?? []).map((step) => ({
      createdBy: step.created_by ?? "",
      comment: step.comment ?? "",
      emptyLayer: step.empty_layer ?? false
    }))
  };
}
function parse(bytes) {
  const text2 = bytes.toString("utf8");
  let json;
  try {
    json = JSON.parse(text2);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw manifestUnsupported(`A description in the image is no JSON (${visibleText(why, 120)}).`);
  }
  if (hasKeyTwice(text2)) throw ambiguous("a name that is there twice");
  return json;
}
function checked(schema, json, name2) {
  const parsed = safeParse(schema, json, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = issue === void 0 ? "" : getDotPath(issue) ?? "";
  throw manifestUnsupported(`The image's ${name2} lacks or misstates what makes an image (${visibleText(where, 80)}).`);
}
function ambiguous(what) {
  return manifestUnsupported(`A manifest of the image is ambiguous (${visibleText(what, 160)}).`);
}

// src/archive/limits.ts
var LIMITS = {
  /** Entries of all layers, whiteouts too. */
  entries: 1e6,
  /** Directories that have no entry of their own. */
  implied: 1e6,
  /** Bytes of all layers, uncompressed. */
  bytes: 50 * 1024 ** 3,
  /** An overlay has at most 128 (moby, layer.maxLayerDepth). */
  layers: 128,
  /** Bytes of all names that are kept: links, listed files. */
  names: 48 * 1024 ** 2,
  /** Bytes of all contents that are kept. */
  contents: 96 * 1024 ** 2,
  /** Files that are listed because of a bit, an attribute or their name. */
  listed: 2e5,
  /** Bytes of a manifest or an index. */
  manifest: 4 * 1024 ** 2,
  /** Bytes of a configuration. */
  config: 8 * 1024 ** 2
};
var WORDS = {
  entries: "files and directories",
  implied: "directories without an entry of their own",
  bytes: "bytes, unpacked",
  names: "bytes of names of links and listed files",
  contents: "bytes of files that the gate reads whole",
  listed: "files with special bits, attributes or names"
};
function createBudget() {
  const spent = { entries: 0, implied: 0, bytes: 0, names: 0, contents: 0, listed: 0 };
  return {
    spend: (what, amount) => {
      spent[what] += amount;
      if (spent[what] > LIMITS[what]) throw imageTooLarge(`more than ${LIMITS[what]} ${WORDS[what]}`);
    }
  };
}

// src/archive/overlay.ts
function createOverlay(layers) {
  const hiddenBy = (path, layer) => {
    if (layer === layers.length - 1) return void 0;
    const self = pathKey(path);
    const folders = foldersOf(path).map(pathKey);
    const isFile = ((layers[layer]?.table.bitsOf(self) ?? 0) & NOT_DIRECTORY) !== 0 && !layers[layer]?.symlinks.has(path);
    for (let above = layer + 1; above < layers.length; above++) {
      const how = hides(layers[above], self, folders, isFile);
      if (how !== void 0) return { layer: above, how };
    }
    return void 0;
  };
  const at = (path) => {
    const key = pathKey(path);
    for (let layer = layers.length - 1; layer >= 0; layer--) {
      const index = layers[layer];
      const bits = index?.table.bitsOf(key) ?? 0;
      if ((bits & (DIRECTORY | NOT_DIRECTORY | IMPLIED)) !== 0) {
        if (hiddenBy(path, layer) !== void 0) return void 0;
        if ((bits & DEVICE) !== 0 || underDevice(layers.slice(layer + 1), path)) return { layer, kind: "doubtful" };
        const target = index?.symlinks.get(path);
        if (target !== void 0) return { layer, kind: "symlink", target };
        return { layer, kind: (bits & NOT_DIRECTORY) === 0 ? "directory" : "other" };
      }
      if ((bits & WHITEOUT) !== 0) return void 0;
    }
    return void 0;
  };
  return { hiddenBy, at };
}
function underDevice(above, path) {
  const withDevices = above.filter(({ devices }) => devices > 0);
  if (withDevices.length === 0) return false;
  const keys2 = [path, ...foldersOf(path)].map(pathKey);
  return withDevices.some(({ table }) => keys2.some((key) => (table.bitsOf(key) & DEVICE) !== 0));
}
function hides(layer, self, folders, isFile) {
  if (layer === void 0) return void 0;
  const own = layer.table.bitsOf(self);
  if ((own & DEVICE) !== 0) return void 0;
  if ((own & (DIRECTORY | NOT_DIRECTORY)) !== 0) return "replaced";
  if ((own & IMPLIED) !== 0 && isFile) return "replaced";
  if ((own & WHITEOUT) !== 0) return "removed";
  for (const folder of folders) {
    const bits = layer.table.bitsOf(folder);
    if ((bits & OPAQUE) !== 0) return "removed";
    if ((bits & WHITEOUT) !== 0 && (bits & DIRECTORY) === 0) return "removed";
    if ((bits & NOT_DIRECTORY) !== 0 && (bits & DEVICE) === 0) return "replaced";
  }
  return void 0;
}
function foldersOf(path) {
  const folders = [];
  for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}

// src/archive/virtual-root.ts
var MAX_LINKS2 = 40;
function createVirtualRoot(overlay) {
  const folders = /* @__PURE__ */ new Map();
  const resolve = (path) => follow2(path, overlay);
  const folder = (path) => {
    const known = folders.get(path);
    if (known !== void 0) return known;
    const found = resolve(path);
    const real = found.state === "found" ? found.path : path;
    folders.set(path, real);
    return real;
  };
  const canonical = (path) => {
    const slash = path.lastIndexOf("/");
    if (slash < 0) return path;
    const parent = folder(path.slice(0, slash));
    return parent === "" ? path.slice(slash + 1) : `${parent}${path.slice(slash)}`;
  };
  return { resolve, canonical };
}
function follow2(path, overlay) {
  const todo = partsOf2(path).reverse();
  let real = [];
  let links = 0;
  let standing = { layer: 0, kind: "directory" };
  for (let part = todo.pop(); part !== void 0; part = todo.pop()) {
    if (part === "..") {
      real.pop();
      standing = { layer: 0, kind: "directory" };
      continue;
    }
    const next = [...real, part];
    standing = overlay.at(next.join("/")) ?? { layer: -1, kind: "directory" };
    if (standing.kind === "doubtful") return { state: "doubtful" };
    if (standing.kind === "symlink") {
      links += 1;
      if (links > MAX_LINKS2) return { state: "loop" };
      const { target = "" } = standing;
      if (target.startsWith("/")) real = [];
      todo.push(...partsOf2(target).reverse());
      continue;
    }
    if (standing.kind === "other" && todo.length > 0) return { state: "absent" };
    real = next;
  }
  return standing.layer < 0 ? { state: "absent" } : { state: "found", path: real.join("/"), standing };
}
function partsOf2(path) {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

// src/archive/merge-layers.ts
function mergeLayers(layers) {
  const overlay = createOverlay(layers);
  const root = createVirtualRoot(overlay);
  const sum = (of) => layers.reduce((all, layer) => all + of(layer), 0);
  return {
    files: visibleFiles(layers, overlay),
    secrets: layers.flatMap(
      (layer, index) => [...layer.secrets.values()].map(({ entry, keys: keys2, text: text2 }) => {
        const hiddenBy = overlay.hiddenBy(entry.path, index);
        const file = imageFile(entry, index);
        return { file, keys: keys2, ...text2 !== void 0 && { text: text2 }, ...hiddenBy !== void 0 && { hiddenBy } };
      })
    ),
    kept: layers.flatMap(
      (layer, index) => [...layer.kept.values()].flatMap(({ entry, content }) => {
        if (content === void 0) return [];
        const visible = overlay.hiddenBy(entry.path, index) === void 0;
        return [{ path: `/${entry.path}`, layer: index, visible, content }];
      })
    ),
    counts: {
      entries: sum(({ entries }) => entries),
      devices: sum(({ devices }) => devices),
      fifos: sum(({ fifos }) => fifos)
    },
    text: (path) => {
      const found = root.resolve(path);
      if (found.state === "absent") return { state: "absent" };
      if (found.state === "loop") return { state: "unread", why: "leads through more than 40 links" };
      if (found.state === "doubtful") return { state: "unread", why: "is a device, or lies under one" };
      const { layer, kind } = found.standing;
      if (kind === "directory") return { state: "unread", why: "is a directory" };
      const kept = layers[layer]?.kept.get(found.path);
      if (kept === void 0) return { state: "unread", why: "is no regular file, or a link to one of another name" };
      if (kept.content === void 0) return { state: "unread", why: `has ${kept.entry.size} bytes` };
      return { state: "present", content: kept.content, layer };
    },
    canonical: (path) => `/${root.canonical(path.replace(/^\/+/, ""))}`
  };
}
function visibleFiles(layers, overlay) {
  const files = layers.flatMap((layer, index) => {
    const linked = layer.openLinks.flatMap(({ entry, to }) => {
      const target = below(layers, index, to);
      return target === void 0 ? [] : [sameFile(entry, target)];
    });
    const own = new Map([...layer.listed, ...linked.map((entry) => [entry.path, entry])]);
    return [...own.values()].filter(({ path }) => overlay.hiddenBy(path, index) === void 0).map((entry) => imageFile(entry, index));
  });
  return files.sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
function below(layers, layer, path) {
  for (let index = layer - 1; index >= 0; index--) {
    const found = layers[index]?.listed.get(path);
    if (found !== void 0) return found;
    if ((layers[index]?.table.bitsAt(path) ?? 0) !== 0) return void 0;
  }
  return void 0;
}
function imageFile({ path, size, target, ...entry }, layer) {
  return {
    ...entry,
    path: `/${utf8Of(path)}`,
    sizeBytes: size,
    layer,
    ...target !== void 0 && { target: utf8Of(target) }
  };
}

// src/archive/read-image.ts
function assembleImage(config, digests, blobs) {
  const read = readConfig(config);
  const { diffIds } = read.config;
  if (diffIds.length !== blobs.length || blobs.length > LIMITS.layers) {
    throw manifestUnsupported(
      `The image's configuration names ${diffIds.length} layers, its manifest ${blobs.length} (at most ${LIMITS.layers} are read).`
    );
  }
  const layers = blobs.map((blob, index) => {
    if (blob === void 0) throw missing(index, blobs.length);
    if (blob.layer.state === "damaged") throw blob.layer.error;
    const { diffId, plainBytes, index: entries } = blob.layer;
    if (diffId !== diffIds[index]) {
      throw digestMismatch(`Layer ${index + 1} of the image is ${diffId}; its configuration says ${diffIds[index]}.`);
    }
    return { diffId, plainBytes, entries };
  });
  return {
    ...read,
    digests,
    layers: layers.map(({ diffId, plainBytes }) => ({ diffId, plainBytes })),
    merged: mergeLayers(layers.map(({ entries }) => entries))
  };
}
function missing(index, count) {
  return layerUnsupported(
    `layer ${index + 1} of ${count} is not there, or is not what its digest says (layers that lie elsewhere are never fetched)`
  );
}

// src/archive/normal-platform.ts
function normalPlatform({ os, architecture, variant }) {
  const lower = (variant ?? "").toLowerCase();
  return { os: os.toLowerCase(), ...normalArchitecture(architecture.toLowerCase(), lower) };
}
function normalArchitecture(architecture, variant) {
  switch (architecture) {
    case "i386":
      return { architecture: "386", variant: "" };
    case "x86_64":
    case "x86-64":
    case "amd64":
      return { architecture: "amd64", variant: variant === "v1" ? "" : variant };
    case "aarch64":
    case "arm64":
      return { architecture: "arm64", variant: ["8", "v8", "v8.0"].includes(variant) ? "" : variant };
    case "armhf":
      return { architecture: "arm", variant: "v7" };
    case "armel":
      return { architecture: "arm", variant: "v6" };
    case "arm":
      return { architecture, variant: /^[5-8]$/.test(variant) ? `v${variant}` : variant || "v7" };
    default:
      return { architecture, variant };
  }
}

// src/archive/select-image.ts
var MAX_DEPTH = 4;
var MAX_MANIFESTS = 500;
async function selectImage(roots, read, wanted) {
  const left = { manifests: MAX_MANIFESTS };
  const found = [];
  for (const root of roots) found.push(...await walk(root, { read, wanted, left }, []));
  const { id } = wanted;
  const fitting = id === void 0 ? found : found.filter(({ digests }) => digests.includes(id));
  const [image, ...others] = preferred(distinct(fitting), wanted);
  if (image === void 0) throw manifestUnsupported("It holds no image for the platform that is judged.");
  if (others.length > 0) {
    const platforms = [image, ...others].slice(0, 10).map(({ platform }) => platformWords(platform));
    throw manifestUnsupported(
      `It holds ${others.length + 1} images (${platforms.join(", ")}), and which one is meant is not said.`
    );
  }
  refuseUnknownLayers(image.layers);
  return image;
}
function distinct(images) {
  return [...new Map(images.map((image) => [image.digests[0], image])).values()];
}
function preferred(images, { preferred: platform }) {
  if (images.length < 2 || platform === void 0) return images;
  return images.filter((image) => image.platform && fits(image, { platform }));
}
function platformWords(platform) {
  return platform ? visibleText(`${platform.os}/${platform.architecture}`, 40) : "no platform said";
}
async function walk(descriptor, walking, above) {
  if (isAttestation(descriptor) || !fits(descriptor, walking.wanted)) return [];
  walking.left.manifests -= 1;
  if (above.length >= MAX_DEPTH || walking.left.manifests < 0) {
    throw manifestUnsupported("Its indexes are too many, or too deep.");
  }
  const digests = [descriptor.digest, ...above];
  const bytes = await required(walking.read, descriptor, LIMITS.manifest, "manifest");
  const read = readManifestOrIndex(bytes, descriptor.mediaType ?? void 0);
  if (read.kind === "index") {
    const all = [];
    for (const inner of read.manifests) all.push(...await walk(inner, walking, digests));
    return all;
  }
  const { config, layers } = read.manifest;
  if (layers.length > LIMITS.layers) throw manifestUnsupported(`The image has ${layers.length} layers.`);
  return [
    {
      config: await required(walking.read, config, LIMITS.config, "configuration"),
      digests: [config.digest, ...digests],
      layers,
      platform: descriptor.platform
    }
  ];
}
function isAttestation({ platform }) {
  return platform?.os === "unknown" && platform.architecture === "unknown";
}
function fits({ platform }, { platform: asked }) {
  if (!platform || asked === void 0) return true;
  const [it, wanted] = [normalPlatform(platform), normalPlatform(asked)];
  if (it.os !== "" && it.os !== wanted.os) return false;
  if (it.architecture !== "" && it.architecture !== wanted.architecture) return false;
  return !asked.variant || it.variant === "" || it.variant === wanted.variant;
}
async function required(read, descriptor, limit, what) {
  const bytes = descriptor.size > limit ? void 0 : await read(descriptor, limit);
  if (bytes !== void 0) return bytes;
  throw manifestUnsupported(
    `The image's ${what} (${descriptor.digest}) is not there, is not what its digest says, or has more than ${limit} bytes.`
  );
}
var LAYER_TYPES = /^application\/vnd\.(?:oci\.image\.layer(?:\.nondistributable)?\.v1\.tar(?:\+gzip|\+zstd)?|docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:\.gzip|\.zstd)?)$/;
function refuseUnknownLayers(layers) {
  const unknown3 = layers.find(({ mediaType }) => mediaType != null && !LAYER_TYPES.test(mediaType));
  if (unknown3 !== void 0) throw layerUnsupported(`the media type ${visibleText(unknown3.mediaType ?? "", 120)}`);
}

// src/archive/layout-image.ts
var AT_ONCE = 2;
async function readLayout(store, interest, wanted) {
  const index = await store.index(LIMITS.manifest);
  if (index === void 0) throw manifestUnsupported("The layout has no index.json, or one of more than 4 MB.");
  const top = readManifestOrIndex(index, void 0);
  if (top.kind !== "index") throw manifestUnsupported("index.json of the layout is no index.");
  const selected = await selectImage(top.manifests, (blob, limit) => verified(store, blob, limit), wanted);
  const budget = createBudget();
  const blobs = [];
  const waiting = selected.layers.map((layer, place) => ({ layer, place }));
  const worker = async () => {
    for (let next = waiting.shift(); next !== void 0; next = waiting.shift()) {
      blobs[next.place] = await readLayer(store, next.layer, interest, budget);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return assembleImage(selected.config, selected.digests, blobs);
}
async function verified(store, { digest: digest2 }, limit) {
  const bytes = await store.small(digest2, limit);
  if (bytes === void 0) return void 0;
  const found = `sha256:${createHash3("sha256").update(bytes).digest("hex")}`;
  if (found !== digest2) throw digestMismatch(`What is called ${digest2} in the layout is ${found}.`);
  return bytes;
}
async function readLayer(store, layer, interest, budget) {
  const reader = createBlobReader(interest, budget);
  await store.blob(layer.digest, reader.take);
  const read = await reader.end();
  if (read.digest === layer.digest) return read;
  throw digestMismatch(`The layer that is called ${layer.digest} in the layout is ${read.digest}.`);
}

// src/archive/saved-image.ts
import { createHash as createHash4 } from "node:crypto";
function createSavedImageReader(interest, wanted) {
  const budget = createBudget();
  const holdings = { json: /* @__PURE__ */ new Map(), blobs: /* @__PURE__ */ new Map(), links: /* @__PURE__ */ new Map() };
  let waiting;
  let current;
  const hold = (work) => {
    waiting = work;
    work?.catch(() => void 0);
  };
  const after = (work) => {
    hold(waiting === void 0 ? work() : waiting.then(work));
  };
  const blobSink = (path) => {
    const reader = createBlobReader(interest, budget);
    current = { path, reader };
    return {
      take: (part) => {
        if (waiting === void 0) hold(reader.take(part));
        else {
          const copy = Buffer.from(part);
          after(() => reader.take(copy));
        }
      },
      end: () => {
        current = void 0;
        after(async () => {
          holdings.blobs.set(path, await reader.end());
        });
      }
    };
  };
  const tar = createTarReader((entry) => entrySink(entry, holdings, budget, blobSink));
  const outer = createDecompressor(tar.take);
  const settle = async (given) => {
    await given;
    while (waiting !== void 0) {
      const now = waiting;
      waiting = void 0;
      await now;
    }
  };
  return {
    take: (chunk) => {
      const given = outer.take(chunk);
      return given === void 0 && waiting === void 0 ? void 0 : settle(given);
    },
    end: async () => {
      await outer.end();
      await settle(void 0);
      if (current !== void 0) throw layerCorrupt(`the archive ends within ${shownBytes(current.path)}`);
      tar.end();
      return finish2(holdings, wanted);
    }
  };
}
var MAX_JSON = LIMITS.config;
function entrySink(entry, holdings, budget, blobSink) {
  budget.spend("entries", 1);
  const path = withoutDots(entry.name);
  if (entry.kind === "symlink" || entry.kind === "hard-link") {
    budget.spend("names", path.length + entry.linkName.length);
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    holdings.links.set(path, withoutDots(entry.kind === "symlink" ? `${folder}${entry.linkName}` : entry.linkName));
    return void 0;
  }
  if (entry.kind !== "file" || entry.size === 0) return void 0;
  if (holdings.json.has(path) || holdings.blobs.has(path)) {
    throw layerCorrupt(`the archive holds ${shownBytes(path)} twice`);
  }
  let chosen;
  return {
    take: (part) => {
      chosen ??= startsJson(part) && entry.size <= MAX_JSON ? jsonSink(path, entry, holdings, budget) : blobSink(path);
      chosen.take(part);
    },
    end: () => chosen?.end()
  };
}
function startsJson(part) {
  return part[0] === 123 || part[0] === 91;
}
function jsonSink(path, { size }, { json }, budget) {
  budget.spend("contents", size);
  const content = Buffer.allocUnsafe(size);
  let at = 0;
  return {
    take: (part) => {
      at += part.copy(content, at);
    },
    end: () => {
      json.set(path, content);
    }
  };
}
async function finish2(holdings, wanted) {
  const saved = holdings.json.get("manifest.json");
  const index = holdings.json.get("index.json");
  if (index !== void 0) {
    const selected = await fromLayout(index, holdings, wanted);
    if (saved !== void 0) refuseDisagreement(saved, selected, holdings);
    const byDigest = new Map([...holdings.blobs.values()].map((blob) => [blob.digest, blob]));
    const blobs2 = selected.layers.map(({ digest: digest2 }) => byDigest.get(digest2));
    return assembleImage(selected.config, selected.digests, blobs2);
  }
  if (saved === void 0) {
    throw manifestUnsupported("The archive is none of an image: it has neither manifest.json nor index.json.");
  }
  const { image, config } = oneOf(readSavedImages(saved), holdings, wanted);
  const blobs = image.Layers.map((layer) => holdings.blobs.get(followed(layer, holdings)));
  return assembleImage(config, [digestOf(config)], blobs);
}
async function fromLayout(index, holdings, wanted) {
  const top = readManifestOrIndex(index, void 0);
  if (top.kind !== "index") throw manifestUnsupported("index.json of the archive is no index.");
  const byDigest = new Map([...holdings.json.values()].map((bytes) => [digestOf(bytes), bytes]));
  return selectImage(top.manifests, async ({ digest: digest2 }) => byDigest.get(digest2), wanted);
}
function refuseDisagreement(saved, { digests }, holdings) {
  const configs = readSavedImages(saved).map(({ Config: Config2 }) => holdings.json.get(followed(Config2, holdings)));
  if (configs.some((config) => config !== void 0 && digestOf(config) === digests[0])) return;
  throw manifestUnsupported("manifest.json and index.json of the archive describe different images.");
}
function oneOf(images, holdings, { id }) {
  const found = images.flatMap((image) => {
    const config = holdings.json.get(followed(image.Config, holdings));
    if (config === void 0)
      throw manifestUnsupported("The configuration that manifest.json names is not in the archive.");
    return id === void 0 || digestOf(config) === id ? [{ image, config }] : [];
  });
  const [first, ...others] = found;
  if (first === void 0) throw manifestUnsupported("The archive does not hold the image that was asked for.");
  if (others.some(({ config }) => !config.equals(first.config))) {
    throw manifestUnsupported(`The archive holds ${images.length} images, and which one is meant is not said.`);
  }
  return first;
}
function followed(path, { links }) {
  let at = withoutDots(Buffer.from(path, "utf8").toString("latin1"));
  for (let turn = 0; turn < 8; turn++) {
    const next = links.get(at);
    if (next === void 0) return at;
    at = next;
  }
  return at;
}
function digestOf(bytes) {
  return `sha256:${createHash4("sha256").update(bytes).digest("hex")}`;
}

// src/archive/apk-database.ts
var PATHS = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];
function readApk(kept) {
  return PATHS.flatMap((path) => {
    const versions = kept.filter((file) => file.path === path).toSorted((a, b) => a.layer - b.layer);
    const last = versions.at(-1);
    if (last === void 0 || !last.visible) return [];
    const earlier = versions.map(({ layer, content }) => ({ layer, known: new Set(records(content).map(identity)) }));
    return records(last.content).flatMap((record2) => {
      const { P: name2 = "", V: version = "", A: architecture = "", o: origin = "" } = record2.fields;
      if (name2 === "") return [];
      const layer = firstOf(identity(record2), earlier);
      const source = origin !== "" && origin !== name2 ? { source: origin } : {};
      return [{ listed: { type: "apk", name: name2, version, architecture, ...source, layer }, files: record2.files }];
    });
  });
}
function firstOf(id, versions) {
  let first = versions.at(-1)?.layer ?? 0;
  for (const { layer, known } of versions.toReversed()) {
    if (!known.has(id)) break;
    first = layer;
  }
  return first;
}
function identity({ fields: fields2 }) {
  return [fields2.P, fields2.V, fields2.C].join("\n");
}
function records(content) {
  return content.toString("latin1").split(/\n\n+/).map((text2) => {
    const fields2 = {};
    const files = [];
    let folder = "";
    for (const line of text2.split("\n")) {
      const value = line.slice(2);
      const letter = line.slice(0, 2);
      if (letter === "F:") folder = value;
      else if (letter === "R:") files.push(folder === "" ? `/${value}` : `/${folder}/${value}`);
      else if (letter === "P:") fields2.P = value;
      else if (letter === "V:") fields2.V = value;
      else if (letter === "A:") fields2.A = value;
      else if (letter === "o:") fields2.o = value;
      else if (letter === "C:") fields2.C = value;
    }
    return { fields: fields2, files };
  });
}

// src/archive/dpkg-database.ts
var STATUS = "/var/lib/dpkg/status";
var STATUS_FOLDER = "/var/lib/dpkg/status.d/";
var INFO = "/var/lib/dpkg/info/";
function readDpkg(kept) {
  const visible = kept.filter(({ visible: visible2 }) => visible2);
  const lists = new Map(visible.filter(({ path }) => path.startsWith(INFO)).map((file) => [file.path, file]));
  const status = visible.filter(({ path }) => path === STATUS).flatMap(({ content }) => stanzas(content));
  const installed = status.filter(({ Status: state = "" }) => isUnpacked(state));
  const usual = installed.flatMap((stanza) => {
    const { Package: name2 = "", Architecture: architecture = "" } = stanza;
    const list2 = lists.get(`${INFO}${name2}:${architecture}.list`) ?? lists.get(`${INFO}${name2}.list`);
    return name2 === "" ? [] : [{ listed: packageOf(stanza, list2?.layer), files: list2 === void 0 ? [] : lines(list2) }];
  });
  const single = visible.filter(({ path }) => path.startsWith(STATUS_FOLDER) && !path.endsWith(".md5sums")).flatMap(
    ({ content, layer }) => stanzas(content).map((stanza) => ({ listed: packageOf(stanza, layer), files: [] }))
  );
  return [...usual, ...single.filter(({ listed }) => listed.name !== "")];
}
function isUnpacked(status) {
  const state = status.split(" ")[2] ?? "";
  return state !== "" && state !== "not-installed" && state !== "config-files";
}
var FIELDS = /* @__PURE__ */ new Set(["Package", "Status", "Version", "Architecture", "Source"]);
function stanzas(content) {
  return content.toString("utf8").split(/\n\n+/).map((stanza) => {
    const found = /* @__PURE__ */ Object.create(null);
    for (const line of stanza.split("\n")) {
      const colon = line.indexOf(":");
      const field = line.slice(0, colon);
      if (FIELDS.has(field)) found[field] = line.slice(colon + 1).trim();
    }
    return found;
  });
}
function packageOf(stanza, layer) {
  const { Package: name2 = "", Version: version = "", Architecture: architecture = "", Source = "" } = stanza;
  const source = Source.split(" ")[0] ?? "";
  return {
    ...{ type: "deb", name: name2, version, architecture },
    ...source !== "" && source !== name2 && { source },
    ...layer !== void 0 && { layer }
  };
}
function lines({ content }) {
  return content.toString("latin1").split("\n").filter((line) => line.startsWith("/") && line !== "/.");
}

// src/evidence/image-packages.ts
var DPKG = "/var/lib/dpkg/status";
var DPKG_FOLDER = "/var/lib/dpkg/status.d/";
var APK = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];
var RPM = [
  ...["/var/lib/rpm/rpmdb.sqlite", "/usr/lib/sysimage/rpm/rpmdb.sqlite"],
  ...["/var/lib/rpm/Packages", "/var/lib/rpm/Packages.db", "/usr/lib/sysimage/rpm/Packages.db"]
];
function packagesOf(merged) {
  const databases = [DPKG, ...APK, ...RPM].flatMap((path) => databaseAt(path, merged));
  if (merged.kept.some(({ path, visible }) => visible && path.startsWith(DPKG_FOLDER))) {
    databases.push({ type: "deb", path: DPKG_FOLDER });
  }
  const found = [...readDpkg(merged.kept), ...readApk(merged.kept)];
  const owners = /* @__PURE__ */ new Map();
  for (const { listed, files } of found) for (const file of files) owners.set(merged.canonical(file), listed.name);
  const packages = found.map(({ listed }) => listed).toSorted(byTypeAndName);
  return { packages: { packages, databases }, ownerOf: (path) => owners.get(path) };
}
function databaseAt(path, merged) {
  const text2 = merged.text(path);
  if (text2.state === "absent") return [];
  const type = path === DPKG ? "deb" : APK.some((known) => known === path) ? "apk" : "rpm";
  if (text2.state === "present") return [{ type, path }];
  const why = type === "rpm" ? "the gate does not read databases of rpm yet" : `it ${text2.why}`;
  return [{ type, path, unread: why }];
}
function byTypeAndName(a, b) {
  return compare(a.type, b.type) || compare(a.name, b.name) || compare(a.architecture, b.architecture);
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/evidence/image-contents.ts
var TEXTS = [
  ["/etc/passwd"],
  ["/etc/group"],
  ["/etc/shadow"],
  ["/etc/os-release", "/usr/lib/os-release"]
];
function contentsOf(read, config) {
  refuseOtherLayers(read, config);
  const { merged, layers, history } = read;
  const { packages, ownerOf } = packagesOf(merged);
  const files = merged.files.map((file) => {
    const owner = ownerOf(file.path);
    return owner === void 0 ? file : { ...file, package: owner };
  });
  const secrets = merged.secrets.map((secret) => {
    const owner = ownerOf(secret.file.path);
    return owner === void 0 ? secret : { ...secret, file: { ...secret.file, package: owner } };
  });
  const bytes = layers.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
  return {
    files: { files, secrets, texts: texts(read), counts: { ...merged.counts, bytes } },
    packages,
    history,
    layers
  };
}
function texts({ merged }) {
  const found = /* @__PURE__ */ new Map();
  for (const names of TEXTS) {
    for (const name2 of names) {
      const text2 = merged.text(name2);
      if (text2.state === "unread") throw unreadable(name2, text2.why);
      if (text2.state === "absent") continue;
      found.set(names[0], new TextDecoder("utf-8", { ignoreBOM: true }).decode(text2.content));
      break;
    }
  }
  return found;
}
function refuseOtherLayers({ config: read }, config) {
  if (read.diffIds.join() === config.diffIds.join()) return;
  throw new GateError({
    code: "DIGEST-MISMATCH",
    what: `The image that was handed out has other layers (${read.diffIds.length}) than the one that is judged (${config.diffIds.length}).`,
    means: NO_VERDICT,
    todo: "Find out what else on this engine changes images, and run the gate again."
  });
}
function unreadable(path, why) {
  return new GateError({
    code: "IMAGE-UNREADABLE",
    what: `In the image, ${path} ${visibleText(why, 120)}.`,
    means: NO_VERDICT,
    todo: `Make ${path} a regular file of usual size in the image.`
  });
}

// src/archive/package-files.ts
var STATUS_BYTES = 32 * 1024 * 1024;
var LIST_BYTES = 8 * 1024 * 1024;
var DPKG2 = "/var/lib/dpkg/";
var APK2 = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];
var RPM2 = ["/var/lib/rpm/Packages", "/var/lib/rpm/Packages.db", "/usr/lib/sysimage/rpm/Packages.db"];
var RPM_SQLITE = ["/var/lib/rpm/rpmdb.sqlite", "/usr/lib/sysimage/rpm/rpmdb.sqlite"];
function packageFile(path) {
  if (path.startsWith(DPKG2)) {
    if (path === `${DPKG2}status` || path.startsWith(`${DPKG2}status.d/`)) return { limitBytes: STATUS_BYTES };
    return path.startsWith(`${DPKG2}info/`) && path.endsWith(".list") ? { limitBytes: LIST_BYTES } : void 0;
  }
  if (APK2.includes(path)) return { limitBytes: STATUS_BYTES };
  return RPM2.includes(path) || RPM_SQLITE.includes(path) ? { limitBytes: 0 } : void 0;
}

// src/linux/credential-files.ts
var TOOLS = [
  ["https://docs.npmjs.com/cli/configuring-npm/npmrc", [".npmrc", "etc/npmrc"]],
  ["https://classic.yarnpkg.com/docs/yarnrc", [".yarnrc"]],
  ["https://yarnpkg.com/configuration/yarnrc", [".yarnrc.yml"]],
  ["https://packaging.python.org/specifications/pypirc/", [".pypirc"]],
  ["https://pip.pypa.io/en/stable/topics/configuration/", ["pip.conf"]],
  ["https://python-poetry.org/docs/repositories/", ["pypoetry/auth.toml"]],
  ["https://everything.curl.dev/usingcurl/netrc.html", [".netrc", "_netrc"]],
  ["https://git-scm.com/docs/git-credential-store", [".git-credentials", "git/credentials"]],
  ["https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html", [".aws/credentials", ".aws/config"]],
  ["https://docs.docker.com/reference/cli/docker/login/", [".docker/config.json", ".dockercfg"]],
  ["https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md", ["containers/auth.json"]],
  [
    "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
    [".kube/config", "kubernetes/admin.conf"]
  ],
  [
    "https://docs.cloud.google.com/docs/authentication/application-default-credentials",
    ["gcloud/application_default_credentials.json"]
  ],
  ["https://cloud.google.com/storage/docs/boto-gsutil", [".boto"]],
  ["https://s3tools.org/kb/item14.htm", [".s3cfg"]],
  ["https://rclone.org/docs/#config-string", ["rclone/rclone.conf", ".rclone.conf"]],
  [
    "https://learn.microsoft.com/cli/azure/msal-based-azure-cli",
    [".azure/accessTokens.json", ".azure/msal_token_cache.json"]
  ],
  ["https://cli.github.com/manual/gh_auth_login", ["gh/hosts.yml"]],
  ["https://hub.github.com/hub.1.html", [".config/hub"]],
  ["https://docs.gitlab.com/cli/auth/login/", ["glab-cli/config.yml"]],
  [
    "https://developer.hashicorp.com/terraform/cli/config/config-file",
    [".terraformrc", ".terraform.d/credentials.tfrc.json"]
  ],
  ["https://developer.hashicorp.com/vault/docs/commands/token-helper", [".vault-token"]],
  [
    "https://getcomposer.org/doc/articles/authentication-for-private-packages.md",
    [".composer/auth.json", "composer/auth.json"]
  ],
  ["https://maven.apache.org/settings.html", [".m2/settings.xml"]],
  ["https://docs.gradle.org/current/userguide/build_environment.html", [".gradle/gradle.properties"]],
  ["https://guides.rubygems.org/api-key-scopes/", [".gem/credentials", "gem/credentials"]],
  ["https://bundler.io/man/bundle-config.1.html", [".bundle/config"]],
  [
    "https://doc.rust-lang.org/cargo/reference/config.html#credentials",
    [".cargo/credentials", ".cargo/credentials.toml", "cargo/credentials.toml"]
  ],
  [
    "https://learn.microsoft.com/nuget/consume-packages/configuring-nuget-behavior",
    ["NuGet/NuGet.Config", "nuget.config", "NuGet.Config", "NuGet.config"]
  ],
  ["https://www.postgresql.org/docs/current/libpq-pgpass.html", [".pgpass"]],
  ["https://dev.mysql.com/doc/refman/8.4/en/option-files.html", [".my.cnf"]]
];
var ENVIRONMENTS = ["", ".local", ".production", ".prod", ".staging", ".development", ".dev", ".docker"];
var DOTENV = ENVIRONMENTS.flatMap((name2) => [`.env${name2}`, `.env${name2}.local`]);
var FILES = /* @__PURE__ */ new Set([...TOOLS.flatMap(([, files]) => files), ...DOTENV]);
function holdsCredentials(path) {
  const slash = path.lastIndexOf("/");
  if (FILES.has(path.slice(slash + 1))) return true;
  return slash > 0 && FILES.has(path.slice(path.lastIndexOf("/", slash - 1) + 1));
}

// src/evidence/image-interest.ts
var ACCOUNT_BYTES = 10 * 1024 * 1024;
var ELSEWHERE_BYTES = 256 * 1024;
var ACCOUNTS = /* @__PURE__ */ new Set(["passwd", "group", "shadow", "os-release"]);
var IMAGE_INTEREST = {
  listed: (path) => notableFile(path) !== void 0,
  credentials: holdsCredentials,
  kept: (path) => {
    if (!ACCOUNTS.has(path.slice(path.lastIndexOf("/") + 1))) return packageFile(path);
    const usual = path.startsWith("/etc/") || path === "/usr/lib/os-release";
    return { limitBytes: usual ? ACCOUNT_BYTES : ELSEWHERE_BYTES };
  }
};

// src/dockerfile/history-match.ts
var KEYWORD = /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)(?:\s|$)/;
var SHELL_LENGTH = 120;
function canHaveMade(instruction, createdBy) {
  const step = writtenStep(createdBy);
  if (step.keyword !== instruction.keyword) return false;
  switch (instruction.keyword) {
    case "RUN":
      return sameCommand(instruction, step.text);
    case "ADD":
    case "COPY":
      return sameDestination(instruction, step.text);
    default:
      return true;
  }
}
function writtenStep(createdBy) {
  const mark = createdBy.indexOf("#(nop) ");
  const written = (mark >= 0 && mark < SHELL_LENGTH ? createdBy.slice(mark + "#(nop) ".length) : createdBy).trim();
  const keyword = KEYWORD.exec(written)?.[1];
  const text2 = squeeze(keyword === void 0 ? written : written.slice(keyword.length)).replace(/ # buildkit$/, "");
  return { keyword: keyword ?? (mark >= 0 && mark < SHELL_LENGTH ? "" : "RUN"), text: text2 };
}
function sameCommand({ rest, exec, heredocs }, text2) {
  if (heredocs.length > 0) return heredocs.every(({ body }) => text2.includes(squeeze(body)));
  const command = squeeze(exec === void 0 ? rest : exec.join(" "));
  return text2 === command || text2.endsWith(` ${command}`);
}
function sameDestination({ rest, exec }, text2) {
  const words = exec ?? squeeze(rest.split("\n")[0] ?? "").split(" ");
  const wanted = words.at(-1) ?? "";
  if (!wanted.startsWith("/") || /[$"'\\]/.test(wanted)) return true;
  const found = text2.split(" ").at(-1) ?? "";
  return withoutSlash(found) === withoutSlash(wanted);
}
function withoutSlash(path) {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}
function squeeze(text2) {
  return text2.replace(/[\s\\]+/g, " ").trim();
}

// src/dockerfile/layer-origins.ts
function layerOrigins(request) {
  const { diffIds, history, dockerfile } = request;
  const steps = history.filter(({ emptyLayer }) => !emptyLayer);
  const fits2 = steps.length === diffIds.length;
  const makers = (origin) => diffIds.map((_, index) => {
    const createdBy = fits2 ? steps[index]?.createdBy : void 0;
    return { origin: origin(index), ...createdBy !== void 0 && { createdBy } };
  });
  if (dockerfile === void 0) return makers(() => unknown2("the image was not built here"));
  const base = baseOrigin(dockerfile);
  const known = base === void 0 ? 0 : prefixLength(request.baseDiffIds, diffIds);
  if (!fits2) {
    const why = "the history of the image does not fit its layers";
    return makers((index) => base !== void 0 && index < known ? base : unknown2(why));
  }
  const own = ownLayers(request, dockerfile);
  const triggers = layersBeforeTriggers(history);
  return makers((index) => {
    const instruction = own.made.get(index);
    if (base !== void 0 && index < known)
      return instruction === void 0 ? base : unknown2("two ways to tell disagree");
    if (instruction !== void 0) return instruction;
    if (base === void 0) return unknown2("no instruction of the Dockerfile fits its step of the history");
    if (!own.complete || known > 0) return unknown2("no instruction of the Dockerfile fits its step of the history");
    return index < triggers ? base : unknown2("it may be a trigger of ONBUILD, which this build ran");
  });
}
function layersBeforeTriggers(history) {
  const first = history.findIndex(({ createdBy }) => /^(?:.{0,120}#\(nop\) +)?ONBUILD /.test(createdBy));
  return (first < 0 ? history : history.slice(0, first)).filter(({ emptyLayer }) => !emptyLayer).length;
}
function unknown2(why) {
  return { kind: "unknown", why };
}
function baseOrigin({ path, externalBase, buildContexts }) {
  const { reference, scratch, lines: lines2 } = externalBase;
  if (scratch || reference === "" || buildContexts.includes(reference)) return void 0;
  return { kind: "base-image", reference, location: { file: path, lines: lines2 } };
}
function prefixLength(base, diffIds) {
  if (base === void 0 || base.length > diffIds.length) return 0;
  return base.every((diffId, index) => diffId === diffIds[index]) ? base.length : 0;
}
function ownLayers({ history, builder, labels, diffIds }, dockerfile) {
  const made = /* @__PURE__ */ new Map();
  const todo = ownInstructions(dockerfile);
  let at = history.length - 1;
  let layer = diffIds.length - 1;
  if (builder === "classic" && labels > 0 && history[at]?.emptyLayer && /#\(nop\)\s+LABEL /.test(history[at]?.createdBy ?? "")) {
    at -= 1;
  }
  for (let instruction = todo.pop(); instruction !== void 0; instruction = todo.pop()) {
    const step = history[at];
    if (step === void 0 || !canHaveMade(instruction, step.createdBy)) return { made, complete: false };
    if (!step.emptyLayer) {
      const { keyword, lines: lines2 } = instruction;
      made.set(layer, { kind: "instruction", keyword, location: { file: dockerfile.path, lines: lines2 } });
      layer -= 1;
    }
    at -= 1;
  }
  return { made, complete: true };
}
function ownInstructions({ stages, lineage }) {
  return lineage.toReversed().flatMap((index) => stages[index]?.instructions ?? []).filter(({ keyword }) => keyword !== "FROM");
}

// src/evidence/image-layers.ts
function imageLayers({ image, contents, dockerfile, labels }, baseDiffIds, source) {
  const { layers, history } = contents;
  const request = {
    diffIds: layers.map(({ diffId }) => diffId),
    history,
    labels,
    ...dockerfile !== void 0 && { dockerfile },
    ...baseDiffIds !== void 0 && { baseDiffIds },
    ...image.origin.kind === "built" && { builder: image.origin.builder }
  };
  const origins = layerOrigins(request);
  const value = layers.map(({ diffId, plainBytes }, index) => {
    const { origin, createdBy } = origins[index] ?? { origin: { kind: "unknown", why: "it was not asked for" } };
    return { diffId, sizeBytes: plainBytes, origin, ...createdBy !== void 0 && { createdBy } };
  });
  return { state: "known", value, source };
}
async function baseLayers(engine, dockerfile) {
  if (dockerfile === void 0) return void 0;
  const { reference, scratch } = dockerfile.externalBase;
  if (scratch || reference === "" || dockerfile.buildContexts.includes(reference)) return void 0;
  try {
    const { config } = await engine.inspect(reference);
    return config.diffIds;
  } catch (error) {
    if (error instanceof GateError && error.code === "CANCELLED") throw error;
    return void 0;
  }
}

// src/evidence/read-contents.ts
function readContents(image, config, ports, layout) {
  const { log, clock } = ports;
  return gapOnError(async () => {
    const started = clock.ticks();
    log.info(`Reading the layers of ${image.id}.`);
    const value = contentsOf(await readLayers(image, config, ports.engine, layout), config);
    const { entries, bytes } = value.files.counts;
    const seconds = ((clock.ticks() - started) / 1e3).toFixed(1);
    const megabytes = Math.round(bytes / 1e6);
    log.info(`Read ${entries} entries of ${value.layers.length} layers (${megabytes} MB) in ${seconds} s.`);
    return { state: "known", value, source: engineSource(image.engine, `the layers of ${image.id}`) };
  });
}
async function readLayers(image, { os, architecture, variant }, engine, layout) {
  const wanted = { id: image.id, platform: { os, architecture, ...variant !== void 0 && { variant } } };
  if (layout !== void 0) return readLayout(layout, IMAGE_INTEREST, wanted).finally(layout.remove);
  const reader = createSavedImageReader(IMAGE_INTEREST, wanted);
  await engine.save(image.id, reader.take);
  return reader.end();
}
async function collectContents(image, config, more, engine, read) {
  if (config.os === "windows") {
    return every({ state: "absent", observed: "The image is for Windows; the gate reads the layers of other images." });
  }
  const [contents, dockerfile] = await Promise.all([read(), more.dockerfile]);
  if (contents.state !== "known") return every(contents);
  const facts = dockerfile?.state === "known" ? dockerfile.value : void 0;
  const { value, source } = contents;
  const layers = { image, contents: value, labels: more.labels, ...facts !== void 0 && { dockerfile: facts } };
  return {
    "image-layers": imageLayers(layers, await baseLayers(engine, facts), source),
    "image-files": { state: "known", value: value.files, source },
    "image-packages": { state: "known", value: value.packages, source }
  };
}
function every(reason) {
  return { "image-layers": reason, "image-files": reason, "image-packages": reason };
}
export {
  collectContents,
  readContents
};
