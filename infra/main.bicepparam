// What `azd up` uses: the values of its environment. deploy.sh takes dev.bicepparam or prod.bicepparam.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param alertEmail = readEnvironmentVariable('DISTILL_ALERT_EMAIL', '')
