targetScope = 'subscription'

metadata description = 'Distill on Azure: the function app, its storage, secrets, monitoring and alerts, without shared keys.'

@description('Name of the environment, for example dev or prod; part of every resource name.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Region of all resources; it must offer Flex Consumption.')
param location string = deployment().location

@description('Who is told by the alerts; empty sends none.')
param alertEmail string = ''

@description('Most function instances. The run\'s rate limits, not this, decide how fast a model is asked.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Replication of the storage account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Days that deleted blobs can be brought back.')
@minValue(1)
@maxValue(365)
param blobRetentionDays int = 7

@description('Days that logs and traces are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('The configured models: name (letters, digits, underscores: it becomes part of a setting\'s name) to { endpoint, model, apiKeySecret?, inputPrice?, outputPrice?, requestsPerMinute?, tokensPerMinute? }. Keys are names of Key Vault secrets, never values.')
param models object = {}

@description('API keys of the app: name to { secret, role }, role one of admin, annotator, gateway, reader. secret names a Key Vault secret that holds the key\'s hash, never the key.')
param apiKeys object = {}

@description('When stale runs are swept: NCRONTAB with seconds. The default is every five minutes.')
param sweepSchedule string = '0 */5 * * * *'

@description('When leases and deadlines of annotation tasks are looked at: NCRONTAB with seconds.')
param annotationExpirySchedule string = '30 */5 * * * *'

@description('When inference logs and feedback that are too old are deleted, NCRONTAB with seconds.')
param logExpirySchedule string = '0 30 * * * *'

@description('When standing wheels of the flywheel are looked at, NCRONTAB with seconds.')
param sampleLogsSchedule string = '0 10 * * * *'

@description('Instances that are kept warm, by scale group. blob needs one, else no upload event can wake its group; durable and http shorten the first answer.')
param alwaysReady array = [{ name: 'blob', instanceCount: 1 }]

@description('Money that a day may cost at the models before an alert fires, in the currency of the prices.')
@minValue(1)
param dailySpendAlert int = 100

@description('True puts storage and vault behind private endpoints in a network of their own.')
param privateNetwork bool = false

@description('True uses the managed Durable Task Scheduler in place of the storage account for orchestrations.')
param durableTaskScheduler bool = false

@description('Tags of every resource.')
param tags object = {}

var allTags = union(tags, { 'azd-env-name': environmentName, product: 'distill' })
var suffix = uniqueString(subscription().id, environmentName, location)
var short = take(replace(environmentName, '-', ''), 8)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-distill-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-distill-${environmentName}', location: location, tags: allTags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    name: 'distill-${environmentName}'
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    principalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { name: 'vnet-distill-${environmentName}', location: location, tags: allTags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${short}${take(suffix, 13)}'
    location: location
    tags: allTags
    sku: storageSku
    retentionDays: blobRetentionDays
    principalId: identity.outputs.principalId
    privateNetwork: privateNetwork
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    networkId: network.?outputs.id ?? ''
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${short}-${take(suffix, 11)}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    privateNetwork: privateNetwork
    endpointSubnetId: network.?outputs.endpointSubnetId ?? ''
    networkId: network.?outputs.id ?? ''
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableTaskScheduler) {
  scope: group
  params: {
    name: 'dts-distill-${environmentName}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-distill-${environmentName}-${take(suffix, 6)}'
    location: location
    tags: allTags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    vaultUri: vault.outputs.uri
    insightsConnectionString: monitoring.outputs.connectionString
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    models: models
    apiKeys: apiKeys
    sweepSchedule: sweepSchedule
    annotationExpirySchedule: annotationExpirySchedule
    logExpirySchedule: logExpirySchedule
    sampleLogsSchedule: sampleLogsSchedule
    alwaysReady: alwaysReady
    schedulerConnection: scheduler.?outputs.connection ?? ''
    taskHub: scheduler.?outputs.taskHub ?? 'distill'
    appSubnetId: network.?outputs.appSubnetId ?? ''
  }
}

// Event Grid tells the app of uploads. The subscription itself is in uploads.bicep: it needs a key that exists only once the code is deployed.
module events 'modules/events.bicep' = {
  scope: group
  params: {
    name: 'evgt-distill-${environmentName}'
    location: location
    tags: allTags
    storageName: storage.outputs.name
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    name: 'distill-${environmentName}'
    location: location
    tags: allTags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    storageId: storage.outputs.id
    topicId: events.outputs.id
    dailySpend: dailySpendAlert
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output DISTILL_APP_NAME string = app.outputs.name
output DISTILL_URL string = app.outputs.url
output DISTILL_STORAGE_ACCOUNT string = storage.outputs.name
output DISTILL_KEY_VAULT string = vault.outputs.name
output DISTILL_UPLOAD_TOPIC string = events.outputs.name
