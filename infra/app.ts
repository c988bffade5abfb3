import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { AwsSolutionsChecks } from "cdk-nag";
import { bundle } from "./bundle.ts";
import { readConfiguration } from "./configuration.ts";
import { declare, FLAGS } from "./declare.ts";
import { ENTRIES } from "./functions.ts";

/** `cdk.json` runs this. Needs no account and no network; writes where `CDK_OUTDIR` says. */
const root = join(import.meta.dirname, "..");
const app = new App({ analyticsReporting: false, postCliContext: FLAGS });
const named = app.node.tryGetContext("config") as string | undefined;
const configuration = named === undefined ? undefined : readConfiguration(named);
const bundles = await bundle({ root, into: join(root, "build", "functions"), entries: ENTRIES });
const codeOf = (entry: string): Code => {
  const found = bundles.get(entry);
  if (found === undefined) throw new Error(`${entry} was not bundled`);
  return Code.fromAsset(found.folder);
};
declare(app, { codeOf, ...(configuration === undefined ? {} : { configuration }) });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
