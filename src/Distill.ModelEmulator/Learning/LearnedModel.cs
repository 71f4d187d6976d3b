namespace Distill.ModelEmulator.Learning;

/// <summary>A trained model: answers prompts. Thread-safe.</summary>
internal abstract class LearnedModel(FeatureSpace space, IReadOnlyList<string> answers)
{
    /// <summary>The answers it can give.</summary>
    public IReadOnlyList<string> Answers { get; } = answers;

    /// <summary>What it reads of a prompt.</summary>
    public FeatureSpace Space { get; } = space;

    /// <summary>Answers a prompt.</summary>
    /// <param name="prompt">The text to read.</param>
    /// <param name="temperature">0: the most likely answer; above: drawn from the answers' probabilities to the power of 1/temperature.</param>
    /// <param name="random">Makes the source of draws; called only above 0.</param>
    public abstract string Answer(string prompt, double temperature, Func<Random> random);

    /// <summary>Writes the model; <see cref="LearnedModelFile"/> adds what all kinds share.</summary>
    public abstract void Write(BinaryWriter writer);

    /// <summary>Writes what it reads of a prompt.</summary>
    public void WriteSpace(BinaryWriter writer) => LearnedModelFile.WriteSpace(writer, Space);
}
