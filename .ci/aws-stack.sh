#!/bin/sh
# aws-stack.sh ACCOUNT [EventBridge|BucketNotification]: deploys the template into a real account under
# a random name, lets an archive lose a segment and get it back there, and removes everything again.
# Called by ./walwatch test --aws; docs/testing.md says what it costs.
set -eu

home=$(dirname -- "$(dirname -- "$(readlink -f -- "$0")")")
walwatch=${WALWATCH:-$home/walwatch}
poll_seconds=${WALWATCH_POLL_SECONDS:-5}
account=${1:-}
source=${2:-EventBridge}

say() { echo "walwatch: $*" >&2; }

refuse() {
  say "$1"
  exit 3
}

[ ${#account} = 12 ] || account=
case $account in
  *[!0-9]* | "") refuse "name the account that may be used and charged: ./walwatch test --aws 111122223333" ;;
esac
case $source in
  EventBridge) switch_on=true ;;
  BucketNotification) switch_on=false ;;
  *) refuse "$source is no event source to test: EventBridge or BucketNotification" ;;
esac
command -v sam >/dev/null || refuse "the AWS SAM CLI is missing: https://docs.aws.amazon.com/serverless-application-model/"
command -v aws >/dev/null || refuse "the AWS CLI is missing: https://aws.amazon.com/cli/"
actual=$(aws sts get-caller-identity --query Account --output text) ||
  refuse "no usable AWS credentials: aws sts get-caller-identity must work"
[ "$actual" = "$account" ] || refuse "the credentials are those of account $actual, not of $account: nothing was made"

stack=walwatch-test-$(od -An -N5 -tx1 /dev/urandom | tr -d ' \n')
bucket=$stack-$account
cluster=$bucket/backups/main/
work=$(mktemp -d)
table=
made=

resource() {
  aws cloudformation describe-stack-resource --stack-name "$stack" --logical-resource-id "$1" \
    --query StackResourceDetail.PhysicalResourceId --output text
}

# The table outlives its stack on purpose, so it goes last. What cannot be removed is named.
# shellcheck disable=SC2015 # a step that fails leaves the thing there, whichever step it is
remove_all() {
  status=$?
  trap - EXIT INT TERM
  set +e
  if [ -n "$made" ]; then
    say "removing $stack"
    [ -n "$table" ] || table=$(resource LedgerTable 2>/dev/null) || table=
    aws cloudformation delete-stack --stack-name "$stack" &&
      aws cloudformation wait stack-delete-complete --stack-name "$stack" || remains "the stack $stack"
    aws s3 rb "s3://$bucket" --force >/dev/null || remains "the bucket $bucket"
    if [ -n "$table" ]; then
      aws dynamodb update-table --table-name "$table" --no-deletion-protection-enabled >/dev/null &&
        aws dynamodb wait table-exists --table-name "$table" &&
        aws dynamodb delete-table --table-name "$table" >/dev/null || remains "the table $table"
    fi
  fi
  rm -rf "$work"
  exit "$status"
}

remains() {
  say "could not be removed and may cost money: $1 in account $account"
  [ "$status" != 0 ] || status=1
}

trap remove_all EXIT
trap 'exit 130' INT TERM

put() {
  printf '%s' "$2" >"$work/object"
  aws s3api put-object --bucket "$bucket" --key "backups/main/$1" --body "$work/object" >/dev/null
}

segment() { put "wal_005/00000001000000000000000$1.lzo" segment; }

# recorded COUNT: waits until the events of so many segments have come through to the table.
recorded() {
  tries=60
  # shellcheck disable=SC2016 # the backticks are JMESPath's
  until [ "$(aws dynamodb get-item --table-name "$table" --consistent-read \
    --key '{"cluster_id":{"S":"'"$cluster"'"},"item":{"S":"wal#0000000100000000000000"}}' \
    --query 'length(Item.p.NS || `[]`)' --output text)" = "$1" ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { say "S3's events have not come through to the table $table"; exit 1; }
    sleep "$poll_seconds"
  done
}

# checked MINUTES STATE: runs the checker as of so many minutes from now and compares what it finds.
checked() {
  # GNU date
  at=$(date -u -d "@$(($(date +%s) + $1 * 60))" +%Y-%m-%dT%H:%M:%SZ)
  error=$(aws lambda invoke --function-name "$checker" --cli-binary-format raw-in-base64-out \
    --payload '{"time":"'"$at"'"}' --query FunctionError --output text "$work/answer")
  [ "$error" = None ] || { say "the checker failed: $(cat "$work/answer")"; exit 1; }
  found=0
  "$walwatch" status "s3://${cluster%/}" --table "$table" || found=$?
  [ "$found" = "$2" ] || { say "expected exit code $2 of walwatch status after $1 min, not $found"; exit 1; }
}

"$walwatch" --version >/dev/null # builds what is deployed

say "making $stack in account $account: some cents, some minutes"
made=yes
aws s3 mb "s3://$bucket" >/dev/null
printf 'version = 0.1\n' >"$work/samconfig.toml" # the defaults of infra/samconfig.toml are for people
sam deploy --config-file "$work/samconfig.toml" --template-file "$home/infra/template.yaml" --stack-name "$stack" \
  --s3-bucket "$bucket" --s3-prefix code --capabilities CAPABILITY_IAM \
  --no-confirm-changeset --no-progressbar --no-fail-on-empty-changeset \
  --parameter-overrides "ArchiveBucket=$bucket" ArchivePrefix=backups/ "EventSource=$source" \
    "SwitchOnEventBridge=$switch_on" CheckIntervalMinutes=60
table=$(resource LedgerTable)
checker=$(resource CheckClusters)

say "an archive with segment 3 missing"
put basebackups_005/base_000000010000000000000001_00000040/tar_partitions/part_00000000.tar.lzo part
put basebackups_005/base_000000010000000000000001_00000040_backup_stop_sentinel.json \
  '{"wal_segment_backup_stop": "000000010000000000000001", "wal_segment_offset_backup_stop": "00000312"}'
for number in 1 2 4 5; do segment $number; done
recorded 4
checked 0 0
checked 11 2
say "segment 3 comes"
segment 3
recorded 5
checked 13 0
say "passed: from S3 through $source, queue, table and checker in account $account"
