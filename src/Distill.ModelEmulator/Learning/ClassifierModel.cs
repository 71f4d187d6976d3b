using System.Buffers;

namespace Distill.ModelEmulator.Learning;

/// <summary>Answers with one of the answers it was trained on: softmax regression over them.</summary>
internal sealed class ClassifierModel(FeatureSpace space, IReadOnlyList<string> answers, SoftmaxClassifier classifier)
    : LearnedModel(space, answers)
{
    /// <summary>Its weights.</summary>
    public SoftmaxClassifier Classifier => classifier;

    /// <inheritdoc />
    public override string Answer(string prompt, double temperature, Func<Random> random)
    {
        var rented = ArrayPool<float>.Shared.Rent(classifier.Classes);
        try
        {
            var probabilities = rented.AsSpan(0, classifier.Classes);
            classifier.Probabilities(Space.Vectorise(prompt), probabilities);
            return Answers[temperature > 0 ? Draw(probabilities, temperature, random()) : SoftmaxClassifier.Best(probabilities)];
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <inheritdoc />
    public override void Write(BinaryWriter writer) => classifier.Write(writer);

    private static int Draw(Span<float> probabilities, double temperature, Random random)
    {
        var sum = 0.0;
        foreach (ref var p in probabilities)
        {
            p = (float)Math.Pow(p, 1 / temperature);
            sum += p;
        }

        var draw = random.NextDouble() * sum;
        for (var k = 0; k < probabilities.Length; k++)
        {
            draw -= probabilities[k];
            if (draw < 0)
            {
                return k;
            }
        }

        return SoftmaxClassifier.Best(probabilities);
    }
}
