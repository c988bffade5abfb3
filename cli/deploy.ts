import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { readConfiguration } from "#infra/configuration.ts";
import { EDGE_REGION, stackName } from "#infra/names.ts";
import { publishPortal } from "./deploy/publish-portal.ts";
import { outputsOf } from "./deployed.ts";

const root = join(import.meta.dirname, "..");

/**
 * `corroborate deploy`: the firewall and what lies behind it, then the portal's stack that names the firewall, then the portal's files.
 * Repeatable: what is as it should be is left alone.
 */
export const deploy = async (given: readonly string[]): Promise<number> => {
  const [path, ...rest] = given;
  if (path === undefined || rest.some((one) => one !== "--yes")) {
    process.stderr.write(
      "usage: corroborate deploy <configuration.json> [--yes]   (--yes: asks nothing where permissions change)\n",
    );
    return 2;
  }
  const configuration = readConfiguration(path);
  const portal = join(root, "build", "web");
  if (!existsSync(join(portal, "index.html"))) throw new Error("the portal was not built: npm run web");
  const { stage, region } = configuration;
  const context = ["-c", `config=${resolve(path)}`];
  const asking = rest.includes("--yes") ? ["--require-approval", "never"] : [];
  await cdk(["deploy", "--all", ...context, ...asking]);
  const acl = (await outputsOf({ stage, region: EDGE_REGION, part: "edge" }))("WebAclArn");
  await cdk(["deploy", stackName(stage, "web"), ...context, "-c", `webAcl=${acl}`, ...asking]);

  const web = await outputsOf({ stage, region, part: "web" });
  const data = await outputsOf({ stage, region, part: "data" });
  const sent = await publishPortal({
    client: new S3Client({ region }),
    bucket: web("PortalFiles"),
    folder: portal,
    home: { stage, signIn: web("SignInAddress"), client: data("UserPoolClientId"), pool: data("UserPoolId"), region },
  });
  process.stdout.write(
    `${sent} files of the portal are up. Point ${configuration.portal.domain} at ${web("PortalAlias")} (a CNAME or alias record).\n`,
  );
  return 0;
};

const cdk = (given: readonly string[]): Promise<void> =>
  new Promise((done, reject) => {
    const bin = join(root, "node_modules", ".bin");
    const child = spawn(process.execPath, [join(root, "node_modules", "aws-cdk", "bin", "cdk"), ...given, "--no-notices"], {
      cwd: root,
      env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` },
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? done() : reject(new Error(`cdk ${given[0]} ended with ${code}; nothing after it was done`)),
    );
  });
