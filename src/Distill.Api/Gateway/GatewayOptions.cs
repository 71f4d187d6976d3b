using System.ComponentModel.DataAnnotations;

namespace Distill.Api.Gateway;

/// <summary>Settings of the gateway: configuration section <c>Gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Gateway";

    /// <summary>The aliases by name.</summary>
    public Dictionary<string, AliasOptions> Aliases { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Seconds after which a changed alias is noticed. Default 5, 0.1 to 300.</summary>
    [Range(0.1, 300, ErrorMessage = "Gateway:AliasRefreshSeconds must be from 0.1 to 300.")]
    public double AliasRefreshSeconds { get; set; } = 5;

    /// <summary>Largest request in bytes. Default 16 MiB, 1 KiB to 256 MiB.</summary>
    [Range(1024, 256 << 20, ErrorMessage = "Gateway:MaxRequestBytes must be from 1024 to 268435456.")]
    public int MaxRequestBytes { get; set; } = 16 << 20;

    /// <summary>Largest answer in bytes; of a longer stream the log keeps the beginning. Default 16 MiB, 1 KiB to 256 MiB.</summary>
    [Range(1024, 256 << 20, ErrorMessage = "Gateway:MaxResponseBytes must be from 1024 to 268435456.")]
    public int MaxResponseBytes { get; set; } = 16 << 20;

    /// <summary>Most copies to shadows in flight; a request beyond is not copied. Default 32, 0 to 4096.</summary>
    [Range(0, 4096, ErrorMessage = "Gateway:MaxShadowCalls must be from 0 to 4096.")]
    public int MaxShadowCalls { get; set; } = 32;

    /// <summary>Requests a minute of each key of the API; null, the default, is unlimited. At least 1. Each process counts for itself.</summary>
    [Range(1, int.MaxValue, ErrorMessage = "Gateway:RequestsPerMinutePerKey must be at least 1.")]
    public int? RequestsPerMinutePerKey { get; set; }

    /// <summary>
    /// Secret of the hash that stands for users in logs and feedback, at least 16 characters. Default null: one is made and kept in the store (<c>state/user-key-secret</c>).
    /// Another secret gives users other hashes.
    /// </summary>
    [MinLength(16, ErrorMessage = "Gateway:UserKeySecret must have at least 16 characters.")]
    public string? UserKeySecret { get; set; }

    /// <summary>The logs of requests and of feedback.</summary>
    [Microsoft.Extensions.Options.ValidateObjectMembers]
    public GatewayLogOptions Log { get; init; } = new();
}
