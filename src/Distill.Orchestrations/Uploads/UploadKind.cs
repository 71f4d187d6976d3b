namespace Distill.Orchestrations.Uploads;

/// <summary>What an uploaded blob is, by its name.</summary>
public enum UploadKind
{
    /// <summary>A file of records.</summary>
    Data = 0,

    /// <summary>The spec of runs: <c>run.yaml</c> for every file of the folder, <c>{name}.run.yaml</c> for one.</summary>
    Spec = 1,

    /// <summary>What was wrong with a spec, written by the app: <c>{name}.error.json</c>.</summary>
    Error = 2,
}
