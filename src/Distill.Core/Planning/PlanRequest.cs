using System.Text.Json.Serialization;
using Distill.Core.Models;

namespace Distill.Core.Planning;

/// <summary>A distillation run to be planned: its size, its models and how its work is cut.</summary>
public sealed record PlanRequest : IPlanRequest
{
    /// <summary>Distinct prompts that the run may use; at least 1.</summary>
    public required long Records { get; init; }

    /// <summary>Prompts that the teacher answers in a round; null is all of them in the first round.</summary>
    public long? PromptsPerRound { get; init; }

    /// <summary>Rounds planned for: the most that the spec allows. Default 1.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Records in a shard, 1 to 1000. Default 200, as in a run spec.</summary>
    public int ShardSize { get; init; } = 200;

    /// <summary>Shards wanted in flight, 1 to 100. Default 8, as in a run spec.</summary>
    public int InFlight { get; init; } = 8;

    /// <summary>Share of the first round's answers that students learn from. Default 0.8.</summary>
    public double TrainShare { get; init; } = 0.8;

    /// <summary>Share of the first round's answers on which models are compared. Default 0.1.</summary>
    public double TestShare { get; init; } = 0.1;

    /// <summary>Share of the first round's answers that checkpoints are chosen on. Default 0.1.</summary>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>The choice of checkpoints, or null where the loss decides, which costs nothing.</summary>
    public PlannedCheckpoints? Checkpoints { get; init; }

    /// <summary>The teacher.</summary>
    public required ModelEntry Teacher { get; init; }

    /// <summary>The candidates; at least 1.</summary>
    public required IReadOnlyList<PlannedStudent> Students { get; init; }

    /// <summary>The judge, or null.</summary>
    public ModelEntry? Judge { get; init; }

    /// <summary>The augmentation of each round, or null.</summary>
    public PlannedAugmentation? Augmentation { get; init; }

    /// <summary>What no spec says.</summary>
    public PlanAssumptions Assumptions { get; init; } = new();

    /// <inheritdoc />
    [JsonIgnore]
    public IEnumerable<ModelEntry> Models =>
        Students.Select(student => student.Model).Prepend(Teacher).Concat(Judge is { } judge ? [judge] : []);

    /// <summary>Prompts of the first round.</summary>
    public long FirstRoundPrompts => Math.Min(Records, PromptsPerRound ?? Records);

    /// <summary>Records on which models are compared: chosen in the first round, the same in all.</summary>
    public long TestRecords => Math.Max(1, (long)Math.Round(FirstRoundPrompts * TestShare));

    /// <summary>Records on which checkpoints are chosen: those of the first round in all rounds.</summary>
    public long ValidationRecords => (long)Math.Round(FirstRoundPrompts * ValidationShare);
}
