import { connect, type Socket } from "node:net";

export type RawAnswer = { readonly status: number; readonly location: string | undefined; readonly bytes: number };

/**
 * One kept-alive connection that sends finished bytes and reads the answer's head and length. The load must cost as
 * little as possible: it shares the processors with what it measures. (node:fetch took as long as the server.)
 */
export async function openRawClient(
  address: string,
): Promise<{ send(request: Buffer): Promise<RawAnswer>; close(): void }> {
  const { hostname, port } = new URL(address);
  const socket = await opened(connect(Number(port), hostname));
  socket.setNoDelay(true);
  let received: Buffer = Buffer.alloc(0);
  let waiting: { done: (answer: RawAnswer) => void; fail: (error: Error) => void } | undefined;
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === undefined) return;
    received = Buffer.alloc(0);
    waiting?.done(answer);
  });
  socket.on("error", (error) => waiting?.fail(error));
  socket.on("close", () => waiting?.fail(new Error("the server hung up")));
  return {
    send: (request) =>
      new Promise((done, fail) => {
        waiting = { done, fail };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Bytes of one request. */
export function rawRequest(address: string, { method = "GET", path, headers = {}, body }: RequestParts): Buffer {
  const content = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  const all = Object.entries({ host: new URL(address).host, ...headers, ...content });
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n${body ?? ""}`);
}

export type RequestParts = {
  readonly method?: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

/** undefined until all of it is there. */
function readAnswer(bytes: Buffer): RawAnswer | undefined {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const body = bytes.subarray(end + headEnd.length);
  const isWhole = length === undefined ? endsWith(body, lastChunk) || isBodyless(head) : body.length >= Number(length);
  if (!isWhole) return undefined;
  return {
    status: Number(head.slice(9, 12)),
    location: /\r\nlocation: ([^\r]+)/i.exec(head)?.[1],
    bytes: body.length,
  };
}

function isBodyless(head: string): boolean {
  return !/\r\ntransfer-encoding: chunked/i.test(head);
}

function endsWith(bytes: Buffer, end: Buffer): boolean {
  return bytes.length >= end.length && bytes.subarray(-end.length).equals(end);
}

function opened(socket: Socket): Promise<Socket> {
  return new Promise((done, fail) => {
    socket.once("connect", () => done(socket));
    socket.once("error", fail);
  });
}
