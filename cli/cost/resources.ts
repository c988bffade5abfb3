import type { PriceName } from "./prices.ts";

type Properties = Readonly<Record<string, unknown>>;

/** What a resource costs for being there, what its use costs, or why it costs nothing. */
interface ResourceRow {
  readonly idle?: { readonly price: PriceName; readonly perMonth: (properties: Properties) => number; readonly why?: string };
  readonly use?: readonly PriceName[];
  readonly free?: string;
}

/**
 * Lambda keeps asking a queue whether anything came: at least five long polls of 20 seconds side by side (AWS Lambda, "Using Lambda with
 * Amazon SQS"). A month has 730 hours.
 */
const POLLS_A_MONTH = 5 * 3 * 60 * 730;
const once = () => 1;
const isQueue = (properties: Properties): boolean => !/stream/i.test(JSON.stringify(properties["EventSourceArn"] ?? ""));

/** Metrics that an alarm looks at; each is billed. */
const metricsOf = (properties: Properties): number => {
  const several = properties["Metrics"] as readonly { readonly MetricStat?: unknown }[] | undefined;
  return several === undefined ? 1 : several.filter(({ MetricStat }) => MetricStat !== undefined).length;
};
const rulesOf = (properties: Properties): number => ((properties["Rules"] as readonly unknown[] | undefined) ?? []).length;

/** Every resource type that a template of ours may have. A type without a row fails a test: nothing new is forgotten in the bill. */
export const RESOURCES: Readonly<Record<string, ResourceRow>> = {
  "AWS::KMS::Key": { idle: { price: "kms-key-month", perMonth: once }, use: ["kms-request", "kms-signature"] },
  "AWS::KMS::Alias": { free: "a name" },
  "AWS::DynamoDB::Table": { use: ["dynamodb-read", "dynamodb-write", "dynamodb-gb-month", "dynamodb-recovery-gb-month"] },
  "AWS::DynamoDB::GlobalTable": { use: ["dynamodb-read", "dynamodb-write", "dynamodb-gb-month", "dynamodb-recovery-gb-month"] },
  "AWS::S3::Bucket": { use: ["s3-put", "s3-get", "s3-standard-gb-month", "s3-glacier-instant-gb-month", "data-out-gb"] },
  "AWS::S3::BucketPolicy": { free: "a policy" },
  "AWS::SQS::Queue": { use: ["sqs-request"] },
  "AWS::SQS::QueuePolicy": { free: "a policy" },
  "AWS::Lambda::Function": { use: ["lambda-gb-second", "lambda-request"] },
  "AWS::Lambda::Permission": { free: "a policy" },
  "AWS::Lambda::EventSourceMapping": {
    idle: {
      price: "sqs-request",
      perMonth: (properties) => (isQueue(properties) ? POLLS_A_MONTH : 0),
      why: "Lambda's long polls of an empty queue; reading a stream is free",
    },
  },
  "AWS::StepFunctions::StateMachine": { use: ["states-transition"] },
  "AWS::ApiGatewayV2::Api": { use: ["http-api-request"] },
  "AWS::ApiGatewayV2::Authorizer": { free: "part of the API" },
  "AWS::ApiGatewayV2::Integration": { free: "part of the API" },
  "AWS::ApiGatewayV2::Route": { free: "part of the API" },
  "AWS::ApiGatewayV2::Stage": { free: "part of the API" },
  "AWS::ApiGatewayV2::DomainName": { free: "part of the API" },
  "AWS::ApiGatewayV2::ApiMapping": { free: "part of the API" },
  "AWS::Logs::LogGroup": { use: ["logs-ingested-gb"] },
  "AWS::Logs::MetricFilter": {
    idle: { price: "alarm-metric-month", perMonth: () => 3, why: "a metric of our own, 0.30 a month" },
  },
  "AWS::Logs::ResourcePolicy": { free: "a policy" },
  "AWS::Events::Rule": { free: "rules on a schedule and on events of AWS itself" },
  "AWS::Scheduler::Schedule": { free: "far below the 14 million invocations a month that are free for good" },
  "AWS::IAM::Role": { free: "a role" },
  "AWS::IAM::Policy": { free: "a policy" },
  "AWS::IAM::ManagedPolicy": { free: "a policy" },
  "AWS::SSM::Parameter": { free: "standard parameters" },
  "AWS::SecretsManager::Secret": { idle: { price: "secret-month", perMonth: once } },
  "AWS::SecretsManager::ResourcePolicy": { free: "a policy" },
  "AWS::Cognito::UserPool": { use: ["cognito-user-month"] },
  "AWS::Cognito::UserPoolDomain": { free: "part of the pool" },
  "AWS::Cognito::UserPoolClient": { free: "part of the pool" },
  "AWS::Cognito::UserPoolGroup": { free: "part of the pool" },
  "AWS::Cognito::UserPoolResourceServer": { free: "part of the pool" },
  "AWS::Cognito::UserPoolIdentityProvider": { free: "part of the pool; people who sign in are billed as users" },
  "AWS::Cognito::ManagedLoginBranding": { free: "part of the pool" },
  "AWS::SNS::Topic": { use: ["sns-mail"] },
  "AWS::SNS::TopicPolicy": { free: "a policy" },
  "AWS::SNS::Subscription": { use: ["sns-mail"] },
  "AWS::SES::EmailIdentity": { use: ["ses-mail"] },
  "AWS::SES::ConfigurationSet": { free: "a setting" },
  "AWS::CloudWatch::Alarm": { idle: { price: "alarm-metric-month", perMonth: metricsOf } },
  "AWS::CloudWatch::Dashboard": { idle: { price: "dashboard-month", perMonth: once } },
  "AWS::WAFv2::WebACL": { idle: { price: "waf-acl-month", perMonth: (properties) => 1 + rulesOf(properties) / 5 } },
  "AWS::WAFv2::WebACLAssociation": { free: "part of the web ACL" },
  "AWS::WAFv2::LoggingConfiguration": { use: ["logs-ingested-gb"] },
  "AWS::CloudFront::Distribution": { use: ["cloudfront-request", "data-out-gb"] },
  "AWS::CloudFront::OriginAccessControl": { free: "part of the distribution" },
  "AWS::CloudFront::OriginRequestPolicy": { free: "part of the distribution" },
  "AWS::CloudFront::CachePolicy": { free: "part of the distribution" },
  "AWS::CloudFront::ResponseHeadersPolicy": { free: "part of the distribution" },
  "AWS::CloudFront::Function": { use: ["cloudfront-request"] },
  "AWS::CertificateManager::Certificate": { free: "public certificates" },
  "AWS::CDK::Metadata": { free: "a note" },
};
