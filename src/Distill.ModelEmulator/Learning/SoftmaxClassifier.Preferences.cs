namespace Distill.ModelEmulator.Learning;

// Learning from pairs of answers; PreferenceLearner has the formula.
internal sealed partial class SoftmaxClassifier
{
    /// <summary><c>ln p[chosen] - ln p[rejected]</c> of a vector.</summary>
    public float Margin(SparseVector x, int chosen, int rejected)
    {
        var margin = bias[chosen] - bias[rejected];
        var rows = x.Rows.Span;
        var values = x.Values.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = weights.AsSpan(rows[i] * Classes, Classes);
            margin += (row[chosen] - row[rejected]) * scale * values[i];
        }

        return margin;
    }

    /// <summary>
    /// One step of gradient descent on <c>mean(-ln sigmoid(beta·(margin - reference))) + l2/2·|W|²</c> over a batch. Returns the mean loss and the share of
    /// right pairs before the step.
    /// </summary>
    public (double Loss, double Accuracy) Step(ReadOnlySpan<PreferenceExample> batch, double learningRate, double l2, double beta)
    {
        var pushes = new double[batch.Length];
        var (loss, right) = (0.0, 0);
        for (var i = 0; i < batch.Length; i++)
        {
            var (exampleLoss, isRight) = Measure(batch[i], beta);
            loss += exampleLoss;
            right += isRight ? 1 : 0;
            // The derivative of the loss by the margin is -beta · sigmoid(-beta·advantage) = -beta · (1 - exp(-loss)).
            pushes[i] = beta * (1 - Math.Exp(-exampleLoss)) * learningRate / batch.Length;
        }

        Decay(1 - (learningRate * l2));
        for (var i = 0; i < batch.Length; i++)
        {
            Prefer(batch[i], (float)pushes[i]);
        }

        return (loss / batch.Length, (double)right / batch.Length);
    }

    /// <summary><c>-ln sigmoid(beta·(margin - reference))</c> of a pair, and whether the margin has grown since the reference.</summary>
    public (double Loss, bool Right) Measure(PreferenceExample example, double beta)
    {
        var advantage = beta * (Margin(example.Features, example.Chosen, example.Rejected) - example.Reference);
        // ln(1 + exp(-x)) without overflow on either side.
        var loss = Math.Max(-advantage, 0) + Math.Log(1 + Math.Exp(-Math.Abs(advantage)));
        return (loss, advantage > 0);
    }

    private void Prefer(PreferenceExample example, float push)
    {
        var rows = example.Features.Rows.Span;
        var values = example.Features.Values.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = weights.AsSpan(rows[i] * Classes, Classes);
            var change = push * values[i] / scale;
            row[example.Chosen] += change;
            row[example.Rejected] -= change;
        }

        bias[example.Chosen] += push * BiasRate;
        bias[example.Rejected] -= push * BiasRate;
    }
}
