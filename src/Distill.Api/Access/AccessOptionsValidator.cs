using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Distill.Api.Access;

/// <summary>Checks section <c>Auth</c> at the start: a wrong line must never leave the API more open than was meant.</summary>
internal sealed class AccessOptionsValidator(IConfiguration configuration, IEnumerable<OpenAccess> open) : IValidateOptions<AccessOptions>
{
    private const string FormerKey = "Api:Key";

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        string[] failures = [.. Failures(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Reads a time of a setting; null when it is none.</summary>
    internal static DateTimeOffset? ParseTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Reads a role; null when it is none. Numbers are none.</summary>
    internal static AccessRole? ParseRole(string? text)
    {
        foreach (var role in Enum.GetValues<AccessRole>())
        {
            if (string.Equals(text, AccessPolicies.NameOf(role), StringComparison.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        return null;
    }

    private IEnumerable<string> Failures(AccessOptions options)
    {
        if (!string.IsNullOrEmpty(configuration[FormerKey]))
        {
            yield return $"{FormerKey} is no setting any more. Make a key with 'distill keys new --role admin --name NAME' and put its hash into Auth:Keys.";
        }

        if (!options.IsConfigured && !open.Any())
        {
            yield return "Auth:Keys is empty and Auth:Entra is not set, so anyone could use the API. Make a key with 'distill keys new', or set Auth:Entra.";
        }

        foreach (var failure in options.Keys.SelectMany(key => Failures($"Auth:Keys:{key.Key}", key.Value)).Concat(Failures(options.Entra)))
        {
            yield return failure;
        }
    }

    private static IEnumerable<string> Failures(string setting, AccessKeyOptions key)
    {
        if (AccessKey.ParseHash(key.Hash) is null)
        {
            yield return $"{setting}:Hash must be 'sha256:' and 64 hexadecimal digits, as 'distill keys new' prints it; never the key itself.";
        }

        if (ParseRole(key.Role) is null)
        {
            yield return $"{setting}:Role must be one of {string.Join(", ", Enum.GetValues<AccessRole>().Select(AccessPolicies.NameOf))}.";
        }

        if (key.NotAfter is not null && ParseTime(key.NotAfter) is null)
        {
            yield return $"{setting}:NotAfter must be an ISO 8601 time such as 2027-01-31T00:00:00Z.";
        }
    }

    private static IEnumerable<string> Failures(EntraOptions? entra)
    {
        if (entra is not null && !Guid.TryParse(entra.TenantId, out _))
        {
            yield return "Auth:Entra:TenantId must be the directory's id, a GUID.";
        }

        if (entra is not null && string.IsNullOrWhiteSpace(entra.Audience))
        {
            yield return "Auth:Entra:Audience is missing: the application id URI or the client id of the API's registration.";
        }
    }
}
