using Microsoft.Extensions.Configuration;

namespace Distill.Api.Access;

/// <summary>Who may use the HTTP API: configuration section <c>Auth</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Auth";

    /// <summary>The keys by name.</summary>
    public Dictionary<string, AccessKeyOptions> Keys { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tokens of Entra ID; null takes none.</summary>
    public EntraOptions? Entra { get; set; }

    /// <summary>True when requests are asked who they are from.</summary>
    public bool IsConfigured => Keys.Count > 0 || Entra is not null;

    /// <summary>Reads the section, unchecked: the start of the host checks it.</summary>
    public static AccessOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = new AccessOptions();
        configuration.GetSection(Section).Bind(options);
        return options;
    }
}
