metadata description = 'A private endpoint for one service of one resource, with its DNS zone.'

param name string
param location string
param tags object
param subnetId string
param networkId string
param resourceId string

@description('The service behind the endpoint, for example blob or vault.')
param service string

@description('Name of its private DNS zone.')
param zone string

resource dns 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zone
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: service
        properties: {
          privateLinkServiceId: resourceId
          groupIds: [service]
        }
      }
    ]
  }

  resource group 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service
          properties: { privateDnsZoneId: dns.id }
        }
      ]
    }
  }
}
