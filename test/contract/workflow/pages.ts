const GUIDE = "https://docs.aws.amazon.com/step-functions/latest/dg/";
const REFERENCE = "https://docs.aws.amazon.com/step-functions/latest/apireference/";

/** The pages of the AWS documentation that the runner is held to. */
export const PAGES = {
  structure: { title: "State machine structure in Amazon States Language", url: `${GUIDE}statemachine-structure.html` },
  task: { title: "Task workflow state", url: `${GUIDE}state-task.html` },
  choice: { title: "Choice workflow state", url: `${GUIDE}state-choice.html` },
  pass: { title: "Pass workflow state", url: `${GUIDE}state-pass.html` },
  wait: { title: "Wait workflow state", url: `${GUIDE}state-wait.html` },
  succeed: { title: "Succeed workflow state", url: `${GUIDE}state-succeed.html` },
  fail: { title: "Fail workflow state", url: `${GUIDE}state-fail.html` },
  jsonata: { title: "Transforming data with JSONata", url: `${GUIDE}transforming-data.html` },
  variables: { title: "Passing data between states with variables", url: `${GUIDE}workflow-variables.html` },
  context: { title: "Accessing execution data from the Context object", url: `${GUIDE}input-output-contextobject.html` },
  errors: { title: "Handling errors in Step Functions workflows", url: `${GUIDE}concepts-error-handling.html` },
  patterns: { title: "Service integration patterns", url: `${GUIDE}connect-to-resource.html` },
  lambda: { title: "Invoke a Lambda function", url: `${GUIDE}connect-lambda.html` },
  nested: { title: "Start a new state machine from a running execution", url: `${GUIDE}connect-stepfunctions.html` },
  quotas: { title: "Step Functions service quotas", url: `${GUIDE}service-quotas.html` },
  kind: { title: "Choosing workflow type", url: `${GUIDE}choosing-workflow-type.html` },
  start: { title: "StartExecution", url: `${REFERENCE}API_StartExecution.html` },
  success: { title: "SendTaskSuccess", url: `${REFERENCE}API_SendTaskSuccess.html` },
  describe: { title: "DescribeExecution", url: `${REFERENCE}API_DescribeExecution.html` },
} as const;
export type Page = keyof typeof PAGES;
