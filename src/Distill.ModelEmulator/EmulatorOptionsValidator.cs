using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator;

/// <summary>Checks the emulator's settings; each message names the key at fault.</summary>
internal sealed class EmulatorOptionsValidator : IValidateOptions<EmulatorOptions>
{
    private readonly List<string> errors = [];

    /// <summary>Throws when a setting is wrong.</summary>
    /// <exception cref="OptionsValidationException">One or more are.</exception>
    public static void Require(EmulatorOptions options)
    {
        var result = new EmulatorOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(EmulatorOptions.Section, typeof(EmulatorOptions), result.Failures);
        }
    }

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, EmulatorOptions options)
    {
        const string Section = EmulatorOptions.Section;
        errors.Clear();
        Check(options.Host.Length > 0, $"{Section}:Host", "must be an address");
        Between(options.Port, 0, 65_535, $"{Section}:Port");
        Between(options.BatchItemMilliseconds, 0, 60_000, $"{Section}:BatchItemMilliseconds");
        Between(options.MaxRunningJobs, 1, 64, $"{Section}:MaxRunningJobs");
        Check(options.MaxFileBytes > 0, $"{Section}:MaxFileBytes", "must be greater than 0");
        Check(
            options.ResultFileEncoding is EmulatorOptions.Base64 or EmulatorOptions.Plain,
            $"{Section}:ResultFileEncoding",
            $"must be {EmulatorOptions.Base64} or {EmulatorOptions.Plain}"
        );
        foreach (var (model, settings) in options.Models)
        {
            ValidateModel(settings, model, $"{Section}:Models:{model}");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private void ValidateModel(EmulatedModelOptions model, string name, string key)
    {
        Check(
            name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'),
            key,
            "must be named by letters, digits, '-', '_' and '.'"
        );
        Check(Enum.IsDefined(model.Kind), $"{key}:Kind", $"must be one of {string.Join(", ", Enum.GetNames<ModelKind>())}");
        Check(model.RequestsPerMinute is null or >= 1, $"{key}:RequestsPerMinute", "must be at least 1");
        Check(model.TokensPerMinute is null or >= 1, $"{key}:TokensPerMinute", "must be at least 1");
        Between(model.EmbeddingDimensions, 8, 4_096, $"{key}:EmbeddingDimensions");
        Between(model.Latency.MeanMilliseconds, 0, 600_000, $"{key}:Latency:MeanMilliseconds");
        Between(model.Latency.DeviationMilliseconds, 0, 600_000, $"{key}:Latency:DeviationMilliseconds");
        Between(model.Latency.TokensPerSecond, 0, 1e6, $"{key}:Latency:TokensPerSecond");
        ValidateFaults(model.Faults, $"{key}:Faults");
        ValidateLearner(model.Learner, $"{key}:Learner");
        Between(model.Judge.PositionBias, -1, 1, $"{key}:Judge:PositionBias");
        Between(model.Judge.LengthBias, -1, 1, $"{key}:Judge:LengthBias");
        Between(model.Judge.MalformedRate, 0, 1, $"{key}:Judge:MalformedRate");
        Between(model.Judge.Noise, 0, 1, $"{key}:Judge:Noise");
        Between(model.Judge.TieMargin, 0, 1, $"{key}:Judge:TieMargin");
        if (model.Kind == ModelKind.Teacher)
        {
            var file = model.Teaching.TrainingFile;
            Check(!string.IsNullOrEmpty(file), $"{key}:Teaching:TrainingFile", "must name the labelled file the teacher learns from");
            Check(string.IsNullOrEmpty(file) || File.Exists(file), $"{key}:Teaching:TrainingFile", $"names '{file}', which does not exist");
        }
    }

    private void ValidateFaults(FaultOptions faults, string key)
    {
        Between(faults.TooManyRequestsRate, 0, 1, $"{key}:TooManyRequestsRate");
        Between(faults.ServerErrorRate, 0, 1, $"{key}:ServerErrorRate");
        Between(faults.UnavailableRate, 0, 1, $"{key}:UnavailableRate");
        Between(faults.HangRate, 0, 1, $"{key}:HangRate");
        Between(faults.TruncationRate, 0, 1, $"{key}:TruncationRate");
        Between(faults.MalformedRate, 0, 1, $"{key}:MalformedRate");
        Between(faults.RetryAfterSeconds, 0, 86_400, $"{key}:RetryAfterSeconds");
        Between(faults.HangSeconds, 0, 86_400, $"{key}:HangSeconds");
        var sum =
            faults.TooManyRequestsRate
            + faults.ServerErrorRate
            + faults.UnavailableRate
            + faults.HangRate
            + faults.TruncationRate
            + faults.MalformedRate;
        Check(sum <= 1 + 1e-9, key, "must have rates that sum to at most 1");
    }

    private void ValidateLearner(LearnerOptions learner, string key)
    {
        Between(learner.MinCharacters, 1, 8, $"{key}:MinCharacters");
        Between(learner.MaxCharacters, 0, 8, $"{key}:MaxCharacters");
        Between(learner.MaxWords, 0, 4, $"{key}:MaxWords");
        Check(learner.MaxCharacters > 0 || learner.MaxWords > 0, $"{key}:MaxCharacters", "and MaxWords must not both be 0");
        Between(learner.BucketBits, 8, 22, $"{key}:BucketBits");
        Check(learner.LearningRate > 0 && double.IsFinite(learner.LearningRate), $"{key}:LearningRate", "must be greater than 0");
        Between(learner.L2, 0, 1, $"{key}:L2");
        Between(learner.Epochs ?? 1, 1, 50, $"{key}:Epochs");
        Between(learner.BatchSize, 1, 256, $"{key}:BatchSize");
        Between(learner.ValidationShare, 0, 0.5, $"{key}:ValidationShare");
        Between(learner.MaxClasses, 2, 10_000, $"{key}:MaxClasses");
        Between(learner.StepMilliseconds, 0, 60_000, $"{key}:StepMilliseconds");
    }

    private void Between(double value, double least, double most, string key) =>
        Check(value >= least && value <= most, key, $"must be from {least} to {most}; it is {value}");

    private void Check(bool holds, string key, string rule)
    {
        if (!holds)
        {
            errors.Add($"{key} {rule}.");
        }
    }
}
