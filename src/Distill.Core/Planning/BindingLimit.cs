namespace Distill.Core.Planning;

/// <summary>What decides how long a stage takes.</summary>
public enum BindingLimit
{
    /// <summary>Nothing worth naming: the stage asks no model and is short.</summary>
    None,

    /// <summary>Requests a minute that the model allows. Moved by a higher quota or a second deployment.</summary>
    RequestsPerMinute,

    /// <summary>Tokens a minute that the model allows. Moved by a higher quota, shorter prompts, or batch mode.</summary>
    TokensPerMinute,

    /// <summary>Requests in flight: the model's <c>MaxConcurrency</c>, divided among the shards in flight. Moved by either, until a quota binds.</summary>
    RequestsInFlight,

    /// <summary>Requests a second of the storage account. Moved by <c>cache: false</c>, or by a second account.</summary>
    StorageRequests,

    /// <summary>The pace of one activity that reads a whole dataset. Moved by a larger instance, or by cutting the source into several runs.</summary>
    WholeDatasetStep,

    /// <summary>The fine-tuning platform.</summary>
    Training,
}
