using System.Text;
using Distill.Core.Gateway;

namespace Distill.Api.Gateway;

/// <summary>One request on its way through the gateway. Not thread-safe.</summary>
/// <param name="asid">Id of its answer.</param>
/// <param name="started">Timestamp of its arrival.</param>
/// <param name="kind">What it asks for.</param>
/// <param name="route">Where it goes.</param>
/// <param name="outline">Where things stand in its body.</param>
/// <param name="body">Its body.</param>
/// <param name="user">Key of the user, or null.</param>
internal sealed class GatewayCall(
    string asid,
    long started,
    ExchangeKind kind,
    Route route,
    RequestOutline outline,
    PooledBytes body,
    string? user
)
{
    /// <summary>What it asks for.</summary>
    public ExchangeKind Kind { get; } = kind;

    /// <summary>Id of its answer.</summary>
    public string Asid { get; } = asid;

    /// <summary>The id as a JSON text.</summary>
    public byte[] AsidJson { get; } = Encoding.ASCII.GetBytes($"\"{asid}\"");

    /// <summary>Timestamp of its arrival.</summary>
    public long Started { get; } = started;

    /// <summary>Where it goes.</summary>
    public Route Route { get; } = route;

    /// <summary>Where things stand in its body.</summary>
    public RequestOutline Outline { get; } = outline;

    /// <summary>Its body.</summary>
    public PooledBytes Body { get; } = body;

    /// <summary>Key of the user, or null.</summary>
    public string? User { get; } = user;

    /// <summary>The target that failed first, when another was asked; null when none was.</summary>
    public RouteTarget? Missed { get; set; }

    /// <summary>What decides among the targets of a split: the user, so that a user stays with one; else chance.</summary>
    public string SplitKey => User ?? Asid;

    /// <summary>The exchange to be logged, empty of an answer as yet.</summary>
    /// <param name="time">When the request came.</param>
    /// <param name="shadowOf">For a copy: the asid of the answer that is returned.</param>
    public Exchange ToExchange(DateTimeOffset time, string? shadowOf = null) =>
        new()
        {
            Asid = shadowOf is null ? Asid : Core.Gateway.Asid.Create(time),
            Time = time,
            Alias = Route.Name,
            Kind = Kind,
            Outline = Outline,
            Request = Body.Memory,
            User = User,
            ShadowOf = shadowOf,
        };
}
