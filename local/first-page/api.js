import { element, fetched, show } from "./elements.js";

const METHODS = ["get", "post", "put", "delete"];

/** Shows the operations that `/openapi.json` describes, by their first tag or else by the first part of their path. */
export const describeApi = async () => {
  const place = document.getElementById("api");
  try {
    const description = await fetched("/openapi.json");
    const groups = new Map();
    for (const [path, item] of Object.entries(description.paths ?? {})) {
      for (const method of METHODS.filter((name) => item[name] !== undefined)) {
        const operation = item[method];
        const group = operation.tags?.[0] ?? path.split("/")[1];
        groups.set(group, [
          ...(groups.get(group) ?? []),
          { method, path, says: operation.summary ?? operation.description ?? "" },
        ]);
      }
    }
    show(
      "api",
      ...[...groups].map(([name, rows]) =>
        element("div", { className: "zone" }, element("h3", { textContent: name }), ...rows.map(route)),
      ),
    );
  } catch {
    show("api", element("p", { className: "notice", textContent: "The service does not answer its description now." }));
  }
  place.removeAttribute("aria-busy");
};

const route = ({ method, path, says }) =>
  element(
    "div",
    { className: "route" },
    element("b", { textContent: method.toUpperCase() }),
    element("code", { textContent: path }),
    element("span", { textContent: says }),
  );
