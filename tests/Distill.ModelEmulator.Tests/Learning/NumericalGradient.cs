using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Tests.Learning;

/// <summary>Small random classifiers, and the gradient of an objective by differences.</summary>
internal static class NumericalGradient
{
    public static SoftmaxClassifier Classifier(Random random, int rows, int classes)
    {
        var model = new SoftmaxClassifier(rows, classes);
        for (var i = 0; i < rows * classes; i++)
        {
            model.SetWeight(i / classes, i % classes, (float)(random.NextDouble() - 0.5));
        }

        return model;
    }

    public static SparseVector Features(Random random, int rows)
    {
        var values = Enumerable.Range(0, rows).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        return new SparseVector(Enumerable.Range(0, rows).ToArray(), values);
    }

    /// <summary>Every weight has moved by the rate times the gradient of the objective.</summary>
    public static void ShouldHaveDescended(
        this SoftmaxClassifier moved,
        SoftmaxClassifier from,
        int rows,
        double rate,
        Func<int, int, double> objective
    )
    {
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < from.Classes; k++)
            {
                var analytic = (from.Weight(row, k) - moved.Weight(row, k)) / rate;
                ((double)analytic).ShouldBe(At(from, row, k, objective), 0.01);
            }
        }
    }

    private static double At(SoftmaxClassifier model, int row, int k, Func<int, int, double> objective)
    {
        const float H = 1e-2f;
        var weight = model.Weight(row, k);
        model.SetWeight(row, k, weight + H);
        var above = objective(row, k);
        model.SetWeight(row, k, weight - H);
        var below = objective(row, k);
        model.SetWeight(row, k, weight);
        return (above - below) / (2 * H);
    }
}
