namespace Distill.Api.Access;

/// <summary>One key: section <c>Auth:Keys:NAME</c>. The name is what the log calls it. Several keys may have one role, so that a new one is in use before the old one goes.</summary>
public sealed class AccessKeyOptions
{
    /// <summary><c>sha256:</c> and the hash in hexadecimal, as <c>distill keys new</c> prints it. The key itself is nowhere in the configuration.</summary>
    public string? Hash { get; set; }

    /// <summary>The role: <c>admin</c>, <c>annotator</c>, <c>gateway</c> or <c>reader</c>.</summary>
    public string? Role { get; set; }

    /// <summary>ISO 8601 time, with offset or UTC, from which the key is refused. Default null: never.</summary>
    public string? NotAfter { get; set; }
}
