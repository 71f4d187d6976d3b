using Distill.Api.Gateway;
using Distill.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Api.Feedback;

/// <summary>Registers the intake of feedback.</summary>
internal static class FeedbackServices
{
    public static void AddDistillFeedback(this IServiceCollection services)
    {
        services.TryAddSingleton<FeedbackLog>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedbackLog>());
        services.TryAddSingleton<FeedbackSearch>();
        services.TryAddSingleton(provider => new FeedbackUploads(
            provider.GetRequiredService<IBlobStore>(),
            provider.GetRequiredService<FeedbackLog>(),
            provider.GetRequiredService<UserKeySecret>(),
            provider.GetRequiredService<TimeProvider>()
        ));
    }
}
