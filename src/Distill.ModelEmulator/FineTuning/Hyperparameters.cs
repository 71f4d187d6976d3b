using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Protocol;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>Hyperparameters of a job: each a number or <c>"auto"</c>.</summary>
/// <param name="NEpochs">Passes.</param>
/// <param name="BatchSize">Examples a step.</param>
/// <param name="LearningRateMultiplier">Factor on the learner's own rate.</param>
/// <param name="Beta">Of preference training; null in supervised training.</param>
internal sealed record Hyperparameters(JsonNode NEpochs, JsonNode BatchSize, JsonNode LearningRateMultiplier, JsonNode? Beta = null)
{
    /// <summary>The method of supervised training.</summary>
    public const string Supervised = "supervised";

    /// <summary>The method of direct preference optimisation.</summary>
    public const string Dpo = "dpo";

    private const string Auto = "auto";
    private const int DefaultEpochs = 3;
    private const double DefaultBeta = 0.1;

    /// <summary>Reads them from <c>method.&lt;type&gt;.hyperparameters</c>, or else from the older top-level <c>hyperparameters</c>.</summary>
    /// <exception cref="ApiException">The method is neither <c>supervised</c> nor <c>dpo</c>, or one is neither a number in bounds nor <c>"auto"</c>.</exception>
    public static Hyperparameters Read(JsonElement body)
    {
        var type = body.Find("method")?.OptionalString("type") ?? Supervised;
        if (type is not (Supervised or Dpo))
        {
            throw ApiException.Invalid($"The emulator trains by the methods '{Supervised}' and '{Dpo}', not by '{type}'.", "method.type");
        }

        var given = body.Find("method")?.Find(type)?.Find("hyperparameters") ?? body.Find("hyperparameters");
        return new Hyperparameters(
            ReadOne(given, "n_epochs", 1, 50, whole: true),
            ReadOne(given, "batch_size", 1, 256, whole: true),
            ReadOne(given, "learning_rate_multiplier", 1e-6, 1e6, whole: false),
            type == Dpo ? ReadOne(given, "beta", 1e-6, 100, whole: false) : null
        );
    }

    /// <summary>What they come to: numbers as given, <c>auto</c> as the model's options say.</summary>
    public TrainingPlan Resolve(LearnerOptions options, int seed) =>
        new(
            IsAuto(NEpochs) ? options.Epochs ?? DefaultEpochs : NEpochs.GetValue<int>(),
            IsAuto(BatchSize) ? options.BatchSize : BatchSize.GetValue<int>(),
            IsAuto(LearningRateMultiplier) ? 1 : LearningRateMultiplier.GetValue<double>(),
            seed,
            Beta is null ? null
                : IsAuto(Beta) ? DefaultBeta
                : Beta.GetValue<double>()
        );

    /// <summary>The numbers of a plan.</summary>
    public static Hyperparameters Of(TrainingPlan plan) =>
        new(plan.Epochs, plan.BatchSize, plan.LearningRateMultiplier, plan.Beta is { } beta ? JsonValue.Create(beta) : null);

    private static bool IsAuto(JsonNode value) => value.GetValueKind() == JsonValueKind.String;

    private static JsonNode ReadOne(JsonElement? given, string name, double least, double most, bool whole)
    {
        if (given?.Find(name) is not { } value || (value.ValueKind == JsonValueKind.String && value.GetString() == Auto))
        {
            return Auto;
        }

        return whole
            ? JsonValue.Create(given.Value.OptionalInteger(name, (int)least, (int)most)!.Value)
            : JsonValue.Create(given.Value.OptionalNumber(name, least, most)!.Value);
    }
}
