using Distill.Api.Access;
using Distill.Api.Annotations;
using Distill.Api.Feedback;
using Distill.Api.Gateway;
using Distill.Api.Health;
using Distill.Api.Promotion;
using Distill.Api.Uploads;
using Distill.Core.Annotation;
using Distill.Core.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Api;

/// <summary>Registers what the HTTP API needs besides the ports of Core.</summary>
public static class DistillApiServices
{
    /// <summary>Adds the API's services: access by key and token, problem details, OpenAPI, its JSON. May be called more than once.</summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="configuration">Holds the section <see cref="ApiOptions.Section"/>.</param>
    public static IServiceCollection AddDistillApi(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(SourceUpload)))
        {
            return services;
        }

        services.AddOptions<ApiOptions>().Bind(configuration.GetSection(ApiOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddDistillAccess(configuration);
        // Before the framework's own writer, which takes what is left.
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProblemDetailsWriter, GatewayProblemWriter>());
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddOpenApi(
            "v1",
            document =>
                document.AddDocumentTransformer(
                    (api, _, _) =>
                    {
                        api.Info.Title = "Distill";
                        api.Info.Description = "Runs that distil a teacher model into a student, their datasets, reports and models.";
                        return Task.CompletedTask;
                    }
                )
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SourceUpload>();
        services.TryAddSingleton<ModelHealth>();
        services.AddDistillGateway(configuration);
        services.AddDistillFeedback();
        services.TryAddSingleton<AnnotationDesk>();
        services.TryAddSingleton<AnnotatorName>();
        services.TryAddSingleton<CurrentAliases>();
        services.TryAddSingleton<RolloutStarter>();
        services.TryAddSingleton<Forgetting>();
        return services;
    }
}
