import { test } from "vitest";
import { exceptionsOf } from "./exceptions.ts";
import { workflowContract } from "./workflow.contract.ts";
import { openEmbedded } from "./workflow-embedded.ts";
import { openStepFunctions, whyNoStepFunctions } from "./workflow-sfn.ts";

workflowContract("workflows on the embedded runner", { open: openEmbedded });

const why = whyNoStepFunctions();
if (why === undefined)
  workflowContract("workflows on Step Functions", { open: openStepFunctions, exceptions: exceptionsOf("workflow") });
else test.skip(`workflows on Step Functions: ${why}`, () => undefined);
