using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Distill.Api.Tests.Access;

/// <summary>Tokens in the form of Entra ID, signed here: the directory's published keys are replaced by one of ours.</summary>
internal static class EntraTokens
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Audience = "api://distill";

    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "own" };
    private static readonly RsaSecurityKey Strange = new(RSA.Create(2048)) { KeyId = "own" };

    public static void TrustOwnKey(IServiceCollection services) =>
        services.PostConfigure<JwtBearerOptions>(
            JwtBearerDefaults.AuthenticationScheme,
            bearer =>
                bearer.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                    new OpenIdConnectConfiguration { SigningKeys = { Key } }
                )
        );

    public static string Create(string role, string tenant = Tenant, string audience = Audience, bool strange = false, int minutes = 10) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = $"https://login.microsoftonline.com/{tenant}/v2.0",
                Audience = audience,
                Expires = DateTime.UtcNow.AddMinutes(minutes),
                Claims = new Dictionary<string, object> { ["oid"] = "person-1", ["roles"] = new[] { role } },
                SigningCredentials = new SigningCredentials(strange ? Strange : Key, SecurityAlgorithms.RsaSha256),
            }
        );
}
