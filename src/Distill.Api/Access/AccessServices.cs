using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Distill.Api.Access;

/// <summary>Registers who may use the API, and puts it into a pipeline.</summary>
public static class AccessServices
{
    private const string Selector = "distill";

    /// <summary>Lets the host run without keys. Only for a host that listens on loopback addresses alone. May be called more than once.</summary>
    public static IServiceCollection AllowDistillOpenAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<OpenAccess>();
        return services;
    }

    /// <summary>Asks every request who it is from and whether it may. Comes after routing and before the endpoints.</summary>
    public static IApplicationBuilder UseDistillAccess(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AccessLog).FullName!);
        app.UseMiddleware<GatewayAdmission>();
        app.UseAuthentication();
        app.UseAuthorization();
        return app.Use(
            (context, next) =>
            {
                if (IsChange(context.Request))
                {
                    AccessLog.Change(logger, context.User.Identity?.Name, context.Request.Method, context.Request.Path);
                }

                return next(context);
            }
        );
    }

    /// <summary>Says once that nobody is asked, when that is so.</summary>
    public static void LogDistillOpenAccess(this IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.GetRequiredService<AccessKeyRing>().IsOpen)
        {
            AccessLog.Open(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(AccessLog).FullName!));
        }
    }

    internal static void AddDistillAccess(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(configuration);
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.TryAddSingleton<AccessKeyRing>();
        services.AddAuthorizationBuilder();
        services.Configure<AuthorizationOptions>(AccessPolicies.AddTo);
        var entra = AccessOptions.Read(configuration).Entra;
        var schemes = services
            .AddAuthentication(Selector)
            .AddScheme<AuthenticationSchemeOptions, AccessKeyHandler>(AccessKeyHandler.SchemeName, null)
            .AddPolicyScheme(Selector, null, scheme => Select(scheme, entra is not null));
        if (entra is not null)
        {
            AddEntra(schemes, entra);
        }
    }

    // Calls of models change nothing here, come by the thousand a second, and have a log of their own.
    private static bool IsChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method)
        && !HttpMethods.IsHead(request.Method)
        && !request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase);

    // The key's scheme answers for both, so that a refusal looks the same however the caller came.
    private static void Select(PolicySchemeOptions scheme, bool withTokens)
    {
        scheme.ForwardChallenge = scheme.ForwardForbid = AccessKeyHandler.SchemeName;
        scheme.ForwardDefaultSelector = context =>
            withTokens && PresentedKey.IsToken(context.Request) ? JwtBearerDefaults.AuthenticationScheme : AccessKeyHandler.SchemeName;
    }

    private static void AddEntra(AuthenticationBuilder schemes, EntraOptions entra)
    {
        schemes.AddJwtBearer(bearer =>
        {
            bearer.Authority = entra.Authority;
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = entra.Audience,
                ValidIssuers = entra.Issuers,
                RoleClaimType = "roles",
                NameClaimType = "oid",
                RequireSignedTokens = true,
                RequireExpirationTime = true,
            };
        });
    }
}
