using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param alertEmail = readEnvironmentVariable('DISTILL_ALERT_EMAIL', '')
param storageSku = 'Standard_ZRS'
param blobRetentionDays = 30
param logRetentionDays = 90
param maximumInstanceCount = 100
param privateNetwork = true
param durableTaskScheduler = true
param alwaysReady = [
  { name: 'blob', instanceCount: 1 }
  { name: 'durable', instanceCount: 1 }
  { name: 'http', instanceCount: 1 }
]
