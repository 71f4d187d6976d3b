#!/usr/bin/env bash
# Subscribes the deployed app to uploads. The Functions host makes the key that the subscription needs when it first loads the app, so this waits for it.
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "usage: infra/subscribe.sh RESOURCE_GROUP APP_NAME TOPIC_NAME" >&2
  exit 2
fi
group=$1 app=$2 topic=$3
here=$(cd "$(dirname "$0")" && pwd)

has_key() {
  # Only whether it is there: the key itself is read by Azure, in uploads.bicep.
  [ "$(az functionapp keys list --resource-group "$group" --name "$app" --query "contains(keys(systemKeys), 'blobs_extension')" --output tsv 2>/dev/null)" = true ]
}

echo "Waiting for $app to load its blob trigger ..."
for attempt in $(seq 1 30); do
  if has_key; then
    az deployment group create --resource-group "$group" --name uploads --template-file "$here/uploads.bicep" \
      --parameters appName="$app" topicName="$topic" --output none
    echo "Uploads to the container 'uploads' are imported."
    exit 0
  fi
  sleep $((attempt < 10 ? 5 : 15))
done

echo "The app $app has no key 'blobs_extension' after six minutes, so it did not load its functions." >&2
echo "Look at its log: az functionapp log deployment show --resource-group $group --name $app; then run this again." >&2
exit 1
