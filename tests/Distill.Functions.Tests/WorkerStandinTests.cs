using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Distill.Functions.Tests;

public sealed class WorkerStandinTests
{
    // Read in the official sources; the stand-in's README.md says where each stands.
    private static readonly string[] OfficialNames =
    [
        "Microsoft.Azure.Functions.Worker.ActivityTriggerAttribute",
        "Microsoft.Azure.Functions.Worker.AuthorizationLevel",
        "Microsoft.Azure.Functions.Worker.BindingContext",
        "Microsoft.Azure.Functions.Worker.BindingDirection",
        "Microsoft.Azure.Functions.Worker.BindingMetadata",
        "Microsoft.Azure.Functions.Worker.BlobTriggerAttribute",
        "Microsoft.Azure.Functions.Worker.BlobTriggerSource",
        "Microsoft.Azure.Functions.Worker.Builder.FunctionsApplication",
        "Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder",
        "Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilderAspNetCoreExtensions",
        "Microsoft.Azure.Functions.Worker.DurableClientAttribute",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.BindingAttribute",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.InputBindingAttribute",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.TriggerBindingAttribute",
        "Microsoft.Azure.Functions.Worker.FunctionAttribute",
        "Microsoft.Azure.Functions.Worker.FunctionContext",
        "Microsoft.Azure.Functions.Worker.FunctionDefinition",
        "Microsoft.Azure.Functions.Worker.FunctionParameter",
        "Microsoft.Azure.Functions.Worker.HttpTriggerAttribute",
        "Microsoft.Azure.Functions.Worker.IInvocationFeatures",
        "Microsoft.Azure.Functions.Worker.OrchestrationTriggerAttribute",
        "Microsoft.Azure.Functions.Worker.RetryContext",
        "Microsoft.Azure.Functions.Worker.ScheduleStatus",
        "Microsoft.Azure.Functions.Worker.TimerInfo",
        "Microsoft.Azure.Functions.Worker.TimerTriggerAttribute",
        "Microsoft.Azure.Functions.Worker.TraceContext",
    ];

    [Fact]
    public void Standin_PublicTypes_AreOfficialNamesOnly() =>
        typeof(FunctionAttribute)
            .Assembly.GetExportedTypes()
            .Select(type => type.FullName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(OfficialNames.Order(StringComparer.Ordinal));

    [Fact]
    public void Build_InAStandinBuild_SaysHowToRun()
    {
        var builder = FunctionsApplication.CreateBuilder([]);

        var message = Should.Throw<PlatformNotSupportedException>(() => builder.ConfigureFunctionsWebApplication().Build()).Message;

        message.ShouldContain("-p:AzurePackages=true");
        message.ShouldContain("distill up");
    }
}
