/** The same port, with a line in the function's log for each call: the port, the method, and how many messages where it sends some. */
export const noted = <T extends object>(port: T, name: string): T =>
  new Proxy(port, {
    get: (target, method, receiver) => {
      const found: unknown = Reflect.get(target, method, receiver);
      if (typeof found !== "function" || typeof method !== "string") return found;
      return (...given: unknown[]) => {
        const messages = given.find(Array.isArray);
        const line = { kind: "port", at: new Date().toISOString(), port: name, call: method, messages: messages?.length ?? 1 };
        process.stdout.write(`${JSON.stringify(line)}\n`);
        return Reflect.apply(found, target, given);
      };
    },
  });
