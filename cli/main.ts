/** One row is a command of `npx corroborate`; what it needs is loaded when it is called. */
interface Command {
  readonly usage: string;
  readonly says: string;
  readonly run: (given: readonly string[]) => Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  verify: {
    usage: "verify <receipt.json | folder of a log>",
    says: "Checks a receipt or an exported log without asking anybody.",
    run: async (given) => (await import("./verify.ts")).verifyCommand(given),
  },
  token: {
    usage: "token <account> [--data folder | --url address]",
    says: "Signs in at the running home and prints an access token.",
    run: async (given) => (await import("./token.ts")).token(given),
  },
  backup: {
    usage: "backup <new folder> [--data folder]",
    says: "Copies the data folder of a stopped home, with a manifest of every file's SHA-256.",
    run: async (given) => (await import("./backup.ts")).backupCommand(given),
  },
  restore: {
    usage: "restore <backup folder> [--data folder] [--replace]",
    says: "Checks a backup whole, then brings the data folder back from it.",
    run: async (given) => (await import("./backup.ts")).restoreCommand(given),
  },
  demo: {
    usage: "demo [--scenario file] [--json] [--out folder]",
    says: "Plays a case from the first photograph to the report, on a home of its own.",
    run: async (given) => (await import("./demo.ts")).demoCommand(given),
  },
  check: {
    usage: "check <configuration.json>",
    says: "Says whether a configuration can be deployed, and what is wrong where it cannot.",
    run: async (given) => (await import("./check.ts")).check(given),
  },
  deploy: {
    usage: "deploy <configuration.json>",
    says: "Deploys to AWS as the configuration says, the portal's files too.",
    run: async (given) => (await import("./deploy.ts")).deploy(given),
  },
  appoint: {
    usage: "appoint <people.json> (--config file | --stage name)",
    says: "Makes accounts and appointments of a deployment exactly as a file says.",
    run: async (given) => (await import("./appoint.ts")).appoint(given),
  },
  help: {
    usage: "help",
    says: "Shows this.",
    run: async () => {
      process.stdout.write(helpText());
      return 0;
    },
  },
};

const helpText = (): string => {
  const width = Math.max(...Object.values(COMMANDS).map((command) => command.usage.length));
  const lines = Object.values(COMMANDS).map((command) => `  ${command.usage.padEnd(width)}  ${command.says}`);
  return `corroborate <command>\n\n${lines.join("\n")}\n`;
};

const [name = "help", ...given] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name)
  ? COMMANDS[name]
  : name === "--help" || name === "-h"
    ? COMMANDS["help"]
    : undefined;
if (command === undefined) {
  process.stderr.write(`there is no command ${name}\n\n${helpText()}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command.run(given);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
