namespace Distill.Telemetry;

/// <summary>How Azure's platform says by which identity telemetry is sent: <c>Authorization=AAD;ClientId=…</c>.</summary>
/// <param name="UsesEntra">True when an identity of Entra ID sends it.</param>
/// <param name="ClientId">Client id of a user-assigned identity; null for the system-assigned one.</param>
internal sealed record AuthenticationString(bool UsesEntra, string? ClientId)
{
    public static AuthenticationString? Read(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var parts = setting
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return new AuthenticationString(
            string.Equals(parts.GetValueOrDefault("Authorization"), "AAD", StringComparison.OrdinalIgnoreCase),
            parts.GetValueOrDefault("ClientId")
        );
    }
}
