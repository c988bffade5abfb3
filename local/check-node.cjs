"use strict";
// Plain CommonJS in old syntax, so that whatever Node runs it can say what is wrong.
const NEEDED = 24;
const major = Number(process.versions.node.split(".")[0]);
if (major < NEEDED) {
  process.stderr.write(
    "Corroborate needs Node " +
      NEEDED +
      " or newer; this is Node " +
      process.versions.node +
      ".\n" +
      "It brings its own: run `npm ci` with install scripts allowed (`npm ci --ignore-scripts=false`; where npm asks, approve `node` and\n" +
      "`esbuild`), then start it through npm: `npm start`. npm puts that Node first.\n",
  );
  process.exit(1);
}
