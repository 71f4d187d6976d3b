namespace Distill.Core.Gateway;

/// <summary>In what form the bytes of an answer are.</summary>
public enum AnswerForm
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>One JSON object.</summary>
    Json = 1,

    /// <summary>The data of the events of a stream, one a line.</summary>
    Chunks = 2,

    /// <summary>Something else: a page of a proxy, a cut-off object.</summary>
    Other = 3,
}
