using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function for each HTTP request that fits its route and methods.</summary>
public sealed class HttpTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Every method, at level <see cref="AuthorizationLevel.Function"/>.</summary>
    public HttpTriggerAttribute()
    {
        AuthLevel = AuthorizationLevel.Function;
    }

    /// <summary>The methods given. The level stays <see cref="AuthorizationLevel.Anonymous"/>, as in the official package.</summary>
    public HttpTriggerAttribute(params string[] methods)
    {
        Methods = methods;
    }

    /// <summary>Every method, at the level given.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel)
    {
        AuthLevel = authLevel;
    }

    /// <summary>The methods given, at the level given.</summary>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>Route template in ASP.NET Core syntax, after the route prefix of <c>host.json</c>; null is the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>Methods served; null is every method.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Level asked of callers.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}
