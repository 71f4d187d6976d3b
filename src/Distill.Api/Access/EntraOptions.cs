namespace Distill.Api.Access;

/// <summary>Tokens of Microsoft Entra ID are taken too: section <c>Auth:Entra</c>. The app's roles are named like <see cref="AccessRole"/>.</summary>
public sealed class EntraOptions
{
    /// <summary>The directory (tenant) id, a GUID: tokens of other tenants are refused.</summary>
    public string? TenantId { get; set; }

    /// <summary>The audience of the tokens: the application id URI or client id of the API's registration.</summary>
    public string? Audience { get; set; }

    /// <summary>Where the signing keys are found.</summary>
    internal string Authority => $"https://login.microsoftonline.com/{TenantId}/v2.0";

    /// <summary>Who signs: version 2 and version 1 tokens of the tenant.</summary>
    internal string[] Issuers => [Authority, $"https://sts.windows.net/{TenantId}/"];
}
