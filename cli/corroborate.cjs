#!/usr/bin/env node
"use strict";
// Runs the command line on the Node that `npm ci` installed, whatever Node the shell found first. Old syntax on purpose.
const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const own = join(__dirname, "..", "node_modules", ".bin", "node");
const child = spawn(existsSync(own) ? own : process.execPath, [join(__dirname, "main.ts")].concat(process.argv.slice(2)), {
  stdio: "inherit",
});
["SIGINT", "SIGTERM"].forEach((name) => {
  process.on(name, () => child.kill(name));
});
child.on("error", (error) => {
  process.stderr.write("corroborate could not start: " + error.message + "\n");
  process.exitCode = 1;
});
child.on("exit", (code) => {
  process.exitCode = code === null ? 1 : code;
});
