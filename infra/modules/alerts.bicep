metadata description = 'Alerts on what costs money or trust: failed runs, poison uploads, spend, a storage account that throttles, events that are not delivered.'

param name string
param location string
param tags object
param email string
param workspaceId string
param storageId string
param topicId string
param dailySpend int

var rules = [
  {
    key: 'failed-runs'
    title: 'A run failed'
    // The durable extension's own tracking line: it is written whatever the app logs, once a failed instance.
    query: 'AppTraces | where Message has "Distillation (Orchestrator)" and Message has "failed with an error" and Message has "IsReplay: False" | summarize Count = count()'
    measure: 'Count'
    threshold: 0
    window: 'PT15M'
    severity: 2
  }
  {
    key: 'poison-uploads'
    title: 'An upload could not be taken up'
    // Import or start of the run failed after its retries, the spec beside it is wrong, or its trigger gave up and moved the event to the poison queue.
    query: 'AppTraces | where (Message has_any ("UploadImport (Orchestrator)", "UploadRun (Orchestrator)") and Message has "failed with an error" and Message has "IsReplay: False") or Message startswith "No run of the upload" or Message has "webjobs-blobtrigger-poison" | summarize Count = count()'
    measure: 'Count'
    threshold: 0
    window: 'PT15M'
    severity: 2
  }
  {
    key: 'spend'
    title: 'Models cost more in a day than planned'
    query: 'AppMetrics | where Name == "distill.cost" | summarize Cost = sum(Sum)'
    measure: 'Cost'
    threshold: dailySpend
    window: 'P1D'
    severity: 1
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'distill'
    enabled: true
    emailReceivers: [{ name: 'owner', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${name}-${rule.key}'
    location: location
    tags: tags
    properties: {
      displayName: rule.title
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.window == 'P1D' ? 'PT1H' : 'PT5M'
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Total'
            metricMeasureColumn: rule.measure
            operator: 'GreaterThan'
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]

var metricRules = [
  {
    key: 'storage-throttled'
    title: 'The storage account turned requests away'
    scope: storageId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Transactions'
    threshold: 100
    dimensions: [
      {
        name: 'ResponseType'
        operator: 'Include'
        values: ['ServerBusyError', 'ClientThrottlingError', 'ClientAccountRequestThrottlingError', 'ClientAccountBandwidthThrottlingError']
      }
    ]
  }
  {
    key: 'uploads-undelivered'
    title: 'Upload events do not reach the app'
    scope: topicId
    namespace: 'Microsoft.EventGrid/systemTopics'
    metric: 'DeliveryAttemptFailCount'
    threshold: 10
    dimensions: []
  }
]

resource metricAlert 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for rule in metricRules: {
    name: 'alert-${name}-${rule.key}'
    location: 'global'
    tags: tags
    properties: {
      description: rule.title
      severity: 2
      enabled: true
      scopes: [rule.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: rule.key
            metricNamespace: rule.namespace
            metricName: rule.metric
            dimensions: rule.dimensions
            operator: 'GreaterThan'
            threshold: rule.threshold
            timeAggregation: 'Total'
          }
        ]
      }
      autoMitigate: true
      actions: empty(email) ? [] : [{ actionGroupId: people.id }]
    }
  }
]
