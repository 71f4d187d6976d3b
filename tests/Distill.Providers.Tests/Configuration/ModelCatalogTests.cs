using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Training;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Distill.Providers.Tests.Configuration;

public class ModelCatalogTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Models:teacher:endpoint"] = "https://api.example.com/v1",
        ["Models:teacher:model"] = "big-model",
        ["Models:teacher:apiKeyVariable"] = "TEACHER_KEY",
        ["Models:teacher:requestsPerMinute"] = "3000",
        ["Models:teacher:inputPrice"] = "0.15",
        ["Models:teacher:trainingPrice"] = "3",
        ["Models:teacher:timeoutSeconds"] = "30.5",
    };

    [Fact]
    public void Entries_OfAValidSection_AreBoundWhateverTheCaseOfItsKeys()
    {
        var entry = Catalog(Valid).Entries["Teacher"];

        entry.ShouldBe(
            new ModelEntry
            {
                Name = "teacher",
                Endpoint = new Uri("https://api.example.com/v1"),
                Model = "big-model",
                ApiKeyVariable = "TEACHER_KEY",
                RequestsPerMinute = 3_000,
                InputPrice = 0.15m,
                TrainingPrice = 3m,
                TimeoutSeconds = 30.5,
            }
        );
    }

    [Fact]
    public void Entries_WithoutTheSection_AreNone() => Catalog([]).Entries.ShouldBeEmpty();

    [Theory]
    [InlineData("endpoint", "", "Models:teacher:Endpoint is missing")]
    [InlineData(
        "endpoint",
        "api.example.com",
        "Models:teacher:Endpoint is 'api.example.com', but must be an absolute http or https address"
    )]
    [InlineData("endpoint", "ftp://x/v1", "Models:teacher:Endpoint")]
    [InlineData("endpoint", "emulator", "Models:teacher:Endpoint is 'emulator'")]
    [InlineData("model", "", "Models:teacher:Model is missing")]
    [InlineData("apiKeyVariable", "sk-secret", "Models:teacher:ApiKeyVariable must be the name of an environment variable")]
    [InlineData("requestsPerMinute", "0", "Models:teacher:RequestsPerMinute is '0', but must be a number from 1 to 1000000000")]
    [InlineData("requestsPerMinute", "many", "Models:teacher:RequestsPerMinute is 'many'")]
    [InlineData("maxConcurrency", "5000", "Models:teacher:MaxConcurrency is '5000', but must be a number from 1 to 4096")]
    [InlineData("inputPrice", "-1", "Models:teacher:InputPrice")]
    [InlineData("timeoutSeconds", "0", "Models:teacher:TimeoutSeconds")]
    [InlineData("emulated", "maybe", "Models:teacher:Emulated is 'maybe', but must be true or false")]
    [InlineData("maxConcurency", "5", "Models:teacher:maxConcurency is unknown")]
    public void Entries_WithAWrongSetting_FailWithItsKeyAndWhatIsAllowed(string key, string value, string message)
    {
        var settings = new Dictionary<string, string?>(Valid) { [$"Models:teacher:{key}"] = value };

        var problem = Should.Throw<OptionsValidationException>(() => Catalog(settings));

        problem.Failures.Count().ShouldBe(1);
        problem.Message.ShouldContain(message);
        problem.Message.ShouldNotContain("sk-secret");
    }

    [Fact]
    public void Entries_WithSeveralErrors_ReportAll()
    {
        var settings = new Dictionary<string, string?> { ["Models:a:model"] = "x", ["Models:b:endpoint"] = "http://localhost/v1" };

        Should.Throw<OptionsValidationException>(() => Catalog(settings)).Failures.Count().ShouldBe(2);
    }

    [Fact]
    public void InferenceOptions_OutOfRange_FailWithTheirKey()
    {
        var settings = new Dictionary<string, string?> { ["Inference:MaxAttempts"] = "0" };
        using var services = Services(settings).BuildServiceProvider();

        var problem = Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        problem.Message.ShouldContain("Inference:MaxAttempts must be 1 to 100.");
    }

    [Fact]
    public void AddDistillProviders_Twice_ChangesNothing()
    {
        var services = Services(Valid);
        var count = services.Count;

        services.AddDistillProviders(new ConfigurationBuilder().Build());

        services.Count.ShouldBe(count);
    }

    [Fact]
    public void AddDistillProviders_MakesEveryPort()
    {
        using var services = Services(Valid).BuildServiceProvider();

        services.GetService<IModelProbe>().ShouldNotBeNull();
        services.GetService<IFineTuningProvider>().ShouldNotBeNull();
    }

    private static IModelCatalog Catalog(Dictionary<string, string?> settings)
    {
        using var services = Services(settings).BuildServiceProvider();
        return services.GetRequiredService<IModelCatalog>();
    }

    private static IServiceCollection Services(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddDistillProviders(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
