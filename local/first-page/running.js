import { element, show } from "./elements.js";

const folded = (title, lines) =>
  element(
    "details",
    {},
    element("summary", { textContent: title }),
    element("ul", { className: "plain" }, ...lines.map((line) => element("li", { textContent: line }))),
  );

const every = (seconds) => (seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`);

/** Shows what `/home.json` and `/health` say. */
export const describeHome = (home, health) => {
  const place = document.getElementById("health");
  place.className = `health ${health === undefined ? "stop" : "met"}`;
  place.textContent =
    health === undefined
      ? "The home runs; its functions do not answer /health."
      : `Ready. Stage ${home.stage}, business time ${home.businessTime.slice(0, 16).replace("T", " ")} UTC.`;
  const numbers = [
    ["Functions", home.functions.length],
    ["Routes", home.routes],
    ["Tables", home.tables.length],
    ["State machines", home.machines.length],
    ["Buckets", home.buckets.length],
    ["Queues", home.queues.length],
    ["Undelivered", home.deadLetters],
  ];
  show(
    "running",
    element(
      "dl",
      { className: "parts" },
      ...numbers.map(([name, value]) =>
        element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: value })),
      ),
    ),
    folded(
      "Functions",
      home.functions.map((one) => `${one.name}${one.routes === 0 ? "" : `, ${one.routes} routes`}, ${one.timeoutSeconds} s`),
    ),
    folded("Tables, buckets, machines, queues", [...home.tables, ...home.buckets, ...home.machines, ...home.queues]),
    folded(
      "Schedules",
      home.schedules.length === 0 ? ["none"] : home.schedules.map((one) => `${one.function}, every ${every(one.everySeconds)}`),
    ),
  );
};
