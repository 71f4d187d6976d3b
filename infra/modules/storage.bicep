metadata description = 'Shards, journals and reports as blobs, state as tables; reached by identity only, shared keys are off.'

param name string
param location string
param tags object
param sku string
param retentionDays int
param principalId string
param privateNetwork bool
param endpointSubnetId string
param networkId string

@description('Containers that the app expects: the deployment package and the roots of the blob paths.')
var containers = ['packages', 'datasets', 'runs', 'uploads', 'sources', 'logs', 'feedback', 'wheels']

var services = ['blob', 'queue', 'table']

// What the Functions host needs of blobs, queues (triggers, durable work) and tables (durable history, run state).
var roles = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateNetwork ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: retentionDays }
      containerDeleteRetentionPolicy: { enabled: true, days: retentionDays }
    }

    resource container 'containers' = [
      for container in containers: {
        name: container
      }
    ]
  }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, principalId, role.value)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
      principalId: principalId
      principalType: 'ServicePrincipal'
    }
  }
]

module endpoint 'privateEndpoint.bicep' = [
  for service in services: if (privateNetwork) {
    params: {
      name: 'pe-${name}-${service}'
      location: location
      tags: tags
      subnetId: endpointSubnetId
      networkId: networkId
      resourceId: account.id
      service: service
      zone: 'privatelink.${service}.${environment().suffixes.storage}'
    }
  }
]

output name string = account.name
output id string = account.id
