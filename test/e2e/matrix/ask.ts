import { Agent, request } from "node:http";
import type { Sent } from "./cells.ts";

export interface Answer {
  readonly status: number;
  /** Every header but the date and those of the connection, as they came. */
  readonly headers: string;
  readonly body: string;
}

const PASSING = /^(date|connection|keep-alive)$/i;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** How often a request is sent again that met others at the same record; each was refused whole. */
const AGAIN = 20;

/** Sends a request with or without a token and keeps the answer to the byte. Asked side by side, some meet: those are sent again, as a client does. */
export const asker = (url: string) => {
  const once = askOnce(url);
  return async (token: string | undefined, sent: Sent): Promise<Answer> => {
    let answer = await once(token, sent);
    for (let again = 0; again < AGAIN && answer.status === 409 && answer.body.includes('"BUSY"'); again += 1)
      answer = await once(token, sent);
    return answer;
  };
};

const askOnce =
  (url: string) =>
  (token: string | undefined, { method, path, body }: Sent): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      };
      const outgoing = request(`${url}${path}`, { method, headers, agent }, (incoming) => {
        let text = "";
        incoming.setEncoding("utf8").on("data", (part: string) => (text += part));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const { rawHeaders } = incoming;
          const kept = rawHeaders.flatMap((name, index) =>
            index % 2 === 0 && !PASSING.test(name) ? [`${name}: ${rawHeaders[index + 1]}`] : [],
          );
          resolve({ status: incoming.statusCode ?? 0, headers: kept.join("\n"), body: text });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });

/** Does all of it, some at a time; answers in the same order. */
export const sideBySide = async <T, A>(all: readonly T[], work: (one: T) => Promise<A>, width = 6): Promise<readonly A[]> => {
  const answers: A[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let index = next++; index < all.length; index = next++) answers[index] = await work(all[index] as T);
    }),
  );
  return answers;
};
