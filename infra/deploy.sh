#!/usr/bin/env bash
# Deploys Distill to Azure: infrastructure, the app built against the official packages, the subscription to uploads. Safe to run again.
set -euo pipefail

usage() {
  cat >&2 <<'TEXT'
usage: infra/deploy.sh [--env dev|prod|FILE.bicepparam] [--location REGION] [--code-only]

  --env        parameters to use; default dev (infra/dev.bicepparam)
  --location   region of the deployment record and the default of all resources; default $AZURE_LOCATION, else swedencentral
  --code-only  leave the infrastructure alone: build, deploy and subscribe only
TEXT
  exit 2
}

environment=dev location=${AZURE_LOCATION:-swedencentral} code_only=false
while [ $# -gt 0 ]; do
  case $1 in
    --env) environment=${2:-}; [ -n "$environment" ] || usage; shift 2 ;;
    --location) location=${2:-}; [ -n "$location" ] || usage; shift 2 ;;
    --code-only) code_only=true; shift ;;
    *) usage ;;
  esac
done

cd "$(dirname "$0")/.."
parameters=$environment
[ -f "$parameters" ] || parameters=infra/$environment.bicepparam
[ -f "$parameters" ] || { echo "There are no parameters '$environment': name dev, prod or a .bicepparam file." >&2; exit 2; }
name=distill-$(basename "$parameters" .bicepparam)

for tool in az dotnet zip; do
  command -v "$tool" >/dev/null || { echo "'$tool' is missing; docs/deploy.md says where to get it." >&2; exit 2; }
done
az account show --output none 2>/dev/null || { echo "Nobody is signed in: az login" >&2; exit 2; }
echo "Subscription: $(az account show --query name --output tsv)"

# Before anything is created: code that does not compile needs no infrastructure.
echo "Building against the official packages ..."
rm -rf artifacts/deploy
dotnet publish src/Distill.Functions --configuration Release --output artifacts/deploy/app -p:AzurePackages=true --nologo --verbosity quiet
(cd artifacts/deploy/app && zip -qr ../app.zip .)

if [ "$code_only" = false ]; then
  echo "Creating the infrastructure of $parameters ..."
  AZURE_LOCATION=$location az deployment sub create --name "$name" --location "$location" --parameters "$parameters" --output none
fi

# Azure Resource Manager changes the case of some output names (azurE_RESOURCE_GROUP), so they are compared without it.
outputs=$(az deployment sub show --name "$name" --query properties.outputs --output json)
output() {
  awk -v name="\"$1\":" 'tolower($1) == tolower(name) { found = 1 } found && $1 == "\"value\":" { gsub(/[",]/, "", $2); print $2; exit }' <<<"$outputs"
}
group=$(output AZURE_RESOURCE_GROUP) app=$(output DISTILL_APP_NAME) topic=$(output DISTILL_UPLOAD_TOPIC) url=$(output DISTILL_URL) vault=$(output DISTILL_KEY_VAULT)
[ -n "$app" ] || { echo "The deployment '$name' has no outputs; run without --code-only first." >&2; exit 1; }

echo "Deploying the app to $app ..."
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src artifacts/deploy/app.zip --output none
bash infra/subscribe.sh "$group" "$app" "$topic"

cat <<TEXT

Distill runs at $url
Keys of models and of the API go into the vault $vault (docs/deploy.md, "Keys").
Next: export DISTILL_API_KEY=... && distill run spec.yaml --host $url --wait
TEXT
