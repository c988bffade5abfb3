import { Aws } from "aws-cdk-lib";
import type { Zone } from "#shared/domain/zones.ts";
import type { Settings } from "../settings.ts";
import type { BucketName } from "../zones.ts";

/** Names that both Regions know beforehand: neither template refers to the other. */
export const copyBucketName = ({ stage, account }: Settings, bucket: BucketName): string =>
  `corroborate-${stage}-${bucket}-copy-${account ?? Aws.ACCOUNT_ID}`;
export const copyKeyAlias = ({ stage }: Settings, zone: Zone): string => `alias/corroborate-${stage}-${zone}-copy`;
export const copyVaultName = ({ stage }: Settings): string => `corroborate-${stage}-copies`;
