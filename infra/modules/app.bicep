metadata description = 'The function app on Flex Consumption: .NET 10 isolated, one user-assigned identity, no secret in its settings.'

param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param vaultUri string
param insightsConnectionString string
param maximumInstanceCount int
param instanceMemoryMB int
param models object

@description('API keys of the app: name to { secret, role }; secret names a Key Vault secret that holds the key\'s hash.')
param apiKeys object

@description('When stale runs are swept: NCRONTAB with seconds.')
param sweepSchedule string

@description('When leases and deadlines of annotation tasks are looked at: NCRONTAB with seconds.')
param annotationExpirySchedule string

@description('When inference logs and feedback that are too old are deleted, NCRONTAB with seconds.')
param logExpirySchedule string

@description('When standing wheels of the flywheel are looked at, NCRONTAB with seconds.')
param sampleLogsSchedule string

@description('Instances that are kept warm by scale group: durable, http, blob or a function. The group blob needs one: without it no event can wake it.')
param alwaysReady array

@description('Endpoint of the Durable Task Scheduler; empty keeps orchestrations in the storage account.')
param schedulerConnection string
param taskHub string

@description('Subnet of the app; empty leaves it outside a network.')
param appSubnetId string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

// One setting a property of a model; a key becomes a Key Vault reference.
var modelProperties = flatten(map(
  items(models),
  entry => map(items(entry.value), property => { model: entry.key, name: property.key, value: property.value })
))
var modelSettings = toObject(
  modelProperties,
  setting =>
    setting.name == 'apiKeySecret' ? 'DISTILL_KEY_${toUpper(setting.model)}' : 'Models__${setting.model}__${setting.name}',
  setting =>
    setting.name == 'apiKeySecret'
      ? '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${setting.value})'
      : string(setting.value)
)
var keyVariables = toObject(
  filter(modelProperties, setting => setting.name == 'apiKeySecret'),
  setting => 'Models__${setting.model}__ApiKeyVariable',
  setting => 'DISTILL_KEY_${toUpper(setting.model)}'
)

// An API key is known by its hash alone, and even that comes from the vault.
var keySettings = reduce(
  items(apiKeys),
  {},
  (all, entry) =>
    union(all, {
      'Auth__Keys__${entry.key}__Hash': '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${entry.value.secret})'
      'Auth__Keys__${entry.key}__Role': entry.value.role
    })
)

// host.json is written for the storage backend: the scheduler has a task hub and a connection of its own.
var schedulerSettings = empty(schedulerConnection)
  ? {}
  : {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerConnection};Authentication=ManagedIdentity;ClientID=${identityClientId}'
      AzureFunctionsJobHost__extensions__durableTask__hubName: taskHub
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
    }

var settings = {
  // The blob trigger by Event Grid keeps its own queue: it needs the queue service named, not only the account.
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AZURE_CLIENT_ID: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
  Storage: 'Azure'
  Storage__BlobServiceUri: storage.properties.primaryEndpoints.blob
  Storage__TableServiceUri: storage.properties.primaryEndpoints.table
  SweepSchedule: sweepSchedule
  AnnotationExpirySchedule: annotationExpirySchedule
  LogExpirySchedule: logExpirySchedule
  SampleLogsSchedule: sampleLogsSchedule
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(appSubnetId) ? null : appSubnetId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      healthCheckPath: '/health/ready'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}packages'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReady
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, schedulerSettings, modelSettings, keyVariables, keySettings)
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
