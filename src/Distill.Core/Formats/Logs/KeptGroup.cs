namespace Distill.Core.Formats.Logs;

/// <summary>Where a field of a gateway's line stands that goes under <c>meta</c>; in the order in which groups are written.</summary>
internal enum KeptGroup : byte
{
    /// <summary>In the response.</summary>
    Response,

    /// <summary>The response's model, which keeps its name.</summary>
    ResponseModel,

    /// <summary>The response's usage, which keeps its name.</summary>
    ResponseUsage,

    /// <summary>In the choice.</summary>
    Choice,

    /// <summary>In the choice's message.</summary>
    Message,

    /// <summary>In the request.</summary>
    Request,

    /// <summary>In the line itself.</summary>
    Line,
}
