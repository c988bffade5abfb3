import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { type Part, stackName } from "#infra/names.ts";

/** What is deployed: the outputs of one part's stack. Throws where it is not deployed or may not be read, saying what to do. */
export const outputsOf = async (at: {
  readonly stage: string;
  readonly region?: string;
  readonly part: Part;
}): Promise<Outputs> => {
  const name = stackName(at.stage, at.part);
  const client = new CloudFormationClient(at.region === undefined ? {} : { region: at.region });
  const found = await client.send(new DescribeStacksCommand({ StackName: name })).catch((cause: unknown) => {
    throw new Error(
      `the stack ${name} cannot be read${at.region === undefined ? "" : ` in ${at.region}`}: deploy it first, or sign in to its account`,
      {
        cause,
      },
    );
  });
  const outputs = new Map((found.Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  return (key) => {
    const value = outputs.get(key);
    if (value === undefined)
      throw new Error(`the stack ${name} has no output ${key}: it was deployed by another version; deploy this one`);
    return value;
  };
};
export type Outputs = (key: string) => string;
