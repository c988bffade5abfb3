#!/bin/sh
# Fetches DynamoDB Local, a test tool that is never shipped, into the folder given. Needs Maven; the suites need Java 17.
# Usage: fetch-dynamodb-local.sh FOLDER && DYNAMODB_LOCAL=FOLDER npx vitest run --config test/vitest.config.ts test/contract/records.test.ts
set -eu
folder=${1:?usage: fetch-dynamodb-local.sh FOLDER}
mkdir -p "$folder"
pom=$(mktemp -d)
trap 'rm -rf "$pom"' EXIT
cat > "$pom/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>corroborate</groupId>
  <artifactId>test-tools</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>com.amazonaws</groupId>
      <artifactId>DynamoDBLocal</artifactId>
      <version>2.6.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn --quiet --batch-mode --file "$pom/pom.xml" dependency:copy-dependencies -DoutputDirectory="$(cd "$folder" && pwd)"
