namespace Distill.ModelEmulator.Learning;

/// <summary>Answers with the answer of the training prompt that is most like the prompt (cosine of the same features).</summary>
internal sealed class RetrievalModel(FeatureSpace space, IReadOnlyList<string> answers, SparseVector[] prompts)
    : LearnedModel(space, answers)
{
    private readonly PromptIndex index = PromptIndex.Of(space.Rows, prompts);

    /// <summary>The prompts it knows, by answer.</summary>
    public IReadOnlyList<SparseVector> Prompts => prompts;

    /// <inheritdoc />
    /// <remarks>Temperature 0 takes the nearest prompt, above it draws among the five nearest.</remarks>
    public override string Answer(string prompt, double temperature, Func<Random> random)
    {
        var near = index.Nearest(Space.Vectorise(prompt), temperature > 0 ? 5 : 1);
        return Answers[near[near.Length > 1 ? random().Next(near.Length) : 0].Position];
    }

    /// <inheritdoc />
    public override void Write(BinaryWriter writer)
    {
        writer.Write(prompts.Length);
        foreach (var prompt in prompts)
        {
            LearnedModelFile.WriteArray(writer, prompt.Rows.Span);
            LearnedModelFile.WriteArray(writer, prompt.Values.Span);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RetrievalModel Read(BinaryReader reader, FeatureSpace space, IReadOnlyList<string> answers)
    {
        var prompts = new SparseVector[reader.ReadInt32()];
        for (var i = 0; i < prompts.Length; i++)
        {
            prompts[i] = new SparseVector(LearnedModelFile.ReadArray<int>(reader), LearnedModelFile.ReadArray<float>(reader));
        }

        return new RetrievalModel(space, answers, prompts);
    }
}
