metadata description = 'Subscribes the deployed app to uploads. A second step: the key in the address is made by the Functions host when it first loads a blob trigger.'

@description('Name of the function app, output DISTILL_APP_NAME of main.bicep.')
param appName string

@description('Name of the system topic, output DISTILL_UPLOAD_TOPIC of main.bicep.')
param topicName string

@description('Container whose blobs are imported.')
param containerName string = 'uploads'

@description('Function that imports them.')
param functionName string = 'ImportUpload'

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'uploads'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        // The key goes from the app to Event Grid inside Azure; no shell and no log sees it.
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${functionName}&code=${listKeys('${app.id}/host/default', '2024-04-01').systemKeys.blobs_extension}'
        maxEventsPerBatch: 1
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${containerName}/blobs/'
    }
    eventDeliverySchema: 'EventGridSchema'
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  }
}
