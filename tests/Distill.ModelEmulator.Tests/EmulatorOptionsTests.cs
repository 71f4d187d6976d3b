using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator.Tests;

public sealed class EmulatorOptionsTests
{
    [Theory]
    [InlineData("Emulator:Port", "70000", "Emulator:Port must be from 0 to 65535")]
    [InlineData("Emulator:Models:t:Kind", "Teacher", "Emulator:Models:t:Teaching:TrainingFile must name")]
    [InlineData("Emulator:Models:s:Faults:ServerErrorRate", "1.5", "Emulator:Models:s:Faults:ServerErrorRate must be from 0 to 1")]
    [InlineData("Emulator:Models:s:Learner:BucketBits", "30", "Emulator:Models:s:Learner:BucketBits must be from 8 to 22")]
    [InlineData("Emulator:Models:a b:Seed", "1", "Emulator:Models:a b must be named by")]
    public async Task A_wrong_setting_is_named_at_the_start(string key, string value, string message)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();
        var options = configuration.GetSection(EmulatorOptions.Section).Get<EmulatorOptions>()!;

        var refusal = await Should.ThrowAsync<OptionsValidationException>(RunningEmulator.StartAsync(options));

        refusal.Message.ShouldContain(message);
    }

    [Fact]
    public void A_model_binds_from_configuration()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["emulator:models:teacher:kind"] = "teacher",
                    ["emulator:models:teacher:latency:meanMilliseconds"] = "200",
                    ["emulator:models:teacher:teaching:answers:1"] = "positive",
                }
            )
            .Build();

        var model = configuration.GetSection(EmulatorOptions.Section).Get<EmulatorOptions>()!.Models["Teacher"];

        model.Kind.ShouldBe(ModelKind.Teacher);
        model.Latency.MeanMilliseconds.ShouldBe(200);
        model.Teaching.Answers["1"].ShouldBe("positive");
    }
}
